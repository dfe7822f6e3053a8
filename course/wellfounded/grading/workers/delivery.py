"""How chunks, and the files that they need, reach a worker on another machine, and what they wrote comes back."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from wellfounded.grading.workers.job import Job


class RemoteJob(Protocol):
    """A job in a worker. It is sent there; nothing is made of it before `start`."""

    def problem(self) -> str:
        """Return why this worker cannot do the job; "" if it can."""

    def start(self, scratch: Path) -> None:
        """Prepare the job; `scratch` is a folder of the worker's own."""

    def do(self, message: Any) -> Any:
        """Do what was sent, and return what the machine that sent it receives."""

    def end(self) -> None:
        """Remove what is left in the worker's folder."""


class Parcel(Protocol):
    """A chunk that was made ready to be sent."""

    @property
    def message(self) -> Any:
        """Return what a worker gets."""


class Delivery(Protocol):
    """The way to workers and back, for one run of a job."""

    @property
    def remote(self) -> RemoteJob:
        """Return the job as it is sent to workers."""

    def pack(self, chunk: list[Any]) -> Any:
        """Return a `Parcel` for a chunk."""

    def unpack(self, parcel: Any, answer: Any) -> list[Any]:
        """Return the result of each item of a parcel's chunk; what was written for them is in its place here."""


class Sharing(Protocol):
    """What this machine and its workers share."""

    def opened(self, job: Job[Any, Any, Any]) -> AbstractContextManager[Delivery]:
        """Return the way to workers for as long as a run lasts."""
