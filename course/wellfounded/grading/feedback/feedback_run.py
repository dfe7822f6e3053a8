"""Writes a cohort's feedback: finds whose page is not as gradebook and graded notebook say, and writes that one."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from nbgrader.converters.base import NbGraderException
from sqlalchemy import create_engine, inspect

from wellfounded.grading.batch.ledger import Ledger, LedgerEntry
from wellfounded.grading.batch.module_template import (
    ModuleTemplate,
    UngradableError,
    configured_autograde,
    make_template,
    template_files,
)
from wellfounded.grading.feedback import page_worker
from wellfounded.grading.feedback.feedback_folder import FeedbackFolders, folder_files
from wellfounded.grading.feedback.feedback_ledger import FeedbackLedger, PageEntry
from wellfounded.grading.feedback.feedback_page import LearnerMarks
from wellfounded.grading.feedback.graded_submissions import GradedSubmission, graded_submissions
from wellfounded.grading.feedback.marks_query import MarksQuery
from wellfounded.grading.feedback.nbgrader_feedback import configured_feedback, generate_in
from wellfounded.grading.feedback.page_mould import OtherTemplateError
from wellfounded.grading.feedback.page_worker import FeedbackTask, ModuleFeedback, WrittenFeedback
from wellfounded.grading.lock import lock_course
from wellfounded.grading.names import folder_name_problem
from wellfounded.grading.nbgrader.config import CONFIG
from wellfounded.grading.workers.choice import choose_workers
from wellfounded.grading.workers.job import Job, JobFiles

CHUNK = 50  # pages in a worker's task
RENDERERS = ("nbgrader", "nbconvert", "jinja2", "mistune", "beautifulsoup4", "pygments")
NO_MARKS = "the gradebook has no marks; run 'wellfounded grade {module}' first"


class FeedbackRun:
    """One run. `submissions` are those whose pages it looks at; `outcomes` writes them. Close it, whatever happens."""

    def __init__(
        self, course: Path, modules: list[str], learners: list[str], *, jobs: int, scheduler: str = "", store: str = ""
    ) -> None:
        """Prepare; UngradableError when no feedback can be written here, and why."""
        self._course, self.refused = course.resolve(), list[str]()  # a worker may run elsewhere
        converter, autograde = configured_feedback(course), configured_autograde(course)
        directory = converter.coursedir
        self._engine = create_engine(directory.db_url)
        if "assignment" not in inspect(self._engine).get_table_names():
            raise UngradableError("There is no gradebook yet. Grade first: wellfounded grade.")
        self._sqlite = self._engine.dialect.name == "sqlite"
        root = Path(directory.root)
        self._autograded, self._grading_ledger = root / directory.autograded_directory, Ledger(course, dry=True)
        places = (self._autograded, root / directory.submitted_directory, self._grading_ledger)
        found = graded_submissions(*places, modules, learners, set(directory.student_id_exclude.split(",")))
        self._modules: dict[str, ModuleFeedback] = {}
        self._marks: dict[str, MarksQuery] = {}
        self._settings: dict[str, str] = {}
        for name in dict.fromkeys(graded.module for graded in found):
            try:
                self._add_module(name, converter, make_template(autograde, name, course))
            except UngradableError as error:
                self.refused.append(str(error))
        self.submissions = [graded for graded in found if graded.module in self._modules]
        shared = [
            folder for folder in (root, self._autograded, root / directory.submitted_directory) if folder.is_dir()
        ]
        self._workers = choose_workers(scheduler, jobs, shared, self._engine.dispose, store)
        self._stored = bool(store)
        self._lock = ExitStack()
        self._lock.enter_context(lock_course(course))
        self._ledger = FeedbackLedger(course)

    def _add_module(self, name: str, converter: Any, template: ModuleTemplate) -> None:
        directory, permissions = converter.coursedir, int(str(converter.permissions), 8)
        root = Path(directory.root, directory.feedback_directory)
        folders = FeedbackFolders(root, name, permissions, directory.groupshared)
        marks = MarksQuery(self._engine, name)
        versions = [version(package) for package in RENDERERS]
        self._settings[name] = _digest(template.digest, marks.points, permissions, directory.groupshared, versions)
        self._marks[name], self._modules[name] = marks, ModuleFeedback(self._course, template, marks.points, folders)

    def outcomes(self) -> Iterator[WrittenFeedback]:
        """Write what is to be written, and yield what became of each page once it is safe on disk."""
        if self._stored:
            self._modules = {name: replace(it, blank=_blank_page(it)) for name, it in self._modules.items()}
        prepare = partial(page_worker.prepare_modules, list(self._modules.values()))
        job = Job(prepare, page_worker.write_feedback, page_worker.crashed, self._files())
        for _, written in self._workers.results(job, self._chunks()):
            pages = [self._in_place(page) for page in written]
            self._save(pages)
            yield from pages

    def _in_place(self, page: WrittenFeedback) -> WrittenFeedback:
        return page_worker.move_into_place(self._modules[page.task.module], page) if page.written else page

    def _files(self) -> JobFiles[FeedbackTask]:
        of_modules = [path for module in self._modules.values() for path in template_files(module.template)]
        shared = [self._course / CONFIG, *of_modules]
        written = next((module.folders.root for module in self._modules.values()), None)
        return JobFiles(shared, partial(page_worker.task_files, self._modules), written)

    def _chunks(self) -> Iterator[list[FeedbackTask]]:
        """Yield tasks, in chunks of one module."""
        for name in self._modules:
            of_module = (graded for graded in self.submissions if graded.module == name)
            while chunk := list(islice(of_module, CHUNK)):
                learners = [graded.learner for graded in chunk]
                problems = {learner: folder_name_problem(learner, sqlite=self._sqlite) for learner in learners}
                marks = self._marks[name].marks([learner for learner in learners if not problems[learner]])
                yield [self._task(graded, problems[graded.learner], marks.get(graded.learner)) for graded in chunk]

    def _task(self, graded: GradedSubmission, problem: str, marks: LearnerMarks | None) -> FeedbackTask:
        name, learner = graded.module, graded.learner
        if problem or not marks:
            return FeedbackTask(name, learner, refused=problem or NO_MARKS.format(module=name))
        entry = LedgerEntry() if graded.kept else self._grading_ledger.entry(name, learner)
        states = folder_files(self._autograded / learner / name) if graded.kept else {}
        files = [(path, state.st_mtime_ns, state.st_size, state.st_mode) for path, state in states.items()]
        # Of files in a graded folder, time and size stand for what they hold.
        task = FeedbackTask(name, learner, marks, _digest(self._settings[name], files, entry, marks), entry)
        if self._ledger.entry(name, learner) == PageEntry(task.made_of, *self._modules[name].folders.state(learner)):
            return replace(task, same=True)
        return replace(task, in_parts=self._is_nbgraders(self._modules[name], task))

    def _is_nbgraders(self, module: ModuleFeedback, task: FeedbackTask) -> bool:
        """Return whether pages that are put together from parts are nbgrader's own to the byte.

        One page is compared for each release, configuration and version: a template may be an instructor's own.
        """
        setting = self._settings[task.module]
        if self._ledger.compared(setting) is None:
            try:
                files = module.files(task)
            except OtherTemplateError:
                files = {}
            except Exception:  # noqa: BLE001 (the worker says what is wrong with this one; another will be compared)
                return True
            try:
                same = files == self._nbgraders_files(module, task)
            except NbGraderException:  # as above
                return False
            self._ledger.add_compared(setting, same=same)
        return bool(self._ledger.compared(setting))

    def _nbgraders_files(self, module: ModuleFeedback, task: FeedbackTask) -> dict[str, bytes]:
        """Return the files that nbgrader itself makes for a task."""
        with tempfile.TemporaryDirectory() as scratch:
            made = generate_in(self._course, task.module, task.learner, Path(scratch), module.made_again(task))
            return {path: (made / path).read_bytes() for path in folder_files(made)}

    def _save(self, pages: list[WrittenFeedback]) -> None:
        """Record pages that are in their place."""
        written = [page for page in pages if not (page.refused or page.task.same)]
        if written and hasattr(os, "sync"):
            os.sync()  # once a chunk: the pages are on disk before the ledger says so
        rows = ((page.task.learner, PageEntry(page.task.made_of, page.mtime, page.size)) for page in written)
        self._ledger.add(pages[0].task.module, rows)

    def close(self) -> None:
        """Close the gradebook and the ledger, and unlock the course."""
        self._engine.dispose()
        self._ledger.close()
        self._grading_ledger.close()
        self._lock.close()


def _blank_page(module: ModuleFeedback) -> str:
    """Return what workers elsewhere are measured by; "" where no page can be put together, and all are made here."""
    try:
        return module.blank_page()
    except Exception:  # noqa: BLE001 (each page then says what is wrong)
        return ""


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
