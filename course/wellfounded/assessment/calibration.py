"""What learners said before any key was shown, against what was right: how sure they were, and what they predicted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from wellfounded.assessment.attempts import attempt_share, first_attempt
from wellfounded.assessment.handed_in import before_key, marks
from wellfounded.assessment.own_variant import own_variant
from wellfounded.assessment.scoring import SURE, answered, how_sure, left_out, score_question
from wellfounded.content.activities import Activity
from wellfounded.content.activities.prediction import Prediction
from wellfounded.content.case import Case
from wellfounded.content.questions import Question
from wellfounded.journal.file import Journal

Tally = tuple[int, int]  # right, of so many answers
Rating = tuple[int, bool]  # how sure, and whether fully right
IsRight = Callable[[Case, Question, Journal], bool | None]  # None where nobody can tell


def ratings(cases: Iterable[Case], journal: Journal, is_right: IsRight) -> Iterator[Rating]:
    """Yield, for each answer that was rated, how sure the learner was, and whether it was fully right.

    Practice counts by the first try. What is graded counts as it was handed in before a key was shown; until then, by
    the last hand-in. `is_right` judges it: `by_key`, or where there is no key `by_marks`.
    """
    handed = before_key(journal)
    for case in cases:
        if case.use == "graded":
            yield from _graded(own_variant(case, handed), handed, is_right)
        else:
            yield from chain.from_iterable(_practised(variant, journal) for variant in case.every_variant)


def by_key(case: Case, question: Question, handed: Journal) -> bool:
    """Return whether an answer earns all the points, by the question's key."""
    return score_question(case, question, handed).points == question.points


def by_marks(journal: Journal) -> IsRight:
    """Return a judge that goes by what a learner's journal says the first marked hand-in earned."""
    first_marks = next(iter(marks(journal)), None)
    rows = first_marks.questions if first_marks else {}
    known = {place: points == most for place, (points, most) in rows.items()}
    return lambda case, question, _: known.get(f"{case.id}/{question.id}")


def predictions(activities: Mapping[str, Activity], journal: Journal) -> Tally:
    """Return how many rows of a lesson's predictions were as the learner had said, of how many that were predicted.

    What was said first of a row counts, in its present wording: the row's answer was shown right after it.
    """
    first: dict[tuple[str, str, str], str] = {}
    for event in journal.about("predict", "", ""):
        first.setdefault((event["activity"], event["row"], event["wording"]), event["response"])
    rows = [
        (name, activity, row)
        for name, activity in activities.items()
        if isinstance(activity, Prediction)
        for row in activity.rows
    ]
    said = [(first.get((name, row.id, activity.wording(row.id))), row.answer) for name, activity, row in rows]
    return sum(response == answer for response, answer in said), sum(response is not None for response, _ in said)


def tallies(rated: Iterable[Rating]) -> dict[int, Tally]:
    """Return, for each level of sureness, how many answers were right, of how many."""
    counts = dict.fromkeys(SURE, (0, 0))
    for level, right in rated:
        counts[level] = (counts[level][0] + right, counts[level][1] + 1)
    return counts


def _practised(case: Case, journal: Journal) -> Iterator[Rating]:
    for question in (question for question in case.questions if not question.by_hand):
        attempt = first_attempt(case, question, journal)
        level = how_sure(case, question, journal.before(attempt)) if attempt else 0
        if attempt and level:
            yield level, attempt_share(question, attempt) == 1


def _graded(case: Case, handed: Journal, is_right: IsRight) -> Iterator[Rating]:
    """Yield what was answered and rated; a case that was left out, or what a person marks, is not among it."""
    for question in () if left_out(case, handed) else case.questions:
        level = how_sure(case, question, handed)
        if question.by_hand or not level or not answered(question, handed.latest("answer", case.id, question.id)):
            continue
        right = is_right(case, question, handed)
        if right is not None:
            yield level, right
