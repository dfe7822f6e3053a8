"""Makes tables of item statistics: difficulty, discrimination, choices, misconceptions, reliability."""

from __future__ import annotations

from math import nan
from typing import Any

import pandas as pd

from wellfounded.grading.reports.cohort import COUNTED_STATES, Cohort
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
from wellfounded.grading.reports.tables import Source, answers, answers_with_rest, as_cohort, has_waiting_answer

STATES = ["unanswered", "unreadable", "earlier wording", "left out", "waiting"]
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
    rows = answers_with_rest(cohort)
    by_question, no_rows = dict(list(rows.groupby(QUESTION_KEY))), rows.iloc[:0]
    records = [
        {**question, **_statistics(by_question.get(tuple(question[column] for column in QUESTION_KEY), no_rows))}
        for question in cohort.questions.to_dict("records")
    ]
    return pd.DataFrame(records, columns=[*cohort.questions.columns, *_statistics(no_rows)])


def _statistics(rows: pd.DataFrame) -> dict[str, Any]:
    """Return the statistics of one question from its answers."""
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
    grouped = _grouped_answers(cohort)
    key = [column for column in OPTION_COLUMNS if column not in ("text", "right", "misconception")]
    every_option = pd.concat([cohort.options, cohort.choices[OPTION_COLUMNS]]).drop_duplicates(key)
    sizes = grouped.groupby([*QUESTION_KEY, "group"]).size().rename("n").reset_index()
    chosen = cohort.choices.drop_duplicates([*key, "learner"]).merge(grouped, on=[*QUESTION_KEY, "learner"])
    counts = chosen.groupby([*key, "group"]).size().rename("chosen").reset_index()
    rows = every_option.merge(sizes, on=QUESTION_KEY).merge(counts, "left", [*key, "group"])
    return _with_shares(rows.assign(chosen=rows["chosen"].fillna(0).astype(int)), "chosen")


def _grouped_answers(cohort: Cohort) -> pd.DataFrame:
    """Return question, learner and group of each readable answer; everybody is in `all`, too."""
    rows = answers_with_rest(cohort)
    answered = rows[rows["state"].isin(["answered", "waiting"])]
    parts = [answered.assign(group="all")]
    for _, part in rows[rows["state"].isin(COUNTED_STATES) & rows["rest"].notna()].groupby(QUESTION_KEY):
        lower, upper = score_groups(part["rest"].to_numpy(float))
        if not too_few(len(part)) and lower.any():
            group = pd.Series("middle", index=part.index).mask(lower, "lower").mask(upper, "upper")
            parts.append(part.assign(group=group)[part["state"].eq("answered")])
    return pd.concat(parts)[[*QUESTION_KEY, "learner", "group"]]


def misconceptions(source: Source) -> pd.DataFrame:
    """Return, for each module and misconception that an author named, how many learners hold it.

    `n` learners answered readably at least one of the `questions` that can show it; `held` of them chose, at least
    once, an option that stands for it. `share` has Wilson's interval. A share is of all who answered, not of those who
    were wrong, and one choice does not prove a conviction.
    """
    cohort = as_cohort(source)
    key = ["module", "misconception"]
    answered = cohort.answers[cohort.answers["state"].eq("answered")]
    counts = cohort.misconceptions.groupby(key).size().rename("questions").reset_index()
    answers = cohort.misconceptions.merge(answered, on=QUESTION_KEY)
    answers = answers.groupby(key)["learner"].nunique().rename("n").reset_index()
    held = cohort.choices[cohort.choices["misconception"].ne("")]
    held = held.groupby(key)["learner"].nunique().rename("held").reset_index()
    rows = counts.merge(answers, "left", key).merge(held, "left", key)
    rows = rows.assign(**{column: rows[column].fillna(0).astype(int) for column in ("n", "held")})
    return _with_shares(rows, "held").sort_values(
        ["module", "share", "misconception"], ascending=[True, False, True], ignore_index=True
    )


def _with_shares(rows: pd.DataFrame, count: str) -> pd.DataFrame:
    shares = (rows[count] / rows["n"].where(rows["n"] > 0)).astype(float)
    bounds = [wilson_interval(share, n) for share, n in zip(shares, rows["n"], strict=True)]
    low, high = ([bound[side] for bound in bounds] for side in (0, 1))
    return rows.assign(share=shares, low=low, high=high).reset_index(drop=True)


def reliability(source: Source) -> pd.DataFrame:
    """Return one row a module: Cronbach's alpha of its questions' points, with Feldt's interval.

    `n` is the number of learners whose every answer counts; `questions` is the number of questions of which no answer
    waits for a person. Alpha is a lower bound of reliability where errors are unrelated (Cronbach 1951; not opened);
    several questions about one case have related ones, which raises it. It is given from 20 learners and two questions
    on. McDonald's omega is not given: no library at hand computes it.
    """
    cohort = as_cohort(source)
    rows = answers(cohort)
    return pd.DataFrame(
        [{"module": module, **_reliability(rows[rows["module"].eq(module)])} for module in cohort.modules],
        columns=["module", "n", "questions", "alpha", "alpha_low", "alpha_high", "note"],
    )


def _reliability(rows: pd.DataFrame) -> dict[str, Any]:
    points = rows[~has_waiting_answer(rows)].set_index(["learner", "case", "question"])["points"]
    table = points.unstack(["case", "question"]).dropna() if len(points) else pd.DataFrame()
    n, k = table.shape
    value = nan if too_few(n) else cronbach_alpha(table.to_numpy(float))
    note = too_few(n) or ("one question alone has no alpha" if k < 2 else ALL_EQUAL if value != value else "")
    low, high = feldt_interval(value, n, k)
    return {"n": n, "questions": k, "alpha": value, "alpha_low": low, "alpha_high": high, "note": note}
