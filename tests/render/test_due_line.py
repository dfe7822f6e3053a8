"""When a lesson is due is said with what is left and what comes after, kindly once it is past, and on the map."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from markupsafe import escape

from tests.made_up_copy import Copy
from wellfounded.learner.dates import NO_DATES, Dates, DueDate
from wellfounded.learner.progress import read_progress
from wellfounded.render.due_line import due_line, due_on_map
from wellfounded.render.progress_board import picture

ONE = "01-one"
AT = datetime(2027, 2, 1, 22, 59, tzinfo=UTC)
TIME = "<time datetime='2027-02-01T22:59:00Z' data-local='{}'>1 February 2027, 22:59 UTC</time>"


def dates(late: str = "none", words: str = "", *, extended: bool = False) -> Dates:
    return Dates({ONE: DueDate(AT, extended)}, late, words)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=3, hours=5), "3 days are left."),
        (timedelta(days=1, hours=23), "47 hours are left."),
        (timedelta(minutes=119), "119 minutes are left."),
        (timedelta(minutes=1), "1 minute is left."),
        (timedelta(seconds=1), "0 minutes are left."),
    ],
)
def test_it_says_until_when_and_how_long_is_left(left: timedelta, words: str) -> None:
    line = due_line(dates(), ONE, AT - left)
    assert line == (
        f"<p class='wf-due'>Hand in by {TIME.format('long')}. {words} Nothing is taken off for what comes later.</p>"
    )


def test_past_due_is_said_kindly_with_the_rule() -> None:
    line = due_line(dates("zero"), ONE, AT + timedelta(days=2, hours=1))
    assert f"This lesson was due on {TIME.format('long')}, 2 days ago. You can still hand it in." in line
    assert "What comes later earns no points. If something keeps you, tell your instructor." in line


def test_an_extension_and_an_instructors_own_rule_are_said_as_they_are() -> None:
    line = due_line(dates("", "Each day takes <a> tenth off.", extended=True), ONE, AT - timedelta(days=5))
    assert "You were given more time: hand in by" in line
    assert "Each day takes &lt;a&gt; tenth off." in line


def test_without_a_date_nothing_is_said() -> None:
    assert due_line(NO_DATES, ONE, AT) == due_on_map(NO_DATES, ONE, AT) == ""


def test_the_map_says_it_of_what_is_not_handed_in(tmp_path: Path) -> None:
    copy = Copy(tmp_path)

    def drawn() -> str:
        far = Dates({ONE: DueDate(datetime.now(UTC) + timedelta(days=9, hours=1))})
        return picture(read_progress(copy.folder), lambda _, words: escape(words), dates=far)

    copy.module(ONE)
    assert "9 days are left." in drawn()
    copy.hand_in(ONE)
    assert "left." not in drawn()
