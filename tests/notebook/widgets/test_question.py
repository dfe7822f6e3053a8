"""The kernel's side of a question: what is kept, what is sent twice, what belongs to an earlier wording."""

from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from wellfounded.content.case import Case
from wellfounded.content.questions import kinds
from wellfounded.journal.file import JOURNAL, append, new_event, replay
from wellfounded.notebook.widgets.case import CaseView

OLD, NEW = "0" * 12, "1" * 12


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / JOURNAL


def drawn(path: Path, wording: str = NEW, *, afresh: bool = False) -> CaseView:
    asked = kinds()["choice"].samples()[0].question
    object.__setattr__(asked, "wording", wording)  # samples have none
    case = Case(
        id="c", title="C", use="graded", jurisdiction="any", law_as_of="2026-01-01", facts=Markup(""), questions=[asked]
    )
    return CaseView(case, path, afresh=afresh)


def kept(view: CaseView) -> dict[str, Any]:
    """Return what the view shows as kept of the case's one question."""
    (only,) = view.kept.values()
    return dict(only)


def receive(view: CaseView, **message: Any) -> dict[str, Any]:
    """Hand the widget a message as its view would; return the acknowledgement."""
    said: list[dict[str, Any]] = []
    view.send = said.append  # the comm's far end
    (question,) = view.kept
    about = {"id": "one", "event": "answer", "question": question, "wording": NEW, "response": ["b"]}
    view._receive(view, {**about, **message}, None)
    (acknowledged,) = said
    return acknowledged


def test_an_answer_sent_again_after_it_was_written_is_acknowledged_and_not_written_twice(path: Path) -> None:
    first = receive(drawn(path))
    again = receive(drawn(path), again=True)
    assert again["at"] == first["at"]
    assert len(path.read_text().splitlines()) == 1


def test_an_answer_that_never_arrived_is_written_when_it_is_sent_again(path: Path) -> None:
    assert receive(drawn(path), again=True)["at"]
    assert [event["id"] for event in replay(path).events] == ["one"]


def test_an_answer_to_an_earlier_wording_is_kept_and_not_shown_as_an_answer_to_this_one(path: Path) -> None:
    append(path, new_event("answer", "c", "q1", wording=OLD, response=["b"]))
    held = kept(drawn(path))
    assert held["response"] is None
    assert "earlier wording" in held["note"]


def test_an_answer_that_waited_over_an_update_keeps_the_wording_it_was_given_to(path: Path) -> None:
    widget = drawn(path)
    receive(widget, wording=OLD, again=True)
    assert [event["wording"] for event in replay(path).events] == [OLD]
    assert "earlier wording" in kept(widget)["note"]


def test_drawn_afresh_it_shows_nothing_of_an_earlier_answer_and_keeps_the_new_one(path: Path) -> None:
    for event, response in (("answer", ["b"]), ("try", ["b"]), ("sure", 1)):
        append(path, new_event(event, "c", "q1", wording=NEW, response=response))
    widget = drawn(path, afresh=True)
    assert kept(widget) == {"response": None, "note": ""}
    receive(widget, response=["a"])
    assert kept(widget)["response"] == ["a"]
    assert [event["response"] for event in replay(path).events if event["event"] == "answer"] == [["b"], ["a"]]


def test_every_view_of_a_question_learns_what_is_kept(path: Path) -> None:
    one, other = drawn(path), drawn(path)
    receive(one)
    assert kept(other)["response"] == ["b"]


@pytest.mark.parametrize("damage", ["folder", "bytes"])
def test_a_journal_that_cannot_be_read_draws_the_question_all_the_same(path: Path, damage: str) -> None:
    path.mkdir() if damage == "folder" else path.write_bytes(b"\xff\x00")
    assert kept(drawn(path))["response"] is None


def test_what_cannot_be_written_is_refused_in_words(path: Path) -> None:
    path.mkdir()
    assert "refused" in receive(drawn(path))


ODD: list[Any] = [5, True, "b", {}, {"b": 1}, [["b"]], ["z"], ["a", "b"], [None]]


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_an_answer_that_the_question_does_not_allow_counts_as_none_and_can_be_given_again(path: Path, odd: Any) -> None:
    append(path, new_event("answer", "c", "q1", wording=NEW, response=odd))
    held = kept(drawn(path))
    assert held["response"] is None
    assert "no answer that this question allows" in held["note"]
    assert receive(drawn(path))["at"]
    assert kept(drawn(path))["response"] == ["b"]


EVENTS: list[Any] = ["handin", "skip", "marked", "x", None, []]


@pytest.mark.parametrize(
    "planted",
    [*({"response": odd} for odd in ODD), *({"event": event} for event in EVENTS),
     {"event": "sure", "response": 9}, {"event": "selfmark", "response": {"a": "x"}}, {"id": ""}, {"id": 7}],
    ids=repr,
)  # fmt: skip
def test_what_another_page_planted_in_the_browser_is_not_written(path: Path, planted: dict[str, Any]) -> None:
    refused = receive(drawn(path), **{"response": ["b"], "again": True, **planted})
    assert refused["refused"]
    assert refused["never"]
    assert replay(path).events == []
