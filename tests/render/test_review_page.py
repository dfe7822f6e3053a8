"""A graded review: learners who gave the same answer read the same, and nobody reads what another's answer earned."""

from dataclasses import replace
from typing import Any

from markupsafe import Markup

from wellfounded.assessment import scoring
from wellfounded.assessment.scoring import score_case
from wellfounded.content.case import Case
from wellfounded.content.questions import kinds
from wellfounded.i18n.messages import use_language
from wellfounded.journal.file import Journal, new_event
from wellfounded.render.review_page import review


def graded(**fields: Any) -> Case:
    question = replace(kinds()["number"].samples()[0].question, wording="1" * 12, **fields)
    about: dict[str, Any] = {"jurisdiction": "any", "law_as_of": "2026-01-01", "facts": Markup("<p>Facts.</p>")}
    return Case(id="c", title="C", use="graded", questions=[question], **about)


def answered(case: Case, response: Any, sure: int = 0) -> Journal:
    (question,) = case.questions
    said = [("answer", response), *([("sure", sure)] if sure else [])]
    events = [
        {**new_event(event, case.id, question.id, wording=question.wording, response=value), "at": f"2026-01-0{day}"}
        for day, (event, value) in enumerate(said, 1)
    ]
    return Journal(events)


def test_the_same_answer_has_one_score_and_one_review() -> None:
    case = graded()
    first, second = (score_case(case, answered(case, 30, sure=2)) for _ in range(2))
    assert first.questions[0] is second.questions[0]
    assert review(first) == review(second)


def test_answers_that_python_takes_for_equal_are_scored_apart() -> None:
    case = graded(right=1, tolerance=0, wrong=[])
    found = [score_case(case, answered(case, response)).points for response in (1, True, 1.0, "1")]
    assert found == [2, 0, 2, 0]
    assert "Fairly sure".lower() in review(score_case(case, answered(case, 1, sure=2)))
    assert "Fairly sure".lower() not in review(score_case(case, answered(case, 1, sure=3)))


def test_another_key_for_the_same_question_is_another_score() -> None:
    before, after = graded(right=1, tolerance=0, wrong=[]), graded(right=2, tolerance=0, wrong=[])
    for _ in range(2):
        assert [score_case(case, answered(case, 1)).points for case in (before, after)] == [2, 0]
        assert review(score_case(before, answered(before, 1))) != review(score_case(after, answered(after, 1)))


def test_a_review_is_in_the_language_that_is_chosen_now() -> None:
    case = graded()
    score = score_case(case, answered(case, 30))
    english = review(score)
    try:
        use_language("es")
        spanish = review(score)
    finally:
        use_language("en")
    for words in ("The facts again", "2 of 2 points."):
        assert words in english
        assert words not in spanish
    assert 'lang="en"' in spanish
    assert review(score) == english


def test_no_more_scores_are_kept_than_there_is_room_for_and_no_long_answer() -> None:
    case = graded()
    for number in range(scoring.KEPT_SCORES + 10):
        score_case(case, answered(case, number))
    score_case(case, answered(case, "x" * 10_000))
    assert len(scoring._scores) <= scoring.KEPT_SCORES
    assert max(len(said) for _, _, said, _ in scoring._scores) <= scoring.SHORT
