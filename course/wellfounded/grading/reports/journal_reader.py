"""Takes from one journal what a report counts: the state and points of each answer, what was chosen, what was asked."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from wellfounded.assessment.own_variant import own_variant
from wellfounded.assessment.scoring import KEPT_SCORES, QuestionScore, left_out, score_question
from wellfounded.grading.reports.alike_work import Trace, Tracer
from wellfounded.grading.reports.graded_questions import GradedQuestion, offered_options, option_rows
from wellfounded.grading.reports.regrade_requests import Row, requests_in
from wellfounded.grading.submission import plain_files, read_journal
from wellfounded.journal.file import JOURNAL, MAX_BYTES, Journal

STATES = ("answered", "unanswered", "unreadable", "earlier wording", "left out", "waiting", "another variant")
CODES = {state: code for code, state in enumerate(STATES)}
OptionRow = tuple[Any, ...]


class HandIn(NamedTuple):
    """A folder in `submitted/`."""

    module: str
    learner: str
    folder: Path


@dataclass(frozen=True)
class JournalRows:
    """What a report takes from one journal; few objects, because a process returns it.

    `states`, as places in STATES, `points` and `sure` have one entry for each graded question of the module. Of each
    choice, `answers` has the number of the question in the module, and `options` that of the option by
    `offered_options`, or -1 - n for what is no option and stands as a row of OPTION_COLUMNS in `typed[n]`.
    """

    trouble: str
    requests: list[Row]
    states: array[int]
    points: array[float]
    sure: array[int]
    answers: array[int]
    options: array[int]
    typed: list[OptionRow]
    trace: Trace


class JournalReader:
    """Reads journals. `questions` are the graded questions of all modules, `replies` the answers to requests."""

    def __init__(self, questions: Iterable[GradedQuestion], replies: dict[str, str]) -> None:
        """Sort the questions by module, and look through those that ask for a text."""
        questions = list(questions)
        self._questions: dict[str, list[GradedQuestion]] = defaultdict(list)
        for graded in questions:
            self._questions[graded.module].append(graded)
        self._replies, self._tracer = replies, Tracer(questions)
        self._offered = offered_options(questions)
        self._known: dict[QuestionScore, list[int | OptionRow]] = {}

    def read(self, hand_in: HandIn) -> JournalRows:
        """Read the journal of a hand-in."""
        return self._rows(hand_in, *read_journal(hand_in.folder))

    def unread(self, hand_in: HandIn) -> JournalRows:
        """Return what stands for a journal that took down the process that read it."""
        return self._rows(hand_in, Journal(), "No answers could be read: the journal is too much for this machine.")

    def _rows(self, hand_in: HandIn, journal: Journal, trouble: str) -> JournalRows:
        module, learner, _ = hand_in
        states, points, sure = array("b"), array("d"), array("b")
        answers, options, typed = array("i"), array("i"), list[OptionRow]()
        counted = journal.counted()
        own = self._own_letters(module, counted)
        for number, graded in enumerate(self._questions[module]):
            state, earned, level, chosen = self._answer(graded, counted, own)
            states.append(CODES[state])
            points.append(earned)
            sure.append(level)
            for option in chosen:
                answers.append(number)
                if isinstance(option, int):
                    options.append(option)
                else:
                    options.append(-1 - len(typed))
                    typed.append(option)
        requests = list(requests_in(module, learner, journal, self._replies))
        trace = self._tracer.trace(module, learner, journal)
        return JournalRows(trouble, requests, states, points, sure, answers, options, typed, trace)

    def _answer(
        self, graded: GradedQuestion, counted: Journal, own: dict[str, str]
    ) -> tuple[str, float, int, list[int | OptionRow]]:
        """Return the state of an answer, its points, how sure the learner was, and what was chosen."""
        if own.get(graded.case.id, graded.case.variant) != graded.case.variant and not graded.question.by_hand:
            return "another variant", 0.0, 0, []
        score = score_question(graded.case, graded.question, counted)
        state, points = ("left out", 0.0) if left_out(graded.case, counted) else _state_and_points(score)
        return state, points, score.sure, self._chosen(graded, score) if state == "answered" else []

    def _own_letters(self, module: str, counted: Journal) -> dict[str, str]:
        """Return which variant is the learner's own, of each case that has several."""
        cases = {graded.first.id: graded.first for graded in self._questions[module] if graded.first.variants}
        return {name: own_variant(case, counted).variant for name, case in cases.items()}

    def _chosen(self, graded: GradedQuestion, score: QuestionScore) -> list[int | OptionRow]:
        """Return what an answer chose, each once: an option's number, or a row for what is no option.

        It is made once for all who gave the same answer and share its score.
        """
        chosen = self._known.get(score)
        if chosen is None:
            rows = dict.fromkeys(option_rows(graded, graded.question.chosen(score.response)))
            chosen = [self._offered.get(row, row) for row in rows]
            if len(self._known) == KEPT_SCORES:
                self._known.clear()
            self._known[score] = chosen
        return chosen


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
