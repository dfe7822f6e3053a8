"""The kit holds all a learner of a cohort needs, and nothing from source/."""

import re
import zipfile
from pathlib import Path

import pytest

from wellfounded.kit import KitError, kit

COURSE = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kit(COURSE, tmp_path_factory.mktemp("kit") / "kit.zip")


def names(archive: Path) -> set[str]:
    return {name.removeprefix("well-founded/") for name in zipfile.ZipFile(archive).namelist()}


def test_it_holds_lessons_wheel_lock_and_a_way_to_start_on_each_system(archive: Path) -> None:
    released = {path.relative_to(COURSE).as_posix() for path in (COURSE / "release").rglob("*") if path.is_file()}
    (wheel,) = {name for name in names(archive) if name.endswith(".whl")}
    starts = {"start.sh", "start.command", "start.bat", "READ-ME-FIRST.txt"}
    assert names(archive) == released | starts | {wheel, "requirements.lock", "kit.json"}


def test_no_file_of_source_is_in_it_nor_in_its_wheel(archive: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(archive).extractall(tmp_path)
    (wheel,) = tmp_path.glob("well-founded/*.whl")
    inside = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in inside} >= {"wellfounded"}
    assert [name for name in inside if "source/" in name or name.endswith(("lesson.md", ".ipynb"))] == []
    secret = re.compile(rb"correct: true|\"correct\": true")
    shown = {path for path in tmp_path.glob("well-founded/release/**/*.json") if secret.search(path.read_bytes())}
    for path in shown:  # practice alone is released with its key
        graded = path.read_text().split('"use": "graded"')
        assert all('"correct"' not in case.rsplit('"questions"', 1)[-1] for case in graded[:-1])


def test_scripts_can_be_run_and_the_same_course_makes_the_same_kit(archive: Path, tmp_path: Path) -> None:
    modes = {info.filename.split("/")[1]: info.external_attr >> 16 for info in zipfile.ZipFile(archive).infolist()}
    assert all(modes[name] & 0o111 for name in ("start.sh", "start.command"))
    assert kit(COURSE, tmp_path / "again.zip").read_bytes() == archive.read_bytes()


def test_elsewhere_the_instructor_is_told_where_to_run(tmp_path: Path) -> None:
    with pytest.raises(KitError, match="Run this in the root of the course"):
        kit(tmp_path, tmp_path / "kit.zip")
