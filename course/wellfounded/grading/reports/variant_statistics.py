"""Compares the variants of a question: each by itself, all together, and whether one is harder than chance explains."""

from __future__ import annotations

from collections.abc import Iterator
from math import nan
from typing import Any

import numpy as np
import pandas as pd

from wellfounded.grading.reports.formulas import MIN_LEARNERS, Values, holm, permuted_difference, wilson_interval
from wellfounded.grading.reports.graded_questions import QUESTION_KEY
from wellfounded.grading.reports.tables import Source, answers, as_cohort

HARDLY_CHANCE = 0.05
COLUMNS = ["module", "case", "question", "variant", "n", "difficulty", "difficulty_low", "difficulty_high", "p", "note"]


def variants(source: Source) -> pd.DataFrame:
    """Return, for each question with variants, a row for each variant and one for `all` of them.

    `n` learners had the variant and count; `difficulty` is as in `questions`. `p` stands in the row of `all`: how often
    chance alone would make the variants differ as much (see `formulas.permuted_difference`), put right by Holm's way
    for the number of questions that are compared in the module. It is given from 20 learners in each variant on.
    `question` is the id that the variants share.
    """
    cohort = as_cohort(source)
    rows = answers(cohort)
    counted = rows[rows["points"].notna()]
    shares = {place: of_place.to_numpy() for place, of_place in counted.groupby(QUESTION_KEY)["share"]}
    table = [row for _, places in cohort.variants.groupby("module", sort=False) for row in _rows(places, shares)]
    return pd.DataFrame(table, columns=COLUMNS)


def _rows(places: pd.DataFrame, shares_at: dict[Any, Values]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a module, whose questions with variants are in `places`; `shares_at` has those of each."""
    found = []
    for key, variants_of in places.groupby(["module", "case", "together"], sort=False):
        at = variants_of[QUESTION_KEY].itertuples(index=False, name=None)
        shares = {
            letter: shares_at.get(place, np.empty(0)) for letter, place in zip(variants_of["variant"], at, strict=True)
        }
        enough = min(map(len, shares.values())) >= MIN_LEARNERS
        found.append((key, shares, permuted_difference([*shares.values()]) if enough else nan))
    tested = [p for _, _, p in found if p == p]
    adjusted = iter(holm(tested))
    for key, shares, p in found:
        about = dict(zip(COLUMNS[:3], key, strict=True))
        for letter, of_letter in shares.items():
            yield {**about, "variant": letter, **_difficulty(of_letter), "p": nan, "note": ""}
        p_of_all = next(adjusted) if p == p else nan
        all_shares = np.concatenate([*shares.values()])
        yield {**about, "variant": "all", **_difficulty(all_shares), "p": p_of_all, "note": _note(p_of_all)}


def _difficulty(shares: Values) -> dict[str, Any]:
    mean = float(shares.mean()) if len(shares) else nan
    low, high = wilson_interval(mean, len(shares))
    return {"n": len(shares), "difficulty": mean, "difficulty_low": low, "difficulty_high": high}


def _note(p: float) -> str:
    if p != p:
        return f"too few to tell: {MIN_LEARNERS} learners are needed in each variant"
    return "one variant is harder, which is hardly chance" if p < HARDLY_CHANCE else "the difference may be chance"
