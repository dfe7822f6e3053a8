"""What answers are worth, as numbers and without a page; and what a case counts that was left out for its note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import fsum, isfinite  # fsum: every version of Python adds to the same points
from typing import Any, Literal

from wellfounded.assessment.own_variant import own_variants
from wellfounded.content.case import Case
from wellfounded.content.questions import Question
from wellfounded.i18n.messages import later
from wellfounded.journal.file import Event, Journal

SURE = {1: later("I am guessing"), 2: later("Fairly sure"), 3: later("Sure")}
PART = 3  # one part in so many of a lesson's points may be left out at no cost
ROUNDING = 1e-9
KEPT_SCORES = 2048  # of answers that several learners may give: a module has some twenty questions of few answers each
SHORT = 500  # characters of an answer that is kept; longer ones are a learner's own


@dataclass(frozen=True)
class LeftOut:
    """The graded cases of a lesson that were left out because of their content notes.

    `excused` ones count as the rest of the lesson does on average. They are worth `room` points at most, a third of
    the lesson; what goes beyond is `waiting` for a person to decide.
    """

    room: float
    excused: list[Case] = field(default_factory=list)
    waiting: list[Case] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Return how many more points may be left out at no cost."""
        return self.room - sum(map(worth, self.excused))

    def fits(self, case: Case) -> bool:
        """Return whether a case could be left out as well at no cost."""
        return worth(case) <= self.left + ROUNDING


@dataclass(frozen=True, eq=False)
class QuestionScore:
    """What the answer to a question earned. `response` is None where none was given to its present wording.

    `sure` is how sure of it the learner was, 1 to 3, or 0 where they did not say. Learners who gave the same answer
    share one of these, so what is made of it need be made once.
    """

    question: Question
    state: Literal["answered", "unanswered", "earlier wording", "unreadable"]
    response: Any = None
    points: float = 0.0
    sure: int = 0


@dataclass(frozen=True)
class CaseScore:
    """What a case earned: `points`, None where a person has to decide; of each question, unless it was left out."""

    case: Case
    points: float | None
    questions: list[QuestionScore] = field(default_factory=list)
    left_out: bool = False


def worth(case: Case) -> float:
    """Return the points of a graded case, with those that a person gives for what is written."""
    return case.points + sum(question.points for question in case.written)


def left_out(case: Case, journal: Journal) -> bool:
    """Return whether a learner left a case out, as its content note offers."""
    last = journal.latest("skip", case.id, "") if case.content_note else None
    return last is not None and last["response"] is True


def leaving_out(cases: Iterable[Case], journal: Journal) -> LeftOut:
    """Return which graded cases of a lesson were left out, and which of them count as the rest does.

    What was left out first is excused first, so that what a learner was told when they chose stays true. Where no
    other case has points, there is no rest to go by, and all that was left out waits.
    """
    graded = [case for case in cases if case.use == "graded"]
    result = LeftOut(sum(map(worth, graded)) / PART)
    out = [case for case in graded if left_out(case, journal)]
    rest = sum(case.points for case in graded) - sum(case.points for case in out)
    for case in sorted(out, key=lambda case: _when(case, journal)):
        (result.excused if rest and result.fits(case) else result.waiting).append(case)
    return result


def _when(case: Case, journal: Journal) -> tuple[str, str]:
    event = journal.latest("skip", case.id, "")
    return (event["at"], event["id"]) if event else ("", "")


def score_lesson(cases: Iterable[Case], journal: Journal) -> dict[str, CaseScore]:
    """Return the score of each graded case of a lesson, by its id.

    Of a case with variants it is the score of the learner's own. A case that is excused earns, of its points, the share
    that the rest earned.
    """
    counted = journal.counted()
    every = own_variants(cases, counted)
    out = leaving_out(every, counted)
    excused, waiting = ({case.id for case in cases} for cases in (out.excused, out.waiting))
    rest = {case.id: score_case(case, counted) for case in every if case.id not in excused | waiting}
    most = sum(case.points for case in every if case.id in rest)
    share = min(1.0, fsum(score.points or 0.0 for score in rest.values()) / most) if most else 0.0
    excuses = {case.id: CaseScore(case, case.points * share, left_out=True) for case in out.excused}
    waits = {case.id: CaseScore(case, None, left_out=True) for case in out.waiting}
    return {case.id: (rest | excuses | waits)[case.id] for case in every}


def score_case(case: Case, counted: Journal) -> CaseScore:
    """Return what the answers to a case earned."""
    scores = [score_question(case, question, counted) for question in case.questions if not question.by_hand]
    points = fsum(score.points for score in scores)
    if not (isfinite(points) and 0 <= points <= case.points):
        raise ValueError(f"{case.id}: {points} points lie outside 0 and {case.points}; mend the kind's score().")
    return CaseScore(case, points, scores)


def score_question(case: Case, question: Question, counted: Journal) -> QuestionScore:
    """Return what the last answer to a question earned; nothing for one to an earlier wording."""
    answer, sure = counted.latest("answer", case.id, question.id), how_sure(case, question, counted)
    said = (answer["wording"], repr(answer["response"])) if answer else ("", "")
    key = (id(question), *said, sure)  # no other question has this id as long as its score is kept
    score = _scores.get(key)
    if score is None:
        score = _score(question, answer, sure)
        if len(said[1]) <= SHORT:
            if len(_scores) == KEPT_SCORES:
                _scores.clear()
            _scores[key] = score
    return score


_scores: dict[tuple[int, str, str, int], QuestionScore] = {}


def _score(question: Question, answer: Event | None, sure: int) -> QuestionScore:
    if answer is None:
        return QuestionScore(question, "unanswered", sure=sure)
    if answer["wording"] != question.wording:
        return QuestionScore(question, "earlier wording", sure=sure)
    response = answer["response"]
    score = question.score(response)
    return QuestionScore(question, "answered" if score.readable else "unreadable", response, score.points, sure)


def answered(question: Question, answer: Event | None) -> bool:
    """Return whether an event answers the present wording of a question, and nothing of the answer lacks."""
    return bool(answer and answer["wording"] == question.wording and not question.unfinished(answer["response"]))


def how_sure(case: Case, question: Question, counted: Journal) -> int:
    """Return how sure a learner said they were of this wording: 1, 2, 3, or 0 for nothing readable."""
    said = counted.latest("sure", case.id, question.id)
    level = said["response"] if said and said["wording"] == question.wording else None
    return level if isinstance(level, int) and not isinstance(level, bool) and level in SURE else 0
