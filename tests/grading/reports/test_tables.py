"""The tables say what was handed in: each figure is worked out a second time, from journals, keys and gradebook."""

import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from nbgrader.api import Gradebook
from scipy import stats

from tests.grading.reports.reported_cohort import ALL, HOSTILE, MODULE, STRONG, WEAK, Reported
from wellfounded.content.case_file import read_module, rendered
from wellfounded.content.questions import kinds
from wellfounded.content.questions.choice import Choice
from wellfounded.grading.reports import (
    Cohort,
    ReportError,
    answers,
    concerns,
    marks,
    misconceptions,
    options,
    questions,
    read,
    reliability,
)
from wellfounded.grading.reports.formulas import wilson_interval
from wellfounded.grading.reports.html_page import make_tables, render_page
from wellfounded.journal.file import JOURNAL, Event, replay

TABLES = (marks, answers, questions, options, misconceptions, reliability, concerns)


def one(frame: pd.DataFrame, **where: str) -> pd.Series:
    for name, value in where.items():
        frame = frame[frame[name].eq(value)]
    (row,) = [row for _, row in frame.iterrows()]
    return row


def journals(reported: Reported) -> dict[str, dict[tuple[str, str], Event]]:
    """Return each learner's answers by case and question."""
    found = {}
    for learner in [*ALL, "not-yet"]:
        events = replay(reported.course / "submitted" / learner / MODULE / JOURNAL).events
        found[learner] = {(each["case"], each["question"]): each for each in events}
    return found


def test_marks_are_nbgraders(reported: Reported) -> None:
    found = marks(reported.cohort).set_index("learner")
    with Gradebook(f"sqlite:///{reported.course / 'gradebook.db'}") as book:
        for each in book.assignment_submissions(MODULE):
            row = found.loc[each.student.id]
            assert (row["score"], row["max"]) == (each.score, each.max_score)
            assert row["hours_late"] == pytest.approx(each.total_seconds_late / 3600)
    assert sorted(found.index) == sorted([*ALL, "absent", "not-yet"])


def test_who_is_late_missing_ungraded_or_waits_is_told(reported: Reported) -> None:
    found = marks(reported.cohort)
    assert one(found, learner="late")[["late", "hours_late"]].tolist() == [True, 30]
    assert one(found, learner=HOSTILE)[["state", "waiting", "late"]].tolist() == ["waiting", 1, False]
    assert one(found, learner="absent")["state"] == "missing"
    assert one(found, learner="not-yet")["state"] == "not graded"
    assert one(found, learner="strong-03")["state"] == "graded"
    assert "damaged" in one(found, learner="damaged")["note"]
    assert np.isnan(one(found, learner="absent")["mark"])


def test_an_extension_alone_is_no_submission(reported: Reported, tmp_path: Path) -> None:
    course = shutil.copytree(reported.course, tmp_path / "course")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        for learner in ("absent", "not-yet"):
            book.update_or_create_student(learner)
            book.update_or_create_submission(MODULE, learner, extension=timedelta(days=7))
    found = marks(read(course))
    assert one(found, learner="absent")[["state", "waiting"]].tolist() == ["missing", 0]
    assert one(found, learner="not-yet")[["state", "waiting"]].tolist() == ["not graded", 0]
    assert found[["score", "mark"]][found["learner"].isin(["absent", "not-yet"])].isna().all(axis=None)


def test_every_question_is_counted_as_a_second_reckoning_has_it(reported: Reported) -> None:
    handed, found = journals(reported), questions(reported.cohort)
    cases = [rendered(case) for case in read_module(reported.course / "source" / MODULE).values()]
    asked = [(case.id, q) for case in cases if case.use == "graded" for q in case.questions if not q.by_hand]
    assert len(found) == len(asked) + 1
    for case, question in asked:
        given = [each.get((case, question.id)) for each in handed.values()]
        stale = [each for each in given if each and each["wording"] != question.wording]
        mine = [question.score(each["response"]).points if each else 0 for each in given if each not in stale]
        row = one(found, case=case, question=question.id)
        assert (row["handed"], row["n"], row["earlier_wording"]) == (len(given), len(mine), len(stale))
        assert row["difficulty"] == pytest.approx(np.mean(mine) / question.points)
        assert (row["difficulty_low"], row["difficulty_high"]) == pytest.approx(
            wilson_interval(row["difficulty"], len(mine))
        )


def test_discrimination_is_the_correlation_with_the_rest(reported: Reported) -> None:
    found, table = questions(reported.cohort), answers(reported.cohort)
    table = table[~(table["case"].eq("written-graded") & table["question"].eq("q2"))]  # one still waits for a mark
    for row in found[found["discrimination"].notna()].to_dict("records"):
        here = table["case"].eq(row["case"]) & table["question"].eq(row["question"])
        mine = table[here & table["points"].notna()].set_index("learner")["share"]
        rest = table[~here & table["points"].notna()].groupby("learner")[["points", "max"]].sum()
        share = (rest["points"] / rest["max"]).loc[mine.index]
        assert row["discrimination"] == pytest.approx(stats.pearsonr(mine, share).statistic)
        assert row["discrimination_low"] <= row["discrimination"] <= row["discrimination_high"]
    assert found["discrimination"].notna().sum() > 10


def test_options_of_each_group_are_counted(reported: Reported) -> None:
    found = options(reported.cohort)
    question = read_module(reported.course / "source" / MODULE)["choice-graded"].questions[0]
    assert isinstance(question, Choice)
    given = [each.get(("choice-graded", "q1")) for each in journals(reported).values()]
    counts = Counter(chosen for each in given if each for chosen in each["response"])
    rows = found[found["case"].eq("choice-graded")]
    everybody = rows[rows["group"].eq("all")]
    assert dict(zip(everybody["option"], everybody["chosen"], strict=True)) == {
        each.id: counts[each.id] for each in question.options
    }
    parts = rows[rows["group"].ne("all")].groupby("option")["chosen"].sum()
    assert parts.to_dict() == everybody.set_index("option")["chosen"].to_dict()
    assert (found["low"] <= found["share"]).all()
    assert (found["share"] <= found["high"]).all()


def test_every_kind_that_offers_or_reads_something_is_counted(reported: Reported) -> None:
    asked, found = questions(reported.cohort), options(reported.cohort)
    counted = found[found["chosen"].gt(0)].merge(asked[["case", "question", "kind"]], on=["case", "question"])
    assert set(counted["kind"]) == set(kinds()) - {"written"}


def test_a_misconception_is_held_by_those_who_chose_it(reported: Reported) -> None:
    (case,) = [each for each in read_module(reported.course / "source" / MODULE).values() if each.id == "choice-graded"]
    asked = case.questions[0]
    assert isinstance(asked, Choice)
    named = {each.id: each.misconception for each in asked.options if each.misconception}
    found = misconceptions(reported.cohort)
    given = [each for each in (j.get((case.id, "q1")) for j in journals(reported).values()) if each]
    for option, name in named.items():
        row = one(found, misconception=name)
        if row["questions"] == 1:
            assert (row["n"], row["held"]) == (len(given), sum(each["response"] == [option] for each in given))
    assert found["held"].gt(0).any()


def test_what_is_wrong_with_a_question_is_said(reported: Reported) -> None:
    found = concerns(reported.cohort)
    said = found.groupby("case")["reason"].agg(" ".join)
    assert "Those who do well elsewhere do worse here" in said["choice-graded"]
    assert "More of the upper group chose the wrong option" in said["choice-graded"]
    assert "were given to an earlier wording" in said["date-graded"]
    assert "could not be read" in said["order-graded"]


def test_reliability_is_told_with_its_interval(reported: Reported) -> None:
    (row,) = reliability(reported.cohort).to_dict("records")
    assert row["note"] == "" or row["n"] < 20
    if not row["note"]:
        assert row["alpha_low"] < row["alpha"] < row["alpha_high"] <= 1


def test_a_person_s_mark_counts_once_nobody_waits(reported: Reported) -> None:
    waits = one(questions(reported.cohort), case="written-graded", question="q2")
    assert (waits["waiting"], waits["n"]) == (1, 0)
    assert "wait" in waits["note"]
    done = narrowed(reported.cohort, [*STRONG, *WEAK])
    row = one(questions(done), case="written-graded", question="q2")
    assert row["n"] == len([*STRONG, *WEAK])
    assert row["discrimination"] > 0


def narrowed(cohort: Cohort, learners: list[str]) -> Cohort:
    """Return the same cohort with these learners alone."""
    kept = {name: each[each["learner"].isin(learners)] for name, each in vars(cohort).items() if name in LEARNERS}
    frames = vars(cohort.gradebook).items()
    book = {name: each[each["learner"].isin(learners)] for name, each in frames if name != "modules"}
    return replace(cohort, **kept, gradebook=replace(cohort.gradebook, **book))


LEARNERS = ("handed", "answers", "picks")


@pytest.mark.parametrize("learners", [[], ["strong-01"], STRONG], ids=["nobody", "one", "ten"])
def test_few_learners_get_sentences(reported: Reported, learners: list[str]) -> None:
    few = narrowed(reported.cohort, learners)
    assert all(len(table(few).columns) for table in TABLES)
    assert questions(few)["discrimination"].isna().all()
    assert questions(few)["note"].str.contains("too few to tell|wait").all()
    assert "too few to tell" in reliability(few)["note"][0]
    assert set(options(few)["group"]) <= {"all"}
    shown = render_page(make_tables(few), few.modules, "today")
    assert "too few to tell" in shown
    assert not re.search(r"\bnan\b", shown, re.IGNORECASE)


def test_who_all_earn_the_same_are_not_told_apart(reported: Reported) -> None:
    alike = narrowed(reported.cohort, [*STRONG, *WEAK])
    same = alike.answers.assign(points=lambda rows: rows["points"].notna().map({True: 1.0, False: np.nan}))
    found = replace(alike, answers=same.assign(state="answered", points=1.0))
    assert set(questions(found)["note"]) == {"all earned the same"}
    assert reliability(found)["note"].tolist() == ["all earned the same"]
    assert set(options(found)["group"]) == {"all"}
    assert "all earned the same" in render_page(make_tables(found), found.modules, "today")


def test_a_module_that_is_not_there_is_named(reported: Reported) -> None:
    with pytest.raises(ReportError, match=r"01-galery.*did you mean '01-gallery'"):
        read(reported.course, ["01-galery"])


@pytest.mark.parametrize("kind", kinds())
def test_a_kind_picks_what_its_key_says(kind: str) -> None:
    for sample in kinds()[kind].samples():
        if not sample.question.score(sample.response).readable:
            continue
        picks, offered = sample.question.chosen(sample.response), sample.question.choices()
        assert {pick.id for pick in picks} <= {pick.id for pick in offered} or not offered
        if sample.name == "perfect":
            assert all(pick.right for pick in picks)
            assert picks or kind == "written"
