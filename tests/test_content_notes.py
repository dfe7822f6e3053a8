"""A case with a content note can be left out, and that costs no marks; no other case can."""

from dataclasses import replace
from typing import Any

import pytest

from wellfounded.cases import Case, from_public, public_part, static
from wellfounded.journal import Journal
from wellfounded.questions import kinds
from wellfounded.review import by_hand, left_out, reviews


def case(name: str, note: str = "", kind: str = "choice") -> Case:
    question = replace(kinds()[kind].samples()[0].question, id="q1", points=4)
    about = {"use": "graded", "jurisdiction": "any", "law_as_of": "2026-01-01", "facts": "<p>Facts.</p>"}
    return Case(id=name, title=name, content_note=note, questions=[question], **about)  # type: ignore[arg-type]


def journal(*told: tuple[str, str, Any]) -> Journal:
    asked = {"answer": {"question": "q1", "wording": ""}, "skip": {}}
    return Journal(
        [
            {"id": str(i), "at": str(i), "event": e, "case": c, "response": r, **asked[e]}
            for i, (e, c, r) in enumerate(told)
        ]
    )


CASES = [case("first"), case("second"), case("hard", "A killing is mentioned.")]
RIGHT, WRONG = ["b"], ["a"]


@pytest.mark.parametrize(("second", "points"), [(RIGHT, 4), (WRONG, 2)])
def test_what_is_left_out_earns_what_the_rest_earned_on_average(second: list[str], points: float) -> None:
    given = journal(("answer", "first", RIGHT), ("answer", "second", second), ("skip", "hard", True))
    found = reviews(CASES, given)
    assert found["hard"].points == points
    assert "You left this case out" in found["hard"].html
    assert "Facts." not in found["hard"].html


def test_taken_up_again_it_is_marked_like_any_other() -> None:
    given = journal(
        ("answer", "first", RIGHT), ("skip", "hard", True), ("skip", "hard", False), ("answer", "hard", WRONG)
    )
    assert reviews(CASES, given)["hard"].points == 0


def test_where_all_is_left_out_nothing_is_earned() -> None:
    assert reviews([CASES[2]], journal(("skip", "hard", True)))["hard"].points == 0


def test_a_case_without_a_note_cannot_be_left_out() -> None:
    given = journal(("skip", "second", True), ("answer", "first", RIGHT), ("answer", "second", WRONG))
    assert reviews(CASES, given)["second"].points == 0


@pytest.mark.parametrize("said", ["true", 1, None, [True], {"a": True}])
def test_only_true_leaves_a_case_out(said: object) -> None:
    assert not left_out(CASES[2], journal(("skip", "hard", said)))


def test_who_marks_by_hand_is_told_that_it_is_to_cost_nothing() -> None:
    written = case("hard", "A killing is mentioned.", "written")
    assert "to cost no marks" in by_hand(written, written.questions[0], journal(("skip", "hard", True)))


def test_without_a_kernel_the_note_comes_before_what_it_warns_of() -> None:
    html = static(from_public(public_part(CASES[2])))
    assert html.index("A killing is mentioned.") < html.index("<details>") < html.index("Facts.")
