"""The kind `number`: what it earns, what it tells, and how its view reads what is typed."""

import json
import re
from dataclasses import asdict, replace
from fractions import Fraction
from typing import Any

import pytest
from dacite import from_dict
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from tests.javascript import QUESTIONS, evaluate
from wellfounded.content.case import CHECKED
from wellfounded.content.questions import number
from wellfounded.content.questions.number import LIMIT, Number, WrongNumber
from wellfounded.content.questions.question import projection
from wellfounded.render.safe_html import TAGS

ASKED: Any = Number.samples()[0].question  # 30 days, within 1.5; 60 within 5 is foreseen
NUMBERS = st.floats(-LIMIT, LIMIT) | st.integers(-(10**15), 10**15) | st.integers(25, 35) | st.floats(28, 32)


@given(response=NUMBERS, right=NUMBERS, tolerance=st.floats(0, LIMIT))
def test_a_number_earns_the_points_just_within_the_tolerance(response: float, right: float, tolerance: float) -> None:
    apart = abs(Fraction(str(response)) - Fraction(str(right)))
    asked = replace(ASKED, right=right, tolerance=tolerance)
    if abs(apart - Fraction(str(tolerance))) > Fraction(1, 10**9):
        assert asked.score(response).points == (2 if apart <= Fraction(str(tolerance)) else 0)


@given(near=NUMBERS, far=NUMBERS)
def test_nearer_never_earns_less(near: float, far: float) -> None:
    if abs(near - 30) <= abs(far - 30):
        assert ASKED.score(near).points >= ASKED.score(far).points


def test_both_bounds_are_in_as_their_decimals_are_written() -> None:
    asked = replace(ASKED, right=0.3, tolerance=0.1)
    assert [asked.score(each).points for each in (0.2, 0.4, 0.19999, 0.40001)] == [2, 2, 0, 0]


def test_a_blind_guess_earns_next_to_nothing() -> None:
    earned = [ASKED.score(guess).points for guess in range(-1000, 1001)]
    assert sum(earned) == 3 * 2  # 29, 30 and 31 of 2001 whole numbers
    assert ASKED.score(0).points == ASKED.score(LIMIT).points == ASKED.score(-LIMIT).points == 0


@pytest.mark.parametrize("response", [None, True, "30", "", [30], {"value": 30}, float("nan"), float("inf"), 10**400])
def test_what_is_no_number_is_unreadable_and_unfinished(response: object) -> None:
    assert ASKED.score(response).readable is False
    assert ASKED.unfinished(response) == "Nothing is answered yet."
    assert "Your answer" not in ASKED.review(response)


def test_a_number_is_readable_and_finished() -> None:
    assert ASKED.score(0).readable
    assert ASKED.unfinished(0) == ""


def test_only_what_nobody_foresaw_is_kept_for_the_author() -> None:
    assert [ASKED.score(each).other for each in (30, 60, 62.5, 45, 2.5)] == ["", "", "", "45", "2.5"]


SAID = Markup("x")
MISTAKES = {
    "right": (replace(ASKED, right=None), "right", "there is no right number"),
    "not finite": (replace(ASKED, right=float("nan")), "right", "there is no right number"),
    "negative": (replace(ASKED, tolerance=-1), "tolerance", "with a tolerance of -1 the number is no key"),
    "everything": (replace(ASKED, tolerance=float("inf")), "tolerance", "with a tolerance of inf the number is no key"),
    "as wide": (replace(ASKED, tolerance=30), "tolerance", "with a tolerance of 30 the number is no key"),
    "right again": (
        replace(ASKED, wrong=[WrongNumber(value=31, feedback=SAID)]),
        "wrong.0",
        "31 days is right already",
    ),
    "reaches in": (
        replace(ASKED, wrong=[WrongNumber(value=40, tolerance=9, feedback=SAID)]),
        "wrong.0",
        "40 days is right already",
    ),
    "foreseen again": (
        replace(ASKED, wrong=[WrongNumber(value=each, feedback=SAID) for each in (60, 60)]),
        "wrong.1",
        "60 days is foreseen already",
    ),
    "wrong infinite": (
        replace(ASKED, wrong=[WrongNumber(value=float("inf"), feedback=SAID)]),
        "wrong.0",
        "this is no number with a tolerance",
    ),
    "silent": (replace(ASKED, wrong=[WrongNumber(value=60)]), "wrong.0", "this wrong answer has no feedback"),
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


def test_nought_can_be_right() -> None:
    assert list(replace(ASKED, right=0, tolerance=0, wrong=[]).mistakes()) == []


def test_review_shows_answer_key_range_and_feedback() -> None:
    wrong = ASKED.review(60)
    assert "Your answer: <strong>60 days</strong>. It is not right.</p><p>Twice.</p>" in wrong
    assert "<strong>30 days</strong>; anything from 28.5 days to 31.5 days is accepted</p><p>Thirty.</p>" in wrong
    assert "Your answer: <strong>29 days</strong>. It is right.</p>" in ASKED.review(29)
    assert "<p>Count again.</p>" in ASKED.review(45)
    assert "accepted" not in replace(ASKED, tolerance=0).review(45)
    assert ASKED.review(None) == f"<p>Right answer: {ASKED.expected()}</p><p>Thirty.</p>"


def test_feedback_keeps_the_key_until_it_is_found() -> None:
    assert ASKED.feedback(60) == "<p>Twice.</p>"
    assert ASKED.feedback(45) == "<p>Count again.</p>"
    assert ASKED.feedback(30) == "<p>Thirty.</p>"
    assert ASKED.feedback("30") == "<p>Nothing is answered yet.</p>"


def test_numbers_are_shown_in_plain_digits() -> None:
    shown = [ASKED.shown(ASKED.read(each)) for each in (30.0, 1e14, 1e-7, -2.50, 1234567)]
    assert shown == ["30 days", "100000000000000 days", "0.0000001 days", "-2.5 days", "1234567 days"]


@given(response=NUMBERS)
def test_reviews_are_made_of_the_tags_that_feedback_pages_let_through(response: float) -> None:
    html = ASKED.review(response) + ASKED.feedback(response)
    assert set(re.findall(r"</?(\w+)", html)) <= set(TAGS)


def test_the_static_form_names_the_unit() -> None:
    assert "Answer with a number, in days." in ASKED.static()
    assert "Answer with a number." in replace(ASKED, unit="").static()


def test_the_learner_s_side_is_built_from_public_fields_and_holds_no_key() -> None:
    public = from_dict(Number, projection(ASKED), CHECKED)
    assert (public.unit, public.right, public.wrong, public.why) == ("days", None, [], "")
    assert public.static() == ASKED.static()
    assert public.score(30).points == 0
    assert from_dict(Number, json.loads(json.dumps(asdict(ASKED))), CHECKED) == ASKED


READ = {
    "30": 30,
    " 1234 ": 1234,
    "-3": -3,
    "−3": -3,
    "+4": 4,
    "2.5": 2.5,
    "2,5": 2.5,
    ".5": 0.5,
    "5.": 5,
    "1 234": 1234,
    "1\u202f234\u00a0567": 1234567,
    "1,234,567": 1234567,
    "1.234.567": 1234567,
    "1,234.5": 1234.5,
    "1.234,56": 1234.56,
    "1 234,567": 1234.567,
    "1,234.567": 1234.567,
    "1.2340": 1.234,
    "12,34": 12.34,
    "0.125": 0.125,
    "0,125": 0.125,
    "1234.567": 1234.567,
    "30 days": 30,
    "30Days": 30,
}
NOT_READ = {
    **dict.fromkeys(
        ["", " ", "abc", "thirty", "1e5", "1 23", "12 34", "1.2.3", "1,23,4", "-", ".", "days"], "Not a number"
    ),
    **dict.fromkeys(["30 weeks", "1.234.56", "1,234,56", "1 234 56", "NaN", "Infinity", "0x1F", "٣"], "Not a number"),
    **dict.fromkeys(["1.234", "1,234", "123.456", "-1,234"], "can be read in two ways"),
    "9" * 16: "too large",
}


@pytest.fixture(scope="module")
def numbers_read() -> dict[str, Any]:
    """Return what the view makes of each text."""
    texts = [*READ, *NOT_READ]
    readings = evaluate(QUESTIONS / "number.js", 'given.map((text) => module.readNumber(text, "days"))', texts)
    return dict(zip(texts, readings, strict=True))


@pytest.mark.parametrize("text", READ)
def test_the_view_reads_a_number_and_says_how_where_it_is_written_otherwise(
    text: str, numbers_read: dict[str, Any]
) -> None:
    assert numbers_read[text]["value"] == READ[text]
    assert numbers_read[text]["words"] == ("" if text == f"{READ[text]}" else f"Read as {READ[text]} days.")


@pytest.mark.parametrize("text", NOT_READ)
def test_the_view_sends_nothing_that_is_no_number_or_two(text: str, numbers_read: dict[str, Any]) -> None:
    assert "value" not in numbers_read[text]
    assert NOT_READ[text] in numbers_read[text]["words"]


def test_the_view_tells_how_to_write_what_can_be_read_in_two_ways(numbers_read: dict[str, Any]) -> None:
    assert "If you mean thousands, write 1234. If you mean a fraction, write 1.2340." in numbers_read["1.234"]["words"]


def test_the_view_and_the_scorer_know_the_same_limit() -> None:
    assert f"const LARGEST = {LIMIT:g};".replace("e+", "e") in (QUESTIONS / "number.js").read_text("utf-8")
    assert number.LIMIT < 2**53
