"""Divides a file of answers among the modules that its lines belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from wellfounded.grading.collect.course_modules import CourseModules
from wellfounded.grading.submission import parse_time
from wellfounded.journal import file as journal
from wellfounded.journal.file import Event, TooLargeError
from wellfounded.journal.lines import check_size, to_utf8
from wellfounded.learner.export import IN

DAMAGED = "is damaged: no line can be read"


@dataclass
class JournalPart:
    """The lines of a file that belong to one module, and what is needed later of the events in them."""

    lines: list[bytes] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    unread: int = 0
    corrected: set[str] = field(default_factory=set)  # ids of events that a wrong clock had dated
    latest: dict[str, str] = field(default_factory=dict)  # "handin" and "": the latest time of a hand-in, of any event

    def add(self, line: bytes, event: Event | None) -> None:
        """Add a line, and the event in it if it can be read."""
        self.lines.append(line)
        if event is None:
            self.unread += 1
            return
        self.ids.add(event["id"])
        self.corrected |= {event["id"]} if "clock" in event else set()
        for kind in {"", event["event"]} & {"", "handin"}:
            self.latest[kind] = max(self.latest.get(kind, ""), event["at"] if parse_time(event["at"]) else "")

    def join(self, other: JournalPart) -> None:
        """Add all lines of another part."""
        self.lines += other.lines
        self.ids |= other.ids
        self.unread += other.unread
        self.corrected |= other.corrected
        for kind, time in other.latest.items():
            self.latest[kind] = max(self.latest.get(kind, ""), time)

    def handed_in(self) -> tuple[datetime | None, str]:
        """Return the time of the last hand-in, else of the last entry, by the learner's clock; and which of them."""
        for kind, source in (("handin", "hand-in"), ("", "last answer")):
            if time := parse_time(self.latest.get(kind, "")):
                return time, source
        return None, ""


@dataclass
class SplitJournal:
    """The lines of a file by module; `problem` says what is wrong with the lines that have none."""

    parts: dict[str, JournalPart] = field(default_factory=dict)
    problem: str = ""


def split_by_module(data: bytes, modules: CourseModules, hint: str) -> SplitJournal:
    """Return the lines of a journal, or of a file with all answers, by module.

    A case belongs to one module, so a line's case decides; then the module that the line itself names; then `hint`.
    Lines that name none go with the others; by `hint`, where those are of several modules.
    """
    split, unassigned = SplitJournal(), JournalPart()
    try:
        check_size(data)
        for line, event in read_lines(to_utf8(data)):
            module = _module_of(event, modules) if event else ""
            part = split.parts.setdefault(module, JournalPart()) if module else unassigned
            part.add(*_as_lesson_wrote(line, event))
    except TooLargeError as error:
        return SplitJournal(problem=str(error))
    fallback = next(iter(split.parts)) if len(split.parts) == 1 else hint
    if unassigned.lines and fallback:
        split.parts.setdefault(fallback, JournalPart()).join(unassigned)
    elif unassigned.lines and not unassigned.ids:
        split.problem = f"{len(unassigned.lines)} lines cannot be read" if split.parts else DAMAGED
    elif unassigned.lines:
        split.problem = f"{len(unassigned.lines)} lines are of no module known here; name one with --module"
    if not any(part.ids for part in split.parts.values()):
        return SplitJournal(problem=split.problem or (DAMAGED if split.parts else "holds no answers"))
    return split


def read_lines(data: bytes) -> Iterator[tuple[bytes, Event | None]]:
    """Yield the lines of a journal that are not blank, each with its event; None where it cannot be read."""
    for line in data.split(b"\n"):
        if line.strip():
            yield line, next(iter(journal.parse_lines(line)[0]), None)


def _module_of(event: Event, modules: CourseModules) -> str:
    candidates = (modules.module_of_case.get(str(event.get("case"))), event.get(IN), event.get("module"))
    return next((name for name in candidates if isinstance(name, str) and name in modules.modules), "")


def _as_lesson_wrote(line: bytes, event: Event | None) -> tuple[bytes, Event | None]:
    """Return a line without the name of its lesson, which a file with all answers adds to each."""
    if event is None or IN not in event:
        return line, event
    plain = {key: value for key, value in event.items() if key != IN}
    try:
        return journal.to_line(plain).rstrip(b"\n"), plain
    except (ValueError, RecursionError):  # half a character, or nested too deeply: the line stays as it is
        return line, None
