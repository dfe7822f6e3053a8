"""The way to workers that share no folder with this machine: by an object store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import uuid4

from wellfounded.grading.workers.bundle import PRIVATE, Entry, lay, name_of, packed, unpacked, with_names
from wellfounded.grading.workers.job import Job
from wellfounded.grading.workers.object_store import RunObjects, StoreError
from wellfounded.grading.workers.stored_job import COURSE, Left, StoredChunk, StoredJob, StoredResults


@dataclass(frozen=True)
class StoreParcel:
    """A chunk whose files are in the store; `away` are the places of the items that were sent."""

    chunk: list[Any]
    away: list[int]
    message: StoredChunk


class StoreDelivery:
    """The way of one run. What cannot be sent as it is, this machine does itself."""

    def __init__(self, job: Job[Any, Any, Any], objects: RunObjects) -> None:
        """Prepare to send a job's chunks."""
        self._job, self._objects = job, objects
        written = name_of(job.files.written) if job.files.written else ""
        self.remote = StoredJob(objects, with_names((job.prepare, job.do)), written)

    def pack(self, chunk: list[Any]) -> StoreParcel:
        """Put the files of a chunk into the store, as one object."""
        files = {place: self._job.files.of_item(item) for place, item in enumerate(chunk)}
        away = [place for place, needed in files.items() if needed is not None]
        name = f"files-{uuid4().hex}"
        self._objects.put(
            name, _object({path: data for needed in files.values() for path, data in (needed or {}).items()})
        )
        return StoreParcel(chunk, away, StoredChunk(with_names([chunk[place] for place in away]), name))

    def unpack(self, parcel: StoreParcel, answer: StoredResults) -> list[Any]:
        """Return the results of a chunk; what workers wrote is laid where they would have written it."""
        if answer.written and self._job.files.written:
            lay(unpacked(self._objects.get(answer.written)), self._job.files.written)
            self._objects.remove(answer.written)
        self._objects.remove(parcel.message.files)
        sent = dict(zip(parcel.away, answer.results, strict=True))
        results = (sent.get(place, Left()) for place in range(len(parcel.chunk)))
        pairs = zip(parcel.chunk, results, strict=True)
        return [self._job.do(self._state, item) if isinstance(result, Left) else result for item, result in pairs]

    @cached_property
    def _state(self) -> Any:
        return self._job.prepare()


@dataclass(frozen=True)
class ObjectStore:
    """A store at an address."""

    url: str

    @contextmanager
    def opened(self, job: Job[Any, Any, Any]) -> Iterator[StoreDelivery]:
        """Put into the store what all items need; at the end remove whatever the run has there."""
        objects = RunObjects(self.url, f"wellfounded-{uuid4().hex}")
        objects.put(COURSE, _object({path: path.read_bytes() for path in job.files.shared}))
        try:
            yield StoreDelivery(job, objects)
        except BaseException:
            with suppress(StoreError):  # what went wrong first is said
                _remove(objects)
            raise
        _remove(objects)


def _remove(objects: RunObjects) -> None:
    objects.remove(COURSE)  # a worker that is still at work sees by it that the run is over
    objects.remove_all()


def _object(files: dict[Path, bytes]) -> bytes:
    return packed(Entry(name_of(path), PRIVATE, data) for path, data in files.items())
