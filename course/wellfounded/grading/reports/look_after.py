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
    signs = pd.DataFrame({
        "asked": 1,
        "unanswered": rows["state"].eq("unanswered"),
        "sure_and_wrong": rows["sure"].eq(SURE) & rows["share"].lt(PASSED),
    })  # fmt: skip
    counts = signs.groupby(rows["learner"].astype(str)).sum()
    asked = cohort.requests
    open_requests = set(asked[asked["module"].eq(module) & asked["answer"].eq("")]["learner"])
    table = marks(cohort)
    table = table[table["module"].eq(module)].join(counts, on="learner").fillna(dict.fromkeys(counts.columns, 0))
    concerns = []
    for mark in table.to_dict("records"):
        reasons = [*_reasons(mark, asks=mark["learner"] in open_requests)]
        names = [mark[part] for part in ("first_name", "last_name") if isinstance(mark[part], str) and mark[part]]
        if reasons:
            concerns.append(Concern(mark["learner"], " ".join(names), reasons))
    return sorted(concerns, key=lambda concern: (-len(concern.reasons), concern.learner))


def _reasons(mark: dict[str, Any], *, asks: bool) -> Iterator[str]:
    if mark["state"] == "missing":
        yield "has handed in nothing"
    if mark["note"]:
        yield mark["note"]
    if mark["state"] == "graded" and mark["max"] and mark["mark"] / mark["max"] < PASSED:
        yield f"earned {mark['mark'] / mark['max']:.0%} of the points"
    asked, unanswered, wrong = (int(mark[count]) for count in ("asked", "unanswered", "sure_and_wrong"))
    if asked and unanswered >= asked / 3:
        yield f"left {unanswered} of {asked} questions without an answer"
    if wrong >= LEAST_GROUP:
        yield f"was sure of {wrong} answers that were wrong"
    if asks:
        yield "waits for an answer to a request for another look"
