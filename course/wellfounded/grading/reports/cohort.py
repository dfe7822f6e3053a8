"""Reads what a report is made of: marks from the gradebook, answers from the journals, questions from `source/`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain, groupby
from pathlib import Path
from typing import Any

import pandas as pd

from wellfounded.content.mistakes import nearest
from wellfounded.grading.collect.copied_journals import copy_remark
from wellfounded.grading.collect.sender_register import RegisterError, SenderRegister, read_register
from wellfounded.grading.collect.stray_files import shared_name_messages, stray_file_messages
from wellfounded.grading.reports import answer_table
from wellfounded.grading.reports.alike_work import ALIKE_COLUMNS, Trace, alike, sharers
from wellfounded.grading.reports.cohort_frames import CohortFrames
from wellfounded.grading.reports.gradebook import Gradebook, ReportError, course_directory, read_gradebook
from wellfounded.grading.reports.graded_questions import (
    MISCONCEPTION_COLUMNS,
    OPTION_COLUMNS,
    QUESTION_COLUMNS,
    VARIANT_COLUMNS,
    misconception_rows,
    question_row,
    read_graded_questions,
    variant_rows,
)
from wellfounded.grading.reports.journal_reader import HandIn, JournalReader, JournalRows, hand_in_files, read_hand_in
from wellfounded.grading.reports.regrade_requests import REQUEST_COLUMNS, read_answers
from wellfounded.grading.workers.job import Job, JobFiles, Workers
from wellfounded.grading.workers.local import LocalWorkers

SUBMISSION_COLUMNS = ["module", "learner", "trouble"]
CHUNK = 50  # journals in a worker's task
FEW = 500  # journals that are read sooner in one process than others are started
Tracked = Callable[[list[Any], str], Iterable[Any]]


@dataclass(frozen=True)
class Cohort:
    """The data of a cohort. Frames are tidy; text is as learners and authors wrote it, with nothing escaped.

    In `answers` names are categories, so that a row takes some 30 bytes: a large cohort has millions.
    """

    modules: list[str]
    gradebook: Gradebook
    submissions: pd.DataFrame  # SUBMISSION_COLUMNS, one row a folder in submitted/
    questions: pd.DataFrame  # QUESTION_COLUMNS, one row a graded question
    options: pd.DataFrame  # OPTION_COLUMNS, one row an option that a question offers or that somebody chose
    answers: pd.DataFrame  # ANSWER_COLUMNS, one row a question and hand-in
    chosen: pd.DataFrame  # CHOICE_COLUMNS: rows of `answers` and of `options`, one row an option that a learner chose
    misconceptions: pd.DataFrame  # MISCONCEPTION_COLUMNS, one row a misconception that a question can show
    variants: pd.DataFrame  # VARIANT_COLUMNS, one row a question that has variants
    requests: pd.DataFrame  # REQUEST_COLUMNS, one row a request for another look at a mark
    alike: pd.DataFrame  # ALIKE_COLUMNS, one row a sign that hand-ins are alike
    strays: list[str] = field(default_factory=list)  # messages on files and names in submitted/ that need a look

    @property
    def choices(self) -> pd.DataFrame:
        """Return OPTION_COLUMNS and learner, one row an option that a learner chose."""
        rows = self.options[OPTION_COLUMNS].astype("category").loc[self.chosen["option"]]
        learners = self.answers["learner"].loc[self.chosen["answer"]]
        return rows.reset_index(drop=True).assign(learner=learners.array)

    @cached_property
    def shares(self) -> pd.DataFrame:
        """Return `tables.answers`."""
        return answer_table.with_shares(self.answers, self.questions)

    @cached_property
    def shares_with_rest(self) -> pd.DataFrame:
        """Return `tables.answers` with `rest`: the share that a learner earned in the rest of the module."""
        return answer_table.with_rest(self.shares)


def untracked(items: list[Any], _activity: str) -> Iterable[Any]:
    """Return items without showing any progress."""
    return items


def read(
    course: Path | str,
    modules: Iterable[str] = (),
    tracked: Tracked = untracked,
    only: Collection[str] | None = None,
    workers: Workers | None = None,
) -> Cohort:
    """Read a cohort of the course in this folder: all modules of its gradebook and of `submitted/`, or those named.

    Learners are all but those in nbgrader's `student_id_exclude`, and of them only those in `only`, such as a group.
    `tracked` gets the submissions and the name of the activity, and yields them, for instance to draw a progress bar.
    `workers` read the journals; unless named, processes of this machine.
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
    prepare = partial(JournalReader, questions, read_answers(course))
    job = Job(prepare, read_hand_in, lambda hand_in: prepare().unread(hand_in), JobFiles(of_item=hand_in_files))
    hand_ins = [HandIn(*folder) for folder in folders if folder[0] in chosen]
    frames, register = CohortFrames(questions), _register(submitted)
    submissions, requests, signs = list[tuple[Any, ...]](), list[tuple[Any, ...]](), list[tuple[Any, ...]]()
    results = zip(tracked(hand_ins, "Reading answers"), _read_journals(hand_ins, job, workers), strict=True)
    for module, rows in groupby(results, lambda result: result[0].module):
        traces = list[Trace]()
        for hand_in, journal in rows:
            frames.add(hand_in, journal)
            requests += journal.requests
            submissions.append((module, hand_in.learner, journal.trouble))
            traces.append(journal.trace)
        submissions[-len(traces) :] = _with_notes(submissions[-len(traces) :], traces, register)
        signs += alike(traces)  # module by module: what is compared takes more room than what is kept
    strays = [
        *stray_file_messages(submitted, only or ()),
        *shared_name_messages(submitted, {learner for _, learner, _ in folders}),
    ]
    return Cohort(
        modules=chosen,
        gradebook=gradebook,
        submissions=pd.DataFrame(submissions, columns=SUBMISSION_COLUMNS),
        questions=pd.DataFrame(map(question_row, questions), columns=QUESTION_COLUMNS),
        options=frames.options(),
        answers=frames.answers(gradebook.written),
        chosen=frames.choices(),
        misconceptions=pd.DataFrame(
            [row for question in questions for row in misconception_rows(question)], columns=MISCONCEPTION_COLUMNS
        ),
        variants=pd.DataFrame(
            [row for question in questions for row in variant_rows(question)], columns=VARIANT_COLUMNS
        ),
        requests=pd.DataFrame(requests, columns=REQUEST_COLUMNS),
        alike=pd.DataFrame(signs, columns=ALIKE_COLUMNS),
        strays=strays,
    )


def _read_journals(
    hand_ins: list[HandIn], job: Job[JournalReader, HandIn, JournalRows], workers: Workers | None
) -> Iterator[JournalRows]:
    """Yield what is in each journal, in order; few are read in this process, unless workers are given."""
    if workers is None and len(hand_ins) < FEW:
        reader = job.prepare()
        return map(reader.read, hand_ins)
    chunks = (hand_ins[first : first + CHUNK] for first in range(0, len(hand_ins), CHUNK))
    return chain.from_iterable(results for _, results in (workers or LocalWorkers()).results(job, chunks))


def _counts(learner: str, excluded: Collection[str], only: Collection[str] | None) -> bool:
    return learner not in excluded and (only is None or learner in only)


def _register(submitted: Path) -> SenderRegister:
    try:
        return read_register(submitted)
    except RegisterError as error:
        raise ReportError(str(error)) from error


def _with_notes(
    submissions: list[tuple[Any, ...]], traces: list[Trace], register: SenderRegister
) -> Iterator[tuple[Any, ...]]:
    """Add to the trouble of each submission of a module whose entries it shares, and whether Canvas called it late."""
    copies = sharers(traces)
    for module, learner, trouble in submissions:
        others = copies.get(learner)
        late = "Canvas says: late" if register.is_late(learner, module) else ""
        notes = [trouble, copy_remark(others) if others else "", late]
        yield module, learner, "; ".join(filter(None, notes))


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
