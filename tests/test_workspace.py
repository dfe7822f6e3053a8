"""A learner's copy is laid out once, refreshed when untouched, set aside when touched; answers are never involved."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from wellfounded.content.release import KIT
from wellfounded.journal.file import JOURNAL
from wellfounded.learner.workspace import RECORD, UnfinishedError, find_workspace, kind_of, lay_out

NAME = "01-sample"


def notebook(*cells: str, **more: Any) -> str:
    code = [{"cell_type": "code", "source": cell, **more} for cell in cells]
    return json.dumps({"cells": [{"cell_type": "markdown", "source": "![A](figures/a.svg)"}, *code], "metadata": {}})


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "release" / NAME
    (folder / "figures").mkdir(parents=True)
    (folder / f"{NAME}.ipynb").write_text(notebook("one", "two"))
    (folder / "cases.json").write_text("first")
    (folder / "figures" / "a.svg").write_text("first")
    return tmp_path


@pytest.fixture
def lesson(course: Path) -> Path:
    lay_out(course, course / "my-course", "home")
    return course / "my-course" / NAME / f"{NAME}.ipynb"


def publish(course: Path, lesson: Path, *cells: str) -> list[Path]:
    """Bring out a new release, and lay it out as a second `make learn` does."""
    (course / "release" / NAME / f"{NAME}.ipynb").write_text(notebook(*cells))
    (course / "release" / NAME / "cases.json").write_text("second")
    return lay_out(course, lesson.parent.parent, "home").kept


def test_everything_released_is_laid_out(lesson: Path) -> None:
    found = {path.relative_to(lesson.parent).as_posix() for path in lesson.parent.rglob("*") if path.is_file()}
    assert found == {f"{NAME}.ipynb", "cases.json", "figures/a.svg"}


@pytest.mark.parametrize("stray", [".ipynb_checkpoints/01-sample.ipynb", "notes.txt", "figures/draft.svg", JOURNAL])
def test_nothing_else_that_lies_in_a_release_is(course: Path, lesson: Path, stray: str) -> None:
    (course / "release" / NAME / stray).parent.mkdir(exist_ok=True)
    (course / "release" / NAME / stray).write_text("an author's")
    publish(course, lesson, "three")
    assert not (lesson.parent / stray).exists()


def test_no_link_of_a_release_is_followed(course: Path, lesson: Path) -> None:
    (course / "secret.svg").write_text("secret")
    (course / "release" / NAME / "figures" / "a.svg").unlink()
    (course / "release" / NAME / "figures" / "a.svg").symlink_to(course / "secret.svg")
    publish(course, lesson, "three")
    assert (lesson.parent / "figures" / "a.svg").read_text() == "first"


@pytest.mark.parametrize("place", [f"{RECORD}.new", f"{NAME}/{NAME}.ipynb.new"])
def test_no_link_is_written_through(course: Path, lesson: Path, tmp_path: Path, place: str) -> None:
    theirs = tmp_path / "theirs.txt"
    theirs.write_text("theirs")
    (lesson.parent.parent / place).symlink_to(theirs)
    publish(course, lesson, "three")
    assert theirs.read_text() == "theirs"
    assert not (lesson.parent.parent / place).exists()
    assert lesson.read_text() == notebook("three")


def test_a_file_that_a_program_holds_for_a_moment_is_waited_for(
    course: Path, lesson: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, held = Path.replace, [True, True]

    def replace(path: Path, target: Path) -> Path:
        if held:
            held.pop()
            raise PermissionError(13, "held by a virus scanner", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    publish(course, lesson, "three")
    assert lesson.read_text() == notebook("three")


def test_what_cannot_be_written_stops_no_other_lesson_and_loses_none(course: Path, lesson: Path) -> None:
    shutil.copytree(course / "release" / NAME, course / "release" / "02-other")
    (course / "release" / "02-other" / f"{NAME}.ipynb").rename(course / "release" / "02-other" / "02-other.ipynb")
    lesson.write_text(notebook("mine"))
    (lesson.parent / f"{NAME}.ipynb.new").mkdir()  # nothing can be written in its place
    (lesson.parent / f"{NAME}.ipynb.new" / "theirs").touch()
    with pytest.raises(UnfinishedError) as refused:
        publish(course, lesson, "three")
    assert refused.value.changes.kept == []
    assert lesson.read_text() == notebook("mine")
    assert (lesson.parent.parent / "02-other" / "02-other.ipynb").exists()


def test_a_pipe_in_the_place_of_the_record_is_not_waited_for(lesson: Path) -> None:
    record = lesson.parent.parent / RECORD
    record.unlink()
    os.mkfifo(record)
    assert find_workspace(lesson.parent) is None


def test_an_untouched_lesson_is_refreshed(course: Path, lesson: Path) -> None:
    assert publish(course, lesson, "one", "three") == []
    assert lesson.read_text() == notebook("one", "three")
    assert (lesson.parent / "cases.json").read_text() == "second"


def test_outputs_counts_and_metadata_are_no_touch(course: Path, lesson: Path) -> None:
    lesson.write_text(
        notebook("one", "two", outputs=[{"text": "mine"}], execution_count=7, metadata={"collapsed": True})
    )
    assert publish(course, lesson, "one", "three") == []
    assert lesson.read_text() == notebook("one", "three")


@pytest.mark.parametrize(
    "mine",
    [notebook("one", "mine"), notebook("one", "two", "mine"), "no notebook"],
    ids=["changed", "added", "damaged"],
)
def test_a_touched_lesson_is_kept_beside_the_new_one(course: Path, lesson: Path, mine: str) -> None:
    lesson.write_text(mine)
    (kept,) = publish(course, lesson, "one", "three")
    assert kept.read_text() == mine
    assert kept.name.startswith(f"{NAME} (mine, 20")
    assert lesson.read_text() == notebook("one", "three")


def test_two_touched_lessons_of_one_day_are_both_kept(course: Path, lesson: Path) -> None:
    kept = []
    for text in ("first of mine", "second of mine"):
        lesson.write_text(notebook(text))
        kept += publish(course, lesson, "one", text.upper())
    assert [path.read_text() for path in kept] == [notebook("first of mine"), notebook("second of mine")]


def test_a_cell_of_any_earlier_version_is_no_touch(course: Path, lesson: Path) -> None:
    first = lesson.read_text()
    publish(course, lesson, "three")
    lesson.write_text(first)  # brought back from an old copy
    assert publish(course, lesson, "four") == []


def test_a_second_time_without_a_new_release_sets_nothing_aside(course: Path, lesson: Path) -> None:
    assert list(lay_out(course, lesson.parent.parent, "home").said()) == []


def test_answers_are_never_touched(course: Path, lesson: Path) -> None:
    (lesson.parent / JOURNAL).write_text("mine")
    (course / "release" / NAME / JOURNAL).write_text("stray")
    publish(course, lesson, "three")
    assert (lesson.parent / JOURNAL).read_text() == "mine"


def test_what_kind_of_copy_it_is_is_written_down_and_not_guessed(course: Path, lesson: Path) -> None:
    assert kind_of(course) == "home"
    (course / KIT).write_text("{}")
    assert kind_of(course) == "cohort"
    found = find_workspace(lesson.parent)
    assert found is not None
    assert (found.kind, found.course) == ("home", course.resolve())


@pytest.mark.parametrize("damage", ["", "[]", "{}", "\x00"])
def test_a_damaged_record_is_no_workspace_and_loses_no_lesson(course: Path, lesson: Path, damage: str) -> None:
    (lesson.parent.parent / RECORD).write_text(damage)
    assert find_workspace(lesson.parent) is None
    (kept,) = publish(course, lesson, "three")
    assert kept.read_text() == notebook("one", "two")


def test_a_file_has_an_address_on_its_own_server(lesson: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = find_workspace(lesson.parent)
    assert found is not None
    path = lesson.parent / "an answer.zip"
    assert found.address(path) == f"/files/{NAME}/an%20answer.zip"
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/ada/")
    assert found.address(path) == f"/user/ada/files/{NAME}/an%20answer.zip"
