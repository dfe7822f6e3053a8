"""Takes from one journal what a report counts: the state and points of each answer, what was chosen, what was asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from wellfounded.assessment.own_variant import own_variant
from wellfounded.assessment.scoring import KEPT_SCORES, QuestionScore, left_out, score_question
from wellfounded.grading.reports.alike_work import Trace, Tracer
from wellfounded.grading.reports.graded_questions import GradedQuestion, option_rows
from wellfounded.grading.reports.regrade_requests import Row, requests_in
from wellfounded.grading.submission import plain_files, read_journal
from wellfounded.journal.file import JOURNAL, MAX_BYTES, Journal

STATES = ("answered", "unanswered", "unreadable", "earlier wording", "left out", "waiting", "another variant")
Choice = tuple[int, tuple[Any, ...]]


class HandIn(NamedTuple):
    """A folder in `submitted/`."""

    module: str
    learner: str
    folder: Path


@dataclass(frozen=True)
class JournalRows:
    """What a report takes from one journal; small, because a process returns it.

    `answers` are (state, points, sure), one for each graded question of the module; `choices` are (number of the
    question, row of OPTION_COLUMNS), each once.
    """

    trouble: str
    requests: list[Row]
    answers: list[tuple[str, float, int]]
    choices: list[Choice]
    trace: Trace


class JournalReader:
    """Reads journals. `questions` are the graded questions of all modules, `replies` the answers to requests."""

    def __init__(self, questions: Iterable[GradedQuestion], replies: dict[str, str]) -> None:
        """Sort the questions by module, and look through those that ask for a text."""
        self._questions: dict[str, list[GradedQuestion]] = defaultdict(list)
        for graded in questions:
            self._questions[graded.module].append(graded)
        self._replies, self._tracer = replies, Tracer(questions)
        self._known: dict[QuestionScore, list[Choice]] = {}

    def read(self, hand_in: HandIn) -> JournalRows:
        """Read the journal of a hand-in."""
        return self._rows(hand_in, *read_journal(hand_in.folder))

    def unread(self, hand_in: HandIn) -> JournalRows:
        """Return what stands for a journal that took down the process that read it."""
        return self._rows(hand_in, Journal(), "No answers could be read: the journal is too much for this machine.")

    def _rows(self, hand_in: HandIn, journal: Journal, trouble: str) -> JournalRows:
        module, learner, _ = hand_in
        answers, choices = list[tuple[str, float, int]](), list[Choice]()
        counted = journal.counted()
        own = self._own_letters(module, counted)
        for number, graded in enumerate(self._questions[module]):
            if own.get(graded.case.id, graded.case.variant) != graded.case.variant and not graded.question.by_hand:
                answers.append(("another variant", 0.0, 0))
                continue
            score = score_question(graded.case, graded.question, counted)
            state, points = ("left out", 0.0) if left_out(graded.case, counted) else _state_and_points(score)
            answers.append((state, points, score.sure))
            if state == "answered":
                choices += self._choices(number, graded, score)
        requests = list(requests_in(module, learner, journal, self._replies))
        return JournalRows(trouble, requests, answers, choices, self._tracer.trace(module, learner, journal))

    def _own_letters(self, module: str, counted: Journal) -> dict[str, str]:
        """Return which variant is the learner's own, of each case that has several."""
        cases = {graded.first.id: graded.first for graded in self._questions[module] if graded.first.variants}
        return {name: own_variant(case, counted).variant for name, case in cases.items()}

    def _choices(self, number: int, graded: GradedQuestion, score: QuestionScore) -> list[Choice]:
        """Return what an answer chose, each once; made once for all who gave the same answer and share its score."""
        choices = self._known.get(score)
        if choices is None:
            rows = option_rows(graded, graded.question.chosen(score.response))
            choices = list(dict.fromkeys((number, row) for row in rows))
            if len(self._known) == KEPT_SCORES:
                self._known.clear()
            self._known[score] = choices
        return choices


def hand_in_files(hand_in: HandIn) -> dict[Path, bytes] | None:
    """Return the file that is read of a hand-in, for a machine that lacks it; None where it must be read here."""
    return plain_files(hand_in.folder, {JOURNAL: MAX_BYTES})


def read_hand_in(reader: JournalReader, hand_in: HandIn) -> JournalRows:
    """Read the journal of a hand-in, in a worker."""
    return reader.read(hand_in)


def _state_and_points(score: QuestionScore) -> tuple[str, float]:
    """Return the state of an answer and its points; a response that says nothing counts as none."""
    blank = score.response in (None, [], {}) or (isinstance(score.response, str) and not score.response.strip())
    if blank and score.state != "earlier wording":
        return "unanswered", 0.0
    return score.state, score.points if score.state == "answered" else 0.0
