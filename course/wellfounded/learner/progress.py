"""What a learner has done, worked out from the journals and the `cases.json` of their copy alone.

Practice counts by the last try at each question, scored with the practice case's own key. What is graded counts by
the first hand-in: after it the answers had been shown. An answer to an earlier wording counts nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Literal

from wellfounded.assessment.attempts import attempt_share, attempt_shares, first_attempt, last_attempt
from wellfounded.assessment.calibration import Rating, Tally, by_marks, predictions, ratings, tallies
from wellfounded.assessment.handed_in import Marks, marks
from wellfounded.assessment.own_variant import is_mastered, own_variants
from wellfounded.assessment.scoring import answered, left_out
from wellfounded.content.activities import activities_in
from wellfounded.content.case import CASES, Case, Outline, read_cases, read_outline
from wellfounded.content.sittings import Sitting
from wellfounded.i18n.messages import phrase
from wellfounded.journal.file import Journal
from wellfounded.learner.lessons import read_together, with_cases

FEW = 4  # answers; fewer say nothing about a person
ModuleState = Literal["not begun", "begun", "handed in"]


@dataclass(frozen=True)
class Mastery:
    """An objective: `right` of `answers`, where an answer that was partly right counts in part.

    `again` is how many of its practice questions were last tried without full success. It is `mastered` where two
    variants of a case in a row were right, without a hint.
    """

    id: str
    sentence: str
    right: float = 0.0
    answers: int = 0
    again: int = 0
    mastered: bool = False

    @property
    def few(self) -> bool:
        """Return whether there are too few answers to tell."""
        return self.answers < FEW

    @property
    def share(self) -> float:
        """Return the share that was right, 0 to 1."""
        return self.right / self.answers if self.answers else 0.0


@dataclass(frozen=True)
class ModuleProgress:
    """How far a learner is in a module: `waiting` of its `practice` questions were not tried.

    `marks` holds one a hand-in that was marked here; `at` is the time of the last event, "" where there is none.
    `sittings_done` counts from the first: in each of them every question is answered, or its case left out.
    """

    name: str
    title: str
    minutes: int
    graded: bool
    state: ModuleState = "not begun"
    practice: int = 0
    waiting: int = 0
    handins: int = 0
    marks: list[Marks] = field(default_factory=list)
    objectives: list[Mastery] = field(default_factory=list)
    at: str = ""
    sittings: list[Sitting] = field(default_factory=list)
    sittings_done: int = 0

    @property
    def number(self) -> str:
        """Return the `NN` of `NN-slug`."""
        return self.name[:2]


@dataclass(frozen=True)
class Progress:
    """All modules that can be handed in; how sure answers were, by level; the rows that were predicted right, of all.

    `start` holds, by module number, whether the first try on the start page was right; None for no try. `troubles` are
    for the learner.
    """

    modules: list[ModuleProgress] = field(default_factory=list)
    sure: dict[int, Tally] = field(default_factory=dict)
    predicted: Tally = (0, 0)
    start: dict[str, bool | None] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)


def read_progress(folder: Path) -> Progress:
    """Return the progress of the learner whose copy lies in `folder`. What cannot be read is among the troubles."""
    modules: list[ModuleProgress] = []
    rated: list[Rating] = []
    predicted: list[Tally] = []
    start: dict[str, bool | None] = {}
    troubles: list[str] = []
    for module, homes in with_cases(folder).items():
        path = homes[0] / CASES
        try:
            outline, cases = _lesson(path, path.stat().st_mtime_ns)
            journal = read_together(homes)
        except (OSError, ValueError):
            name = path.parent.name
            troubles.append(phrase("The folder {folder} could not be read, so it is left out here.", folder=name))
            continue
        here = module_progress(module, outline, cases, journal)
        if here.graded:
            modules.append(here)
        else:
            start |= diagnosis(own_variants(cases, journal), journal)
        rated += ratings(cases, journal, by_marks(journal))
        predicted.append(predictions(activities_in(homes[0]), journal))
    right, rows = (sum(counts[part] for counts in predicted) for part in (0, 1))
    return Progress(modules, tallies(rated), (right, rows), start, troubles)


@cache
def _lesson(path: Path, _changed: int) -> tuple[Outline, list[Case]]:
    return read_outline(path), list(read_cases(path).values())


def module_progress(name: str, outline: Outline, cases: list[Case], journal: Journal) -> ModuleProgress:
    """Return how far a learner is in a module: of a case with variants, the learner's own counts."""
    every, cases = cases, own_variants(cases, journal)
    mine = {case.id for case in cases}
    answers = [e["at"] for e in journal.events if e["event"] in ("answer", "try") and e["case"] in mine]
    practised = [case for case in cases if case.use == "practice" and not left_out(case, journal)]
    practice = [(case, question) for case in practised for question in case.questions]
    handins = [event["at"] for event in journal.events if event["event"] == "handin"]
    return ModuleProgress(
        name,
        outline.title,
        outline.minutes,
        graded=any(case.use == "graded" for case in cases),
        state="handed in" if handins else "begun" if answers else "not begun",
        practice=len(practice),
        waiting=sum(last_attempt(case, question, journal) is None for case, question in practice),
        handins=len(handins),
        marks=marks(journal),
        objectives=mastery(outline, every, journal),
        at=max([*answers, *handins], default=""),
        sittings=outline.sittings,
        sittings_done=_sittings_done(outline.sittings, cases, journal),
    )


def _sittings_done(sittings: Sequence[Sitting], cases: Iterable[Case], journal: Journal) -> int:
    """Return how many sittings are done, one after the other from the first."""
    done = {case.id for case in cases if _is_done(case, journal)}
    return sum(1 for _ in takewhile(lambda sitting: done.issuperset(sitting.cases), sittings))


def _is_done(case: Case, journal: Journal) -> bool:
    if left_out(case, journal):
        return True
    if case.use == "practice":
        return all(last_attempt(case, question, journal) for question in case.questions)
    return all(answered(question, journal.latest("answer", case.id, question.id)) for question in case.questions)


def mastery(outline: Outline, cases: list[Case], journal: Journal) -> list[Mastery]:
    """Return each objective of a module with what was right of it, in the lesson's order."""
    shares: dict[str, list[float]] = defaultdict(list)
    for case in own_variants(cases, journal):
        for objective in case.objectives:
            shares[objective] += attempt_shares(case, journal)
    mastered = {name for case in cases if is_mastered(case, journal) for name in case.objectives}
    graded = next((mark.objectives for mark in marks(journal)), {})
    masteries = []
    for name in _in_order(outline, cases):
        points, most, answers = graded.get(name, (0, 0, 0))
        right = sum(shares[name]) + (answers * min(1.0, points / most) if most else 0.0)
        again = sum(share < 1 for share in shares[name])
        answered_all = len(shares[name]) + int(answers)
        masteries.append(Mastery(name, outline.objectives[name], right, answered_all, again, name in mastered))
    return masteries


def _in_order(outline: Outline, cases: Iterable[Case]) -> list[str]:
    """Return a lesson's objectives as its cases meet them: `cases.json` has them in the order of the alphabet."""
    met = dict.fromkeys(name for case in cases for name in case.objectives if name in outline.objectives)
    return [*met, *(name for name in outline.objectives if name not in met)]


def diagnosis(cases: Iterable[Case], journal: Journal) -> dict[str, bool | None]:
    """Return, by the module number with which a case's objective begins, whether its first tries were right.

    After the first try the answer had been shown: what was tried later says nothing of where to begin.
    """
    answers: dict[str, bool | None] = {}
    for case in cases:
        firsts = [(question, first_attempt(case, question, journal)) for question in case.questions]
        rights = [attempt_share(question, first) == 1 for question, first in firsts if first]
        answer = all(rights) if len(rights) == len(firsts) else None
        answers |= {objective[:2]: answer for objective in case.objectives if objective[:2].isdigit()}
    return answers
