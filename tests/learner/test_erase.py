"""Nothing of a learner is left in a copy of the lessons, but what the learner made there without the course."""

import json
import os
from pathlib import Path

import pytest
from markupsafe import Markup
from typer.testing import CliRunner

from tests.two_lesson_copy import ONE, TWO, answer, copy_in, files
from wellfounded.journal.file import JOURNAL, append, new_event
from wellfounded.launch.commands import app
from wellfounded.learner.erase import UNASKED, Forgotten, contents_of, forget
from wellfounded.learner.export import export_answers
from wellfounded.learner.layout import lay_out
from wellfounded.learner.submission_file import write_submission
from wellfounded.learner.sureness import choose_asking, is_asked
from wellfounded.learner.workspace import FEEDBACK, HAND_INS, HIDDEN, LOG, PRINTS, Workspace, find_workspace
from wellfounded.render.page import standalone_page

NOTES = [Path("my notes.md"), Path(ONE) / "thoughts.txt", Path(HAND_INS) / "to whom.txt", Path("own") / "a" / "b.txt"]


@pytest.fixture
def fresh(tmp_path: Path) -> Workspace:
    return copy_in(tmp_path)


@pytest.fixture
def lived_in(fresh: Workspace) -> Workspace:
    """Leave every kind of trace that a learner can, by what leaves it where that is quick."""
    folder = fresh.folder
    answer(fresh, ONE, ["a"])
    answer(fresh, TWO, ["b"])
    (folder / ONE / f"{ONE}.ipynb").write_text('{"cells": [{"source": "my own words", "cell_type": "raw"}]}')
    lay_out(fresh.course, folder, "home")  # sets the changed one aside
    (folder / TWO / f"{TWO}.ipynb").write_text('{"cells": [{"source": "words of today", "cell_type": "raw"}]}')
    write_submission(fresh, folder / ONE)
    (folder / HAND_INS / f"{ONE}-20260101-000000-000000.part").write_bytes(b"half")
    (folder / ".well-founded.json.new").write_text("half")
    taken = export_answers(fresh)
    for place in (folder, folder / TWO):
        (place / taken.name).write_bytes(taken.data)
        (place / ".ipynb_checkpoints").mkdir()
        (place / ".ipynb_checkpoints" / "x-checkpoint.ipynb").write_text("words")
    (folder / ONE / ".ipynb_checkpoints").mkdir()  # an empty one
    (folder / HIDDEN / ONE / "abc").mkdir(parents=True)
    for name in ("marking.log", f"{ONE}/review.html", f"{ONE}/abc/gradebook.db"):
        (folder / HIDDEN / name).write_text("words")
    (folder / LOG).write_text("words")
    (folder / FEEDBACK).mkdir()
    (folder / FEEDBACK / f"{ONE}.html").write_text("words")
    (folder / PRINTS).mkdir()
    (folder / PRINTS / f"{ONE}.html").write_text("words")
    return fresh


def test_nothing_is_left_but_what_was_released(lived_in: Workspace, tmp_path: Path) -> None:
    done = forget(lived_in)
    assert done.failed == done.own == []
    untouched = copy_in(tmp_path / "other")
    inside = {path.relative_to(lived_in.folder) for path in lived_in.folder.rglob("*")}
    assert inside == {path.relative_to(untouched.folder) for path in untouched.folder.rglob("*")}
    for path, data in files(untouched).items():
        if path.suffix != ".json":  # the record names its own folder
            assert (lived_in.folder.parent / path.relative_to(untouched.folder.parent)).read_bytes() == data
    assert done.restored == [TWO]
    assert contents_of(lived_in).traces == {}
    assert forget(lived_in) == Forgotten()


def test_what_was_deleted_is_listed_and_was_foretold(lived_in: Workspace) -> None:
    foretold, traces = contents_of(lived_in).named(), [str(path) for path in contents_of(lived_in).traces]
    before = {path for path in lived_in.folder.rglob("*") if path.is_file() or path.name == ".ipynb_checkpoints"}
    done = forget(lived_in)
    assert done.deleted == foretold
    gone = {path.relative_to(lived_in.folder).as_posix() for path in before if not path.exists()}
    assert {each for each in gone if not any(each == name or each.startswith(f"{name}/") for name in traces)} == set()
    assert done.deleted[0] == "2 answers in 2 lessons"
    assert "your reviews and your points" in done.deleted
    assert "your answers, saved as one file (2)" in done.deleted
    for name in (".json", ".ipynb", HIDDEN, "/"):  # a learner knows nothing of these
        assert name not in " ".join(done.deleted)


def test_what_was_predicted_and_played_counts_as_answered(fresh: Workspace) -> None:
    path = fresh.folder / ONE / JOURNAL
    for row, response in (("eu", "a"), ("eu", "b"), ("us", "a")):
        told = {"row": row, "response": response, "wording": "0123456789ab"}
        append(path, new_event("predict", module=ONE, activity="desks", **told))
    append(path, new_event("play", module=ONE, activity="week", wording="0123456789ab", response=[0]))
    assert contents_of(fresh).named()[0] == "3 answers in 1 lesson"


def test_what_was_chosen_for_all_lessons_is_forgotten_too(fresh: Workspace) -> None:
    choose_asking(find_workspace(fresh.folder), False)  # in a lesson, while the desk was open
    assert contents_of(fresh).named() == [UNASKED]
    assert forget(fresh).deleted == [UNASKED]
    assert is_asked(find_workspace(fresh.folder))
    assert contents_of(fresh).named() == []


def test_what_a_learner_made_without_the_course_is_left_and_named(lived_in: Workspace) -> None:
    for note in NOTES:
        (lived_in.folder / note).parent.mkdir(parents=True, exist_ok=True)
        (lived_in.folder / note).write_text("mine")
    assert forget(lived_in).own == ["01-one/thoughts.txt", "hand-in/to whom.txt", "my notes.md", "own: 1 file"]
    assert [note for note in NOTES if (lived_in.folder / note).read_text() != "mine"] == []


def test_links_are_deleted_and_never_followed(lived_in: Workspace, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "answers.jsonl").write_text("another's")
    (lived_in.folder / "link").symlink_to(outside)
    (lived_in.folder / HIDDEN / "link").symlink_to(outside)
    (lived_in.folder / TWO / "answers.jsonl").unlink()
    (lived_in.folder / TWO / "answers.jsonl").symlink_to(outside / "answers.jsonl")
    done = forget(lived_in)
    assert (outside / "answers.jsonl").read_text() == "another's"
    assert done.failed == []
    assert not (lived_in.folder / TWO / "answers.jsonl").is_symlink()
    assert done.own == ["link: a link, and whatever lies behind it"]


def test_a_learners_own_files_under_our_names_are_left(lived_in: Workspace) -> None:
    theirs = {
        "print/tax.html": "<html>tax</html>",
        "thesis/data/answers.jsonl": '{"question": "of a survey"}',
        "thesis/.ipynb_checkpoints/thesis-checkpoint.ipynb": "{}",
        "thesis/well-founded-answers-mine.jsonl": "about this course",
        "hand-in/photos-20260101-000000-000000.zip": "photos",
        "own/01-one (mine, 2026-01-01).ipynb": "{}",
        ".well-founded.json.new.txt": "mine",
    }
    for name, text in theirs.items():
        (lived_in.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (lived_in.folder / name).write_text(text)
    assert forget(lived_in).failed == []
    assert {name: (lived_in.folder / name).read_text() for name in theirs} == theirs


def test_answers_and_prints_are_found_wherever_they_lie(lived_in: Workspace) -> None:
    folder = lived_in.folder / "elsewhere"
    folder.mkdir()
    answer(lived_in, TWO, ["a"])
    (lived_in.folder / TWO / "answers.jsonl").rename(folder / "answers.jsonl")
    (lived_in.folder / PRINTS / "mine.html").write_text(standalone_page("Mine", Markup("my answers"), Markup("")))
    forget(lived_in)
    assert list(folder.iterdir()) == []
    assert not (lived_in.folder / PRINTS).exists()


def test_a_lesson_under_another_name_is_forgotten_there(lived_in: Workspace) -> None:
    folder = (lived_in.folder / ONE).rename(lived_in.folder / "mine")
    (folder / f"{ONE}.ipynb").write_text('{"cells": [{"source": "my own words", "cell_type": "raw"}]}')
    done = forget(lived_in)
    assert done.failed == []
    assert done.restored == [TWO, "mine"]
    assert sorted(path.name for path in folder.iterdir()) == [f"{ONE}.ipynb", "cases.json"]
    assert not (lived_in.folder / ONE).exists()
    assert done.own == [f"mine: the name that you gave to lesson {ONE}"]


@pytest.mark.parametrize("link", [ONE, f"{ONE}/figures", HAND_INS, PRINTS, HIDDEN, f"{TWO}/cases.json"])
def test_nothing_behind_a_link_is_changed(lived_in: Workspace, tmp_path: Path, link: str) -> None:
    figure = lived_in.course / "release" / ONE / "figures" / "a.svg"
    figure.parent.mkdir()
    figure.write_text("a picture")
    shown = {"cell_type": "markdown", "source": "![A picture](figures/a.svg)", "metadata": {}}
    (figure.parents[1] / f"{ONE}.ipynb").write_text(json.dumps({"cells": [shown]}))
    outside, path = tmp_path / "outside", lived_in.folder / link
    if path.exists():
        path.rename(outside)
    else:
        outside.mkdir()
    path.symlink_to(outside)
    before = {each: each.read_bytes() for each in outside.rglob("*") if each.is_file()} or outside.is_file()
    forget(lived_in)
    assert ({each: each.read_bytes() for each in outside.rglob("*") if each.is_file()} or outside.is_file()) == before


def test_a_link_to_an_empty_folder_is_left_and_named(fresh: Workspace, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (fresh.folder / HAND_INS).symlink_to(tmp_path / "empty")
    assert forget(fresh) == Forgotten(own=[f"{HAND_INS}: a link, and whatever lies behind it"])


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="links and owners are POSIX")
def test_what_cannot_be_deleted_is_named_and_the_rest_is_gone(
    lived_in: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = Path.unlink

    def held(path: Path, **more: bool) -> None:
        if path.name == LOG:
            raise PermissionError(13, "The process cannot access the file")
        unlink(path, **more)

    monkeypatch.setattr(Path, "unlink", held)
    done = forget(lived_in)
    assert done.failed == [
        f"{LOG}: The process cannot access the file. Close the course, start it again, and forget once more"
    ]
    assert list(contents_of(lived_in).traces) == [Path(LOG)]


def test_without_the_release_answers_go_and_lessons_are_said_to_stay(lived_in: Workspace) -> None:
    (lived_in.course / "release").rename(lived_in.course / "moved")
    done = forget(lived_in)
    assert not (lived_in.folder / ONE / "answers.jsonl").exists()
    assert [line for line in done.failed if line.startswith("The lessons are as you left them")] == done.failed


def run(workspace: Path, *options: str, typed: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(app, ["forget", "--workspace", str(workspace), *options], input=typed)
    return done.exit_code, done.output


def test_the_command_lists_asks_deletes_and_says_so(lived_in: Workspace) -> None:
    before = files(lived_in)
    code, said = run(lived_in.folder, typed="n\n")
    assert code == 1
    assert "This deletes, for good:" in said
    assert "2 answers in 2 lessons" in said
    assert files(lived_in) == before
    code, said = run(lived_in.folder, typed="y\n")
    assert code == 0
    assert "Deleted:\n" in said
    assert "02-two\n" in said.split("As released again:")[1]
    assert contents_of(lived_in).traces == {}


def test_the_command_does_not_ask_when_told_yes(lived_in: Workspace) -> None:
    assert run(lived_in.folder, "--yes")[0] == 0
    assert contents_of(lived_in).traces == {}


def test_a_folder_that_is_no_copy_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "answers.jsonl").write_text("another's")
    code, said = run(tmp_path, "--yes")
    assert code == 1
    assert "is no copy of the lessons. Name yours: --workspace" in said.replace("\n", " ")
    assert (tmp_path / "answers.jsonl").exists()
