"""A course to work on: a copy of what authors write here, and a small made-up one."""

import shutil
from pathlib import Path

import pytest

COURSE = Path(__file__).parent.parent
SAMPLE = Path(__file__).parent / "sample-course"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return the root of a small course, one module with a practice and a graded case, not yet built."""
    root = tmp_path / "course"
    shutil.copytree(SAMPLE, root)
    shutil.copy(COURSE / "nbgrader_config.py", root)
    return root
