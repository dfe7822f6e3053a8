"""Questions to look at, each with the reason in words. The bounds are ours, for a first look, and no verdict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from wellfounded.grading.reports.cohort import QUESTION
from wellfounded.grading.reports.formulas import FEWEST
from wellfounded.grading.reports.items import options, questions
from wellfounded.grading.reports.tables import Source, cohort

HARD, EASY = 0.25, 0.95  # mean share of the points; of four options, guessing finds a quarter
MANY, AT_LEAST = 0.1, 2  # share, and number, of answers that could not be judged


def concerns(source: Source) -> pd.DataFrame:
    """Return one row a question and reason: module, case, question, reason.

    Too hard: less than 0.25 of the points on average; too easy: more than 0.95; both from 20 learners on. Negative
    discrimination. More of the upper group chose a wrong option than a right one. An option that nobody chose, of 20 or
    more. A tenth of the answers, and at least two, not readable or given to an earlier wording.
    """
    read_of = cohort(source)
    table = options(read_of)
    by_question = dict(list(table.groupby(QUESTION)))
    rows = [
        (*(asked[key] for key in QUESTION), reason)
        for asked in questions(read_of).to_dict("records")
        for reason in _reasons(asked, by_question.get(tuple(asked[key] for key in QUESTION), table.iloc[:0]))
    ]
    return pd.DataFrame(rows, columns=[*QUESTION, "reason"])


def interval(low: float, high: float) -> str:
    """Return an interval in words."""
    return f"95 % interval {low:.2f} to {high:.2f}"


def _reasons(asked: dict[str, Any], table: pd.DataFrame) -> Iterator[str]:
    about = f"{asked['difficulty']:.2f} of the points on average, {asked['n']} learners, "
    about += interval(asked["difficulty_low"], asked["difficulty_high"])
    if asked["n"] >= FEWEST and asked["difficulty"] < HARD:
        yield f"Too hard, or its key is wrong: {about}."
    if asked["n"] >= FEWEST and asked["difficulty"] > EASY:
        yield f"Too easy to tell learners apart: {about}."
    yield from _discriminates_backwards(asked)
    if asked["chosen_from"]:
        yield from _better_liked(table[table["group"].eq("upper")])
        yield from _never_chosen(table[table["group"].eq("all") & table["n"].ge(FEWEST)])
    for state, words in (("unreadable", "could not be read"), ("earlier_wording", "were given to an earlier wording")):
        if asked[state] >= max(AT_LEAST, MANY * asked["handed"]):
            yield f"{asked[state]} of {asked['handed']} answers {words}."


def _discriminates_backwards(asked: dict[str, Any]) -> Iterator[str]:
    r, low, high = (asked[f"discrimination{end}"] for end in ("", "_low", "_high"))
    if r < 0:
        chance = "which may be chance" if high >= 0 else "which is hardly chance"
        words = "Those who do well elsewhere do worse here"
        yield f"{words}: correlation {r:.2f}, {interval(low, high)}, {chance}. Look at the key first."


def _better_liked(upper: pd.DataFrame) -> Iterator[str]:
    right, wrong = upper[upper["right"].eq(True)], upper[upper["right"].eq(False)]
    if right.empty:
        return
    least = right.loc[right["chosen"].idxmin()]
    for each in wrong[wrong["chosen"] > least["chosen"]].itertuples():
        of = f"{each.chosen} and {least['chosen']} of {each.n}"
        yield f"More of the upper group chose the wrong option {each.option} than the right {least['option']}: {of}."


def _never_chosen(everybody: pd.DataFrame) -> Iterator[str]:
    for each in everybody[everybody["chosen"].eq(0)].itertuples():
        yield f"Nobody of {each.n} chose option {each.option}, which is {'right' if each.right else 'wrong'}."
