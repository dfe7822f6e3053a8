"""A lesson with an activity of each kind, laid out for a learner."""

from pathlib import Path

import pytest

from tests.added_activities import MODULE, add_activities
from wellfounded.authoring.course_build import build
from wellfounded.learner.layout import lay_out


@pytest.fixture
def lesson(course: Path) -> Path:
    add_activities(course)
    build(course)
    lay_out(course, course / "my-course", "home")
    return course / "my-course" / MODULE.name
