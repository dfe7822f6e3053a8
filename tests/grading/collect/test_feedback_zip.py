"""Feedback goes back by the names that Moodle and Canvas gave: each page to its learner, and to nobody else."""

import os
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.grading.downloads import FIRST, journal, zipped
from tests.grading.instructor import Desk
from wellfounded.grading.collect.lms_names import feedback_name
from wellfounded.launch.commands import app

NO_NUMBERS = "id,name\nada,Ada Lovelace\nbo,Bo de la Cruz\n"
MOODLE = {
    "ada": "Ada Lovelace_55501_assignsubmission_file/answers.jsonl",
    "bo": "Bo de la Cruz_55502_assignsubmission_file_/answers.jsonl",
}
CANVAS = {"ada": "lovelaceada_LATE_101_9001_answers-1.jsonl", "bo": "delacruzbo_102_9002_answers.jsonl"}
NUMBERS = {"moodle": {"55501": "ada", "55502": "bo"}, "canvas": {"101 9001": "ada", "102 9002": "bo"}}


def moodles_learner(name: str) -> str:
    """Return whose a file is by Moodle's rule: fullname_number_type_plugin_rest, split at `_` into at most five."""
    parts = name.split("_", 4)
    assert parts[2:4] == ["assignsubmission", "file"]
    assert parts[4] == f"{FIRST}.html"
    return NUMBERS["moodle"][parts[1]]


def canvas_learner(name: str) -> str:
    """Return whose a file is by Canvas's rule: the first two parts that are numbers are the user and their file."""
    user, file = [part for part in name.split("_") if part.isdigit()][:2]
    return NUMBERS["canvas"][f"{user} {file}"]


def collected(desk: Desk, names: dict[str, str], roster: str = NO_NUMBERS) -> None:
    desk.roster(roster)
    path = desk.downloads / "all.zip"
    path.write_bytes(zipped({name: journal(learner) for learner, name in names.items()}))
    said = desk.collect(path)
    assert desk.code == 0, said


def page(desk: Desk, learner: str) -> Path:
    path = desk.course / "feedback" / learner / FIRST / f"{FIRST}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<p>The page of {learner}</p>")
    return path


def feedback(desk: Desk, *more: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["feedback", "--for-lms", "01", "--course", str(desk.course), *map(str, more)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.mark.parametrize(
    ("lms", "names", "whose"), [("moodle", MOODLE, moodles_learner), ("canvas", CANVAS, canvas_learner)]
)
def test_each_page_is_under_the_name_by_which_the_platform_finds_its_learner(
    desk: Desk, lms: str, names: dict[str, str], whose: object
) -> None:
    roster = NO_NUMBERS if lms == "moodle" else "id,name,lms_id\nada,Ada Lovelace,101\nbo,Bo de la Cruz,102\n"
    collected(desk, names, roster)
    for learner in names:
        page(desk, learner)
    code, said = feedback(desk)
    assert code == 0, said
    path = desk.course / "feedback" / f"{FIRST}-for-{lms}.zip"
    assert f"Written: {path}, 2 pages" in said
    assert path.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(path) as packed:
        pages = {whose(name): packed.read(name).decode() for name in packed.namelist()}  # type: ignore[operator]
    assert pages == {learner: f"<p>The page of {learner}</p>" for learner in ("ada", "bo")}


def test_the_latest_download_names_the_hand_in(desk: Desk) -> None:
    collected(desk, {"ada": CANVAS["ada"]}, "id,name,lms_id\nada,Ada Lovelace,101\n")
    collected(desk, {"ada": "lovelaceada_101_9009_answers-2.jsonl"}, "id,name,lms_id\nada,Ada Lovelace,101\n")
    page(desk, "ada")
    assert feedback(desk)[0] == 0
    with zipfile.ZipFile(desk.course / "feedback" / f"{FIRST}-for-canvas.zip") as packed:
        assert packed.namelist() == [f"lovelaceada_101_9009_{FIRST}.html"]


def test_who_is_in_no_zip_is_named_and_stops_nobody(desk: Desk) -> None:
    collected(desk, MOODLE)
    page(desk, "ada")
    page(desk, "eve")  # came through nbgrader's exchange
    code, said = feedback(desk, "--to", desk.downloads)
    assert code == 1
    assert f"eve: came by no download of a platform; give them {desk.course / 'feedback' / 'eve'}" in said
    assert f"bo: has no page yet; run 'wellfounded feedback {FIRST}' once it is graded." in said
    with zipfile.ZipFile(desk.downloads / f"{FIRST}-for-moodle.zip") as packed:
        assert packed.namelist() == [f"Ada Lovelace_55501_assignsubmission_file_{FIRST}.html"]


@pytest.mark.parametrize(
    "trouble", ["older than the mark", "a link to another's", "a folder linked", "two of one name"]
)
def test_a_page_that_may_be_old_or_anothers_is_not_given_out(desk: Desk, trouble: str) -> None:
    collected(desk, MOODLE)
    ada, bo = page(desk, "ada"), page(desk, "bo")
    if trouble == "older than the mark":
        marked = desk.course / "autograded" / "bo" / FIRST / f"{FIRST}.ipynb"
        marked.parent.mkdir(parents=True)
        marked.write_text("{}")
        os.utime(bo, (1, 1))
    elif trouble == "a link to another's":
        bo.unlink()
        bo.symlink_to(ada)
    elif trouble == "a folder linked":
        bo.unlink()
        bo.parent.rmdir()
        bo.parent.symlink_to(ada.parent)
    else:
        register = desk.course / "submitted" / ".senders.json"
        register.write_text(register.read_text().replace("Bo de la Cruz_55502", "Ada Lovelace_55501"))
    code, said = feedback(desk)
    assert code == 1
    assert "  bo: " in said
    packed = desk.course / "feedback" / f"{FIRST}-for-moodle.zip"
    if trouble == "two of one name":
        assert not packed.exists()
        return
    with zipfile.ZipFile(packed) as archive:
        assert [archive.read(name) for name in archive.namelist()] == [b"<p>The page of ada</p>"]


def test_without_feedback_or_room_it_says_what_to_do(desk: Desk) -> None:
    assert f"Run 'wellfounded grade {FIRST}' first" in feedback(desk)[1]
    collected(desk, MOODLE)
    for learner in MOODLE:
        page(desk, learner)
    (desk.downloads / "file").write_text("")
    code, said = feedback(desk, "--to", desk.downloads / "file")
    assert (code, "Choose a folder with --to" in said) == (1, True)


@pytest.mark.parametrize("name", ["", "answers.jsonl", "ada/answers.jsonl", "anon_a1B2c_9001_answers.jsonl"])
def test_what_no_platform_named_has_no_name_to_go_back_by(name: str) -> None:
    assert feedback_name(name, "x.html") == ("", "")
