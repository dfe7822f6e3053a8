"""What a learner chooses day by day is kept in the journal and shown again, and earns nothing."""

from pathlib import Path
from typing import Any

import pytest

from wellfounded.assessment.scoring import score_lesson
from wellfounded.content.activities import activity_in
from wellfounded.content.activities.deadlines import Deadlines
from wellfounded.content.case import cases_in
from wellfounded.journal.file import JOURNAL, replay
from wellfounded.notebook.activity_cells import deadlines
from wellfounded.notebook.widgets.deadlines import DeadlinesView

MODULE = "01-sample"


def drawn(lesson: Path, path: Path | None) -> DeadlinesView:
    activity = activity_in(lesson, "week", "deadlines")
    assert isinstance(activity, Deadlines)
    return DeadlinesView(activity, "week", path)


def receive(view: DeadlinesView, response: Any) -> list[dict[str, Any]]:
    """Hand the widget a message as its view would; return what it replies."""
    replies: list[dict[str, Any]] = []
    view.send = replies.append  # the comm's far end
    view._receive(view, {"id": "one", "event": "play", "response": response}, None)
    return replies


def test_choices_are_written_and_shown_again_from_where_one_stopped(lesson: Path) -> None:
    view = drawn(lesson, lesson / JOURNAL)
    for response in ([1], [1, 0], [1]):
        (reply,) = receive(view, response)
    (*_, event) = replay(lesson / JOURNAL).events
    assert reply == {"id": "one", "event": "play", "at": event["at"]}
    about = {key: event[key] for key in ("event", "module", "activity", "response")}
    assert about == {"event": "play", "module": MODULE, "activity": "week", "response": [1]}
    assert drawn(lesson, lesson / JOURNAL).kept == [1]


def test_a_choice_earns_nothing(lesson: Path) -> None:
    before = score_lesson(cases_in(lesson).values(), replay(lesson / JOURNAL))
    receive(drawn(lesson, lesson / JOURNAL), [0])
    assert score_lesson(cases_in(lesson).values(), replay(lesson / JOURNAL)) == before


@pytest.mark.parametrize("response", [None, "0", [7], [0, 0], [True]])
def test_what_no_day_allows_is_not_written(lesson: Path, response: Any) -> None:
    assert receive(drawn(lesson, lesson / JOURNAL), response) == []
    assert not (lesson / JOURNAL).exists()


def test_choices_of_another_wording_are_kept_and_not_shown(lesson: Path) -> None:
    receive(drawn(lesson, lesson / JOURNAL), [1])
    path = lesson / "activities.json"
    path.write_text(path.read_text().replace("Wait for the lawyer", "Wait"))
    assert drawn(lesson, lesson / JOURNAL).kept == []
    assert len(replay(lesson / JOURNAL).events) == 1


def test_one_that_cannot_be_written_says_why_and_one_in_the_release_is_not_kept(lesson: Path) -> None:
    (lesson / JOURNAL).mkdir()
    assert receive(drawn(lesson, None), [0]) == [{"id": "one", "event": "play"}]
    view = drawn(lesson, lesson / JOURNAL)
    assert view.note.startswith("What you chose before could not be read")
    (reply,) = receive(view, [0])
    assert reply["refused"]


def test_every_day_to_which_an_event_can_be_moved_has_its_last_day(lesson: Path) -> None:
    view = drawn(lesson, None)
    assert view.tables["form-due"]["first"] == "2026-06-01"
    assert view.tables["form-due"]["last"] == [45] * 214
    assert view.tables["year"]["first"] == "2020-06-25"
    assert view.rules["ask"] == "3 working days before “The form”."
    assert view.rules["year"].startswith("1 year from the first of these: A day in Niagara Falls; Entry and claim.")


def test_a_cell_shows_the_deadlines_of_its_folder(
    lesson: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(lesson)
    deadlines("week")
    assert "To try: A form and two visits." in capsys.readouterr().out
