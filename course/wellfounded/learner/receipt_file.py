"""Hands a lesson in, and leaves the receipt of it: both, or neither."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from wellfounded.journal.durable_append import make_private_folder
from wellfounded.journal.file import JOURNAL, Event, parse, replay
from wellfounded.learner.hand_in_event import hand_in
from wellfounded.learner.lessons import module_of
from wellfounded.learner.receipt import Receipt, Way, make_receipt, read_receipt, text
from wellfounded.learner.workspace import HAND_INS, Workspace


def hand_in_for_receipt(
    workspace: Workspace, folder: Path, way: Way, prepare: Callable[[bytes, Event], None]
) -> tuple[Event, Receipt]:
    """Hand in the lesson in `folder`, as `hand_in` does; return the event and the receipt, which is in a file too.

    The file gets its name once the event is on disk: a receipt that is there tells of a hand-in that is.
    """
    made: list[tuple[Receipt, Path]] = []

    def prepare_both(data: bytes, event: Event) -> None:
        receipt = make_receipt(folder, parse(data), event, way)
        scratch = (workspace.folder / HAND_INS / receipt.name).with_suffix(".part")
        made.append((receipt, scratch))
        _write_synced(scratch, text(receipt).encode())
        prepare(data, event)

    try:
        event = hand_in(folder, module_of(folder), prepare_both)
        receipt, scratch = made[-1]
        scratch.replace(scratch.with_name(receipt.name))
        return event, receipt
    finally:
        for _, scratch in made:
            with suppress(OSError):
                scratch.unlink(missing_ok=True)


def last_receipt(folder: Path, way: Way) -> Receipt | None:
    """Return the receipt of the last hand-in of the lesson in `folder`; None where nothing was handed in."""
    journal = replay(folder / JOURNAL)
    event = next((event for event in reversed(journal.events) if event["event"] == "handin"), None)
    return make_receipt(folder, journal, event, way) if event else None


def kept_receipt(workspace: Workspace, module: str, way: Way) -> Receipt | None:
    """Return the last receipt of a module in the copy's own folder, of hand-ins in this way; None where there is none.

    A journal alone does not tell whether a hand-in reached a course: it may have come along from another computer.
    """
    kept = []
    for path in (workspace.folder / HAND_INS).glob(f"{module}-*-receipt.txt"):
        with suppress(OSError):
            receipt = read_receipt(path.read_bytes())
            kept += [receipt] if receipt and (receipt.module, receipt.way) == (module, way) else []
    return max(kept, key=lambda receipt: receipt.at, default=None)


def _write_synced(path: Path, data: bytes) -> None:
    make_private_folder(path.parent)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
