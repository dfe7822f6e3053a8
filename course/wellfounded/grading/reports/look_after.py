"""Finds learners to look after before a class, and says why. For the instructor alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wellfounded.grading.reports.brief import LEAST_GROUP, PASSED, SURE
from wellfounded.grading.reports.cohort import Cohort
from wellfounded.grading.reports.tables import answers, marks


@dataclass(frozen=True)
class Concern:
    """A learner to look after, and why."""

    learner: str
    name: str
    reasons: list[str]


def look_after(cohort: Cohort, module: str) -> list[Concern]:
    """Return whom to look after in a module, with the reasons; those with most reasons first.

    Nothing handed in, or something wrong with it; less than half of the points; a third of the questions without an
    answer; three answers or more of which they were sure, and which were wrong; a request without an answer. The bounds
    are our own, for a first look.
    """
    rows = answers(cohort)
    rows = rows[rows["module"].eq(module)]
    asked = cohort.requests
    open_requests = set(asked[asked["module"].eq(module) & asked["answer"].eq("")]["learner"])
    by_learner = dict(list(rows.groupby("learner")))
    concerns = []
    table = marks(cohort)
    for mark in table[table["module"].eq(module)].to_dict("records"):
        reasons = [
            *_reasons(mark, by_learner.get(mark["learner"], rows.iloc[:0]), asks=mark["learner"] in open_requests)
        ]
        names = [mark[part] for part in ("first_name", "last_name") if isinstance(mark[part], str) and mark[part]]
        if reasons:
            concerns.append(Concern(mark["learner"], " ".join(names), reasons))
    return sorted(concerns, key=lambda concern: (-len(concern.reasons), concern.learner))


def _reasons(mark: dict[str, Any], rows: pd.DataFrame, *, asks: bool) -> Iterator[str]:
    if mark["state"] == "missing":
        yield "has handed in nothing"
    if mark["note"]:
        yield mark["note"]
    if mark["state"] == "graded" and mark["max"] and mark["mark"] / mark["max"] < PASSED:
        yield f"earned {mark['mark'] / mark['max']:.0%} of the points"
    unanswered = int(rows["state"].eq("unanswered").sum())
    if len(rows) and unanswered >= len(rows) / 3:
        yield f"left {unanswered} of {len(rows)} questions without an answer"
    wrong = int((rows["sure"].eq(SURE) & rows["share"].lt(PASSED)).sum())
    if wrong >= LEAST_GROUP:
        yield f"was sure of {wrong} answers that were wrong"
    if asks:
        yield "waits for an answer to a request for another look"
