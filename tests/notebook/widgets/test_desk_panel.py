"""The kernel's side of the desk: a file in pieces, what is refused, and what a message cannot do."""

from pathlib import Path
from typing import Any

import pytest

from tests.two_lesson_copy import ONE, TWO, answer, copy_in, files, kept
from wellfounded.content.case import Case
from wellfounded.journal.file import JOURNAL, new_event, to_line
from wellfounded.launch.save_hook import WIDGET_VIEW
from wellfounded.learner.export import export_answers
from wellfounded.learner.sureness import choose_asking
from wellfounded.learner.workspace import Workspace
from wellfounded.notebook import start_cells
from wellfounded.notebook.widgets import desk_panel
from wellfounded.notebook.widgets.case import CaseView
from wellfounded.notebook.widgets.desk_panel import DeskPanel


def receive(panel: DeskPanel, *data: bytes, **message: Any) -> dict[str, Any]:
    """Hand the panel a message as its view would; return its answer, with buffers."""
    said: list[dict[str, Any]] = []
    panel.send = lambda content, buffers=None: said.append({**content, "buffers": buffers})
    panel._receive(panel, {"id": "one", **message}, [memoryview(each) for each in data])
    begun, answered = said
    assert begun["more"]
    assert begun["id"] == answered["id"] == "one"
    return answered


def opened(panel: DeskPanel, *pieces: bytes) -> dict[str, Any]:
    start = 0
    for number, piece in enumerate(pieces, 1):
        last = number == len(pieces)
        answered = receive(panel, piece, event="piece", file="f", start=start, last=last)
        start += len(piece)
    return answered


def test_what_is_saved_can_be_opened_in_pieces_of_any_size(here: Workspace, tmp_path: Path) -> None:
    answer(here, ONE, ["é"])
    saved = receive(DeskPanel(here), event="save")
    (data,) = saved["buffers"]
    assert data == export_answers(here).data
    assert saved["name"].endswith(".jsonl")
    other = copy_in(tmp_path / "other")
    told = opened(DeskPanel(other), *(data[at : at + 7] for at in range(0, len(data), 7)))
    assert told["says"].startswith("1 new answer;")
    assert kept(other, ONE) == kept(here, ONE)


def test_the_record_bears_the_name_that_was_written_and_none_is_kept(here: Workspace) -> None:
    answer(here, ONE, ["a"])
    before = files(here)
    made = receive(DeskPanel(here), event="record", whose="Sokha <Vann>")
    assert made["name"] == "completion-record.html"
    (data,) = made["buffers"]
    assert "Sokha &lt;Vann&gt;" in data.decode()
    assert "Completion record of self-study" in data.decode()
    assert files(here) == before


def test_a_file_with_a_gap_or_of_another_is_refused(here: Workspace) -> None:
    panel, before = DeskPanel(here), files(here)
    assert "refused" in receive(panel, b"x", event="piece", file="f", start=5, last=True)
    receive(panel, b"x", event="piece", file="f", start=0, last=False)
    assert "refused" in receive(panel, b"x", event="piece", file="g", start=1, last=True)
    assert files(here) == before


def test_a_file_over_the_limit_is_refused_and_not_kept(here: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_panel, "MAX_BYTES", 10)
    panel = DeskPanel(here)
    assert "larger than" in opened(panel, b"12345", b"678901")["refused"]
    assert "refused" in receive(panel, b"2", event="piece", file="f", start=11, last=True)


def test_what_the_disk_refuses_is_said_in_words(here: Workspace, tmp_path: Path) -> None:
    other = copy_in(tmp_path / "other")
    answer(other, ONE, ["a"])
    (here.folder / ONE / "answers.jsonl").mkdir()
    assert "could not be done" in opened(DeskPanel(here), export_answers(other).data)["refused"]
    assert "could not be done" in receive(DeskPanel(here), event="save")["refused"]


def test_the_desk_stands_where_a_copy_was_laid_out_and_its_text_everywhere(here: Workspace, tmp_path: Path) -> None:
    assert WIDGET_VIEW in start_cells.live_view(here.folder / ONE, "desk")
    assert start_cells.live_view(tmp_path, "desk") == {}
    assert "save all your answers as one file" in start_cells.desk_static()["text/html"]


def test_looking_deletes_nothing_and_forgetting_does_what_it_foretold(here: Workspace) -> None:
    answer(here, ONE, ["a"])
    foretold = receive(DeskPanel(here), event="look")["traces"]
    assert kept(here, ONE)
    assert receive(DeskPanel(here), event="forget")["deleted"] == foretold
    assert not kept(here, ONE)


def test_the_desk_says_that_a_clock_was_put_right(here: Workspace) -> None:
    answer(here, ONE, ["a"])
    assert DeskPanel(here).notice == ""
    answer(here, TWO, ["b"])
    with (here.folder / TWO / JOURNAL).open("ab") as file:
        wrong = new_event("answer", "c", "q1", wording="w" * 12, response=["wrong"])
        file.write(to_line({**wrong, "at": "2090-01-01T00:00:00.000000Z"}))
    panel = DeskPanel(here)
    assert "The clock of your computer was wrong when 1 entry of yours was written" in panel.notice
    answer(here, TWO, ["after"])
    assert panel.notice == DeskPanel(here).notice, "it is not said once it stands in the journal"


def test_the_desk_is_drawn_where_a_journal_cannot_be_read(here: Workspace) -> None:
    (here.folder / ONE / JOURNAL).mkdir()
    assert DeskPanel(here).notice == ""


def test_who_is_not_asked_how_sure_they_are_is_asked_again_and_at_once(here: Workspace) -> None:
    choose_asking(here, asks=False)
    about = {"use": "practice", "jurisdiction": "any", "law_as_of": "2026-01-01", "facts": "<p>Facts.</p>"}
    drawn = CaseView(Case(id="c", title="A case", questions=[], **about), here.home(ONE) / JOURNAL)  # type: ignore[arg-type]
    panel = DeskPanel(here)
    assert not panel.asks
    assert not drawn.asks
    assert receive(panel, event="asks", response=True)["says"] == "You are asked from now on."
    assert drawn.asks
    assert DeskPanel(here).asks
