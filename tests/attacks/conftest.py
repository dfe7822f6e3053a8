"""Every attack of the four modules, in one cohort for each grader."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks.attacked_cohort import Cohort, attacked, make_course
from tests.attacks.graders import GRADERS


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_course(tmp_path_factory.mktemp("template") / "course")


@pytest.fixture(scope="session", params=GRADERS)
def attacked_cohort(
    request: pytest.FixtureRequest, template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cohort]:
    cohort = attacked(template, tmp_path_factory.mktemp("attacked") / "course", request.param)
    yield cohort
    cohort.tidy()
