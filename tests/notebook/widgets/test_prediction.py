"""What a learner predicts is kept in the journal, shown again, and earns nothing."""

import os
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape

from wellfounded.assessment.scoring import score_lesson
from wellfounded.content.activities import ACTIVITIES, activity_in
from wellfounded.content.activities.prediction import Prediction
from wellfounded.content.case import cases_in
from wellfounded.journal.file import JOURNAL, replay
from wellfounded.learner.progress import read_progress
from wellfounded.notebook.activity_cells import predict
from wellfounded.notebook.widgets.prediction import PredictionView
from wellfounded.render.progress_board import picture

MODULE = "01-sample"


def board(lesson: Path) -> str:
    return picture(read_progress(lesson.parent), lambda _, words: escape(words))


def drawn(lesson: Path, path: Path | None) -> PredictionView:
    activity = activity_in(lesson, "desks", "predict")
    assert isinstance(activity, Prediction)
    return PredictionView(activity, "desks", path)


def receive(view: PredictionView, **message: Any) -> list[dict[str, Any]]:
    """Hand the widget a message as its view would; return what it replies."""
    replies: list[dict[str, Any]] = []
    view.send = replies.append  # the comm's far end
    view._receive(view, {"id": "one", "event": "predict", "row": "us", "response": "b", **message}, None)
    return replies


def test_a_prediction_is_written_and_shown_again(lesson: Path) -> None:
    (reply,) = receive(drawn(lesson, lesson / JOURNAL))
    (event,) = replay(lesson / JOURNAL).events
    assert reply == {"id": "one", "event": "predict", "at": event["at"]}
    about = {key: event[key] for key in ("event", "module", "activity", "row", "response")}
    assert about == {"event": "predict", "module": MODULE, "activity": "desks", "row": "us", "response": "b"}
    assert drawn(lesson, lesson / JOURNAL).kept == {"us": "b"}


def test_a_prediction_earns_nothing_and_is_no_answer(lesson: Path) -> None:
    before = score_lesson(cases_in(lesson).values(), replay(lesson / JOURNAL))
    receive(drawn(lesson, lesson / JOURNAL))
    assert score_lesson(cases_in(lesson).values(), replay(lesson / JOURNAL)) == before


def test_predictions_are_counted_beside_how_sure_one_was_by_what_was_said_first_of_each_row(lesson: Path) -> None:
    assert "you predicted" not in board(lesson)
    view = drawn(lesson, lesson / JOURNAL)
    for row, response in (("us", "b"), ("eu", "c"), ("eu", "a")):  # the second word on a row came after its answer
        receive(view, row=row, response=response)
    assert read_progress(lesson.parent).predicted == (1, 2)
    assert "Before you looked, you predicted 1 of 2 answers right." in board(lesson)


def test_a_prediction_of_another_wording_is_not_counted(lesson: Path) -> None:
    receive(drawn(lesson, lesson / JOURNAL))
    activities = lesson / ACTIVITIES
    activities.write_text(activities.read_text().replace("Police held a printer", "Police fined a printer"))
    assert read_progress(lesson.parent).predicted == (0, 0)


@pytest.mark.parametrize("message", [{"row": "mars"}, {"response": "z"}, {"row": ["us"]}, {"response": None}])
def test_what_no_row_allows_is_not_written(lesson: Path, message: dict[str, Any]) -> None:
    assert receive(drawn(lesson, lesson / JOURNAL), **message) == []
    assert not (lesson / JOURNAL).exists()


def test_a_prediction_of_another_wording_is_kept_and_not_shown(lesson: Path) -> None:
    receive(drawn(lesson, lesson / JOURNAL))
    path = lesson / "activities.json"
    path.write_text(path.read_text().replace("By the whole record", "By the record"))
    assert drawn(lesson, lesson / JOURNAL).kept == {}
    assert len(replay(lesson / JOURNAL).events) == 1


def test_one_that_cannot_be_written_says_why_and_one_in_the_release_is_not_kept(lesson: Path) -> None:
    (lesson / JOURNAL).mkdir()
    (reply,) = receive(drawn(lesson, None))
    assert reply == {"id": "one", "event": "predict"}
    view = drawn(lesson, lesson / JOURNAL)
    assert view.note.startswith("Your earlier predictions could not be read")
    (reply,) = receive(view)
    assert reply["refused"]


def test_a_cell_shows_the_activity_of_its_folder_and_says_where_it_is_missing(
    lesson: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(lesson)
    predict("desks")
    assert "To try: One harm, three desks." in capsys.readouterr().out
    os.chdir(lesson.parent)
    predict("desks")
    assert "“desks” is not here. Open the lesson from its own folder." in capsys.readouterr().out
