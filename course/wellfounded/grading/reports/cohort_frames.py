"""Puts what was read from many journals into frames: a name is kept once, and each of its rows holds its number."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from wellfounded.grading.reports.graded_questions import OPTION_COLUMNS, QUESTION_KEY, GradedQuestion, offered_options
from wellfounded.grading.reports.journal_reader import STATES, HandIn, JournalRows

Numbers = npt.NDArray[np.int64]

ANSWER_COLUMNS = [*QUESTION_KEY, "learner", "state", "points", "sure"]
CHOICE_COLUMNS = ["answer", "option"]
COUNTED_STATES = ("answered", "unanswered", "unreadable")  # of answers that count in the statistics of their question


class CohortFrames:
    """Collects hand-ins, in the order of `answers`: hand-in by hand-in, and in each its module's questions."""

    def __init__(self, questions: Sequence[GradedQuestion]) -> None:
        """Give numbers to the questions, and to the options that they offer."""
        self._places = pd.DataFrame([graded.place for graded in questions], columns=QUESTION_KEY, dtype=object)
        numbers: dict[str, list[int]] = {}
        for number, graded in enumerate(questions):
            numbers.setdefault(graded.module, []).append(number)
        self._numbers = {module: np.array(those, dtype=np.int32) for module, those in numbers.items()}
        self._options = offered_options(questions)
        self._hand_ins: list[tuple[str, str]] = []
        self._states, self._points, self._sure = array("b"), array("d"), array("b")
        self._answer_of_choice, self._option_of_choice = array("i"), array("i")

    def add(self, hand_in: HandIn, rows: JournalRows) -> None:
        """Add a hand-in."""
        first = len(self._states)
        self._hand_ins.append((hand_in.module, hand_in.learner))
        self._states.extend(rows.states)
        self._points.extend(rows.points)
        self._sure.extend(rows.sure)
        self._answer_of_choice.extend(first + number for number in rows.answers)
        typed = [self._options.setdefault(row, len(self._options)) for row in rows.typed]
        self._option_of_choice.extend(option if option >= 0 else typed[-1 - option] for option in rows.options)

    def options(self) -> pd.DataFrame:
        """Return a row of OPTION_COLUMNS for each option that a question offers, and then each other that was chosen.

        Those of one question that only differ in text or meaning, as typed answers may, are rows of their own.
        """
        return pd.DataFrame(list(self._options), columns=OPTION_COLUMNS)

    def choices(self) -> pd.DataFrame:
        """Return a row of CHOICE_COLUMNS for each option that a learner chose: its rows in `answers` and `options`."""
        columns = (self._answer_of_choice, self._option_of_choice)
        numbers = (np.array(column, dtype=np.int32) for column in columns)
        return pd.DataFrame(dict(zip(CHOICE_COLUMNS, numbers, strict=True)))

    def answers(self, written: pd.DataFrame) -> pd.DataFrame:
        """Return a row of ANSWER_COLUMNS for each question and hand-in, with the points of a person's marks."""
        none = np.empty(0, dtype=np.int32)
        numbers = [self._numbers.get(module, none) for module, _ in self._hand_ins]
        counts = np.fromiter(map(len, numbers), dtype=np.int64, count=len(numbers))
        question = np.concatenate([none, *numbers])
        names = pd.Categorical([learner for _, learner in self._hand_ins])
        learner = pd.Categorical.from_codes(np.repeat(names.codes, counts), dtype=names.dtype)
        places = {column: self._places[column].astype("category").array[question] for column in QUESTION_KEY}
        columns = {"learner": learner, "state": pd.Categorical.from_codes(np.array(self._states), categories=STATES)}
        numbers_of = {"points": np.array(self._points, dtype=float), "sure": np.array(self._sure, dtype=np.int8)}
        answers = pd.DataFrame({**places, **columns, **numbers_of})
        rows = self._rows_of(written, counts)
        return _with_marks(answers, written[rows >= 0], rows[rows >= 0])

    def _rows_of(self, written: pd.DataFrame, counts: Numbers) -> Numbers:
        """Return the row in `answers` of each cell that a person marks, or -1."""
        cells = {name: name.partition("--")[::2] for name in written["cell"].unique()}  # see case.written_cell
        hand_ins = {hand_in: number for number, hand_in in enumerate(self._hand_ins)}
        starts = np.cumsum(counts) - counts
        of_module = (self._places.iloc[numbers] for numbers in self._numbers.values())
        places = {place: at for part in of_module for at, place in enumerate(part.itertuples(index=False, name=None))}
        rows = np.full(len(written), -1, dtype=np.int64)
        columns = (written[name] for name in ("module", "learner", "cell"))
        for row, (module, learner, cell) in enumerate(zip(*columns, strict=True)):
            hand_in, at = hand_ins.get((module, learner)), places.get((module, *cells[cell]))
            if hand_in is not None and at is not None:
                rows[row] = starts[hand_in] + at
        return rows


def _with_marks(answers: pd.DataFrame, written: pd.DataFrame, rows: Numbers) -> pd.DataFrame:
    """Add the points of a person's marks, or the state `waiting`; remove points from answers that do not count.

    `rows` are those of `answers` that the marks are of.
    """
    marks = np.full(len(answers), np.nan)
    marks[rows] = written["score"].to_numpy(float)
    waits = np.zeros(len(answers), dtype=bool)
    waits[rows] = written["needs_manual_grade"].eq(True).to_numpy(bool)  # missing is neither
    by_person = answers["state"].eq("answered").to_numpy() & ~np.isnan(marks)
    state = answers["state"].mask(by_person & waits, "waiting")
    points = answers["points"].where(~by_person, marks)
    return answers.assign(state=state, points=points.where(state.isin(COUNTED_STATES)))


def as_text(frame: pd.DataFrame, columns: Iterable[str] = QUESTION_KEY) -> pd.DataFrame:
    """Return a small frame whose names are text, and not numbers of names."""
    return frame.astype(dict.fromkeys(columns, "str"))
