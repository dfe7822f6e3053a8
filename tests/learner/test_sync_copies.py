"""Copies of a journal, as sync clients and learners make them, are found and brought into it; nothing is deleted."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.two_lesson_copy import ONE, TWO, answer, kept
from wellfounded.journal.durable_append import lock_path
from wellfounded.journal.file import JOURNAL, append, new_event, replay
from wellfounded.learner.erase import contents_of, forget
from wellfounded.learner.sync_copies import MERGED, gather, merge_all, merge_copies, other_copies
from wellfounded.learner.workspace import Workspace

NAMES = [
    "answers (1).jsonl",  # a browser, Google Drive
    "answers-LAPTOP-4F2K.jsonl",  # OneDrive
    "answers (Ana's conflicted copy 2026-11-20).jsonl",  # Dropbox
    "answers (conflicted copy 2026-11-20 101530).jsonl",  # Nextcloud
    "answers.sync-conflict-20261120-101530-ABCDEFG.jsonl",  # Syncthing
    "answers 2.jsonl",  # iCloud, Finder
    "answers - Copy.jsonl",  # Explorer
    "answers-Copy1.jsonl",  # JupyterLab
    "Kopie von answers.jsonl",
    "ANSWERS (2).JSONL",
]


def given(path: Path, case: str, response: str) -> dict[str, Any]:
    return append(path, new_event("answer", case, "q1", wording="0" * 12, response=[response]))


def copied(workspace: Workspace, name: str) -> Path:
    """Leave a copy with an answer that the journal lacks, and one that it has."""
    folder = workspace.folder / ONE
    given(folder / JOURNAL, f"case-{ONE}", "on both")
    shutil.copy(folder / JOURNAL, folder / name)
    given(folder / name, f"case-{ONE}", "there")
    lock_path(folder / name).unlink()
    given(folder / JOURNAL, f"case-{ONE}", "here")
    return folder / name


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_is_merged_and_set_aside_and_said(here: Workspace, name: str) -> None:
    copy = copied(here, name)
    data = copy.read_bytes()
    (merged,) = merge_copies(here.folder / ONE)
    assert [event["response"] for event in kept(here, ONE)] == [["on both"], ["there"], ["here"]]
    assert not copy.exists()
    assert (here.folder / ONE / f"{name}{MERGED}").read_bytes() == data
    assert merged.said() == (
        f"{name}, a copy of your answers, lay in this lesson's folder. 1 new answer in it was added to yours. "
        f"The copy is kept as {name}{MERGED}."
    )
    assert merge_copies(here.folder / ONE) == []


def test_a_second_copy_of_the_same_name_does_not_take_the_place_of_the_first(here: Workspace) -> None:
    first = copied(here, NAMES[0])
    merge_copies(first.parent)
    copied(here, NAMES[0])
    merge_copies(first.parent)
    assert sorted(path.name for path in first.parent.glob(f"*{MERGED}*")) == [
        f"{NAMES[0]}{MERGED}",
        f"{NAMES[0]}{MERGED}2",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("answers (1).jsonl", "my notes"),
        ("answers (1).jsonl", ""),
        ("answers (1).jsonl", '{"id": 1, "answer": "of a survey"}\n'),
        ("notes.jsonl", "{}"),
        ("well-founded-answers-2026-11-20.jsonl", "{}"),
    ],
)
def test_what_is_no_copy_is_not_touched(here: Workspace, name: str, text: str) -> None:
    path = here.folder / ONE / name
    path.write_text(text)
    assert merge_copies(path.parent) == []
    assert path.read_text() == text


def test_the_answers_of_another_lesson_are_not_taken(here: Workspace) -> None:
    path = here.folder / ONE / NAMES[0]
    given(path, f"case-{TWO}", "of two")
    append(path, new_event("handin", module=TWO, number=1))
    assert merge_copies(path.parent) == []
    assert path.exists()
    assert kept(here, ONE) == []


def test_a_link_is_not_followed(here: Workspace, tmp_path: Path) -> None:
    given(tmp_path / "another's.jsonl", f"case-{ONE}", "theirs")
    (here.folder / ONE / NAMES[0]).symlink_to(tmp_path / "another's.jsonl")
    assert merge_copies(here.folder / ONE) == []


def test_what_cannot_be_merged_is_said_and_stays(here: Workspace) -> None:
    copy = copied(here, NAMES[0])
    (copy.parent / JOURNAL).unlink()
    (copy.parent / JOURNAL).mkdir()
    (merged,) = merge_copies(copy.parent)
    assert merged.said() == (
        f"{NAMES[0]}, a copy of your answers, could not be brought into this lesson: Is a directory."
    )
    assert copy.exists()


def test_a_copy_that_cannot_be_set_aside_is_said_once(here: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = copied(here, NAMES[0])

    def held(*_: object) -> Path:
        raise PermissionError(13, "held")

    monkeypatch.setattr(Path, "rename", held)
    assert [each.answers for each in merge_copies(copy.parent)] == [1]
    assert merge_copies(copy.parent) == []
    assert copy.exists()


def test_a_lesson_that_lies_here_twice_is_said_and_handed_in_as_one(here: Workspace) -> None:
    copy = here.folder / f"{ONE} (copy)"
    shutil.copytree(here.folder / ONE, copy)
    assert f"the one in {copy.name}, and there is also {ONE}." in other_copies(here, copy)
    assert f"the one in {ONE}, and there is also {copy.name}." in other_copies(here, here.folder / ONE)
    assert other_copies(here, here.folder / TWO) == ""
    answer(here, ONE, ["in the lesson"])
    append(copy / JOURNAL, new_event("answer", f"case-{ONE}", "q1", wording="0" * 12, response=["in the copy"]))
    before = (copy / JOURNAL).read_bytes()
    assert gather(here, copy) == (here.folder / ONE, [])
    assert [event["response"] for event in kept(here, ONE)] == [["in the lesson"], ["in the copy"]]
    assert (copy / JOURNAL).read_bytes() == before


def test_all_copies_of_a_workspace_are_found_at_a_start(here: Workspace) -> None:
    copied(here, NAMES[0])
    assert len(list(merge_all(here.folder))) == 1
    assert list(merge_all(here.folder)) == []


def test_forgetting_deletes_copies_before_and_after_they_were_merged(here: Workspace) -> None:
    for name in NAMES:
        copied(here, name)
    for name in NAMES[:3]:
        shutil.copy(here.folder / ONE / name, here.folder / ONE / f"{name}{MERGED}")
    mine = here.folder / ONE / "answers (mine).jsonl"
    mine.write_text(json.dumps({"of": "a survey"}))
    done = forget(here)
    assert done.failed == []
    assert done.own == [f"{ONE}/{mine.name}"]
    assert sorted(path.name for path in mine.parent.iterdir()) == sorted(["cases.json", f"{ONE}.ipynb", mine.name])
    assert contents_of(here).traces == {}
    assert replay(here.folder / ONE / JOURNAL).events == []
