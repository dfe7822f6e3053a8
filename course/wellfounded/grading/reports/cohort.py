"""Reads what a report is made of: marks from the gradebook, answers from the journals, questions from `source/`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from wellfounded.assessment.scoring import QuestionScore, left_out, score_question
from wellfounded.content.mistakes import nearest
from wellfounded.grading.collect.copied_journals import copy_remark, learners_who_share
from wellfounded.grading.collect.sender_register import RegisterError, read_register
from wellfounded.grading.collect.stray_files import shared_name_messages, stray_file_messages
from wellfounded.grading.reports.alike_work import ALIKE_COLUMNS, Trace, Tracer, alike
from wellfounded.grading.reports.gradebook import Gradebook, ReportError, course_directory, read_gradebook
from wellfounded.grading.reports.graded_questions import (
    MISCONCEPTION_COLUMNS,
    OPTION_COLUMNS,
    QUESTION_COLUMNS,
    QUESTION_KEY,
    GradedQuestion,
    misconception_rows,
    option_rows,
    question_row,
    read_graded_questions,
)
from wellfounded.grading.reports.regrade_requests import REQUEST_COLUMNS, read_answers, requests_in
from wellfounded.grading.submission import read_journal
from wellfounded.journal.file import Journal

SUBMISSION_COLUMNS = ["module", "learner", "trouble"]
ANSWER_COLUMNS = [*QUESTION_KEY, "learner", "state", "points", "sure"]
COUNTED_STATES = ("answered", "unanswered", "unreadable")  # of answers that count in the statistics of their question
Tracked = Callable[[list[Any], str], Iterable[Any]]


@dataclass(frozen=True)
class Cohort:
    """The data of a cohort. Frames are tidy; text is as learners and authors wrote it, with nothing escaped."""

    modules: list[str]
    gradebook: Gradebook
    submissions: pd.DataFrame  # SUBMISSION_COLUMNS, one row a folder in submitted/
    questions: pd.DataFrame  # QUESTION_COLUMNS, one row a graded question
    options: pd.DataFrame  # OPTION_COLUMNS, one row an option that a question offers
    answers: pd.DataFrame  # ANSWER_COLUMNS, one row a question and hand-in
    choices: pd.DataFrame  # OPTION_COLUMNS and learner, one row an option that a learner chose
    misconceptions: pd.DataFrame  # MISCONCEPTION_COLUMNS, one row a misconception that a question can show
    requests: pd.DataFrame  # REQUEST_COLUMNS, one row a request for another look at a mark
    alike: pd.DataFrame  # ALIKE_COLUMNS, one row a sign that hand-ins are alike
    strays: list[str] = field(default_factory=list)  # messages on files and names in submitted/ that need a look


def untracked(items: list[Any], _activity: str) -> Iterable[Any]:
    """Return items without showing any progress."""
    return items


def read(
    course: Path | str,
    modules: Iterable[str] = (),
    tracked: Tracked = untracked,
    only: Collection[str] | None = None,
) -> Cohort:
    """Read a cohort of the course in this folder: all modules of its gradebook and of `submitted/`, or those named.

    Learners are all but those in nbgrader's `student_id_exclude`, and of them only those in `only`, such as a group.
    `tracked` gets the submissions and the name of the activity, and yields them, for instance to draw a progress bar.
    ReportError where there is no course, no gradebook or no such module; MistakesError where a case file is wrong.
    """
    course = Path(course)
    directory = course_directory(course)
    submitted = Path(directory.root, directory.submitted_directory)
    sources = course / directory.source_directory
    excluded = set(directory.student_id_exclude.split(","))
    gradebook = read_gradebook(course, directory.db_url).only(lambda learner: _counts(learner, excluded, only))
    folders = sorted(folder for folder in submission_folders(submitted) if _counts(folder[1], excluded, only))
    chosen = chosen_modules(
        list(modules), sorted({*gradebook.modules["module"], *(module for module, _, _ in folders)})
    )
    questions = [question for module in chosen for question in read_graded_questions(sources / module)]
    rows: dict[str, list[tuple[Any, ...]]] = {"submissions": [], "answers": [], "choices": [], "requests": []}
    tracer, traces, replies = Tracer(questions), list[Trace](), read_answers(course)
    for module, learner, folder in tracked([folder for folder in folders if folder[0] in chosen], "Reading answers"):
        journal, trouble = read_journal(folder)
        rows["submissions"].append((module, learner, trouble))
        rows["requests"] += requests_in(module, learner, journal, replies)
        traces.append(tracer.trace(module, learner, journal))
        _add_answers(rows, [question for question in questions if question.module == module], learner, journal)
    strays = [
        *stray_file_messages(submitted, only or ()),
        *shared_name_messages(submitted, {learner for _, learner, _ in folders}),
    ]
    return Cohort(
        modules=chosen,
        gradebook=gradebook,
        submissions=pd.DataFrame(_with_notes(rows["submissions"], traces, submitted), columns=SUBMISSION_COLUMNS),
        questions=pd.DataFrame(map(question_row, questions), columns=QUESTION_COLUMNS),
        options=pd.DataFrame(
            [row for graded in questions for row in option_rows(graded, graded.question.choices())],
            columns=OPTION_COLUMNS,
        ),
        answers=_with_marks(pd.DataFrame(rows["answers"], columns=ANSWER_COLUMNS), gradebook.written),
        choices=pd.DataFrame(rows["choices"], columns=[*OPTION_COLUMNS, "learner"]),
        misconceptions=pd.DataFrame(
            [row for question in questions for row in misconception_rows(question)], columns=MISCONCEPTION_COLUMNS
        ),
        requests=pd.DataFrame(rows["requests"], columns=REQUEST_COLUMNS),
        alike=pd.DataFrame(alike(traces), columns=ALIKE_COLUMNS),
        strays=strays,
    )


def _counts(learner: str, excluded: Collection[str], only: Collection[str] | None) -> bool:
    return learner not in excluded and (only is None or learner in only)


def _with_notes(submissions: list[tuple[Any, ...]], traces: list[Trace], submitted: Path) -> list[tuple[Any, ...]]:
    """Add to each submission's trouble whose entries it shares, and whether Canvas called it late."""
    try:
        register = read_register(submitted)
    except RegisterError as error:
        raise ReportError(str(error)) from error
    copies = {
        module: learners_who_share((trace.learner, trace.entries) for trace in traces if trace.module == module)
        for module in {module for module, _, _ in submissions}
    }
    rows = []
    for module, learner, trouble in submissions:
        others = copies[module].get(learner)
        late = "Canvas says: late" if register.is_late(learner, module) else ""
        notes = [trouble, copy_remark(others) if others else "", late]
        rows.append((module, learner, "; ".join(filter(None, notes))))
    return rows


def submission_folders(submitted: Path) -> Iterator[tuple[str, str, Path]]:
    """Yield module, learner and folder of each submission."""
    for path in submitted.glob("*/*"):
        if path.is_dir() and not path.name.startswith(".") and not path.parent.name.startswith("."):
            yield path.name, path.parent.name, path


def chosen_modules(modules: list[str], known: list[str]) -> list[str]:
    """Return these modules, or all that are known; ReportError where one of them is not."""
    for module in modules:
        if module not in known:
            remedy = nearest(module, known) if known else "nothing was handed in yet"
            raise ReportError(f"{module}: no such module is in the gradebook or in submitted/; {remedy}.")
    return list(dict.fromkeys(modules)) or known


def _add_answers(
    rows: dict[str, list[tuple[Any, ...]]], questions: list[GradedQuestion], learner: str, journal: Journal
) -> None:
    """Add a learner's rows of answers and choices."""
    counted = journal.counted()
    for graded in questions:
        score = score_question(graded.case, graded.question, counted)
        state, points = ("left out", 0.0) if left_out(graded.case, counted) else _state_and_points(score)
        rows["answers"].append((*graded.place, learner, state, points, score.sure))
        if state == "answered":
            chosen = option_rows(graded, graded.question.chosen(score.response))
            rows["choices"] += [(*row, learner) for row in chosen]


def _state_and_points(score: QuestionScore) -> tuple[str, float]:
    """Return the state of an answer and its points; a response that says nothing counts as none."""
    blank = score.response in (None, [], {}) or (isinstance(score.response, str) and not score.response.strip())
    if blank and score.state != "earlier wording":
        return "unanswered", 0.0
    return score.state, score.points if score.state == "answered" else 0.0


def _with_marks(answers: pd.DataFrame, written: pd.DataFrame) -> pd.DataFrame:
    """Add the points of a person's marks, or the state `waiting`; remove points from answers that do not count."""
    cells = written["cell"].str.extract(r"^(?P<case>.*?)--(?P<question>.*)$")  # see case.written_cell
    key = [*QUESTION_KEY, "learner"]
    marks = written.join(cells).set_index(key)[["score", "needs_manual_grade"]]
    rows = answers.join(marks, on=key)
    by_person = answers["state"].eq("answered") & rows["score"].notna()
    waits = by_person & rows["needs_manual_grade"].eq(True)  # missing is neither
    state = answers["state"].mask(waits, "waiting")
    points = answers["points"].mask(by_person, rows["score"]).astype(float)
    return answers.assign(state=state, points=points.where(state.isin(COUNTED_STATES)))
