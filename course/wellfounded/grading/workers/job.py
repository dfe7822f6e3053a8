"""Says what workers do with each item, and what stands for an item that took its worker down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

State = TypeVar("State")
Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Job(Generic[State, Item, Result]):
    """What to do with each item. Its functions are sent to other processes: a module's own, or a `partial` of one.

    `prepare` makes, once in each process, what all items share. `do` takes that and an item; what it raises ends the
    run. `crashed` is called here, and returns what stands for an item that took down the process that had it.
    """

    prepare: Callable[[], State]
    do: Callable[[State, Item], Result]
    crashed: Callable[[Item], Result]


class Workers(Protocol):
    """Processes that do a job."""

    def results(
        self, job: Job[State, Item, Result], chunks: Iterable[list[Item]]
    ) -> Iterator[tuple[list[Item], list[Result]]]:
        """Yield each chunk, in order, with the result of each of its items; chunks are read only a little ahead."""
