"""The tables of a report, tidy: what learners earned, and how the questions did.

Each function takes the folder of a course, or a `Cohort` that `read` returned, which saves reading it again. Shares lie
between 0 and 1; every `…_low` and `…_high` is a 95 % interval. Where something cannot be told, its columns are missing
and `note` says why.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from wellfounded.grading.reports.cohort import QUESTION, Cohort, read

Source = Cohort | Path | str
MARKS = ["module", "learner", "first_name", "last_name", "email", "lms_user_id", "state", "score", "penalty", "mark"]
MARKS += ["max", "waiting", "late", "hours_late", "note"]


def cohort(source: Source) -> Cohort:
    """Return what was read, or read it."""
    return source if isinstance(source, Cohort) else read(source)


def marks(source: Source) -> pd.DataFrame:
    """Return one row for each learner and module.

    Learners are those of the gradebook and of `submitted/`. `state` is `graded`; `waiting`, while a person has still to
    mark `waiting` answers; `not graded`, where a submission is not in the gradebook yet; or `missing`. `score` and
    `max` are nbgrader's points, manual marks and extra credit counted; `penalty` is what came off for being late, and
    `mark` is max(0, score - penalty), as `nbgrader export` has it. `hours_late` counts from the due date and its
    extension. `note` says what was wrong with the journal.
    """
    read_of = cohort(source)
    book = read_of.gradebook
    learners = sorted({*book.learners["learner"], *read_of.handed["learner"]})
    every = pd.MultiIndex.from_product([read_of.modules, learners], names=["module", "learner"]).to_frame(index=False)
    found = every.merge(book.learners, "left", "learner").merge(book.modules, "left", "module")
    found = found.merge(book.submissions, "left", ["module", "learner"])
    found = found.merge(read_of.handed, "left", ["module", "learner"])
    graded = found["score"].notna()
    handed = found["trouble"].notna()
    waiting = found["waiting"].fillna(0).astype(int)
    states = [graded & waiting.gt(0), graded, handed]
    late = _hours_late(found)
    penalty = found["penalty"].fillna(0.0).where(graded).astype(float)
    return found.assign(
        state=np.select(states, ["waiting", "graded", "not graded"], "missing"),
        score=found["score"].astype(float),
        penalty=penalty,
        mark=(found["score"].astype(float) - penalty).clip(lower=0),
        waiting=waiting,
        late=late.gt(0),
        hours_late=late,
        note=found["trouble"].fillna(""),
    )[MARKS]


def _hours_late(found: pd.DataFrame) -> pd.Series:
    due = pd.to_datetime(found["duedate"]) + pd.to_timedelta(found["extension"]).fillna(pd.Timedelta(0))
    return ((pd.to_datetime(found["timestamp"]) - due).dt.total_seconds() / 3600).clip(lower=0).fillna(0.0)


def answers(source: Source) -> pd.DataFrame:
    """Return one row for each graded question and hand-in: what its answer is, and the points and share it earned.

    `state` is `answered`, `unanswered`, `unreadable` (not an answer that the question allows), `earlier wording`, `left
    out` (because of a content note), or `waiting` for a person's mark. The first three count in the statistics, and
    then `points` is a number; unanswered and unreadable earn nothing. The points come from the journal by the key as it
    is now, and a person's for prose; what was changed by hand in other cells shows in `marks` alone.
    """
    read_of = cohort(source)
    asked = read_of.asked[[*QUESTION, "points"]].rename(columns={"points": "max"})
    found = read_of.answers.merge(asked, "left", QUESTION)
    return found.assign(share=found["points"] / found["max"])


def pending(found: pd.DataFrame) -> pd.Series:
    """Tell of each answer whether one to the same question waits for a person's mark."""
    return found["state"].eq("waiting").groupby([found[each] for each in QUESTION]).transform("any").astype(bool)


def rest(read_of: Cohort) -> pd.DataFrame:
    """Return `answers` with `rest`: the share of its points that a learner earned in the rest of the module.

    A question of which an answer waits for a person is left out for all: so far only the blank ones have points.
    Missing where the rest of the module has no counted answer.
    """
    found = answers(read_of)
    counts = found["points"].notna() & ~pending(found)
    found = found.assign(worth=found["max"].where(counts, 0.0), earned=found["points"].where(counts, 0.0))
    sums = found.groupby(["module", "learner"])[["worth", "earned"]].transform("sum")
    worth = sums["worth"] - found["worth"]
    share = (sums["earned"] - found["earned"]) / worth.where(worth > 0)
    return found.assign(rest=share.round(9)).drop(columns=["worth", "earned"])  # equal sums are to be equal
