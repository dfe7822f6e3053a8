"""How single questions did: difficulty, discrimination, what was chosen by whom, misconceptions, reliability."""

from __future__ import annotations

from math import nan
from typing import Any

import pandas as pd

from wellfounded.grading.reports.cohort import COUNTED, PICKS, QUESTION, Cohort
from wellfounded.grading.reports.formulas import (
    FEWEST,
    Values,
    alpha,
    correlation,
    difference,
    feldt,
    fisher,
    groups,
    wilson,
)
from wellfounded.grading.reports.tables import Source, answers, cohort, pending, rest

STATES = ["unanswered", "unreadable", "earlier wording", "left out", "waiting"]
ALIKE = "all earned the same"
ALONE = "there is no other question to compare with"


def few(n: int) -> str:
    """Say that there are too few learners, where there are."""
    return f"too few to tell: {n} of at least {FEWEST}" if n < FEWEST else ""


def questions(source: Source) -> pd.DataFrame:
    """Return one row for each graded question.

    `n` of the `handed` hand-ins count: they answered this wording, or did not answer, which earns nothing. `unanswered`
    to `waiting` count the others, see `answers`. `difficulty` is the mean share of its points that was earned, so that
    an easy question has a high one (R. L. Ebel and D. A. Frisbie, Essentials of Educational Measurement, 5th ed., 1991;
    not opened), with Wilson's interval. `discrimination` is the correlation of a question's
    points with the share that the same learners earned in the rest of the module: the corrected item-total correlation,
    point-biserial where a question is only right or wrong; with Fisher's interval. `upper_lower` is the mean share in
    the upper group less that in the lower, the discrimination index of Ebel and Frisbie, with Newcombe's interval; the
    groups are the 27 % with the highest and the lowest share in the rest of the module (Kelley 1939), more where shares
    are equal. Both are told from 20 learners on. Formulas and sources: `formulas`.
    """
    read_of = cohort(source)
    found = rest(read_of)
    by_question, nobody = dict(list(found.groupby(QUESTION))), found.iloc[:0]
    rows = [
        {**asked, **_question(by_question.get(tuple(asked[key] for key in QUESTION), nobody))}
        for asked in read_of.asked.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=[*read_of.asked.columns, *_question(nobody)])


def _question(found: pd.DataFrame) -> dict[str, Any]:
    waiting = int(found["state"].eq("waiting").sum())
    counted = found[found["points"].notna()].iloc[: 0 if waiting else None]  # so far only the blank ones have points
    n = len(counted)
    mean = float(counted["share"].mean()) if n else nan
    low, high = wilson(mean, n)
    states = {state.replace(" ", "_"): int(found["state"].eq(state).sum()) for state in STATES}
    spread = {"difficulty": mean, "difficulty_low": low, "difficulty_high": high}
    told = {"handed": len(found), "n": n, **states, **spread, **_discrimination(counted)}
    return {**told, "note": f"{waiting} answers wait for a person's mark"} if waiting else told


def _discrimination(counted: pd.DataFrame) -> dict[str, Any]:
    compared = counted[counted["rest"].notna()]
    n, shares, others = len(compared), *(compared[key].to_numpy(float) for key in ("share", "rest"))
    r = nan if few(n) else correlation(shares, others)
    note = few(len(counted)) or (few(n) and ALONE) or (ALIKE if r != r else "")
    low, high = fisher(r, n)
    found = {"discrimination": r, "discrimination_low": low, "discrimination_high": high}
    return {**found, **_upper_lower(shares, others), "note": note}


def _upper_lower(shares: Values, others: Values) -> dict[str, Any]:
    lower, upper = groups(others)
    names = ("upper_lower", "upper_lower_low", "upper_lower_high", "n_lower", "n_upper")
    if few(len(shares)) or not lower.any():
        return dict(zip(names, (nan, nan, nan, 0, 0), strict=True))
    n1, n2, p1, p2 = int(upper.sum()), int(lower.sum()), float(shares[upper].mean()), float(shares[lower].mean())
    return dict(zip(names, (p1 - p2, *difference(p1, n1, p2, n2), n2, n1), strict=True))


def options(source: Source) -> pd.DataFrame:
    """Return, for each option of a question and each score group, how many chose it.

    An option is also a card in a bin, a marked passage, a way to speak, or what was typed: all but the last two are
    listed though nobody took them. `part` is the card or turn, where a question has several. `group` is `all`, and from
    20 learners on `lower`, `middle` and `upper`, by their share in the rest of the module as in `questions`. Of the `n`
    learners of the group who answered readably, `chosen` did; `share` has Wilson's interval.
    """
    read_of = cohort(source)
    grouped = _grouped(read_of)
    columns = [each for each in PICKS if each not in ("text", "right", "misconception")]
    about = pd.concat([read_of.offered, read_of.picks[PICKS]]).drop_duplicates(columns)
    sizes = grouped.groupby([*QUESTION, "group"]).size().rename("n").reset_index()
    chosen = read_of.picks.drop_duplicates([*columns, "learner"]).merge(grouped, on=[*QUESTION, "learner"])
    counts = chosen.groupby([*columns, "group"]).size().rename("chosen").reset_index()
    found = about.merge(sizes, on=QUESTION).merge(counts, "left", [*columns, "group"])
    return _with_shares(found.assign(chosen=found["chosen"].fillna(0).astype(int)), "chosen")


def _grouped(read_of: Cohort) -> pd.DataFrame:
    """Return question, learner and group of each readable answer; everybody is in `all`, too."""
    found = rest(read_of)
    answered = found[found["state"].isin(["answered", "waiting"])]
    parts = [answered.assign(group="all")]
    for _, each in found[found["state"].isin(COUNTED) & found["rest"].notna()].groupby(QUESTION):
        lower, upper = groups(each["rest"].to_numpy(float))
        if not few(len(each)) and lower.any():
            named = pd.Series("middle", index=each.index).mask(lower, "lower").mask(upper, "upper")
            parts.append(each.assign(group=named)[each["state"].eq("answered")])
    return pd.concat(parts)[[*QUESTION, "learner", "group"]]


def misconceptions(source: Source) -> pd.DataFrame:
    """Return, for each module and misconception that an author named, how many learners hold it.

    `n` learners answered readably at least one of the `questions` that can tell; `held` of them chose, at least once,
    what stands for it. `share` has Wilson's interval. A share is of those asked, not of those who were wrong, and to
    choose once is not to be convinced.
    """
    read_of = cohort(source)
    key = ["module", "misconception"]
    answered = read_of.answers[read_of.answers["state"].eq("answered")]
    asked = read_of.named.groupby(key).size().rename("questions").reset_index()
    could = read_of.named.merge(answered, on=QUESTION).groupby(key)["learner"].nunique().rename("n").reset_index()
    did = read_of.picks[read_of.picks["misconception"].ne("")]
    held = did.groupby(key)["learner"].nunique().rename("held").reset_index()
    found = asked.merge(could, "left", key).merge(held, "left", key)
    whole = found.assign(**{each: found[each].fillna(0).astype(int) for each in ("n", "held")})
    return _with_shares(whole, "held").sort_values(
        ["module", "share", "misconception"], ascending=[True, False, True], ignore_index=True
    )


def _with_shares(found: pd.DataFrame, count: str) -> pd.DataFrame:
    shares = (found[count] / found["n"].where(found["n"] > 0)).astype(float)
    bounds = [wilson(share, n) for share, n in zip(shares, found["n"], strict=True)]
    low, high = ([each[side] for each in bounds] for side in (0, 1))
    return found.assign(share=shares, low=low, high=high).reset_index(drop=True)


def reliability(source: Source) -> pd.DataFrame:
    """Return one row a module: Cronbach's alpha of its questions' points, with Feldt's interval.

    `n` learners count, whose every answer does; `questions` are those no answer of which waits for a person. Alpha is a
    lower bound of reliability where errors are unrelated (Cronbach 1951; not opened); several questions about one case
    have related ones, which raises it. Told from 20 learners and two questions on. McDonald's omega is not given: no
    library at hand computes it.
    """
    read_of = cohort(source)
    found = answers(read_of)
    return pd.DataFrame(
        [{"module": each, **_reliability(found[found["module"].eq(each)])} for each in read_of.modules],
        columns=["module", "n", "questions", "alpha", "alpha_low", "alpha_high", "note"],
    )


def _reliability(found: pd.DataFrame) -> dict[str, Any]:
    judged = found[~pending(found)].set_index(["learner", "case", "question"])["points"]
    table = judged.unstack(["case", "question"]).dropna() if len(judged) else pd.DataFrame()
    n, k = table.shape
    value = nan if few(n) else alpha(table.to_numpy(float))
    note = few(n) or ("one question alone has no alpha" if k < 2 else ALIKE if value != value else "")
    low, high = feldt(value, n, k)
    return {"n": n, "questions": k, "alpha": value, "alpha_low": low, "alpha_high": high, "note": note}
