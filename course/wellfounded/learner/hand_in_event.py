"""Hands a lesson in: all that a hand-in needs is done first, and only then is it an event in the journal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from wellfounded.journal.file import JOURNAL, Event, append, new_event, parse, replay

CHANGES = ("answer", "skip", "sure")  # events after which handing in is another hand-in


class _UnchangedError(Exception):
    """Nothing was answered since a hand-in, `event`."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


def hand_in(folder: Path, module: str, prepare: Callable[[bytes, Event], None]) -> Event:
    """Hand in the lesson in `folder`; return the event of the hand-in.

    `prepare` gets the journal's bytes with the event in them, and the event. What it raises refuses the hand-in, and
    then nothing was written. Where nothing was answered since the last hand-in, that one is meant: two clicks, or two
    windows, hand in once.
    """
    path = folder / JOURNAL
    before = sum(event["event"] == "handin" for event in replay(path).events)

    def check(data: bytes, event: Event) -> None:
        if last := _unchanged(data, event):
            raise _UnchangedError(last)
        prepare(data, event)

    try:
        return append(path, new_event("handin", module=module, number=before + 1), check)
    except _UnchangedError as unchanged:
        prepare(path.read_bytes(), unchanged.event)
        return unchanged.event


def _unchanged(data: bytes, event: Event) -> Event | None:
    """Return the hand-in since which nothing was answered, if there is one; `event` is not among them yet."""
    earlier = [entry for entry in parse(data).events if entry["id"] != event["id"]]
    last = next((entry for entry in reversed(earlier) if entry["event"] in ("handin", *CHANGES)), None)
    return last if last and last["event"] == "handin" else None
