"""Fixtures that several tests of a learner's copy share."""

from pathlib import Path

import pytest

from tests.learner.one_lesson import laid_out
from wellfounded.learner.workspace import Workspace


@pytest.fixture
def cohort_copy(tmp_path: Path) -> Workspace:
    return laid_out(tmp_path, "cohort")
