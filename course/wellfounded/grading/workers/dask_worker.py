"""What is done in a dask worker: it checks that it can do a job as well as any other, then does what it is sent."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from distributed import Worker, WorkerPlugin, get_worker

from wellfounded.grading.workers.job import Job
from wellfounded.grading.workers.release import other_release
from wellfounded.grading.workers.shared_folders import unseen
from wellfounded.i18n.errors import UserError


class UnfitWorkerError(UserError):
    """A worker has another release, or does not see what it should; the message says which worker."""


@dataclass(frozen=True)
class Failure:
    """What an item raised. It is returned: what dask raises is then dask's own."""

    error: Exception


class JobPlugin(WorkerPlugin):  # type: ignore[misc]  # dask has no types
    """A job in a worker. Dask hands it to each worker, also to one that comes later."""

    def __init__(self, name: str, job: Job[Any, Any, Any], release: dict[str, str], marks: list[Path]) -> None:
        """Take the job, the release that it belongs to, and a file in each folder that a worker must see."""
        self.name, self.release, self.marks = name, release, marks
        self.prepare, self.do = job.prepare, job.do

    def setup(self, worker: Worker) -> None:
        """Keep the worker's address; dask calls this."""
        self.address, self.lock, self.prepared = worker.address, threading.Lock(), False

    def problem(self) -> str:
        """Return why this worker cannot do the job; "" if it can."""
        if differs := other_release(self.release):
            return f"has another release ({differs}). Install the same there."
        if folders := unseen(self.marks):
            return f"does not see {folders}. Share it under the same path."
        return ""

    def do_chunk(self, chunk: list[Any]) -> list[Any]:
        """Return the result of each item. One thread at a time: lessons are not rendered side by side in a process."""
        with self.lock:
            if not self.prepared:
                if problem := self.problem():
                    raise UnfitWorkerError(f"The worker at {self.address} {problem}")
                self.state, self.prepared = self.prepare(), True
            return [self.do(self.state, item) for item in chunk]


def do_chunk(name: str, chunk: list[Any]) -> list[Any] | Failure:
    """Do a chunk of a job, in a worker."""
    try:
        plugin: JobPlugin = get_worker().plugins[name]
        return plugin.do_chunk(chunk)
    except Exception as error:  # noqa: BLE001 (it is raised where the run is)
        return Failure(error)


def problem_of_worker(name: str, dask_worker: Worker) -> str:
    """Return why a worker cannot do a job; "" if it can. Dask gives the worker to what has an argument of this name."""
    plugin: JobPlugin = dask_worker.plugins[name]
    return plugin.problem()
