"""The review says how sure learners were and how often they were right, and leaves to a person what a person marks."""

from typing import Any

from wellfounded.cases import Case
from wellfounded.journal import Journal
from wellfounded.questions import Question, kinds
from wellfounded.review import by_hand, calibration, review


def asked(kind: str, name: str) -> Question:
    question = kinds()[kind].samples()[0].question
    object.__setattr__(question, "id", name)
    return question


def case() -> Case:
    questions = [asked("choice", "q1"), asked("choice", "q2"), asked("written", "q3")]
    return Case(
        id="c", title="C", use="graded", jurisdiction="any", law_as_of="2026-01-01", facts="", questions=questions
    )


def journal(*told: tuple[str, str, Any]) -> Journal:
    about = {"case": "c", "wording": ""}
    events = [{"id": f"{i}", "at": f"{i}", "event": e, "question": q, "response": r, **about} for i, (e, q, r) in
              enumerate(told)]  # fmt: skip
    return Journal(events)


def test_calibration_counts_the_last_word_on_each_answer() -> None:
    given = journal(
        ("answer", "q1", ["b"]), ("answer", "q2", ["a"]), ("sure", "q1", 1), ("sure", "q1", 3), ("sure", "q2", 3)
    )
    table = calibration([case()], given)
    assert "<td>Sure</td><td>1 of 2</td>" in table
    assert "guessing" not in table
    assert "You said: sure." in review(case(), given).html


def test_how_sure_a_learner_was_changes_no_points() -> None:
    answers = [("answer", "q1", ["b"]), ("answer", "q2", ["a"])]
    assert review(case(), journal(*answers)).points == review(case(), journal(*answers, ("sure", "q2", 3))).points == 2


def test_nothing_said_or_nothing_readable_shows_nothing() -> None:
    for said in ("very", 0, 4, True, None, [3], {"a": 1}):
        assert calibration([case()], journal(("answer", "q1", ["b"]), ("sure", "q1", said))) == ""
    assert calibration([case()], journal(("sure", "q1", 3))) == ""


def test_what_a_person_marks_is_no_part_of_the_points() -> None:
    (written,) = case().written
    given = journal(("answer", "q3", "Because."))
    assert case().points == 4
    assert "Why?" not in review(case(), given).html
    assert "Because." in by_hand(case(), written, given)
    assert by_hand(case(), written, journal()) == ""
