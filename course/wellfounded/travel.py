"""Takes a learner's answers along: all journals of a copy as one file, and such a file back into journals.

The file is a journal itself: an event a line, and in each, as `in`, the lesson that it belongs to.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from wellfounded import journal
from wellfounded.cases import CASES
from wellfounded.journal import JOURNAL, Event
from wellfounded.lessons import read_together
from wellfounded.words import phrase, phrase_many
from wellfounded.workspace import Workspace

NAME = "well-founded-answers-{date}.jsonl"
IN = "in"
TIME = re.compile(r"[0-8]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)  # the year 9999 has no moment after it


@dataclass(frozen=True)
class Taken:
    """One file with everything: its bytes; how many answers of how many lessons; lines that could not be read."""

    data: bytes
    answers: int
    lessons: int
    unread: int

    @property
    def name(self) -> str:
        """Return the name to save the file under."""
        return NAME.format(date=datetime.now(UTC).astimezone().date().isoformat())


@dataclass
class Brought:
    """What a file brought: answers that were new or were here, other new entries, lines that were left out."""

    new: int = 0
    known: int = 0
    beside: int = 0  # new hints, tries, hand-ins and the like
    unread: int = 0
    elsewhere: int = 0  # of lessons that this copy does not have


def take(workspace: Workspace) -> Taken:
    """Return all answers of a copy as one file; OSError where a journal cannot be read."""
    lines, answers, lessons, unread = [], 0, 0, 0
    for name in workspace.lessons:
        kept = read_together(workspace.folders(name))
        events = [event for event in kept.events if _sound(event)]
        lines += [journal.line({**event, IN: name}) for event in events]
        answers += _answers(events)
        lessons += bool(events)
        unread += kept.skipped + len(kept.events) - len(events)
    return Taken(b"".join(lines), answers, lessons, unread)


def bring(workspace: Workspace, data: bytes) -> Brought:
    """Write what a file holds, and the journals lack, into the journals; nothing is lost or doubled.

    Nobody vouches for the file: only journals of lessons that lie here are written, and only lines that are events.
    OSError or `journal.TooLargeError` where a journal cannot be written; what was written before stays, and the
    same file may be brought again.
    """
    events, unread = journal.read(data)
    brought, theirs = Brought(unread=unread), defaultdict(list)
    lessons, homes = workspace.lessons, _homes(workspace)
    for event in events:
        home = event.pop(IN, homes.get(str(event.get("case")), event.get("module")))
        if not _sound(event):
            brought.unread += 1
        elif home not in lessons:
            brought.elsewhere += 1
        else:
            theirs[home].append(event)
    for name, each in theirs.items():
        new = journal.merge_into(workspace.home(name) / JOURNAL, each)
        brought.new += _answers(new)
        brought.beside += len(new) - _answers(new)
        brought.known += _answers(journal.merge(each).events) - _answers(new)
    return brought


def _homes(workspace: Workspace) -> dict[str, str]:
    """Return the lesson of each case: a journal that was saved by itself does not say whose it is."""
    found: dict[str, str] = {}
    for name in workspace.lessons:
        with suppress(OSError, ValueError, KeyError, TypeError):
            cases = json.loads((workspace.home(name) / CASES).read_text(encoding="utf-8"))["cases"]
            found |= {case["id"]: name for case in cases}
    return found


def _answers(events: list[Event]) -> int:
    return sum(event["event"] == "answer" for event in events)


def _sound(event: Event) -> bool:
    """Return whether an event can be written again, and has a time that another can follow."""
    try:
        journal.line(event)
        return bool(TIME.fullmatch(event["at"]) and datetime.fromisoformat(event["at"]))
    except (ValueError, RecursionError):
        return False


def taken_in_words(taken: Taken) -> str:
    """Say, to the learner, what was saved."""
    if not taken.answers:
        return phrase("There are no answers here yet, so there was nothing to save.")
    answers = phrase_many("{n} answer", "{n} answers", taken.answers)
    lessons = phrase_many("{n} lesson", "{n} lessons", taken.lessons)
    said = [phrase("Saved as {name}: {answers} from {lessons}.", name=taken.name, answers=answers, lessons=lessons)]
    said.append(phrase("Your browser put it where it puts downloads. Whoever opens this file can read your answers."))
    if taken.unread:
        said.append(
            phrase_many(
                "{n} damaged line could not be taken along.",
                "{n} damaged lines could not be taken along.",
                taken.unread,
            )
        )
    return " ".join(said)


def brought_in_words(brought: Brought) -> str:
    """Say, to the learner, what a file brought."""
    if brought.unread and not (brought.new or brought.known or brought.beside or brought.elsewhere):
        return phrase("Nothing in this file could be read. Choose one that “Save all my answers as one file” wrote.")
    new = phrase_many("{n} new answer", "{n} new answers", brought.new)
    said = [
        phrase_many("{new}; {n} was here already.", "{new}; {n} were here already.", brought.known, new=new),
        *_besides(brought),
    ]
    if brought.new or brought.beside:
        said.append(phrase("Run a lesson again to see them in it: choose Run, then Run All Cells."))
    return " ".join(said)


def _besides(brought: Brought) -> Iterator[str]:
    """Yield what else came along, and what was left out."""
    if brought.beside:
        yield phrase_many(
            "{n} other entry, such as hints and hand-ins, came along.",
            "{n} other entries, such as hints and hand-ins, came along.",
            brought.beside,
        )
    if brought.unread:
        yield phrase_many(
            "Left out: {n} line that could not be read.", "Left out: {n} lines that could not be read.", brought.unread
        )
    if brought.elsewhere:
        yield phrase_many(
            "Left out: {n} entry of lessons that are not in this copy.",
            "Left out: {n} entries of lessons that are not in this copy.",
            brought.elsewhere,
        )
