"""How sure a learner said they were, against how often they were right, over all their lessons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wellfounded.cases import Case
from wellfounded.journal import Event, Journal
from wellfounded.marks import Marks, marks
from wellfounded.questions import Question
from wellfounded.review import SURE, how_sure
from wellfounded.tries import first, share

Tally = tuple[int, int]  # right, of so many answers


def calibration(cases: Iterable[Case], journal: Journal) -> Iterator[tuple[int, bool]]:
    """Yield (how sure, whether fully right) for each answer that was rated before anything was shown about it.

    For practice that is before the first try, for what is graded before the first hand-in.
    """
    handed = next(iter(marks(journal)), None)
    for case in cases:
        for question in (each for each in case.questions if not each.by_hand):
            judged = _tried(case, question, journal) if case.use == "practice" else _marked(case, question, handed)
            level = how_sure(case, question, journal.before(judged[0])) if judged else 0
            if judged and level:
                yield level, judged[1]


def added(told: Iterable[tuple[int, bool]]) -> dict[int, Tally]:
    """Return, for each level of sureness, how many answers were right, of how many."""
    found = dict.fromkeys(SURE, (0, 0))
    for level, right in told:
        found[level] = (found[level][0] + right, found[level][1] + 1)
    return found


def _tried(case: Case, question: Question, journal: Journal) -> tuple[Event, bool] | None:
    event = first(case, question, journal)
    return (event, share(question, event) == 1) if event else None


def _marked(case: Case, question: Question, handed: Marks | None) -> tuple[Event, bool] | None:
    got = handed.questions.get(f"{case.id}/{question.id}") if handed else None
    return (handed.event, got[0] == got[1]) if handed and got else None
