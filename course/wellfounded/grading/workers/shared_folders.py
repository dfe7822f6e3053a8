"""Folders that other machines see under the same path. A file that is there for as long as a run lasts shows it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from wellfounded.grading.workers.job import Job


@dataclass
class FolderJob:
    """A job in a worker that sees the folders; `marks` are files that lie in them."""

    prepare: Any
    do_item: Any
    marks: list[Path]

    def problem(self) -> str:
        """Return which folders this worker does not see; "" if it sees them."""
        folders = ", ".join(str(mark.parent) for mark in self.marks if not os.path.lexists(mark))
        return f"does not see {folders}. Share it under the same path." if folders else ""

    def start(self, scratch: Path) -> None:  # noqa: ARG002 (it needs none)
        """Prepare the job."""
        self._state = self.prepare()

    def do(self, chunk: list[Any]) -> list[Any]:
        """Return the result of each item."""
        return [self.do_item(self._state, item) for item in chunk]

    def end(self) -> None:
        """Leave all as it is."""


@dataclass(frozen=True)
class FolderParcel:
    """A chunk: workers get it as it is."""

    message: list[Any]


@dataclass(frozen=True)
class FolderDelivery:
    """The way to workers that see the folders."""

    remote: FolderJob

    def pack(self, chunk: list[Any]) -> FolderParcel:
        """Return a chunk to be sent."""
        return FolderParcel(chunk)

    def unpack(self, parcel: FolderParcel, answer: list[Any]) -> list[Any]:  # noqa: ARG002 (files are in their place)
        """Return a chunk's results."""
        return answer


@dataclass(frozen=True)
class SharedFolders:
    """Folders that every worker must see as this machine does."""

    folders: list[Path]

    @contextmanager
    def opened(self, job: Job[Any, Any, Any]) -> Iterator[FolderDelivery]:
        """Lay a file with a name of its own into each folder, and remove it at the end."""
        with ExitStack() as files:
            laid = [
                files.enter_context(NamedTemporaryFile(dir=folder.resolve(), prefix=".run-")) for folder in self.folders
            ]
            yield FolderDelivery(FolderJob(job.prepare, job.do, [Path(file.name) for file in laid]))
