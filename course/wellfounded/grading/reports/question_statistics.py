"""Makes tables of item statistics: difficulty, discrimination, choices, misconceptions, reliability."""

from __future__ import annotations

from math import nan
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from wellfounded.grading.reports.answer_table import has_waiting_answer
from wellfounded.grading.reports.cohort import Cohort
from wellfounded.grading.reports.cohort_frames import COUNTED_STATES, as_text
from wellfounded.grading.reports.formulas import (
    MIN_LEARNERS,
    Values,
    correlation,
    cronbach_alpha,
    feldt_interval,
    fisher_interval,
    newcombe_interval,
    score_groups,
    wilson_interval,
)
from wellfounded.grading.reports.graded_questions import OPTION_COLUMNS, QUESTION_KEY
from wellfounded.grading.reports.tables import Source, answers, as_cohort

STATES = ["unanswered", "unreadable", "earlier wording", "left out", "waiting"]
NOT_ASKED = "another variant"
ALL_EQUAL = "all earned the same"
SINGLE_QUESTION = "there is no other question to compare with"


def too_few(n: int) -> str:
    """Return a note that there are too few learners; "" if there are enough."""
    return f"too few to tell: {n} of at least {MIN_LEARNERS}" if n < MIN_LEARNERS else ""


def questions(source: Source) -> pd.DataFrame:
    """Return one row for each graded question.

    `n` of the `handed` hand-ins count: they answered this wording, or did not answer, which earns nothing. `unanswered`
    to `waiting` count the others, see `answers`. `difficulty` is the mean share of its points that was earned, so that
    an easy question has a high one (R. L. Ebel and D. A. Frisbie, Essentials of Educational Measurement, 5th ed., 1991;
    not opened), with Wilson's interval. `discrimination` is the correlation of a question's points with the share that
    the same learners earned in the rest of the module: the corrected item-total correlation, point-biserial where a
    question is only right or wrong; with Fisher's interval. `upper_lower` is the mean share in the upper group minus
    that in the lower, the discrimination index of Ebel and Frisbie, with Newcombe's interval; the groups are the 27 %
    with the highest and the lowest share in the rest of the module (Kelley 1939), more where shares are equal. Both are
    given from 20 learners on. Formulas and sources: `formulas`.
    """
    cohort = as_cohort(source)
    rows = cohort.shares_with_rest
    by_question, no_rows = dict(list(rows.groupby(QUESTION_KEY))), rows.iloc[:0]
    records = [
        {**question, **_statistics(by_question.get(tuple(question[column] for column in QUESTION_KEY), no_rows))}
        for question in cohort.questions.to_dict("records")
    ]
    return pd.DataFrame(records, columns=[*cohort.questions.columns, *_statistics(no_rows)])


def _statistics(rows: pd.DataFrame) -> dict[str, Any]:
    """Return the statistics of one question from its answers; who has another variant was not asked."""
    rows = rows[rows["state"].ne(NOT_ASKED)]
    waiting = int(rows["state"].eq("waiting").sum())
    counted = rows[rows["points"].notna()].iloc[: 0 if waiting else None]  # so far only the blank ones have points
    n = len(counted)
    mean = float(counted["share"].mean()) if n else nan
    low, high = wilson_interval(mean, n)
    states = {state.replace(" ", "_"): int(rows["state"].eq(state).sum()) for state in STATES}
    difficulty = {"difficulty": mean, "difficulty_low": low, "difficulty_high": high}
    statistics = {"handed": len(rows), "n": n, **states, **difficulty, **_discrimination(counted)}
    return {**statistics, "note": f"{waiting} answers wait for a person's mark"} if waiting else statistics


def _discrimination(counted: pd.DataFrame) -> dict[str, Any]:
    rows = counted[counted["rest"].notna()]
    n, shares, rests = len(rows), *(rows[column].to_numpy(float) for column in ("share", "rest"))
    r = nan if too_few(n) else correlation(shares, rests)
    note = too_few(len(counted)) or (too_few(n) and SINGLE_QUESTION) or (ALL_EQUAL if r != r else "")
    low, high = fisher_interval(r, n)
    discrimination = {"discrimination": r, "discrimination_low": low, "discrimination_high": high}
    return {**discrimination, **_upper_lower(shares, rests), "note": note}


def _upper_lower(shares: Values, rests: Values) -> dict[str, Any]:
    lower, upper = score_groups(rests)
    names = ("upper_lower", "upper_lower_low", "upper_lower_high", "n_lower", "n_upper")
    if too_few(len(shares)) or not lower.any():
        return dict(zip(names, (nan, nan, nan, 0, 0), strict=True))
    n1, n2, p1, p2 = int(upper.sum()), int(lower.sum()), float(shares[upper].mean()), float(shares[lower].mean())
    return dict(zip(names, (p1 - p2, *newcombe_interval(p1, n1, p2, n2), n2, n1), strict=True))


def options(source: Source) -> pd.DataFrame:
    """Return, for each option of a question and each score group, how many chose it.

    An option is also a card in a bin, a marked passage, a way to speak, or a typed answer: all but the last two are
    listed even if nobody chose them. `part` is the card or turn, where a question has several. `group` is `all`, and
    from 20 learners on `lower`, `middle` and `upper`, by their share in the rest of the module as in `questions`. Of
    the `n` learners of the group who answered readably, `chosen` chose it; `share` has Wilson's interval.
    """
    cohort = as_cohort(source)
    rows, key = cohort.shares_with_rest, [*QUESTION_KEY, "part", "option"]
    groups = _groups(rows)
    numbers = cohort.options.groupby(key, sort=False, dropna=False).ngroup().rename("number")
    every_option = cohort.options.assign(number=numbers).drop_duplicates("number")
    # One row of `answers` and one number of an option are one choice, however often it was made.
    chosen = pd.DataFrame({"at": rows.index.get_indexer(cohort.chosen["answer"])})
    chosen["number"] = numbers.to_numpy()[cohort.chosen["option"]]
    chosen = chosen[chosen["at"].ge(0)].drop_duplicates()
    sizes, counts = list[pd.DataFrame](), list[pd.DataFrame]()
    for group, of_group in groups.items():
        sizes.append(rows[of_group].groupby(QUESTION_KEY).size().rename("n").reset_index().assign(group=group))
        picked = chosen["number"][of_group[chosen["at"]]].value_counts().rename("chosen").rename_axis("number")
        counts.append(picked.reset_index().assign(group=group))
    table = every_option.merge(as_text(pd.concat(sizes)), on=QUESTION_KEY).merge(
        pd.concat(counts), "left", ["number", "group"]
    )
    table = table[[*OPTION_COLUMNS, "group", "n", "chosen"]]
    return _with_shares(table.assign(chosen=table["chosen"].fillna(0).astype(int)), "chosen")


def _groups(rows: pd.DataFrame) -> dict[str, npt.NDArray[np.bool_]]:
    """Return, of each group, which answers are its readable ones; everybody is in `all`, too."""
    readable = rows["state"].isin(["answered", "waiting"]).to_numpy()
    answered = rows["state"].eq("answered").to_numpy()
    groups = {"all": readable, **{name: np.zeros(len(rows), dtype=bool) for name in ("lower", "middle", "upper")}}
    counted = np.flatnonzero(rows["state"].isin(COUNTED_STATES) & rows["rest"].notna())
    for positions in rows.iloc[counted].groupby(QUESTION_KEY).indices.values():
        at = counted[positions]
        lower, upper = score_groups(rows["rest"].to_numpy(float)[at])
        if not too_few(len(at)) and lower.any():
            for name, members in (("lower", lower), ("middle", ~(lower | upper)), ("upper", upper)):
                groups[name][at[members & answered[at]]] = True
    return groups


def misconceptions(source: Source) -> pd.DataFrame:
    """Return, for each module and misconception that an author named, how many learners hold it.

    `n` learners answered readably at least one of the `questions` that can show it; `held` of them chose, at least
    once, an option that stands for it. `share` has Wilson's interval. A share is of all who answered, not of those who
    were wrong, and one choice does not prove a conviction.
    """
    cohort = as_cohort(source)
    key = ["module", "misconception"]
    counts = cohort.misconceptions.groupby(key).size().rename("questions").reset_index()
    rows = counts.assign(n=_learners_who_could_tell(cohort), held=_learners_who_hold(cohort, counts[key]))
    return _with_shares(rows, "held").sort_values(
        ["module", "share", "misconception"], ascending=[True, False, True], ignore_index=True
    )


def _learners_who_could_tell(cohort: Cohort) -> list[int]:
    """Return, for each module and misconception, how many answered a question that can show it."""
    answered = cohort.answers[cohort.answers["state"].eq("answered")]
    codes = answered["learner"].cat.codes.to_numpy()
    at = answered.groupby(QUESTION_KEY).indices
    return [
        len(np.unique(np.concatenate([codes[at[place]] for place in places if place in at] or [codes[:0]])))
        for _, rows in cohort.misconceptions.groupby(["module", "misconception"])
        for places in [list(rows[QUESTION_KEY].itertuples(index=False, name=None))]
    ]


def _learners_who_hold(cohort: Cohort, kinds: pd.DataFrame) -> list[int]:
    """Return, for each module and misconception in these rows, how many learners chose what stands for it."""
    names = pd.MultiIndex.from_frame(kinds)
    stands_for = names.get_indexer(pd.MultiIndex.from_frame(cohort.options[["module", "misconception"]]))
    number = stands_for[cohort.chosen["option"]]
    at = cohort.answers.index.get_indexer(cohort.chosen["answer"])
    shown = (number >= 0) & (at >= 0)
    learner = cohort.answers["learner"].cat.codes.to_numpy()[at[shown]]
    holders = pd.DataFrame({"number": number[shown], "learner": learner}).drop_duplicates()
    return [int(count) for count in np.bincount(holders["number"], minlength=len(names))]


def _with_shares(rows: pd.DataFrame, count: str) -> pd.DataFrame:
    shares = (rows[count] / rows["n"].where(rows["n"] > 0)).astype(float)
    bounds = [wilson_interval(share, n) for share, n in zip(shares, rows["n"], strict=True)]
    low, high = ([bound[side] for bound in bounds] for side in (0, 1))
    return rows.assign(share=shares, low=low, high=high).reset_index(drop=True)


def reliability(source: Source) -> pd.DataFrame:
    """Return one row a module: Cronbach's alpha of its questions' points, with Feldt's interval.

    `n` is the number of learners whose every answer counts; `questions` is the number of questions of which no answer
    waits for a person. Alpha is a lower bound of reliability where errors are unrelated (Cronbach 1951; not opened);
    several questions about one case have related ones, which raises it. Variants of a question are one. It is given
    from 20 learners and two questions on. McDonald's omega is not given: no library at hand computes it.
    """
    cohort = as_cohort(source)
    rows = as_one(answers(cohort), cohort.variants)
    return pd.DataFrame(
        [{"module": module, **_reliability(rows[rows["module"].eq(module)])} for module in cohort.modules],
        columns=["module", "n", "questions", "alpha", "alpha_low", "alpha_high", "note"],
    )


def as_one(rows: pd.DataFrame, variants: pd.DataFrame) -> pd.DataFrame:
    """Return answers with the variants of a question as one question, of which each learner was asked one."""
    if variants.empty:
        return rows
    rows = rows[rows["state"].ne(NOT_ASKED)]
    together = dict(zip(variants[QUESTION_KEY].itertuples(index=False, name=None), variants["together"], strict=True))
    numbers = rows.groupby(QUESTION_KEY, sort=False).ngroup().to_numpy()
    places = as_text(rows[QUESTION_KEY].drop_duplicates()).itertuples(index=False, name=None)  # in the order of numbers
    return rows.assign(question=pd.Categorical([together.get(place, place[2]) for place in places])[numbers])


def _reliability(rows: pd.DataFrame) -> dict[str, Any]:
    rows = as_text(rows[~has_waiting_answer(rows)], ["case", "question"]).assign(learner=rows["learner"].cat.codes)
    points = rows.set_index(["learner", "case", "question"])["points"]
    table = points.unstack(["case", "question"]).dropna() if len(points) else pd.DataFrame()
    n, k = table.shape
    value = nan if too_few(n) else cronbach_alpha(table.to_numpy(float))
    note = too_few(n) or ("one question alone has no alpha" if k < 2 else ALL_EQUAL if value != value else "")
    low, high = feldt_interval(value, n, k)
    return {"n": n, "questions": k, "alpha": value, "alpha_low": low, "alpha_high": high, "note": note}
