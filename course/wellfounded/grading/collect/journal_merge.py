"""Adds entries to a journal that was handed in before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wellfounded.grading.collect.journal_split import read_lines
from wellfounded.journal.clock import is_correction
from wellfounded.journal.file import Event


@dataclass
class MergedJournal:
    """A journal with lines added: its bytes, how many lines are new, and how many others contradict it."""

    data: bytes
    new: int
    conflicts: int


def merge(before: bytes, additions: Iterable[bytes]) -> MergedJournal:
    """Return a journal with the lines that it lacks.

    Lines are united by id. The first line with an id stays: another one with other content is left out.
    """
    events: dict[str, Event] = {}
    for _, event in read_lines(before):
        if event:
            events.setdefault(event["id"], event)
    lines, new, conflicts = set(before.split(b"\n")), list[bytes](), 0
    for line, event in (pair for data in additions for pair in read_lines(data)):
        earlier = events.get(event["id"]) if event else None
        if event is None or earlier is None or is_correction(earlier, event):
            if event or line not in lines:
                lines.add(line)
                new.append(line)
            if event:
                events[event["id"]] = event
        else:
            conflicts += _differ(earlier, event)
    end = b"" if not before or before.endswith(b"\n") else b"\n"
    data = before + end + b"".join(line + b"\n" for line in new) if new else before
    return MergedJournal(data, len(new), conflicts)


def _differ(one: Event, other: Event) -> bool:
    try:
        return one != other
    except RecursionError:
        return True
