"""`wellfounded grade --no-notebooks` writes the same gradebook and no notebook; `wellfounded notebooks` makes one."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.commands import wellfounded
from tests.grading.course_pair import CROWD, GALLERY_MODULE, grade, made
from tests.grading.gradebook_contents import folders, sqlite_url, tables
from tests.grading.large_cohort import hand_in_crowd
from tests.grading.submissions import MODULE
from wellfounded.launch.commands import app

ONE = "learner-00003"  # left out more than may be, and wrote an answer that a person marks


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a cohort that was graded with notebooks, and the same without."""
    released = made(tmp_path_factory.mktemp("released") / "course")
    for module in (GALLERY_MODULE, MODULE):
        hand_in_crowd(released, module, CROWD)
    whole, light = (shutil.copytree(released, tmp_path_factory.mktemp(name) / "course") for name in ("whole", "light"))
    grade(whole)
    said = grade(light, "--no-notebooks").stdout
    assert " 0 with another mark, 0 with the same mark" in said
    return whole, light


@pytest.fixture
def pair(graded: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    """Return copies of both."""
    whole, light = (shutil.copytree(course, tmp_path / course.parent.name) for course in graded)
    return whole, light


def stored(course: Path, *places: str) -> dict[str, bytes]:
    return {name: data for name, data in folders(course).items() if name.startswith(places)}


def correct_a_key(course: Path) -> None:
    path = course / "source" / GALLERY_MODULE / "cases" / "choice-graded.yaml"
    text = path.read_text().replace("        correct: true\n", "", 1)
    path.write_text(text.replace("        misconception: only-the-state-persecutes\n", "        correct: true\n"))


def test_the_gradebook_is_the_same_and_no_notebook_is_stored(graded: tuple[Path, Path]) -> None:
    whole, light = graded
    found = tables(sqlite_url(light))
    assert len([row for row in found["submitted_assignment"] if GALLERY_MODULE in str(row)]) == CROWD
    assert found == tables(sqlite_url(whole))
    assert folders(whole)
    assert not folders(light)


def test_nothing_is_graded_twice_in_this_mode_and_all_is_once_in_the_other(pair: tuple[Path, Path]) -> None:
    whole, light = pair
    before = (light / "gradebook.db").read_bytes()
    assert "0 new, 0 with another mark, " in grade(light, "--no-notebooks").stdout
    assert (light / "gradebook.db").read_bytes() == before
    assert "0 new, 0 with another mark, " in grade(light).stdout
    assert folders(light) == folders(whole)
    assert tables(sqlite_url(light)) == tables(sqlite_url(whole))
    assert "0 new, 0 with another mark, " in grade(light, "--no-notebooks").stdout
    assert folders(light) == folders(whole)  # what is as it was graded stays


def test_a_notebook_is_made_for_whom_it_is_asked_and_then_for_all(pair: tuple[Path, Path]) -> None:
    whole, light = pair
    assert wellfounded(light, "notebooks", GALLERY_MODULE, ONE).stdout == "1 made.\n"
    assert folders(light) == stored(whole, f"{ONE}/{GALLERY_MODULE}/")
    assert "0 new, 0 with another mark, " in grade(light, "--no-notebooks").stdout
    assert wellfounded(light, "notebooks", "01-gallery").stdout == f"{CROWD - 1} made.\n"
    assert wellfounded(light, "notebooks", MODULE).returncode == 0
    assert folders(light) == folders(whole)


def test_after_a_corrected_key_no_stored_notebook_shows_the_old_marks(pair: tuple[Path, Path]) -> None:
    whole, light = pair
    wellfounded(light, "notebooks", GALLERY_MODULE, ONE)
    wellfounded(light, "notebooks", MODULE, "learner-00000")
    for course in pair:
        correct_a_key(course)
    refused = wellfounded(light, "notebooks", GALLERY_MODULE, "learner-00001")
    assert refused.returncode == 1
    assert "learner-00001 was not graded since answers or keys changed: wellfounded grade 01-gallery" in refused.stdout
    grade(whole)
    grade(light, "--no-notebooks")
    assert tables(sqlite_url(light)) == tables(sqlite_url(whole))
    assert folders(light) == stored(whole, f"learner-00000/{MODULE}/")
    wellfounded(light, "notebooks", GALLERY_MODULE, ONE)
    assert folders(light) == stored(whole, f"{ONE}/{GALLERY_MODULE}/", f"learner-00000/{MODULE}/")


@pytest.mark.parametrize("name", ["nobody", "../submitted/learner-00000", "x\x1b[31m"])
def test_who_was_not_graded_has_no_notebook(name: str, graded: tuple[Path, Path]) -> None:
    done = wellfounded(graded[1], "notebooks", GALLERY_MODULE, name)
    assert done.returncode == 1
    assert "was not graded" in done.stdout
    assert "\x1b" not in done.stdout


def test_feedback_for_a_platform_is_written_of_submissions_without_a_notebook(pair: tuple[Path, Path]) -> None:
    _, light = pair
    done = CliRunner().invoke(app, ["feedback", "--for-lms", MODULE, "--course", str(light)])
    pages = sorted(path.parent.parent.name for path in light.glob(f"feedback/*/{MODULE}/{MODULE}.html"))
    assert len(pages) == CROWD, done.output
