"""Has a job done by the workers of a dask scheduler, on any number of machines."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from distributed import Future, KilledWorker

from wellfounded.grading.workers.dask_connection import LOST, Connection
from wellfounded.grading.workers.dask_worker import Failure
from wellfounded.grading.workers.job import Item, Job, Result, State
from wellfounded.grading.workers.shared_folders import marked

CHUNKS_AHEAD = 3  # chunks that are sent ahead, for each thread of a worker


@dataclass
class _Sent:
    """A chunk on its way; without a future it is still to be sent."""

    chunk: list[Any]
    future: Future | None = None


class ScheduledWorkers:
    """The workers of the dask scheduler at an address. Dask itself does again what a worker that died had to do."""

    def __init__(self, address: str, shared: list[Path]) -> None:
        """Name the scheduler, and the folders that every worker must see as this machine does."""
        self._address, self._shared = address, shared
        for name in ("distributed", "distributed.client"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is said once, by us

    def results(
        self, job: Job[State, Item, Result], chunks: Iterable[list[Item]]
    ) -> Iterator[tuple[list[Item], list[Result]]]:
        """Yield each chunk, in order, with its results; after a lost connection what was on its way is sent anew."""
        ahead, waiting = iter(chunks), deque[_Sent]()
        with marked(self._shared) as marks:
            connection = Connection(self._address, job, marks)
            try:
                while True:
                    room = max(0, connection.threads * CHUNKS_AHEAD - len(waiting))
                    waiting.extend(_Sent(chunk) for chunk in islice(ahead, room))
                    if not waiting:
                        return
                    try:
                        results = _first_results(connection, waiting, job)
                    except LOST:
                        connection.renew()
                        waiting = deque(_Sent(sent.chunk) for sent in waiting)
                        continue
                    if isinstance(results, Failure):
                        raise results.error
                    yield waiting.popleft().chunk, results
            finally:
                connection.close()


def _first_results(connection: Connection, waiting: deque[_Sent], job: Job[Any, Any, Any]) -> list[Any] | Failure:
    """Send what is not yet sent, and return the results of the first chunk."""
    for sent in waiting:
        sent.future = sent.future or connection.submit(sent.chunk)
    first = waiting[0]
    assert first.future  # noqa: S101 (it was sent above)
    try:
        return connection.result(first.future)
    except KilledWorker:
        return _one_by_one(connection, waiting, job)


def _one_by_one(connection: Connection, waiting: deque[_Sent], job: Job[Any, Any, Any]) -> list[Any] | Failure:
    """Do the items of a chunk that killed workers one after another, and nothing else meanwhile: the culprit shows."""
    for sent in list(waiting)[1:]:
        if sent.future:
            connection.wait_for(sent.future)
    results: list[Any] = []
    for item in waiting[0].chunk:
        try:
            result = connection.result(connection.submit([item]))
        except KilledWorker:
            result = [job.crashed(item)]
        if isinstance(result, Failure):
            return result
        results += result
    return results
