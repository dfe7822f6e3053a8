"""A cohort of good, odd and hostile submissions, graded once by the real nbgrader."""

import shutil
from pathlib import Path

import pytest

from tests.commands import nbgrader
from tests.grading.instructor import Desk
from tests.grading.submissions import MODULE, SUBMISSIONS, Cohort, Handed
from tests.places import SAMPLE, copy_course
from wellfounded.authoring.course_build import build


@pytest.fixture(scope="session")
def graded_cohort(tmp_path_factory: pytest.TempPathFactory) -> Cohort:
    """Build the sample course, hand in every submission, and run nbgrader as an instructor does."""
    scratch = tmp_path_factory.mktemp("cohort")
    cohort = Cohort(scratch / "course", scratch / "marks")
    cohort.marks.mkdir()
    copy_course(SAMPLE, cohort.course)
    build(cohort.course)
    cohort.said["generate"] = nbgrader(cohort.course, "generate_assignment", MODULE, "--force").stderr
    for learner, make in SUBMISSIONS.items():
        folder = cohort.folder("submitted", learner)
        shutil.copytree(cohort.course / "release" / MODULE, folder)
        make(Handed(folder, cohort))
    cohort.said["autograde"] = nbgrader(cohort.course, "autograde", MODULE).stderr
    cohort.said["feedback"] = nbgrader(cohort.course, "generate_feedback", MODULE).stderr
    return cohort


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
