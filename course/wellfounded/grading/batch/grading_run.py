"""Grades a cohort: sends submissions to workers in chunks, and what they return, in order, to the one writer."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from wellfounded.grading.batch import worker
from wellfounded.grading.batch.autograded_folder import discard, move_into_place, mtime, remove_graded
from wellfounded.grading.batch.gradebook_writer import GradebookWriter, SubmissionChange
from wellfounded.grading.batch.ledger import Ledger, LedgerEntry
from wellfounded.grading.batch.module_template import (
    ModuleTemplate,
    UngradableError,
    configured_autograde,
    make_template,
    template_files,
)
from wellfounded.grading.batch.outcome import Outcome, describe_change
from wellfounded.grading.batch.worker import GradingTask, MarkedSubmission
from wellfounded.grading.collect.stray_files import shared_name_messages, stray_file_messages
from wellfounded.grading.lock import lock_course
from wellfounded.grading.names import folder_name_problem
from wellfounded.grading.workers.choice import choose_workers
from wellfounded.grading.workers.job import Job, JobFiles

CHUNK = 50  # submissions in a worker's task, and in a batch of the writer


@dataclass(frozen=True, slots=True)
class Submission:
    """A learner's folder of a module."""

    module: str
    learner: str


class GradingRun:
    """One run. `submissions` are to be graded; `outcomes` grades them. Close it, whatever happens."""

    def __init__(
        self,
        course: Path,
        modules: list[str],
        learners: list[str],
        *,
        dry: bool,
        jobs: int,
        notebooks: bool = True,
        scheduler: str = "",
        store: str = "",
    ) -> None:
        """Prepare; UngradableError when nothing can be graded here, and why. Without `notebooks` none is stored."""
        self._dry, self._notebooks, self.refused = dry, notebooks, list[str]()
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
        # No worker inherits a connection to the gradebook: it is closed, and opens again when it is used.
        self._workers = choose_workers(scheduler, jobs, [course, self._submitted], self._writer.close, store)
        self._autograded = Path(autograde.coursedir.root, autograde.coursedir.autograded_directory)

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
        prepare = partial(worker.prepare_notebooks, list(self._templates.values()))
        shared = [path for template in self._templates.values() for path in template_files(template)]
        files = JobFiles(shared, partial(worker.task_files, self._templates), self._autograded)
        job = Job(prepare, worker.mark_submission, worker.crashed, files)
        writing = deque[tuple[list[MarkedSubmission], Callable[[], list[SubmissionChange]]]]()
        for _, marked in self._workers.results(job, self._chunks()):
            new = [submission for submission in marked if not (submission.same or submission.refused)]
            module = marked[0].task.module
            writing.append((marked, self._writer.start(module, new, dry=self._dry) if new else list))
            if len(writing) == self._writer.writers:
                yield from self._save(*writing.popleft())
        for marked, written in writing:
            yield from self._save(marked, written)

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
        untouched = mtime(self._templates[module], learner) == known.mtime
        store = self._notebooks and not self._dry
        return GradingTask(module, learner, *known, untouched, late=late or due, store=store)

    def _save(self, marked: list[MarkedSubmission], written: Callable[[], list[SubmissionChange]]) -> Iterator[Outcome]:
        """Save what is new: once the gradebook is written the folders, and when both are on disk the ledger."""
        module, changes = marked[0].task.module, written()
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
            if self._notebooks:
                move_into_place(template, learner, change.marked.written)
            else:
                remove_graded(template, learner)
            entries.append((learner, LedgerEntry(change.marked.journal, template.digest, mtime(template, learner))))
        if entries and self._notebooks and hasattr(os, "sync"):
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
