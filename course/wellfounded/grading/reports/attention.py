"""Finds questions to look at, and says why. The bounds are our own, for a first look, and no verdict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from wellfounded.grading.reports.formulas import MIN_LEARNERS
from wellfounded.grading.reports.graded_questions import QUESTION_KEY
from wellfounded.grading.reports.question_statistics import options, questions
from wellfounded.grading.reports.tables import Source, as_cohort

TOO_HARD, TOO_EASY = 0.25, 0.95  # mean share of the points; of four options, guessing finds a quarter
MIN_SHARE_UNSCORED, MIN_UNSCORED = 0.1, 2  # share, and number, of answers that could not be scored


def concerns(source: Source) -> pd.DataFrame:
    """Return one row a question and reason: module, case, question, reason.

    Too hard: less than 0.25 of the points on average; too easy: more than 0.95; both from 20 learners on. Negative
    discrimination. More of the upper group chose a wrong option than a right one. An option that nobody chose, of 20 or
    more. A tenth of the answers, and at least two, not readable or given to an earlier wording.
    """
    cohort = as_cohort(source)
    return concerns_of(questions(cohort), options(cohort))


def concerns_of(questions: pd.DataFrame, options: pd.DataFrame) -> pd.DataFrame:
    """Return `concerns` from the tables of questions and options."""
    by_question, none = dict(list(options.groupby(QUESTION_KEY))), options.iloc[:0]
    rows = []
    for question in questions.to_dict("records"):
        key = tuple(question[column] for column in QUESTION_KEY)
        rows += [(*key, reason) for reason in _reasons(question, by_question.get(key, none))]
    return pd.DataFrame(rows, columns=[*QUESTION_KEY, "reason"])


def interval(low: float, high: float) -> str:
    """Return an interval in words."""
    return f"95 % interval {low:.2f} to {high:.2f}"


def _reasons(question: dict[str, Any], table: pd.DataFrame) -> Iterator[str]:
    difficulty = f"{question['difficulty']:.2f} of the points on average, {question['n']} learners, "
    difficulty += interval(question["difficulty_low"], question["difficulty_high"])
    if question["n"] >= MIN_LEARNERS and question["difficulty"] < TOO_HARD:
        yield f"Too hard, or its key is wrong: {difficulty}."
    if question["n"] >= MIN_LEARNERS and question["difficulty"] > TOO_EASY:
        yield f"Too easy to tell learners apart: {difficulty}."
    yield from _negative_discrimination(question)
    if question["chosen_from"]:
        yield from _preferred_wrong_options(table[table["group"].eq("upper")])
        yield from _unchosen_options(table[table["group"].eq("all") & table["n"].ge(MIN_LEARNERS)])
    for state, words in (("unreadable", "could not be read"), ("earlier_wording", "were given to an earlier wording")):
        if question[state] >= max(MIN_UNSCORED, MIN_SHARE_UNSCORED * question["handed"]):
            yield f"{question[state]} of {question['handed']} answers {words}."


def _negative_discrimination(question: dict[str, Any]) -> Iterator[str]:
    r, low, high = (question[f"discrimination{end}"] for end in ("", "_low", "_high"))
    if r < 0:
        chance = "which may be chance" if high >= 0 else "which is hardly chance"
        words = "Those who do well elsewhere do worse here"
        yield f"{words}: correlation {r:.2f}, {interval(low, high)}, {chance}. Look at the key first."


def _preferred_wrong_options(upper: pd.DataFrame) -> Iterator[str]:
    right, wrong = upper[upper["right"].eq(True)], upper[upper["right"].eq(False)]
    if right.empty:
        return
    least = right.loc[right["chosen"].idxmin()]
    for row in wrong[wrong["chosen"] > least["chosen"]].itertuples():
        counts = f"{row.chosen} and {least['chosen']} of {row.n}"
        yield f"More of the upper group chose the wrong option {row.option} than the right {least['option']}: {counts}."


def _unchosen_options(everybody: pd.DataFrame) -> Iterator[str]:
    for row in everybody[everybody["chosen"].eq(0)].itertuples():
        yield f"Nobody of {row.n} chose option {row.option}, which is {'right' if row.right else 'wrong'}."
