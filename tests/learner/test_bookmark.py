"""A lesson opens where its reader stopped, or at what comes after the last answer."""

import json
from pathlib import Path

import pytest

from tests.made_up_copy import Copy
from wellfounded.journal.file import JOURNAL, append, new_event
from wellfounded.learner.bookmark import BOOKMARKS, keep_bookmark, next_case, read_bookmark
from wellfounded.learner.workspace import HIDDEN

ONE, TWO = "01-one", "02-two"


def test_each_lesson_has_a_bookmark_that_only_its_owner_can_read(tmp_path: Path) -> None:
    assert read_bookmark(tmp_path, ONE) == ""
    keep_bookmark(tmp_path, ONE, "a-section")
    keep_bookmark(tmp_path, TWO, "a-case")
    keep_bookmark(tmp_path, ONE, "another-section")
    assert (read_bookmark(tmp_path, ONE), read_bookmark(tmp_path, TWO)) == ("another-section", "a-case")
    files = [path for path in (tmp_path / HIDDEN).rglob("*") if path.is_file()]
    assert [(path.name, path.stat().st_mode & 0o777) for path in files] == [(BOOKMARKS, 0o600)]


@pytest.mark.parametrize(
    "damaged", [b"", b"{", b"[]", b"null", b"\xff\xfe", json.dumps({ONE: 3}).encode(), b'{"x": "' + b"y" * 200_000]
)
def test_a_damaged_file_is_no_bookmark_and_is_written_anew(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / HIDDEN).mkdir()
    (tmp_path / HIDDEN / BOOKMARKS).write_bytes(damaged)
    assert read_bookmark(tmp_path, ONE) == ""
    keep_bookmark(tmp_path, ONE, "a-section")
    assert read_bookmark(tmp_path, ONE) == "a-section"


def test_no_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / HIDDEN).mkdir()
    (tmp_path / "elsewhere").write_text("{}")
    (tmp_path / HIDDEN / BOOKMARKS).symlink_to(tmp_path / "elsewhere")
    keep_bookmark(tmp_path, ONE, "a-section")
    assert (tmp_path / "elsewhere").read_text() == "{}"
    assert read_bookmark(tmp_path, ONE) == "a-section"


def test_without_a_bookmark_it_is_the_case_after_the_last_answer(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.module(ONE)
    folder, (first, second, third) = tmp_path / ONE, copy.cases[ONE]
    assert next_case([folder]) == ""

    def answer(case: str, response: list[str] | None) -> None:
        append(folder / JOURNAL, new_event("answer", case, "q1", wording="w" * 12, response=response))

    answer(first.id, ["a"])
    assert next_case([folder]) == second.id
    answer(second.id, ["a"])
    assert next_case([folder]) == third.id
    answer(second.id, None)  # taken back
    assert next_case([folder]) == second.id
    answer(third.id, ["a"])
    assert next_case([folder]) == ""
