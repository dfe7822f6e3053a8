"""How sure learners said they were, against how often they were right: by what they said before any key was shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from wellfounded.assessment.attempts import first, share
from wellfounded.assessment.handed_in import before_key, marks
from wellfounded.assessment.scoring import SURE, answered, earned, how_sure, left_out
from wellfounded.content.case import Case
from wellfounded.content.questions import Question
from wellfounded.i18n.messages import phrase
from wellfounded.journal.file import Event, Journal

Tally = tuple[int, int]  # right, of so many answers
Rated = Iterator[tuple[int, bool]]  # how sure, and whether fully right


def calibration(cases: Iterable[Case], journal: Journal) -> Rated:
    """Yield, for each answer that was rated, how sure and whether right, as far as a learner's own copy can tell.

    Practice counts by the first try, what is graded by the first hand-in that was marked here.
    """
    every, handed = list(cases), next(iter(marks(journal)), None)
    for case in every:
        yield from _practised(case, journal) if case.use == "practice" else ()
    rows = handed.questions if handed else {}
    known = {place: got == most for place, (got, most) in rows.items()}
    if handed:
        yield from _graded(every, journal.before(handed.event), lambda case, asked, _: known.get(f"{case}/{asked.id}"))


def judged(cases: Iterable[Case], journal: Journal) -> Rated:
    """Yield the same of graded cases alone, by their keys. Until a key was shown, the last hand-in counts."""
    yield from _graded(cases, before_key(journal), lambda _, asked, answer: earned(asked, answer) == asked.points)


def _practised(case: Case, journal: Journal) -> Rated:
    for question in (each for each in case.questions if not each.by_hand):
        tried = first(case, question, journal)
        level = how_sure(case, question, journal.before(tried)) if tried else 0
        if tried and level:
            yield level, share(question, tried) == 1


def _graded(cases: Iterable[Case], handed: Journal, right: Callable[[str, Question, Event], bool | None]) -> Rated:
    """Yield what was answered and rated; a case that was left out, or what a person marks, is not among it."""
    taken = [case for case in cases if case.use == "graded" and not left_out(case, handed)]
    for case, question in ((each, asked) for each in taken for asked in each.questions if not asked.by_hand):
        answer, level = handed.latest("answer", case.id, question.id), how_sure(case, question, handed)
        if answer and level and answered(question, answer):
            was_right = right(case.id, question, answer)
            if was_right is not None:
                yield level, was_right


def added(told: Iterable[tuple[int, bool]]) -> dict[int, Tally]:
    """Return, for each level of sureness, how many answers were right, of how many."""
    found = dict.fromkeys(SURE, (0, 0))
    for level, right in told:
        found[level] = (found[level][0] + right, found[level][1] + 1)
    return found


def table(cases: Iterable[Case], journal: Journal) -> str:
    """Return, as HTML, how often graded answers were right by how sure the learner was; "" if nothing was said.

    Right means full points. Well calibrated is who is right more often where they are surer; no points hang on it.
    """
    rows = "".join(
        f"<tr><td>{phrase(SURE[level])}</td><td>{phrase('{n} of {all}', n=right, all=every)}</td></tr>"
        for level, (right, every) in added(judged(cases, journal)).items()
        if every
    )
    head = f"<tr><th>{phrase('You said')}</th><th>{phrase('Fully right')}</th></tr>"
    about = phrase("How sure you were, and how often you were right. This counts in no marks.")
    title = f"<h4>{phrase('How well you know what you know')}</h4><p>{about}</p>"
    return f"{title}<table>{head}{rows}</table>" if rows else ""
