"""Where things lie that tests use: this repository, and its two made-up courses."""

import shutil
from pathlib import Path

TESTS = Path(__file__).parent
COURSE = TESTS.parent
SAMPLE = TESTS / "sample-course"  # one module: a practice and a graded case
GALLERY = TESTS / "gallery-course"  # one module: a case of every kind


def copy_course(source: Path, to: Path) -> Path:
    """Copy a made-up course, with what nbgrader needs to know, and return where it is."""
    shutil.copytree(source, to)
    shutil.copy(COURSE / "nbgrader_config.py", to)
    return to
