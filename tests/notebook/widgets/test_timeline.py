"""A timeline's view: where its entries stand on the line, what is kept of its pairs, and dates in another calendar."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.added_activities import add_activities
from tests.places import GALLERY
from wellfounded.authoring.course_build import build
from wellfounded.content.activities.timeline import Timeline
from wellfounded.content.activity_file import read_activity, rendered_activity
from wellfounded.journal.file import JOURNAL, replay
from wellfounded.learner.layout import lay_out
from wellfounded.notebook.widgets.timeline import APART, TimelineView

SHIFTED = "A table that forgets the leap day is one day out here."
WRITTEN = GALLERY / "source/01-gallery/activities/two-calendars.yaml"


def drawn(path: Path | None = None, source: Path = WRITTEN) -> TimelineView:
    timeline = rendered_activity(read_activity(source))
    assert isinstance(timeline, Timeline)
    return TimelineView(timeline, "two-calendars", path)


def receive(view: TimelineView, **message: Any) -> list[dict[str, Any]]:
    """Hand the widget a message as its view would; return what it replies."""
    replies: list[dict[str, Any]] = []
    view.send = replies.append  # the comm's far end
    view._receive(view, {"id": "one", **message}, None)
    return replies


def changed(folder: Path, *changes: tuple[str, str]) -> Path:
    text = WRITTEN.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / WRITTEN.name
    path.write_text(text)
    return path


def test_entries_stand_in_order_and_to_scale_whatever_their_calendar() -> None:
    view = drawn()
    assert [entry["id"] for entry in view.entries] == ["e3", "e1", "e2", "e4", "e5"]
    at = {entry["id"]: entry["at"] for entry in view.entries}
    assert at["e1"] == at["e2"]
    assert 0 < at["e3"] < at["e1"] < at["e4"] < at["e5"] < 100
    assert (at["e4"] - at["e1"]) / (at["e5"] - at["e1"]) == pytest.approx(8 / 38, abs=0.01)
    assert [entry["long"] for entry in view.entries if entry["exact"]] == [0, 0, 0, 0]
    (about,) = [entry for entry in view.entries if not entry["exact"]]
    assert about["long"] > 30
    assert view.entries[2]["dates"] == ["12 September 2024", "2 Meskerem 2017"]


def test_each_calendar_has_its_own_months_on_the_line() -> None:
    gregorian, ethiopian = ([tick["label"] for tick in ticks] for ticks in drawn().ticks)
    assert gregorian == ["September 2024", "October 2024"]
    assert ethiopian == ["", "Meskerem 2017", ""]


def test_a_line_of_many_years_has_no_more_marks_than_can_be_read(tmp_path: Path) -> None:
    view = drawn(source=changed(tmp_path, ("2024-09-12", "1974-09-12")))
    for ticks in view.ticks:
        named = [tick for tick in ticks if tick["label"]]
        assert len(ticks) > 40
        assert len(named) >= 3
        assert all(after["at"] - before["at"] >= APART for before, after in pairwise(named))
        assert all(tick["label"].isdigit() for tick in named)


def test_what_is_said_of_a_pair_is_kept_and_shown_again(course: Path) -> None:
    add_activities(course)
    build(course)
    lay_out(course, course / "my-course", "home")
    journal = course / "my-course/01-sample" / JOURNAL
    view = drawn(journal)
    (reply,) = receive(view, event="predict", row="e4-e5", response="no")
    (event,) = replay(journal).events
    assert reply == {"id": "one", "event": "predict", "at": event["at"]}
    assert {key: event[key] for key in ("activity", "row", "response")} == {
        "activity": "two-calendars",
        "row": "e4-e5",
        "response": "no",
    }
    assert drawn(journal).kept == {"e4-e5": "no"}
    assert receive(view, event="predict", row="e1-e5", response="no") == []


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (("ethiopian", "2017", "1", "2"), "Gregorian calendar: 12 September 2024. It was a Thursday."),
        (("gregorian", "2024", "9", "12"), "Ethiopian calendar: 2 Meskerem 2017. It was a Thursday."),
        (
            ("gregorian", "2023", "9", "12"),
            f"Ethiopian calendar: 1 Meskerem 2016. {SHIFTED} It was a Tuesday.",
        ),
    ],
)
def test_a_date_is_told_in_the_other_calendar(date: tuple[str, ...], words: str) -> None:
    calendar, year, month, day = date
    (reply,) = receive(drawn(), event="convert", calendar=calendar, year=year, month=month, day=day)
    assert reply == {"id": "one", "event": "convert", "words": words}


def test_a_hijri_date_is_told_with_its_doubt(tmp_path: Path) -> None:
    source = changed(
        tmp_path,
        ("[gregorian, ethiopian]", "[gregorian, hijri]"),
        ("calendar: ethiopian", "calendar: hijri"),
        ("2017-", "1446-"),
    )
    view = drawn(source=source)
    (reply,) = receive(view, event="convert", calendar="hijri", year="1446", month="9", day="1")
    doubt = "Where the moon was looked for, it may be a day earlier or later."
    assert reply["words"] == f"Gregorian calendar: 1 March 2025. {doubt} It was a Saturday."
    assert not view.entries[0]["exact"]
    assert "or a day earlier or later" in view.entries[0]["dates"][0]


@pytest.mark.parametrize(
    "date",
    [
        {"calendar": "gregorian", "year": "2025", "month": "2", "day": "29"},
        {"calendar": "ethiopian", "year": "", "month": "1", "day": "1"},
        {"calendar": "ethiopian", "year": None, "month": "1", "day": "1"},
        {"calendar": "persian", "year": "1400", "month": "1", "day": "1"},
        {"calendar": ["gregorian"], "year": "1400", "month": "1", "day": "1"},
        {"calendar": "gregorian", "year": "99999999999", "month": "1", "day": "1"},
        {"calendar": "gregorian"},
    ],
)
def test_what_is_no_date_is_refused_in_words(date: dict[str, Any]) -> None:
    (reply,) = receive(drawn(), event="convert", **date)
    assert reply == {"id": "one", "event": "convert", "refused": "There is no such date in this calendar."}
