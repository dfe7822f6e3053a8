"""The connection to a dask scheduler, by which a job's chunks go to workers and their results come back."""

from __future__ import annotations

from concurrent.futures import CancelledError
from contextlib import suppress
from typing import Any
from uuid import uuid4

import dask
from distributed import Client, Future, wait

from wellfounded.grading.workers.dask_worker import JobPlugin, UnfitWorkerError, do_chunk, problem_of_worker
from wellfounded.grading.workers.delivery import RemoteJob
from wellfounded.grading.workers.release import other_release, release
from wellfounded.i18n.errors import UserError

LOST = (CancelledError, OSError, TimeoutError)  # what dask raises when the scheduler is gone
RETRIES = 4  # to reach a scheduler that was there, each for as long as dask waits for a connection
CLOSING = 2  # seconds


class SchedulerError(UserError):
    """The scheduler does not answer or has no workers; the message says what to do."""


class Connection:
    """A client of a scheduler whose workers know a job."""

    def __init__(self, address: str, job: RemoteJob) -> None:
        """Connect; SchedulerError where nobody answers, UnfitWorkerError where a worker cannot do the job."""
        self._address, self._name = address, f"wellfounded-{uuid4().hex}"
        self._plugin = JobPlugin(self._name, job, release())
        self._patience = dask.utils.parse_timedelta(dask.config.get("distributed.comm.timeouts.connect"))
        self._connect()

    def _connect(self) -> None:
        try:
            self._client = Client(self._address)
        except (OSError, TimeoutError, ValueError) as error:
            raise SchedulerError(
                f"No dask scheduler answers at {self._address}. Start one with 'dask scheduler', "
                "and name the address that it prints; what was done so far is kept."
            ) from error
        try:
            self._wait_for_workers()
            self._check_releases()
            self._client.register_plugin(self._plugin)
            self._check_problems()
            self.threads = sum(self._client.nthreads().values())
        except BaseException:
            self.close()
            raise

    def _wait_for_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=self._patience)
        except TimeoutError as error:
            raise SchedulerError(
                f"The dask scheduler at {self._address} has no workers. Start some, on any machine, with "
                f"'dask worker {self._address} --nthreads 1', and run this again; what was done so far is kept."
            ) from error

    def _check_releases(self) -> None:
        """Raise UnfitWorkerError if a worker lacks this release: it would not even understand what it is sent."""
        found = self._client.run(release, on_error="return")
        problems = {
            worker: f"cannot load it ({theirs})" if isinstance(theirs, Exception) else other_release(theirs)
            for worker, theirs in found.items()
            if not isinstance(theirs, OSError)  # it died just now
        }
        if problems := {worker: problem for worker, problem in problems.items() if problem}:
            listed = "; ".join(f"{worker}: {problem}" for worker, problem in sorted(problems.items()))
            raise UnfitWorkerError(f"Workers have another release than this machine. Install the same there: {listed}.")

    def _check_problems(self) -> None:
        problems = self._client.run(problem_of_worker, self._name, on_error="return")
        for worker, problem in sorted(problems.items()):
            if problem and not isinstance(problem, OSError):  # else it died just now
                raise UnfitWorkerError(f"The worker at {worker} {problem}")

    def renew(self) -> None:
        """Connect anew after the scheduler was lost, to it or to the one that took its place."""
        for tries_left in reversed(range(RETRIES)):
            self.close()
            try:
                self._connect()
                return
            except (SchedulerError, *LOST):
                if not tries_left:
                    raise

    def submit(self, message: Any) -> Future:
        """Send a chunk to whichever worker is free."""
        return self._client.submit(do_chunk, self._name, message, key=f"{self._name}-{uuid4().hex}")

    def wait_for(self, future: Future) -> None:
        """Wait until a chunk is done or refused; SchedulerError where no worker is left to do it."""
        while True:
            try:
                wait([future], timeout=self._patience)
                return
            except TimeoutError:
                self._wait_for_workers()

    def result(self, future: Future) -> Any:
        """Wait for what a chunk's worker answers, or a Failure; KilledWorker where every worker that tried it died."""
        self.wait_for(future)
        self.threads = sum(self._client.nthreads().values())  # workers come and go
        return future.result(timeout=self._patience)

    def close(self) -> None:
        """Let the workers forget the job, and leave."""
        if self._client.status == "running":
            with suppress(*LOST, ValueError):
                self._client.unregister_worker_plugin(self._name)
        self._client.close(timeout=CLOSING)
