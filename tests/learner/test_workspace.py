"""A learner's copy is laid out once, refreshed when untouched, set aside when touched; answers are never involved."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from wellfounded.content.release import KIT
from wellfounded.i18n import messages
from wellfounded.journal.file import JOURNAL
from wellfounded.learner.language import choose_language, speak_language
from wellfounded.learner.layout import UnfinishedError, lay_out
from wellfounded.learner.sureness import choose_asking, is_asked
from wellfounded.learner.workspace import RECORD, find_workspace, kind_of

NAME = "01-sample"


def notebook(*cells: str, **more: Any) -> str:
    code = [{"cell_type": "code", "source": cell, **more} for cell in cells]
    return json.dumps({"cells": [{"cell_type": "markdown", "source": "![A](figures/a.svg)"}, *code], "metadata": {}})


@pytest.fixture
def one_lesson(tmp_path: Path) -> Path:
    folder = tmp_path / "release" / NAME
    (folder / "figures").mkdir(parents=True)
    (folder / f"{NAME}.ipynb").write_text(notebook("one", "two"))
    (folder / "cases.json").write_text("first")
    (folder / "figures" / "a.svg").write_text("first")
    return tmp_path


@pytest.fixture
def lesson_file(one_lesson: Path) -> Path:
    lay_out(one_lesson, one_lesson / "my-course", "home")
    return one_lesson / "my-course" / NAME / f"{NAME}.ipynb"


def publish(course: Path, lesson: Path, *cells: str) -> list[Path]:
    """Bring out a new release, and lay it out as a second `make learn` does."""
    (course / "release" / NAME / f"{NAME}.ipynb").write_text(notebook(*cells))
    (course / "release" / NAME / "cases.json").write_text("second")
    return lay_out(course, lesson.parent.parent, "home").kept


def test_everything_released_is_laid_out(lesson_file: Path) -> None:
    found = {
        path.relative_to(lesson_file.parent).as_posix() for path in lesson_file.parent.rglob("*") if path.is_file()
    }
    assert found == {f"{NAME}.ipynb", "cases.json", "figures/a.svg"}


@pytest.mark.parametrize("stray", [".ipynb_checkpoints/01-sample.ipynb", "notes.txt", "figures/draft.svg", JOURNAL])
def test_nothing_else_that_lies_in_a_release_is(one_lesson: Path, lesson_file: Path, stray: str) -> None:
    (one_lesson / "release" / NAME / stray).parent.mkdir(exist_ok=True)
    (one_lesson / "release" / NAME / stray).write_text("an author's")
    publish(one_lesson, lesson_file, "three")
    assert not (lesson_file.parent / stray).exists()


def test_no_link_of_a_release_is_followed(one_lesson: Path, lesson_file: Path) -> None:
    (one_lesson / "secret.svg").write_text("secret")
    (one_lesson / "release" / NAME / "figures" / "a.svg").unlink()
    (one_lesson / "release" / NAME / "figures" / "a.svg").symlink_to(one_lesson / "secret.svg")
    publish(one_lesson, lesson_file, "three")
    assert (lesson_file.parent / "figures" / "a.svg").read_text() == "first"


@pytest.mark.parametrize("place", [f"{RECORD}.new", f"{NAME}/{NAME}.ipynb.new"])
def test_no_link_is_written_through(one_lesson: Path, lesson_file: Path, tmp_path: Path, place: str) -> None:
    theirs = tmp_path / "theirs.txt"
    theirs.write_text("theirs")
    (lesson_file.parent.parent / place).symlink_to(theirs)
    publish(one_lesson, lesson_file, "three")
    assert theirs.read_text() == "theirs"
    assert not (lesson_file.parent.parent / place).exists()
    assert lesson_file.read_text() == notebook("three")


def test_a_file_that_a_program_holds_for_a_moment_is_waited_for(
    one_lesson: Path, lesson_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, held = Path.replace, [True, True]

    def replace(path: Path, target: Path) -> Path:
        if held:
            held.pop()
            raise PermissionError(13, "held by a virus scanner", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    publish(one_lesson, lesson_file, "three")
    assert lesson_file.read_text() == notebook("three")


def test_what_cannot_be_written_stops_no_other_lesson_and_loses_none(one_lesson: Path, lesson_file: Path) -> None:
    shutil.copytree(one_lesson / "release" / NAME, one_lesson / "release" / "02-other")
    (one_lesson / "release" / "02-other" / f"{NAME}.ipynb").rename(
        one_lesson / "release" / "02-other" / "02-other.ipynb"
    )
    lesson_file.write_text(notebook("mine"))
    (lesson_file.parent / f"{NAME}.ipynb.new").mkdir()  # nothing can be written in its place
    (lesson_file.parent / f"{NAME}.ipynb.new" / "theirs").touch()
    with pytest.raises(UnfinishedError) as refused:
        publish(one_lesson, lesson_file, "three")
    assert refused.value.changes.kept == []
    assert lesson_file.read_text() == notebook("mine")
    assert (lesson_file.parent.parent / "02-other" / "02-other.ipynb").exists()


def test_a_pipe_in_the_place_of_the_record_is_not_waited_for(lesson_file: Path) -> None:
    record = lesson_file.parent.parent / RECORD
    record.unlink()
    os.mkfifo(record)
    assert find_workspace(lesson_file.parent) is None


def test_an_untouched_lesson_is_refreshed(one_lesson: Path, lesson_file: Path) -> None:
    assert publish(one_lesson, lesson_file, "one", "three") == []
    assert lesson_file.read_text() == notebook("one", "three")
    assert (lesson_file.parent / "cases.json").read_text() == "second"


def test_outputs_counts_and_metadata_are_no_touch(one_lesson: Path, lesson_file: Path) -> None:
    lesson_file.write_text(
        notebook("one", "two", outputs=[{"text": "mine"}], execution_count=7, metadata={"collapsed": True})
    )
    assert publish(one_lesson, lesson_file, "one", "three") == []
    assert lesson_file.read_text() == notebook("one", "three")


@pytest.mark.parametrize(
    "mine",
    [notebook("one", "mine"), notebook("one", "two", "mine"), "no notebook"],
    ids=["changed", "added", "damaged"],
)
def test_a_touched_lesson_is_kept_beside_the_new_one(one_lesson: Path, lesson_file: Path, mine: str) -> None:
    lesson_file.write_text(mine)
    (kept,) = publish(one_lesson, lesson_file, "one", "three")
    assert kept.read_text() == mine
    assert kept.name.startswith(f"{NAME} (mine, 20")
    assert lesson_file.read_text() == notebook("one", "three")


def test_two_touched_lessons_of_one_day_are_both_kept(one_lesson: Path, lesson_file: Path) -> None:
    kept = []
    for text in ("first of mine", "second of mine"):
        lesson_file.write_text(notebook(text))
        kept += publish(one_lesson, lesson_file, "one", text.upper())
    assert [path.read_text() for path in kept] == [notebook("first of mine"), notebook("second of mine")]


def test_a_cell_of_any_earlier_version_is_no_touch(one_lesson: Path, lesson_file: Path) -> None:
    first = lesson_file.read_text()
    publish(one_lesson, lesson_file, "three")
    lesson_file.write_text(first)  # brought back from an old copy
    assert publish(one_lesson, lesson_file, "four") == []


def test_a_second_time_without_a_new_release_sets_nothing_aside(one_lesson: Path, lesson_file: Path) -> None:
    assert list(lay_out(one_lesson, lesson_file.parent.parent, "home").said()) == []


def test_answers_are_never_touched(one_lesson: Path, lesson_file: Path) -> None:
    (lesson_file.parent / JOURNAL).write_text("mine")
    (one_lesson / "release" / NAME / JOURNAL).write_text("stray")
    publish(one_lesson, lesson_file, "three")
    assert (lesson_file.parent / JOURNAL).read_text() == "mine"


def test_what_kind_of_copy_it_is_is_written_down_and_not_guessed(one_lesson: Path, lesson_file: Path) -> None:
    assert kind_of(one_lesson) == "home"
    (one_lesson / KIT).write_text("{}")
    assert kind_of(one_lesson) == "cohort"
    found = find_workspace(lesson_file.parent)
    assert found is not None
    assert (found.kind, found.course) == ("home", one_lesson.resolve())


def test_to_look_for_a_copy_changes_no_language_until_somebody_speaks_it(one_lesson: Path, lesson_file: Path) -> None:
    lay_out(one_lesson, lesson_file.parent.parent, "home", language="es")
    found = find_workspace(lesson_file.parent)
    assert messages.chosen() == "en"
    speak_language(found)
    assert messages.chosen() == "es"


def test_who_does_not_want_to_be_asked_is_not_asked_by_the_next_release_nor_after_another_choice(
    one_lesson: Path, lesson_file: Path
) -> None:
    copy = lesson_file.parent.parent
    opened_before = find_workspace(copy)
    assert is_asked(opened_before)
    choose_asking(find_workspace(copy), False)
    assert opened_before is not None
    choose_language(opened_before, "es")
    messages.use_language("en")
    lay_out(one_lesson, copy, "home", language="en")
    assert not is_asked(find_workspace(copy))
    assert is_asked(None)


@pytest.mark.parametrize("damage", ["", "[]", "{}", "\x00"])
def test_a_damaged_record_is_no_workspace_and_loses_no_lesson(one_lesson: Path, lesson_file: Path, damage: str) -> None:
    (lesson_file.parent.parent / RECORD).write_text(damage)
    assert find_workspace(lesson_file.parent) is None
    (kept,) = publish(one_lesson, lesson_file, "three")
    assert kept.read_text() == notebook("one", "two")


def test_a_file_has_an_address_on_its_own_server(lesson_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = find_workspace(lesson_file.parent)
    assert found is not None
    path = lesson_file.parent / "an answer.zip"
    assert found.address(path) == f"/files/{NAME}/an%20answer.zip"
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/ada/")
    assert found.address(path) == f"/user/ada/files/{NAME}/an%20answer.zip"
