"""What is next, and where to begin, follow from journals by plain rules."""

from pathlib import Path
from typing import Any

import pytest

from tests.made_up_copy import RIGHT, WRONG, Copy
from wellfounded.learner.advice import next_step, where_to_begin
from wellfounded.learner.progress import read_progress

ONE, TWO = "01-one", "02-two"


@pytest.fixture
def two_modules(tmp_path: Path) -> Copy:
    made = Copy(tmp_path)
    made.module(ONE)
    made.module(TWO)
    return made


def practise(copy: Copy, module: str, *responses: Any) -> None:
    places = [("one", f"q{n}") for n in (1, 2, 3, 4)] + [("two", f"q{n}") for n in (1, 2)]
    copy.tell(module, *(("try", case, question, r) for (case, question), r in zip(places, responses, strict=False)))


def what(copy: Copy) -> str:
    return next_step(read_progress(copy.folder)).words


def test_a_lesson_that_was_begun_is_gone_on_with_until_its_practice_is_tried_and_it_is_handed_in(
    two_modules: Copy,
) -> None:
    assert what(two_modules) == "Begin with lesson 01, Module 01. It takes 50 to 70 minutes."
    practise(two_modules, TWO, RIGHT, RIGHT, RIGHT, RIGHT)
    assert what(two_modules) == "Go on with lesson 02, Module 02. 2 of its practice questions are still to try."
    practise(two_modules, TWO, RIGHT, RIGHT, RIGHT, RIGHT, RIGHT)
    assert what(two_modules) == "Go on with lesson 02, Module 02. One of its practice questions is still to try."
    practise(two_modules, TWO, *[RIGHT] * 6)
    assert "tried all its practice. Answer the graded cases, and hand it in." in what(two_modules)
    two_modules.hand_in(TWO)
    assert what(two_modules).startswith("Begin with lesson 01")


def test_the_lesson_worked_on_last_comes_first(two_modules: Copy) -> None:
    practise(two_modules, TWO, RIGHT)
    practise(two_modules, ONE, RIGHT)
    assert what(two_modules).startswith("Go on with lesson 01")
    practise(two_modules, TWO, RIGHT, RIGHT)
    assert what(two_modules).startswith("Go on with lesson 02")


def test_after_a_hand_in_the_weakest_aim_comes_before_the_next_lesson(two_modules: Copy) -> None:
    practise(two_modules, ONE, WRONG, WRONG, RIGHT, RIGHT, WRONG, RIGHT)
    two_modules.hand_in(ONE)
    assert what(two_modules) == (
        "Look again at one aim of lesson 01: “Do the one thing.” It is not yours yet. "
        "Try the 2 practice questions that went wrong once more."
    )
    practise(two_modules, ONE, RIGHT)  # aim two has but two answers, which tell nothing
    assert what(two_modules).startswith("Begin with lesson 02")


def test_once_all_is_handed_in_open_practice_is_named_and_then_nothing_is_asked(two_modules: Copy) -> None:
    practise(two_modules, ONE, *[RIGHT] * 6)
    practise(two_modules, TWO, *[RIGHT] * 5)
    two_modules.hand_in(ONE)
    two_modules.hand_in(TWO)
    assert "every lesson here. Go back to lesson 02, Module 02. One of its practice" in what(two_modules)
    practise(two_modules, TWO, *[RIGHT] * 6)
    assert what(two_modules).endswith("Come back whenever you like.")


def test_an_empty_copy_has_no_advice(tmp_path: Path) -> None:
    assert what(Copy(tmp_path)) == "No lesson is here yet."
    assert where_to_begin(read_progress(tmp_path)).words == "No lesson is here yet."


def start(copy: Copy, **answers: Any) -> tuple[str, str]:
    """Answer questions of the start page, `n01` and so on; return the module advised, and why."""
    copy.tell("00-start-here", *(("try", f"start-{name[1:]}", "q1", given) for name, given in answers.items()))
    advice = where_to_begin(read_progress(copy.folder))
    assert advice.module
    return advice.module.number, advice.words


@pytest.mark.parametrize(
    ("answers", "module", "why"),
    [
        ({}, "01", "The nine questions on the start page would help you to choose."),
        ({"n01": WRONG}, "01", "Its question on the start page is the first that went wrong"),
        ({"n02": RIGHT}, "01", "Its question on the start page is not answered yet."),
        ({"n01": RIGHT}, "02", "Its question on the start page is not answered yet."),
        ({"n01": RIGHT, "n02": WRONG}, "02", "Its question on the start page is the first that went wrong"),
        ({"n01": RIGHT, "n02": RIGHT, "n03": WRONG}, "02", "the questions for the lessons here went right"),
        ({"n01": RIGHT, "n02": RIGHT, "n03": RIGHT}, "02", "Every question on the start page went right."),
    ],
    ids=["none", "first missed", "first open", "second open", "second missed", "missed is not here", "all right"],
)
def test_where_to_begin_is_the_first_lesson_here_whose_question_was_missed_or_open(
    two_modules: Copy, answers: dict[str, Any], module: str, why: str
) -> None:
    two_modules.start("01", "02", "03")  # of which 03 is not here
    found, words = start(two_modules, **answers)
    assert found == module
    assert why in words


def test_the_first_try_counts_for_after_it_the_answer_was_shown(two_modules: Copy) -> None:
    two_modules.start("01", "02")
    assert start(two_modules, n01=WRONG)[0] == "01"
    assert start(two_modules, n01=RIGHT, n02=RIGHT)[0] == "01"


def test_nobody_is_sent_back_to_a_lesson_they_handed_in(two_modules: Copy) -> None:
    two_modules.start("01", "02")
    two_modules.hand_in(ONE)
    assert start(two_modules, n01=WRONG)[0] == "02"


def test_the_start_page_is_no_station_of_the_map(two_modules: Copy) -> None:
    two_modules.start("01", "02")
    assert [each.number for each in read_progress(two_modules.folder).modules] == ["01", "02"]
    assert what(two_modules).startswith("Begin with lesson 01")
