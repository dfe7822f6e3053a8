"""What is done in a dask worker: it checks that it can do a job as well as any other, then does what it is sent."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from distributed import Worker, WorkerPlugin, get_worker

from wellfounded.grading.workers.delivery import RemoteJob
from wellfounded.grading.workers.object_store import StoreError
from wellfounded.grading.workers.release import other_release
from wellfounded.i18n.errors import UserError


class UnfitWorkerError(UserError):
    """A worker has another release, or does not see what it should; the message says which worker."""


@dataclass(frozen=True)
class Failure:
    """What an item raised. It is returned: what dask raises is then dask's own."""

    error: Exception


class JobPlugin(WorkerPlugin):  # type: ignore[misc]  # dask has no types
    """A job in a worker. Dask hands it to each worker, also to one that comes later."""

    def __init__(self, name: str, job: RemoteJob, release: dict[str, str]) -> None:
        """Take the job, and the release that it belongs to."""
        self.name, self.job, self.release = name, job, release

    def setup(self, worker: Worker) -> None:
        """Keep the worker's address and folder; dask calls this."""
        self.address, self.folder = worker.address, Path(worker.local_directory)
        self.lock, self.prepared = threading.Lock(), False

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002 (dask calls this)
        """Leave nothing in the worker's folder."""
        self.job.end()

    def problem(self) -> str:
        """Return why this worker cannot do the job; "" if it can."""
        if differs := other_release(self.release):
            return f"has another release ({differs}). Install the same there."
        return self.job.problem()

    def do_chunk(self, message: Any) -> Any:
        """Do what was sent. One thread at a time: lessons are not rendered side by side in a process."""
        with self.lock:
            if not self.prepared:
                if problem := self.problem():
                    raise UnfitWorkerError(f"The worker at {self.address} {problem}")
                self.job.start(self.folder)
                self.prepared = True
            return self.job.do(message)


def do_chunk(name: str, message: Any) -> Any:
    """Do a chunk of a job, in a worker; a Failure is returned for what it raises."""
    try:
        plugin: JobPlugin = get_worker().plugins[name]
        return plugin.do_chunk(message)
    except StoreError as error:
        return Failure(UnfitWorkerError(f"The worker at {get_worker().address} {error.problem}"))
    except Exception as error:  # noqa: BLE001 (it is raised where the run is)
        return Failure(error)


async def problem_of_worker(name: str, dask_worker: Worker) -> str:
    """Return why a worker cannot do a job; "" if it can. Dask gives the worker to what has an argument of this name.

    A store that does not answer takes long: the worker's own loop goes on meanwhile.
    """
    plugin: JobPlugin = dask_worker.plugins[name]
    return await asyncio.to_thread(plugin.problem)
