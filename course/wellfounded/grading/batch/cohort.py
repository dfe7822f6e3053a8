"""A run over a cohort: submissions go to workers in chunks, and come back to the one writer, in order."""

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
from wellfounded.grading.batch.autograded_copy import drop, mtime, put
from wellfounded.grading.batch.ledger import Entry, Record
from wellfounded.grading.batch.module_template import Template, UngradableError, configured, template
from wellfounded.grading.batch.outcome import Outcome, outcome
from wellfounded.grading.batch.worker import Marked, Task
from wellfounded.grading.batch.writer import Writer, Written
from wellfounded.grading.collect.unplaced import shared_names, strays
from wellfounded.grading.lock import lock_course
from wellfounded.grading.names import folder_name_problem

CHUNK = 50  # submissions a worker takes at a time, and a batch of the writer
WAITING = 3  # chunks on their way, for each worker


@dataclass(frozen=True)
class Submission:
    """A learner's folder of a module."""

    module: str
    learner: str


class Run:
    """One run. `submissions` are what will be looked at; `outcomes` does it. Close it, whatever happens."""

    def __init__(self, course: Path, modules: list[str], learners: list[str], *, dry: bool, jobs: int) -> None:
        """Prepare; UngradableError when nothing can be graded here, and why."""
        self._dry, self._jobs, self.refused = dry, jobs or os.cpu_count() or 1, list[str]()
        autograde = configured(course)
        self._writer = Writer(autograde)
        self._turn = ExitStack()
        self._excluded = set(autograde.coursedir.student_id_exclude.split(","))
        self._submitted = Path(autograde.coursedir.root, autograde.coursedir.submitted_directory)
        self._templates: dict[str, Template] = {}
        found = self._found(modules, learners)
        for module in dict.fromkeys(each.module for each in found):
            try:
                self._writer.cells(module)
                self._templates[module] = template(autograde, module, course)
            except UngradableError as error:
                self.refused.append(str(error))
        self.submissions = [each for each in found if each.module in self._templates]
        self.refused += strays(self._submitted, learners)
        self.remarks = list(shared_names(self._submitted, {each.learner for each in found}))
        self._begin(course)

    def _begin(self, course: Path) -> None:
        if not self._dry:
            self._turn.enter_context(lock_course(course))
        self._record = Record(course, dry=self._dry)

    def _found(self, modules: list[str], learners: list[str]) -> list[Submission]:
        """Return what was submitted, as nbgrader looks for it: hidden folders are not."""
        found = _folders(self._submitted, hidden=True)  # a learner called `..eve` is refused, not passed over
        names = sorted(each.name for each in found if each.name not in self._excluded)
        if lacking := set(learners) - set(names):
            raise UngradableError(f"Nothing in {self._submitted.name}/ is by {', '.join(sorted(lacking))}.")
        chosen = [name for name in names if not learners or name in learners]
        every = [Submission(each.name, name) for name in chosen for each in _folders(self._submitted / name)]
        wanted = [each for each in every if not modules or each.module in modules]
        if lacking := set(modules) - {each.module for each in wanted}:
            raise UngradableError(f"Nothing was submitted for {', '.join(sorted(lacking))}.")
        return sorted(wanted, key=lambda each: (each.module, each.learner))

    def outcomes(self) -> Iterator[Outcome]:
        """Grade, and yield what became of each submission once it is safe on disk."""
        chunks = self._chunks()
        pool, waiting = self._pool(), deque[tuple[list[Task], Future[list[Marked]]]]()
        try:
            while True:
                for tasks in islice(chunks, max(0, self._jobs * WAITING - len(waiting))):
                    waiting.append((tasks, pool.submit(worker.mark_all, tasks)))
                if not waiting:
                    return
                tasks, future = waiting.popleft()
                try:
                    marked = future.result()
                except BrokenProcessPool:
                    pool.shutdown()
                    pool, marked = self._pool(), self._alone(tasks)
                    waiting = deque((each, pool.submit(worker.mark_all, each)) for each, _ in waiting)
                yield from self._settled(marked)
        finally:
            # Waits: a pool that is still closing when Python exits may write a traceback (seen in Python 3.11).
            pool.shutdown(cancel_futures=True)

    def _pool(self, jobs: int = 0) -> ProcessPoolExecutor:
        """Return workers. On Linux they are forked, and need not import nbgrader anew, which takes two seconds."""
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        start = list(self._templates.values())
        self._writer.close()  # no worker inherits a connection; it opens again when it is used
        return ProcessPoolExecutor(jobs or self._jobs, context, initializer=worker.begin, initargs=(start,))

    def _alone(self, tasks: list[Task]) -> list[Marked]:
        """Mark, each in a process of its own, the submissions of which one took its process down."""
        done = []
        for task in tasks:
            with self._pool(1) as pool:
                try:
                    done += pool.submit(worker.mark_all, [task]).result()
                except BrokenProcessPool:
                    done.append(
                        Marked(task, refused="it took down the process that read it, perhaps for want of memory")
                    )
        return done

    def _chunks(self) -> Iterator[list[Task]]:
        """Yield tasks, in chunks of one module."""
        for module in self._templates:
            of_module = (each.learner for each in self.submissions if each.module == module)
            while learners := list(islice(of_module, CHUNK)):
                fit = [each for each in learners if not folder_name_problem(each, sqlite=self._writer.sqlite)]
                late = self._writer.late(module, fit)
                yield [self._task(module, each, late.get(each)) for each in learners]

    def _task(self, module: str, learner: str, late: str | None) -> Task:
        if folder_name_problem(learner, sqlite=self._writer.sqlite):
            return Task(module, learner, refused=folder_name_problem(learner, sqlite=self._writer.sqlite))
        due = f"{self._writer.cells(module).due} None"
        entry = self._record.entry(module, learner)
        known = late is not None
        return Task(module, learner, *(entry if known else Entry()), late=late or due, dry=self._dry)

    def _settled(self, marked: list[Marked]) -> Iterator[Outcome]:
        """Write what is new: first the gradebook, then the folders, and when both are on disk the record."""
        module = marked[0].task.module
        new = [each for each in marked if not (each.same or each.refused)]
        written = self._writer.write(module, new, dry=self._dry) if new else []
        if not self._dry:
            self._put(self._templates[module], written)
        done = {each.marked.task.learner: each for each in written}
        for each in marked:
            yield outcome(done.get(each.task.learner, Written(each)), self._templates[module], self._record)

    def _put(self, of: Template, written: list[Written]) -> None:
        entries = []
        for each in written:
            learner = each.marked.task.learner
            if each.marked.refused:
                drop(of, learner)
                continue
            put(of, learner)
            entries.append((learner, Entry(each.marked.journal, of.digest, mtime(of, learner))))
        if entries and hasattr(os, "sync"):
            os.sync()  # once a batch: the folders are on disk before the record says so
        self._record.add(of, entries)

    def close(self) -> None:
        """Let go of the gradebook and the record."""
        self._writer.close()
        self._record.close()
        self._turn.close()


def _folders(folder: Path, *, hidden: bool = False) -> Iterator[os.DirEntry[str]]:
    """Yield what lies in a folder and is not hidden; nothing if it is no folder."""
    try:
        with os.scandir(folder) as entries:
            yield from (each for each in entries if (hidden or not each.name.startswith(".")) and _is_folder(each))
    except (FileNotFoundError, NotADirectoryError):
        return


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False) or entry.is_symlink()
