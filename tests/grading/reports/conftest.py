"""A made-up cohort on the gallery course, graded once by the real nbgrader."""

import pytest

from tests.grading.reports.reported_cohort import Reported, shared


@pytest.fixture(scope="session")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Reported:
    return shared(tmp_path_factory)
