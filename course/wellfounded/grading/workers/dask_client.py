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
from wellfounded.grading.workers.delivery import Delivery, Parcel, Sharing
from wellfounded.grading.workers.job import Item, Job, Result, State
from wellfounded.grading.workers.shared_folders import SharedFolders
from wellfounded.grading.workers.store_delivery import ObjectStore

CHUNKS_AHEAD = 3  # chunks that are sent ahead, for each thread of a worker


@dataclass
class _Sent:
    """A chunk on its way; without a future it is still to be sent."""

    chunk: list[Any]
    parcel: Parcel
    future: Future | None = None


@dataclass(frozen=True)
class _Killed:
    """Stands for what is answered to an item that killed its workers."""

    item: Any


class ScheduledWorkers:
    """The workers of the dask scheduler at an address. Dask itself does again what a worker that died had to do."""

    def __init__(self, address: str, shared: list[Path], store: str = "") -> None:
        """Name the scheduler, and the folders that every worker must see as this machine does, or else a store."""
        self._address = address
        self._sharing: Sharing = ObjectStore(store) if store else SharedFolders(shared)
        for name in ("distributed", "distributed.client"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is said once, by us

    def results(
        self, job: Job[State, Item, Result], chunks: Iterable[list[Item]]
    ) -> Iterator[tuple[list[Item], list[Result]]]:
        """Yield each chunk, in order, with its results; after a lost connection what was on its way is sent anew."""
        ahead, waiting = iter(chunks), deque[_Sent]()
        with self._sharing.opened(job) as delivery:
            connection = Connection(self._address, delivery.remote)
            try:
                while True:
                    room = max(0, connection.threads * CHUNKS_AHEAD - len(waiting))
                    waiting.extend(_Sent(chunk, delivery.pack(chunk)) for chunk in islice(ahead, room))
                    if not waiting:
                        return
                    try:
                        answers = _first_answers(connection, waiting, delivery)
                    except LOST:
                        connection.renew()
                        waiting = deque(_Sent(sent.chunk, sent.parcel) for sent in waiting)
                        continue
                    yield waiting.popleft().chunk, _results(delivery, job, answers)
            finally:
                connection.close()


def _first_answers(connection: Connection, waiting: deque[_Sent], delivery: Delivery) -> list[tuple[Parcel, Any]]:
    """Send what is not yet sent, and return what is answered to the first chunk, or to parts of it."""
    for sent in waiting:
        sent.future = sent.future or connection.submit(sent.parcel.message)
    first = waiting[0]
    assert first.future  # noqa: S101 (it was sent above)
    try:
        return [(first.parcel, connection.result(first.future))]
    except KilledWorker:
        return _one_by_one(connection, waiting, delivery)


def _one_by_one(connection: Connection, waiting: deque[_Sent], delivery: Delivery) -> list[tuple[Parcel, Any]]:
    """Do the items of a chunk that killed workers one after another, and nothing else meanwhile: the culprit shows."""
    for sent in list(waiting)[1:]:
        if sent.future:
            connection.wait_for(sent.future)
    answers: list[tuple[Parcel, Any]] = []
    for item in waiting[0].chunk:
        parcel = delivery.pack([item])
        try:
            answers.append((parcel, connection.result(connection.submit(parcel.message))))
        except KilledWorker:
            answers.append((parcel, _Killed(item)))
    return answers


def _results(delivery: Delivery, job: Job[Any, Any, Result], answers: list[tuple[Parcel, Any]]) -> list[Result]:
    """Return the results that are in answers. What is wrong with a file here is no lost connection: it is raised."""
    results: list[Result] = []
    for parcel, answer in answers:
        if isinstance(answer, Failure):
            raise answer.error
        if isinstance(answer, _Killed):
            results.append(job.crashed(answer.item))
        else:
            results += delivery.unpack(parcel, answer)
    return results
