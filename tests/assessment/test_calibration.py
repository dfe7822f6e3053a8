"""How sure learners were and how often right: the same figures everywhere, by what was said before a key was shown."""

import re
from typing import Any

from markupsafe import Markup

from tests.made_up_copy import RIGHT, WRONG, Copy
from wellfounded.assessment.calibration import by_key, ratings, tallies
from wellfounded.assessment.scoring import score_case
from wellfounded.content.case import Case
from wellfounded.content.questions import Question, kinds
from wellfounded.journal.file import JOURNAL, Journal, replay
from wellfounded.learner.progress import read_progress
from wellfounded.render.calibration_table import tally_table
from wellfounded.render.review_page import review, written_answer


def asked(kind: str, name: str) -> Question:
    question = kinds()[kind].samples()[0].question
    object.__setattr__(question, "id", name)
    return question


def case() -> Case:
    questions = [asked("choice", "q1"), asked("choice", "q2"), asked("written", "q3")]
    return Case(
        id="c",
        title="C",
        use="graded",
        jurisdiction="any",
        law_as_of="2026-01-01",
        facts=Markup(""),
        questions=questions,
    )


def journal(*told: tuple[str, str, Any]) -> Journal:
    about = {"case": "c", "wording": ""}
    events = [{"id": f"{i}", "at": f"{i}", "event": e, "question": q, "response": r, **about} for i, (e, q, r) in
              enumerate(told)]  # fmt: skip
    return Journal(events)


def shown(cases: list[Case], journal: Journal) -> str:
    """Return the table of a review."""
    return tally_table(tallies(ratings(cases, journal, by_key)))


def test_calibration_counts_the_last_word_on_each_answer() -> None:
    given = journal(
        ("answer", "q1", ["b"]), ("answer", "q2", ["a"]), ("sure", "q1", 1), ("sure", "q1", 3), ("sure", "q2", 3)
    )
    told = shown([case()], given)
    assert "<td>Sure</td><td>1 of 2</td>" in told
    assert "guessing" not in told
    assert "You said: sure." in review(score_case(case(), given))


def test_how_sure_a_learner_was_changes_no_points() -> None:
    answers = [("answer", "q1", ["b"]), ("answer", "q2", ["a"])]
    assert score_case(case(), journal(*answers)).points == 2
    assert score_case(case(), journal(*answers, ("sure", "q2", 3))).points == 2


def test_nothing_said_or_nothing_readable_shows_nothing() -> None:
    for said in ("very", 0, 4, True, None, [3], {"a": 1}):
        assert shown([case()], journal(("answer", "q1", ["b"]), ("sure", "q1", said))) == ""
    assert shown([case()], journal(("sure", "q1", 3))) == ""


ONE = "01-one"


def figures(copy: Copy) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]]:
    """Return right answers of all, by how sure, as progress has them and as the table of a review has them."""
    cases = [each for each in copy.cases[ONE] if each.use == "graded"]
    rows = dict(re.findall(r"<td>([^<]+)</td><td>(\d+ of \d+)</td>", shown(cases, replay(copy.folder / ONE / JOURNAL))))
    levels = {1: "I am guessing", 2: "Fairly sure", 3: "Sure"}
    split = {level: tuple(map(int, rows.get(name, "0 of 0").split(" of "))) for level, name in levels.items()}
    return read_progress(copy.folder).sure, split  # type: ignore[return-value]


def test_after_a_second_hand_in_review_and_progress_still_tell_what_was_said_before_the_key(one_module: Copy) -> None:
    one_module.tell(ONE, ("answer", "graded", "q1", WRONG), ("sure", "graded", "q1", 3))
    one_module.tell(ONE, ("answer", "graded", "q2", RIGHT), ("sure", "graded", "q2", 1), ("sure", "graded", "q3", 2))
    one_module.hand_in(ONE)
    first = figures(one_module)
    one_module.tell(ONE, ("answer", "graded", "q1", RIGHT), ("sure", "graded", "q2", 3))
    one_module.tell(ONE, ("answer", "graded", "q3", RIGHT))
    one_module.hand_in(ONE)
    assert figures(one_module) == first == ({1: (1, 1), 2: (0, 0), 3: (0, 1)},) * 2


def test_where_no_key_was_shown_the_last_hand_in_counts(one_module: Copy) -> None:
    for response in (WRONG, RIGHT):
        one_module.tell(ONE, ("answer", "graded", "q1", response), ("sure", "graded", "q1", 3))
        one_module.hand_in(ONE, marked=False)
    assert figures(one_module)[1][3] == (1, 1)


def test_what_a_person_marks_is_no_part_of_the_points() -> None:
    (written,) = case().written
    given = journal(("answer", "q3", "Because."))
    assert case().points == 4
    assert "Why?" not in review(score_case(case(), given))
    assert "Because." in written_answer(case(), written, given)
    assert written_answer(case(), written, journal()) == ""
