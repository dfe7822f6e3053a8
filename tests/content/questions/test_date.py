"""The kind `date`: what it earns, what it tells, and how its view reads what is typed."""

import datetime
import json
import re
from dataclasses import asdict, replace
from typing import Any

import pytest
from dacite import from_dict
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from tests.javascript import QUESTIONS, evaluate
from tests.places import COURSE
from wellfounded.content.case import CHECKED
from wellfounded.content.questions.date import Date, WrongDate
from wellfounded.content.questions.question import projection
from wellfounded.i18n.messages import MONTHS
from wellfounded.render.safe_html import TAGS

ASKED: Any = Date.samples()[0].question  # 2025-03-04, within a day; 2025-04-03 is foreseen
RIGHT = datetime.date(2025, 3, 4)
DATES = st.dates() | st.dates(datetime.date(2025, 2, 20), datetime.date(2025, 3, 15))
VIEW = QUESTIONS / "date.js"
NAMES = COURSE / "course" / "wellfounded" / "i18n" / "days.js"


@given(date=DATES, tolerance=st.integers(0, 365))
def test_a_date_earns_the_points_just_within_the_tolerance(date: datetime.date, tolerance: int) -> None:
    first, last = (RIGHT + datetime.timedelta(days=each) for each in (-tolerance, tolerance))
    score = replace(ASKED, tolerance=tolerance).score(date.isoformat())
    assert score.points == (2 if first <= date <= last else 0)
    assert score.readable


@given(near=DATES, far=DATES)
def test_nearer_never_earns_less(near: datetime.date, far: datetime.date) -> None:
    if abs(near - RIGHT) <= abs(far - RIGHT):
        assert ASKED.score(near.isoformat()).points >= ASKED.score(far.isoformat()).points


def test_a_blind_guess_earns_next_to_nothing() -> None:
    year = [datetime.date(2025, 1, 1) + datetime.timedelta(days=each) for each in range(365)]
    assert sum(ASKED.score(each.isoformat()).points for each in year) == 3 * 2  # 3, 4 and 5 March of 365 days
    assert [ASKED.score(each).points for each in ("2025-01-01", "2025-12-31")] == [0, 0]


NO_DATES = ["2025-02-31", "2025-02-29", "2025-13-01", "2025-W10-2", "20250304", "2025-3-4", "2025-03-04 ", "04/03/2025"]


@pytest.mark.parametrize(
    "response", [*NO_DATES, "", None, 20250304, ["2025-03-04"], {"date": "2025-03-04"}, "２０２５-03-04"]
)
def test_what_is_no_date_is_unreadable_and_unfinished(response: object) -> None:
    assert ASKED.score(response).readable is False
    assert ASKED.score(response).points == 0
    assert ASKED.unfinished(response) == "Nothing is answered yet."
    assert "Your answer" not in ASKED.review(response)


def test_a_leap_day_is_a_date() -> None:
    assert ASKED.score("2024-02-29").readable
    assert ASKED.unfinished("2024-02-29") == ""


def test_only_what_nobody_foresaw_is_kept_for_the_author() -> None:
    assert [ASKED.score(each).other for each in ("2025-03-05", "2025-04-03", "2025-03-06")] == ["", "", "2025-03-06"]


def wrong(*values: str, feedback: str = "x") -> list[WrongDate]:
    return [WrongDate(value=each, feedback=escape(feedback)) for each in values]


MISTAKES = {
    "right": (replace(ASKED, right=""), "right", "'' is no date"),
    "no such day": (replace(ASKED, right="2025-02-31"), "right", "'2025-02-31' is no date"),
    "negative": (replace(ASKED, tolerance=-1), "tolerance", "-1 is no number of days"),
    "wide": (replace(ASKED, tolerance=366, wrong=[]), "tolerance", "366 is no number of days"),
    "wrong is none": (replace(ASKED, wrong=wrong("03/04/2025")), "wrong.0.value", "'03/04/2025' is no date"),
    "wrong is right": (replace(ASKED, wrong=wrong("2025-03-05")), "wrong.0.value", "2025-03-05 counts as right"),
    "twice": (replace(ASKED, wrong=wrong(*["2025-04-03"] * 2)), "wrong.1.value", "2025-04-03 stands twice"),
    "silent": (replace(ASKED, wrong=wrong("2025-04-03", feedback="")), "wrong.0", "this wrong answer has no feedback"),
    "why": (replace(ASKED, why=" "), "why", "nothing says why the right answer is right"),
    "otherwise": (replace(ASKED, otherwise=""), "otherwise", "an answer that nobody foresaw has no feedback"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_named_with_its_place_and_a_remedy(name: str) -> None:
    asked, place, problem = MISTAKES[name]
    ((where, what, remedy),) = asked.mistakes()
    assert where == place
    assert what.startswith(problem)
    assert remedy


def test_review_shows_answer_key_range_and_feedback() -> None:
    shown = ASKED.review("2025-04-03")
    assert "Your answer: <strong>3 April 2025</strong>. It is not right.</p><p>Day first.</p>" in shown
    assert "<strong>4 March 2025</strong>; up to 1 day before or after is accepted</p><p>Month first.</p>" in shown
    assert "Your answer: <strong>5 March 2025</strong>. It is right.</p>" in ASKED.review("2025-03-05")
    assert "<p>Read the stamp again.</p>" in ASKED.review("2025-06-01")
    assert "accepted" not in replace(ASKED, tolerance=0).review("2025-06-01")
    assert "up to 2 days before" in replace(ASKED, tolerance=2).review(None)


def test_feedback_keeps_the_key_until_it_is_found() -> None:
    assert ASKED.feedback("2025-04-03") == "<p>Day first.</p>"
    assert ASKED.feedback("2025-06-01") == "<p>Read the stamp again.</p>"
    assert ASKED.feedback("2025-03-04") == "<p>Month first.</p>"
    assert ASKED.feedback("soon") == "<p>Nothing is answered yet.</p>"


@given(date=DATES)
def test_reviews_are_made_of_the_tags_that_feedback_pages_let_through(date: datetime.date) -> None:
    html = ASKED.review(date.isoformat()) + ASKED.feedback(date.isoformat())
    assert set(re.findall(r"</?(\w+)", html)) <= set(TAGS)


def test_the_learner_s_side_is_built_from_public_fields_and_holds_no_key() -> None:
    public = from_dict(Date, projection(ASKED), CHECKED)
    assert (public.right, public.wrong, public.why) == ("", [], "")
    assert public.static() == ASKED.static()
    assert public.score("2025-03-04").points == 0
    assert public.review(None)
    assert from_dict(Date, json.loads(json.dumps(asdict(ASKED))), CHECKED) == ASKED


READ = {
    **dict.fromkeys(["2025-03-04", "2025/3/4", "4 March 2025", "March 4, 2025", "4 Mar 2025"], "2025-03-04"),
    **dict.fromkeys(
        ["4th of March, 2025", "Tuesday, 4 March 2025", "2025 March 4", "4-mar-2025", " 4. MARCH 2025 "], "2025-03-04"
    ),
    **dict.fromkeys(["13/06/2025", "06/13/2025", "13.6.2025", "13 June 2025"], "2025-06-13"),
    "04/04/2025": "2025-04-04",
    "29 Feb 2024": "2024-02-29",
    "4 Sept 2025": "2025-09-04",
    "31/12/1999": "1999-12-31",
}
NOT_READ = {
    **dict.fromkeys(
        ["", "4 March", "March 2025", "4/3", "2025", "20250304", "4 de marzo de 2025", "2025-03-04 10:00"],
        "Not a whole date",
    ),
    **dict.fromkeys(
        ["4/3/25", "4 March 25", "March 4, '25", "01/02/03", "4 March 202"], "Write the year with four digits"
    ),
    "2025-13-04": "There is no month 13.",
    "13/14/2025": "There is no month 14.",
    "2025-00-04": "There is no month 0.",
    **dict.fromkeys(["31 February 2025", "31/02/2025", "02/31/2025", "2025-02-31"], "February 2025 has no day 31."),
    "29 Feb 2025": "February 2025 has no day 29.",
    "0 March 2025": "March 2025 has no day 0.",
    "4 mars 2025": "“mars” is not the name of a month",
    "4 ma 2025": "“ma” is not the name of a month",
    **dict.fromkeys(["2025 2024 3", "004 March 2025"], "Not a date"),
}
TWO = ["03/04/2025", "3.4.2025", "03-04-2025", "3 4 2025"]
DAYS = [RIGHT + datetime.timedelta(days=each) for each in range(0, 3000, 7)]


@pytest.fixture(scope="module")
def dates_read() -> dict[str, Any]:
    """Return what the view makes of each text."""
    texts = [*READ, *NOT_READ, *TWO, *(ASKED.shown(each) for each in DAYS)]
    return dict(zip(texts, evaluate(VIEW, "given.map((text) => module.readDate(text))", texts), strict=True))


@pytest.mark.parametrize("text", READ)
def test_the_view_reads_a_date_and_says_how(text: str, dates_read: dict[str, Any]) -> None:
    assert dates_read[text]["value"] == READ[text]
    date = ASKED.read(READ[text])
    assert dates_read[text]["words"] == f"Read as {date:%A}, {ASKED.shown(date)}."
    assert "choices" not in dates_read[text]


@pytest.mark.parametrize("text", NOT_READ)
def test_the_view_sends_nothing_that_is_no_date(text: str, dates_read: dict[str, Any]) -> None:
    assert "value" not in dates_read[text]
    assert "choices" not in dates_read[text]
    assert NOT_READ[text] in dates_read[text]["words"]


@pytest.mark.parametrize("text", TWO)
def test_the_view_asks_which_of_two_dates_is_meant(text: str, dates_read: dict[str, Any]) -> None:
    assert "value" not in dates_read[text]
    assert dates_read[text]["words"] == "This can be two dates. Choose the one that you mean."
    assert dates_read[text]["choices"] == [
        {"label": "3 April 2025 (day first)", "text": "3 April 2025"},
        {"label": "4 March 2025 (month first)", "text": "4 March 2025"},
    ]


def test_the_view_reads_every_date_as_it_is_shown(dates_read: dict[str, Any]) -> None:
    assert [dates_read[ASKED.shown(each)]["value"] for each in DAYS] == [each.isoformat() for each in DAYS]
    assert {each.month for each in DAYS} == set(range(1, 13))
    assert all(month in NAMES.read_text("utf-8") for month in MONTHS)
