"""Says what workers do with each item, and what stands for an item that took its worker down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

State = TypeVar("State")
Item = TypeVar("Item")
Result = TypeVar("Result")


class OnlyHereError(Exception):
    """A worker that does not see the course cannot do an item: it is done on the machine that has the course."""


def no_files(_item: Any) -> dict[Path, bytes]:
    """Return the files of an item that needs none."""
    return {}


@dataclass(frozen=True)
class JobFiles(Generic[Item]):
    """The files that a job reads and writes, for workers that do not see the course.

    `shared` are what all items need. `of_item` returns an item's own, by their paths; None where they cannot be sent
    as they are, such as a link: then the item is done on this machine. What workers write is new, and in `written`.
    """

    shared: list[Path] = field(default_factory=list)
    of_item: Callable[[Item], dict[Path, bytes] | None] = no_files
    written: Path | None = None


@dataclass(frozen=True)
class Job(Generic[State, Item, Result]):
    """What to do with each item. Its functions are sent to other processes: a module's own, or a `partial` of one.

    `prepare` makes, once in each process, what all items share. `do` takes that and an item; what it raises ends the
    run. `crashed` is called here, and returns what stands for an item that took down the process that had it.
    """

    prepare: Callable[[], State]
    do: Callable[[State, Item], Result]
    crashed: Callable[[Item], Result]
    files: JobFiles[Item] = field(default_factory=JobFiles)


class Workers(Protocol):
    """Processes that do a job."""

    def results(
        self, job: Job[State, Item, Result], chunks: Iterable[list[Item]]
    ) -> Iterator[tuple[list[Item], list[Result]]]:
        """Yield each chunk, in order, with the result of each of its items; chunks are read only a little ahead."""
