"""Chooses what an instructor needs in the hour before teaching: of a whole class, so that nobody is recognised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from wellfounded.grading.reports.cohort import Cohort
from wellfounded.grading.reports.formulas import Interval
from wellfounded.grading.reports.question_statistics import misconceptions, options, questions
from wellfounded.grading.reports.tables import answers, marks

LEAST_CLASS = 5  # learners; of fewer, any figure tells of a person
SMALL_CLASS = 10  # learners; below that shares are told in words alone
LEAST_GROUP = 3  # learners; of a smaller group nothing is said
SHOWN, CASES = 5, 3
SURE, PASSED = 3, 0.5  # "Sure", see scoring.SURE; and the share of its points from which an answer counts as right
SPLIT = 0.25  # of those who answered: from here on, two options divide a class
FRACTIONS = (
    *((0.0, "none"), (0.1, "a tenth"), (0.25, "a quarter"), (1 / 3, "a third"), (0.5, "half"), (2 / 3, "two thirds")),
    *((0.75, "three quarters"), (0.9, "nine tenths"), (1.0, "all")),
)


@dataclass(frozen=True)
class Finding:
    """A line of the brief: what it is about, how much, with what uncertainty, and what most who erred chose."""

    title: str
    words: str
    example: str = ""


@dataclass(frozen=True)
class Brief:
    """What stands on the page. Of a class that is too small `too_few` is set, and there are no findings."""

    module: str
    learners: int
    handed: int
    too_few: bool
    small: bool
    hardest: list[Finding]
    misconceptions: list[Finding]
    cases: list[Finding]


def make_brief(cohort: Cohort, module: str) -> Brief:
    """Return the brief of one module."""
    states = marks(cohort).set_index("module")["state"].loc[[module]]
    handed = int(states.ne("missing").sum())
    small = handed < SMALL_CLASS
    if handed < LEAST_CLASS:
        return Brief(module, len(states), handed, True, small, [], [], [])
    table = questions(cohort)
    asked = table[table["module"].eq(module) & table["n"].ge(LEAST_CLASS)].sort_values("difficulty", kind="stable")
    chosen = options(cohort)
    chosen = chosen[chosen["module"].eq(module) & chosen["group"].eq("all")]
    return Brief(
        *(module, len(states), handed, False, small),
        hardest=[_hard(row, chosen, small=small) for row in asked.head(SHOWN).to_dict("records")],
        misconceptions=[*_held(misconceptions(cohort), chosen, module, small=small)],
        cases=_cases(answers(cohort), asked, chosen, small=small),
    )


def _hard(question: dict[str, Any], chosen: pd.DataFrame, *, small: bool) -> Finding:
    ends = (question["difficulty_low"], question["difficulty_high"])
    words = share_in_words(question["difficulty"], "of the points on average", ends, small=small)
    rows = _options_of(question, chosen)
    wrong = rows[rows["right"].eq(False) & rows["chosen"].ge(LEAST_GROUP)].sort_values("chosen", ascending=False)
    example = f"Most tempting: “{shortened(wrong.iloc[0]['text'])}”" if len(wrong) else ""
    return Finding(f"{case_name(question['case'])}: {shortened(question['prompt'])}", f"{words}.", example)


def _held(table: pd.DataFrame, chosen: pd.DataFrame, module: str, *, small: bool) -> Iterator[Finding]:
    """Yield the misconceptions that most hold; of fewer than three learners nothing is said."""
    held = table[table["module"].eq(module) & table["held"].ge(LEAST_GROUP)]
    for row in held.head(SHOWN).to_dict("records"):
        words = share_in_words(row["share"], "of those who were asked", (row["low"], row["high"]), small=small)
        sure = _against_half((row["low"], row["high"]))
        stands = chosen[chosen["misconception"].eq(row["misconception"])].sort_values("chosen", ascending=False)
        example = f"They chose: “{shortened(stands.iloc[0]['text'])}”" if len(stands) else ""
        yield Finding(case_name(row["misconception"]), f"{words}; {sure}.", example)


def _cases(rows: pd.DataFrame, asked: pd.DataFrame, chosen: pd.DataFrame, *, small: bool) -> list[Finding]:
    """Return three cases to talk about, each for another reason where there is one."""
    candidates = [
        *sorted(_splits(asked, chosen, small=small), key=lambda found: -found[0])[:1],
        *sorted(_sure_and_wrong(rows, asked, small=small), key=lambda found: -found[0])[:1],
        *((0.0, question["case"], _hardest_reason(question)) for question in asked.to_dict("records")),
    ]
    by_case: dict[str, str] = {}
    for _, case, reason in candidates:
        by_case.setdefault(case, reason)
    return [Finding(case_name(case), reason) for case, reason in [*by_case.items()][:CASES]]


def _splits(asked: pd.DataFrame, chosen: pd.DataFrame, *, small: bool) -> Iterator[tuple[float, str, str]]:
    for question in asked[asked["kind"].eq("choice")].to_dict("records"):
        rows = _options_of(question, chosen).sort_values("chosen", ascending=False)
        if len(rows) > 1 and rows.iloc[1]["share"] >= SPLIT and rows.iloc[1]["chosen"] >= LEAST_GROUP:
            first, second = (f"“{shortened(rows.iloc[n]['text'])}”" for n in (0, 1))
            counts = "" if small else f" ({rows.iloc[0]['chosen']} and {rows.iloc[1]['chosen']} of {rows.iloc[0]['n']})"
            reason = f"It divides the class{counts}: {first}, or {second}. Let those who differ argue before you do."
            yield float(rows.iloc[1]["share"]), question["case"], reason


def _sure_and_wrong(rows: pd.DataFrame, asked: pd.DataFrame, *, small: bool) -> Iterator[tuple[float, str, str]]:
    for question in asked.to_dict("records"):
        mine = rows[rows["case"].eq(question["case"]) & rows["question"].eq(question["question"])]
        sure = mine[mine["module"].eq(question["module"]) & mine["sure"].eq(SURE) & mine["points"].notna()]
        wrong = int(sure["share"].lt(PASSED).sum())
        if wrong >= LEAST_GROUP:
            counts = "Several" if small else f"{wrong} of the {len(sure)}"
            reason = f"{counts} who said that they were sure were wrong: “{shortened(question['prompt'])}”. "
            yield wrong / len(sure), question["case"], f"{reason}What one is sure of, one does not look up."


def _hardest_reason(question: dict[str, Any]) -> str:
    return f"Hard for most: “{shortened(question['prompt'])}”"


def _options_of(question: dict[str, Any], chosen: pd.DataFrame) -> pd.DataFrame:
    """Return the options that an author wrote; what learners typed in their own words is never quoted."""
    rows = chosen[chosen["case"].eq(question["case"]) & chosen["question"].eq(question["question"])]
    return rows if question["chosen_from"] else rows.iloc[:0]


def share_in_words(share: float, whole: str, ends: Interval, *, small: bool) -> str:
    """Return a share of a whole, and its interval: as figures, or of a small class in words, which tell of nobody."""
    low, high = (fraction(end) for end in ends)
    if small:
        return f"About {fraction(share)} {whole} (it may be {low if low == high else f'{low} to {high}'})"
    return f"{100 * share:.0f} % {whole} (95 % interval {100 * ends[0]:.0f} to {100 * ends[1]:.0f} %)"


def fraction(share: float) -> str:
    """Return the fraction nearest to a share, in words."""
    return min(FRACTIONS, key=lambda pair: abs(pair[0] - share))[1]


def _against_half(ends: Interval) -> str:
    low, high = ends
    if high < PASSED:
        return "surely fewer than half"
    return "surely more than half" if low > PASSED else "it may be more than half or fewer"


def case_name(identifier: str) -> str:
    """Return an id of a case or of a misconception as words."""
    return identifier.replace("-", " ").capitalize()


def shortened(text: str, most: int = 150) -> str:
    """Return a text of at most about `most` characters, cut after a word."""
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0]} …"
