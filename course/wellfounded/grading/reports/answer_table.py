"""Adds to answers the share of its points that each earned, and the share that its learner earned in the rest."""

from __future__ import annotations

import pandas as pd

from wellfounded.grading.reports.graded_questions import QUESTION_KEY


def with_shares(answers: pd.DataFrame, questions: pd.DataFrame) -> pd.DataFrame:
    """Return answers with `max`, the points of the question, and `share`."""
    maxima = questions[[*QUESTION_KEY, "points"]].rename(columns={"points": "max"})
    # As the same categories, so that numbers are compared and not names.
    rows = answers.merge(maxima.astype(answers.dtypes[QUESTION_KEY].to_dict()), "left", QUESTION_KEY)
    return rows.set_axis(answers.index).assign(share=rows["points"].to_numpy() / rows["max"].to_numpy())


def has_waiting_answer(rows: pd.DataFrame) -> pd.Series:
    """Return, for each answer, whether one to the same question waits for a person's mark."""
    keys = [rows[column] for column in QUESTION_KEY]
    return rows["state"].eq("waiting").groupby(keys).transform("any").astype(bool)


def with_rest(rows: pd.DataFrame) -> pd.DataFrame:
    """Return answers with `rest`: the share of its points that a learner earned in the rest of the module.

    A question with an answer that waits for a person is left out for all: so far only its blank answers have points.
    `rest` is missing where the rest of the module has no counted answer.
    """
    counts = rows["points"].notna() & ~has_waiting_answer(rows)
    rows = rows.assign(worth=rows["max"].where(counts, 0.0), earned=rows["points"].where(counts, 0.0))
    sums = rows.groupby(["module", "learner"])[["worth", "earned"]].transform("sum")
    worth = sums["worth"] - rows["worth"]
    share = (sums["earned"] - rows["earned"]) / worth.where(worth > 0)
    return rows.assign(rest=share.round(9)).drop(columns=["worth", "earned"])  # rounded, so that equal sums are equal
