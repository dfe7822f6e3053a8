"""A job in a worker that does not see the course: its files come and go by an object store."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from wellfounded.grading.workers.bundle import gathered, lay, packed, unpacked, with_paths
from wellfounded.grading.workers.job import OnlyHereError
from wellfounded.grading.workers.object_store import RunObjects, StoreError

COURSE = "course"  # the object that is there for as long as a run lasts


class StoredChunk(NamedTuple):
    """What a worker is sent: items, with names for paths, and the object that holds their files."""

    items: bytes
    files: str


class StoredResults(NamedTuple):
    """What a worker sends back: results, and the object that holds what was written; "" for nothing."""

    results: list[Any]
    written: str


@dataclass(frozen=True)
class Left:
    """Stands for the result of an item that only the machine with the course can do."""


@dataclass
class StoredJob:
    """The job: `functions` are its `prepare` and `do`, pickled; `written` names the folder in which it writes."""

    objects: RunObjects
    functions: bytes
    written: str

    def problem(self) -> str:
        """Return why this worker cannot use the store; "" if it reads and writes there."""
        probe = f"probe-{uuid4().hex}"
        try:
            self.objects.put(probe, b"")
            self.objects.remove(probe)
            there = self.objects.has(COURSE)
        except StoreError as error:
            return error.problem
        return "" if there else f"sees another store at {self.objects.url}. Give it the same address and account."

    def start(self, scratch: Path) -> None:
        """Lay out what all items need of the course, and prepare the job."""
        self._root = Path(tempfile.mkdtemp(prefix="course-", dir=scratch))
        lay(unpacked(self.objects.get(COURSE)), self._root)
        prepare, self._do_item = with_paths(self.functions, self._root)
        self._state = prepare()

    def do(self, message: StoredChunk) -> StoredResults:
        """Return the result of each item, and where in the store lies what was written."""
        laid = lay(unpacked(self.objects.get(message.files)), self._root)
        try:
            results = [self._result(item) for item in with_paths(message.items, self._root)]
            return StoredResults(results, self._put_written())
        finally:
            self._remove(laid)

    def _result(self, item: Any) -> Any:
        try:
            return self._do_item(self._state, item)
        except OnlyHereError:
            return Left()

    def _put_written(self) -> str:
        entries = list(gathered(self._root / self.written)) if self.written else []
        if not any(entry.data is not None for entry in entries):
            return ""
        name = f"written-{uuid4().hex}"  # another worker may do the same chunk
        self.objects.put(name, packed(entries))
        # The run first removes COURSE, then all that it finds: so it finds this, or else its end is seen here.
        if not self.objects.has(COURSE):
            self.objects.remove(name)
        return name

    def _remove(self, laid: list[Path]) -> None:
        if self.written:
            shutil.rmtree(self._root / self.written, ignore_errors=True)
        for path in laid:
            path.unlink()
            with suppress(OSError):  # some folder is not empty
                for folder in takewhile(lambda folder: folder != self._root, path.parents):
                    folder.rmdir()

    def end(self) -> None:
        """Remove what was laid out."""
        if hasattr(self, "_root"):
            shutil.rmtree(self._root, ignore_errors=True)
