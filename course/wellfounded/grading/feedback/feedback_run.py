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

from sqlalchemy import create_engine, inspect

from wellfounded.grading.batch.module_template import UngradableError, configured_autograde, make_template
from wellfounded.grading.feedback import page_worker
from wellfounded.grading.feedback.feedback_folder import FeedbackFolders, folder_files
from wellfounded.grading.feedback.feedback_ledger import FeedbackLedger, PageEntry
from wellfounded.grading.feedback.feedback_page import LearnerMarks
from wellfounded.grading.feedback.marks_query import MarksQuery
from wellfounded.grading.feedback.nbgrader_feedback import configured_feedback, generate_in
from wellfounded.grading.feedback.page_mould import OtherTemplateError
from wellfounded.grading.feedback.page_worker import FeedbackTask, ModuleFeedback, WrittenFeedback
from wellfounded.grading.lock import lock_course
from wellfounded.grading.names import folder_name_problem
from wellfounded.grading.workers.job import Job
from wellfounded.grading.workers.local import LocalWorkers

CHUNK = 50  # pages in a worker's task
RENDERERS = ("nbgrader", "nbconvert", "jinja2", "mistune", "beautifulsoup4", "pygments")
NO_MARKS = "the gradebook has no marks; run 'wellfounded grade {module}' first"


class FeedbackRun:
    """One run. `learners` are whose pages to look at; `outcomes` writes them. Close it, whatever happens."""

    def __init__(self, course: Path, modules: list[str], learners: list[str], *, jobs: int) -> None:
        """Prepare; UngradableError when no feedback can be written here, and why."""
        self._course, self._jobs, self.refused = course, jobs, list[str]()
        converter, autograde = configured_feedback(course), configured_autograde(course)
        directory = converter.coursedir
        self._engine = create_engine(directory.db_url)
        if "assignment" not in inspect(self._engine).get_table_names():
            raise UngradableError("There is no gradebook yet. Grade first: wellfounded grade.")
        self._sqlite = self._engine.dialect.name == "sqlite"
        self._graded = Path(directory.root, directory.autograded_directory)
        self._excluded = set(directory.student_id_exclude.split(","))
        self.pages = self._find_pages(modules, learners)
        self._modules: dict[str, ModuleFeedback] = {}
        self._marks: dict[str, MarksQuery] = {}
        permissions, root = int(str(converter.permissions), 8), Path(directory.root, directory.feedback_directory)
        for name in dict.fromkeys(module for module, _ in self.pages):
            try:
                self._marks[name] = MarksQuery(self._engine, name)
                folders = FeedbackFolders(root, name, permissions, directory.groupshared)
                template = make_template(autograde, name, course)
                self._modules[name] = ModuleFeedback(course, template, self._marks[name].points, folders)
            except UngradableError as error:
                self.refused.append(str(error))
        self.pages = [page for page in self.pages if page[0] in self._modules]
        self._lock = ExitStack()
        self._lock.enter_context(lock_course(course))
        self._ledger = FeedbackLedger(course)

    def _find_pages(self, modules: list[str], learners: list[str]) -> list[tuple[str, str]]:
        """Return module and learner of each graded notebook; as in nbgrader, hidden folders do not count."""
        paths = [path for path in self._graded.glob("[!.]*/[!.]*/*.ipynb") if path.stem == path.parts[-2]]
        every = [(path.parts[-2], path.parts[-3]) for path in paths if path.parts[-3] not in self._excluded]
        if missing := set(learners) - {learner for _, learner in every}:
            raise UngradableError(f"Nothing in {self._graded.name}/ is by {', '.join(sorted(missing))}.")
        if missing := set(modules) - {module for module, _ in every}:
            raise UngradableError(f"Nothing was graded of {', '.join(sorted(missing))}. Run 'wellfounded grade' first.")
        return sorted(
            (module, learner)
            for module, learner in every
            if (not modules or module in modules) and (not learners or learner in learners)
        )

    def outcomes(self) -> Iterator[WrittenFeedback]:
        """Write what is to be written, and yield what became of each page once it is safe on disk."""
        workers = LocalWorkers(self._jobs, before_fork=self._engine.dispose)
        prepare = partial(page_worker.prepare_modules, list(self._modules.values()))
        job = Job(prepare, page_worker.write_feedback, page_worker.crashed)
        for _, pages in workers.results(job, self._chunks()):
            self._save(pages)
            yield from pages

    def _chunks(self) -> Iterator[list[FeedbackTask]]:
        """Yield tasks, in chunks of one module."""
        for name in self._modules:
            learners = (learner for module, learner in self.pages if module == name)
            while chunk := list(islice(learners, CHUNK)):
                problems = {learner: folder_name_problem(learner, sqlite=self._sqlite) for learner in chunk}
                marks = self._marks[name].marks([learner for learner in chunk if not problems[learner]])
                yield [self._task(name, learner, problems[learner], marks.get(learner)) for learner in chunk]

    def _task(self, name: str, learner: str, problem: str, marks: LearnerMarks | None) -> FeedbackTask:
        if problem or not marks:
            return FeedbackTask(name, learner, refused=problem or NO_MARKS.format(module=name))
        task = FeedbackTask(name, learner, marks, self._made_of(name, learner, marks))
        entry = PageEntry(task.made_of, *self._modules[name].folders.state(learner))
        if self._ledger.entry(name, learner) == entry:
            return replace(task, same=True)
        return replace(task, in_parts=self._is_nbgraders(self._modules[name], task))

    def _made_of(self, name: str, learner: str, marks: LearnerMarks) -> str:
        """Return a digest of what a page is made of; of files in the graded folder their time and size."""
        states = folder_files(self._graded / learner / name).items()
        files = [(path, state.st_mtime_ns, state.st_size, state.st_mode) for path, state in states]
        return _digest(self._setting(name), files, marks)

    def _setting(self, name: str) -> str:
        """Return a digest of what all pages of a module are made of."""
        module = self._modules[name]
        versions = [version(package) for package in RENDERERS]
        return _digest(module.template.digest, module.points, module.folders, versions)

    def _is_nbgraders(self, module: ModuleFeedback, task: FeedbackTask) -> bool:
        """Return whether pages that are put together from parts are nbgrader's own to the byte.

        One page is compared for each release, configuration and version: a template may be an instructor's own.
        """
        setting = self._setting(task.module)
        if self._ledger.compared(setting) is None:
            try:
                files = module.files(task.learner, task.marks)
            except OtherTemplateError:
                files = {}
            except Exception:  # noqa: BLE001 (the worker says what is wrong with this one; another will be compared)
                return True
            with tempfile.TemporaryDirectory() as scratch:
                made = generate_in(self._course, task.module, task.learner, Path(scratch))
                same = {path: (made / path).read_bytes() for path in folder_files(made)} == files
            self._ledger.add_compared(setting, same=same)
        return bool(self._ledger.compared(setting))

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
        self._lock.close()


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
