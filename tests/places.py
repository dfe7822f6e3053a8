"""Where things lie that tests use: this repository, its two made-up courses, and a Node."""

import shutil
from pathlib import Path

import playwright

TESTS = Path(__file__).parent
COURSE = TESTS.parent
SAMPLE = TESTS / "sample-course"  # one module: a practice and a graded case
GALLERY = TESTS / "gallery-course"  # one module: a case of every kind
NODE = next((Path(playwright.__file__).parent / "driver").glob("node*"))  # the one that runs playwright


def copy_course(source: Path, to: Path) -> Path:
    """Copy a made-up course, with what nbgrader needs to know, and return where it is."""
    shutil.copytree(source, to)
    shutil.copy(COURSE / "nbgrader_config.py", to)
    return to
