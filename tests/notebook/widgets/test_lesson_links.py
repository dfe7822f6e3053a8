"""A link to a lesson leads to where the lesson lies now, and says so where it is gone."""

import shutil
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.two_lesson_copy import TWO, copy_in
from wellfounded.notebook.widgets.board import Board
from wellfounded.notebook.widgets.lesson_links import lesson_link, where


def test_a_renamed_lesson_is_found_where_it_lies_now(tmp_path: Path) -> None:
    workspace = copy_in(tmp_path)
    link = lesson_link(workspace, TWO, "Open <it>", place="case/q1")
    assert f"href='/doc/tree/{TWO}/{TWO}.ipynb'" in link
    assert "data-in='case/q1'" in link
    assert "Open &lt;it&gt;" in link
    (workspace.folder / TWO).rename(workspace.folder / "étude 2")
    path = f"étude 2/{TWO}.ipynb"
    assert where(workspace, TWO) == {"path": path, "href": f"/doc/tree/{quote(path)}"}


def test_a_lesson_that_is_gone_is_said_to_be_gone(tmp_path: Path) -> None:
    workspace = copy_in(tmp_path)
    shutil.rmtree(workspace.folder / TWO)
    assert "not in your course folder any more" in where(workspace, TWO)["refused"]


@pytest.mark.parametrize("event", ["where", "look"])
def test_a_board_answers_each_message_once(tmp_path: Path, event: str) -> None:
    board = Board(copy_in(tmp_path), "progress")
    said: list[dict[str, object]] = []
    board.send = said.append
    board._handle_custom_msg({"id": "one", "event": event, "lesson": TWO}, [])
    assert [(each["id"], each["event"]) for each in said] == [("one", event)]
