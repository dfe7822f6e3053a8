"""One class for all tests of marking; each test begins with a copy of it."""

import shutil
from pathlib import Path

import pytest

from tests.grading.marking.marked_class import Class, made


@pytest.fixture(scope="session")
def graded_class(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("marking") / "course").course


@pytest.fixture
def school(graded_class: Path, tmp_path: Path) -> Class:
    return Class(shutil.copytree(graded_class, tmp_path / "course", symlinks=True))
