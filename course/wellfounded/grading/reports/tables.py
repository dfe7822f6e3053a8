"""Makes tidy tables of marks and answers.

Each function takes the folder of a course, or a `Cohort` that `read` returned, which saves reading it again. Shares lie
between 0 and 1; every `…_low` and `…_high` is a 95 % interval. Where a value cannot be given, its cells are missing and
`note` says why.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from wellfounded.grading.reports.cohort import Cohort, read
from wellfounded.grading.reports.gradebook import Gradebook

Source = Cohort | Path | str
MARK_COLUMNS = [
    *("module", "learner", "first_name", "last_name", "email", "lms_user_id", "state", "score", "penalty", "mark"),
    *("max", "waiting", "late", "hours_late", "note"),
]


def as_cohort(source: Source) -> Cohort:
    """Return a cohort as it is, or read that of a folder."""
    return source if isinstance(source, Cohort) else read(source)


def marks(source: Source) -> pd.DataFrame:
    """Return one row for each learner and module.

    Learners are those of the gradebook and of `submitted/`. `state` is `graded`; `waiting`, while a person has still to
    mark `waiting` answers; `not graded`, where a submission is not in the gradebook yet; or `missing`. `score` and
    `max` are nbgrader's points, manual marks and extra credit counted; `penalty` is what came off for being late, and
    `mark` is max(0, score - penalty), as `nbgrader export` has it. `hours_late` counts from the due date and its
    extension. `note` says what was wrong with the journal.
    """
    cohort = as_cohort(source)
    return gradebook_marks(cohort.gradebook, cohort.modules, cohort.submissions)


def gradebook_marks(book: Gradebook, modules: list[str], submissions: pd.DataFrame) -> pd.DataFrame:
    """Return `marks` of these modules; `submissions` are `module`, `learner` and `trouble` of what was handed in."""
    learners = sorted({*book.learners["learner"], *submissions["learner"]})
    rows = pd.MultiIndex.from_product([modules, learners], names=["module", "learner"]).to_frame(index=False)
    rows = rows.merge(book.learners, "left", "learner").merge(book.modules, "left", "module")
    rows = rows.merge(book.submissions, "left", ["module", "learner"])
    rows = rows.merge(submissions, "left", ["module", "learner"])
    graded = rows["score"].notna()
    submitted = rows["trouble"].notna()
    waiting = rows["waiting"].fillna(0).astype(int)
    states = [graded & waiting.gt(0), graded, submitted]
    hours_late = _hours_late(rows)
    penalty = rows["penalty"].fillna(0.0).where(graded).astype(float)
    return rows.assign(
        state=np.select(states, ["waiting", "graded", "not graded"], "missing"),
        score=rows["score"].astype(float),
        penalty=penalty,
        mark=(rows["score"].astype(float) - penalty).clip(lower=0),
        waiting=waiting,
        late=hours_late.gt(0),
        hours_late=hours_late,
        note=rows["trouble"].fillna(""),
    )[MARK_COLUMNS]


def _hours_late(rows: pd.DataFrame) -> pd.Series:
    due = pd.to_datetime(rows["duedate"]) + pd.to_timedelta(rows["extension"]).fillna(pd.Timedelta(0))
    return ((pd.to_datetime(rows["timestamp"]) - due).dt.total_seconds() / 3600).clip(lower=0).fillna(0.0)


def answers(source: Source) -> pd.DataFrame:
    """Return one row for each graded question and hand-in: the state of its answer, and the points and share it earned.

    `state` is `answered`, `unanswered`, `unreadable` (not an answer that the question allows), `earlier wording`, `left
    out` (because of a content note), or `waiting` for a person's mark. The first three count in the statistics, and
    then `points` is a number; unanswered and unreadable earn nothing. The points come from the journal by the key as it
    is now, and from a person for prose; points changed by hand in other cells show in `marks` alone.
    """
    return as_cohort(source).shares


def requests(source: Source) -> pd.DataFrame:
    """Return one row for each request for another look at a mark: whose, when, why, and the answer, if there is one."""
    return as_cohort(source).requests


def alike(source: Source) -> pd.DataFrame:
    """Return one row for each sign that hand-ins are alike: module, learners, sign, and what was seen.

    `sign` is `entries`, which have the same ids; `times`, the same distances between five entries; or `text`, the same
    words. It says what was seen, and not why: see `alike_work`.
    """
    return as_cohort(source).alike
