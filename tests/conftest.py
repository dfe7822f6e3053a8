"""A course to work on: a copy of what authors write here, and a small made-up one."""

import shutil
from pathlib import Path

import pytest
import windows
from hypothesis import settings

from effort import FULL
from wellfounded.i18n import messages

browser, context, page = windows.browser, windows.context, windows.page  # fixtures; one browser a process

COURSE = Path(__file__).parent.parent
SAMPLE = Path(__file__).parent / "sample-course"

# No deadline: how fast a machine is, is no matter of right or wrong.
settings.register_profile("course", max_examples=2000 if FULL else 100, deadline=None)
settings.load_profile("course")


@pytest.fixture(autouse=True)
def english() -> None:
    """Let no test speak the language that another chose."""
    messages.use(messages.ENGLISH)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return the root of a small course, one module with a practice and a graded case, not yet built."""
    root = tmp_path / "course"
    shutil.copytree(SAMPLE, root)
    shutil.copy(COURSE / "nbgrader_config.py", root)
    return root
