"""What gives right answers away over a whole course: each rule is seen to fail, and the course keeps them all."""

import datetime
import re
from pathlib import Path

import pytest

from tests.modules_read import modules_of
from tests.places import COURSE
from wellfounded.authoring.check_report import report
from wellfounded.authoring.giveaway_rules import giveaways

TODAY = datetime.date(2026, 11, 24)
GRADED = "source/01-sample/cases/graded-this.yaml"
EVEN = ["north river", "south river", "north bridge", "south bridge"]


def ask(course: Path, kind: str, count: int, texts: list[str], right: str) -> None:
    """Give the sample `count` graded questions of one kind, each with these options."""
    asked = "".join(
        f"  - id: x{number}\n    kind: {kind}\n    points: 1\n    prompt: Which?\n"
        "    authorities: [irpa-96]\n    options:\n"
        + "".join(
            f"      - id: {each}\n        text: {text}\n        feedback: About {each}.\n"
            f"        {'correct: true' if each in right else 'misconception: m'}\n"
            for each, text in zip("abcd", texts, strict=True)
        )
        for number in range(count)
    )
    with (course / GRADED).open("a") as file:
        file.write(asked)


def said(course: Path) -> str:
    return "\n".join(str(each) for each in report(course, TODAY).mistakes)


def test_a_right_option_that_shares_most_words_with_the_others_is_found(course: Path) -> None:
    ask(course, "choice", 45, [*EVEN[:2], "north south river", EVEN[3]], "c")
    assert "the right option shares most words with the others in 45 of" in said(course)


@pytest.mark.parametrize("count", [45, 5])
def test_right_options_like_the_others_or_few_of_them_are_let_be(course: Path, count: int) -> None:
    texts = EVEN if count == 45 else [*EVEN[:2], "north south river", EVEN[3]]
    ask(course, "choice", count, texts, "c")
    assert "shares most words" not in said(course)


@pytest.mark.parametrize(("right", "place"), [("ab", 1), ("cd", 4)])
def test_a_place_that_is_right_in_most_choices_is_found(course: Path, right: str, place: int) -> None:
    ask(course, "choices", 20, EVEN, right)
    assert re.search(f"option {place} is right in 2[01] of 21 graded questions", said(course))


def test_places_that_are_right_in_turn_are_let_be(course: Path) -> None:
    ask(course, "choices", 10, EVEN, "ab")
    text = (course / GRADED).read_text()
    (course / GRADED).write_text(text.replace("- id: x", "- id: y"))
    ask(course, "choices", 10, EVEN, "cd")
    assert "questions with several right options" not in said(course)


def test_the_course_gives_no_right_answer_away() -> None:
    assert list(giveaways(modules_of(COURSE))) == []
