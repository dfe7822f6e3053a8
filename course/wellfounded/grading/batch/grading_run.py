"""Grades a cohort: sends submissions to workers in chunks, and what they return, in order, to the one writer."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from wellfounded.grading.batch import worker
from wellfounded.grading.batch.autograded_folder import discard, move_into_place, mtime
from wellfounded.grading.batch.gradebook_writer import GradebookWriter, SubmissionChange
from wellfounded.grading.batch.ledger import Ledger, LedgerEntry
from wellfounded.grading.batch.module_template import (
    ModuleTemplate,
    UngradableError,
    configured_autograde,
    make_template,
)
from wellfounded.grading.batch.outcome import Outcome, describe_change
from wellfounded.grading.batch.worker import GradingTask, MarkedSubmission
from wellfounded.grading.collect.stray_files import shared_name_messages, stray_file_messages
from wellfounded.grading.lock import lock_course
from wellfounded.grading.names import folder_name_problem

CHUNK = 50  # submissions in a worker's task, and in a batch of the writer
CHUNKS_AHEAD = 3  # chunks that are sent ahead, for each worker
CRASHED = "it took down the process that read it, perhaps for want of memory"


@dataclass(frozen=True)
class Submission:
    """A learner's folder of a module."""

    module: str
    learner: str


class GradingRun:
    """One run. `submissions` are to be graded; `outcomes` grades them. Close it, whatever happens."""

    def __init__(self, course: Path, modules: list[str], learners: list[str], *, dry: bool, jobs: int) -> None:
        """Prepare; UngradableError when nothing can be graded here, and why."""
        self._dry, self._jobs, self.refused = dry, jobs or os.cpu_count() or 1, list[str]()
        autograde = configured_autograde(course)
        self._writer = GradebookWriter(autograde)
        self._lock = ExitStack()
        self._excluded = set(autograde.coursedir.student_id_exclude.split(","))
        self._submitted = Path(autograde.coursedir.root, autograde.coursedir.submitted_directory)
        self._templates: dict[str, ModuleTemplate] = {}
        submissions = self._find_submissions(modules, learners)
        for module in dict.fromkeys(submission.module for submission in submissions):
            try:
                self._writer.cells(module)
                self._templates[module] = make_template(autograde, module, course)
            except UngradableError as error:
                self.refused.append(str(error))
        self.submissions = [submission for submission in submissions if submission.module in self._templates]
        self.refused += stray_file_messages(self._submitted, learners)
        self.remarks = list(shared_name_messages(self._submitted, {submission.learner for submission in submissions}))
        if not dry:
            self._lock.enter_context(lock_course(course))
        self._ledger = Ledger(course, dry=dry)

    def _find_submissions(self, modules: list[str], learners: list[str]) -> list[Submission]:
        """Return what was submitted; as in nbgrader, hidden folders of modules do not count."""
        # A learner called `..eve` must be refused by name, so hidden folders of learners are among them.
        folders = _folders(self._submitted, hidden=True)
        names = sorted(folder.name for folder in folders if folder.name not in self._excluded)
        if missing := set(learners) - set(names):
            raise UngradableError(f"Nothing in {self._submitted.name}/ is by {', '.join(sorted(missing))}.")
        chosen = [name for name in names if not learners or name in learners]
        every = [Submission(folder.name, name) for name in chosen for folder in _folders(self._submitted / name)]
        submissions = [submission for submission in every if not modules or submission.module in modules]
        if missing := set(modules) - {submission.module for submission in submissions}:
            raise UngradableError(f"Nothing was submitted for {', '.join(sorted(missing))}.")
        return sorted(submissions, key=lambda submission: (submission.module, submission.learner))

    def outcomes(self) -> Iterator[Outcome]:
        """Grade, and yield the outcome of each submission once it is safe on disk."""
        chunks = self._chunks()
        pool, waiting = self._pool(), deque[tuple[list[GradingTask], Future[list[MarkedSubmission]]]]()
        try:
            while True:
                for tasks in islice(chunks, max(0, self._jobs * CHUNKS_AHEAD - len(waiting))):
                    waiting.append((tasks, pool.submit(worker.mark_submissions, tasks)))
                if not waiting:
                    return
                tasks, future = waiting.popleft()
                try:
                    marked = future.result()
                except BrokenProcessPool:
                    pool.shutdown()
                    pool, marked = self._pool(), self._mark_one_by_one(tasks)
                    waiting = deque((chunk, pool.submit(worker.mark_submissions, chunk)) for chunk, _ in waiting)
                yield from self._save(marked)
        finally:
            # Waits: a pool that is still closing when Python exits may write a traceback (seen in Python 3.11).
            pool.shutdown(cancel_futures=True)

    def _pool(self, jobs: int = 0) -> ProcessPoolExecutor:
        """Return workers. On Linux they are forked, and need not import nbgrader anew, which takes two seconds."""
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        templates = list(self._templates.values())
        self._writer.close()  # no worker inherits a connection; it opens again when it is used
        return ProcessPoolExecutor(jobs or self._jobs, context, initializer=worker.start_worker, initargs=(templates,))

    def _mark_one_by_one(self, tasks: list[GradingTask]) -> list[MarkedSubmission]:
        """Mark submissions, one of which took its process down, each in a process of its own."""
        marked = []
        for task in tasks:
            with self._pool(1) as pool:
                try:
                    marked += pool.submit(worker.mark_submissions, [task]).result()
                except BrokenProcessPool:
                    marked.append(MarkedSubmission(task, refused=CRASHED))
        return marked

    def _chunks(self) -> Iterator[list[GradingTask]]:
        """Yield tasks, in chunks of one module."""
        for module in self._templates:
            of_module = (submission.learner for submission in self.submissions if submission.module == module)
            while learners := list(islice(of_module, CHUNK)):
                problems = {name: folder_name_problem(name, sqlite=self._writer.sqlite) for name in learners}
                late = self._writer.due_dates(module, [name for name in learners if not problems[name]])
                yield [self._task(module, name, problems[name], late.get(name)) for name in learners]

    def _task(self, module: str, learner: str, problem: str, late: str | None) -> GradingTask:
        if problem:
            return GradingTask(module, learner, refused=problem)
        due = f"{self._writer.cells(module).due} None"
        entry = self._ledger.entry(module, learner)
        in_gradebook = late is not None
        known = entry if in_gradebook else LedgerEntry()
        return GradingTask(module, learner, *known, late=late or due, dry=self._dry)

    def _save(self, marked: list[MarkedSubmission]) -> Iterator[Outcome]:
        """Write what is new: first the gradebook, then the folders, and when both are on disk the ledger."""
        module = marked[0].task.module
        new = [submission for submission in marked if not (submission.same or submission.refused)]
        changes = self._writer.write(module, new, dry=self._dry) if new else []
        if not self._dry:
            self._save_folders(self._templates[module], changes)
        by_learner = {change.marked.task.learner: change for change in changes}
        for submission in marked:
            change = by_learner.get(submission.task.learner, SubmissionChange(submission))
            yield describe_change(change, self._templates[module], self._ledger)

    def _save_folders(self, template: ModuleTemplate, changes: list[SubmissionChange]) -> None:
        entries = []
        for change in changes:
            learner = change.marked.task.learner
            if change.marked.refused:
                discard(template, learner)
                continue
            move_into_place(template, learner)
            entries.append((learner, LedgerEntry(change.marked.journal, template.digest, mtime(template, learner))))
        if entries and hasattr(os, "sync"):
            os.sync()  # once a batch: the folders are on disk before the ledger says so
        self._ledger.add(template, entries)

    def close(self) -> None:
        """Close the gradebook and the ledger, and unlock the course."""
        self._writer.close()
        self._ledger.close()
        self._lock.close()


def _folders(folder: Path, *, hidden: bool = False) -> Iterator[os.DirEntry[str]]:
    """Yield the folders and links in a folder, hidden ones only if asked for; nothing if it is no folder."""
    try:
        with os.scandir(folder) as entries:
            yield from (entry for entry in entries if (hidden or not entry.name.startswith(".")) and _is_folder(entry))
    except (FileNotFoundError, NotADirectoryError):
        return


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False) or entry.is_symlink()
