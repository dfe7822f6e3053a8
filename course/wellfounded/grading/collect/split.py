"""Divides a file of answers among the modules that they belong to, and adds them to what was handed in before."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from wellfounded.content.case import CASES
from wellfounded.i18n.errors import UserError
from wellfounded.journal import file as journal
from wellfounded.journal.clock import TIME_PATTERN, is_correction
from wellfounded.journal.file import Event, TooLargeError
from wellfounded.journal.history import check_size, to_utf8
from wellfounded.learner.export import IN

DAMAGED = "is damaged: no line can be read"


class CourseError(UserError):
    """Why this is no course to collect for."""


@dataclass(frozen=True)
class Lessons:
    """The modules of a course that can be handed in, and the module of each case."""

    modules: tuple[str, ...]
    homes: dict[str, str]

    @property
    def names(self) -> re.Pattern[str]:
        """Return a pattern that a module's name fits, by itself or before a time or number: a hand-in file's."""
        return re.compile(rf"({'|'.join(map(re.escape, self.modules))})(?![\w])")

    def module(self, name: str) -> str:
        """Return the module of this name or number; "" if there is none."""
        return next((each for each in self.modules if name and name in (each, each.partition("-")[0])), "")

    def spoken(self, path: Iterable[str]) -> str:
        """Return the module that the last part of a path names that names one; "" if none does."""
        return next((match[1] for part in reversed([*path]) if (match := self.names.search(part))), "")

    def notebook(self, name: str) -> str:
        """Return the module whose notebook has this file name, or did before an LMS put something around it."""
        match = re.fullmatch(rf"(?:.*_)?({'|'.join(map(re.escape, self.modules))})(?:-\d+| \(\d+\))?\.ipynb", name)
        return match[1] if match else ""


@dataclass
class Part:
    """What a file holds of one module: its lines, and of the events among them what is needed later."""

    lines: list[bytes] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    unread: int = 0
    righted: set[str] = field(default_factory=set)  # whose times were a wrong clock's
    latest: dict[str, str] = field(default_factory=dict)  # "handin" and "": the latest time of a hand-in, of any event

    def add(self, text: bytes, event: Event | None) -> None:
        """Add a line, and the event it holds if it holds one."""
        self.lines.append(text)
        if event is None:
            self.unread += 1
            return
        self.ids.add(event["id"])
        self.righted |= {event["id"]} if "clock" in event else set()
        for kind in {"", event["event"]} & {"", "handin"}:
            self.latest[kind] = max(self.latest.get(kind, ""), event["at"] if moment(event["at"]) else "")

    def handed_in(self) -> tuple[datetime | None, str]:
        """Return the time of the last hand-in, else of the last entry, by the learner's clock; and which it is."""
        for kind, whence in (("handin", "hand-in"), ("", "last answer")):
            if time := moment(self.latest.get(kind, "")):
                return time, whence
        return None, ""


@dataclass
class Divided:
    """The lines of a file by module, and what is to be said of those that could not be placed."""

    parts: dict[str, Part] = field(default_factory=dict)
    trouble: str = ""


def lessons(course: Path) -> Lessons:
    """Read which modules a course has released, and their cases; CourseError if this is none."""
    homes: dict[str, str] = {}
    try:
        for path in sorted((course / "release").glob(f"*/{CASES}")):
            homes |= {each["id"]: path.parent.name for each in json.loads(path.read_text("utf-8"))["cases"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CourseError(f"{path} cannot be read: {error}. Run 'wellfounded build'.") from error
    if not homes or not (course / "nbgrader_config.py").exists():
        raise CourseError(f"{course.resolve()} is no course. Run this in its root, where nbgrader_config.py lies.")
    return Lessons(tuple(sorted(set(homes.values()))), homes)


def _lines(data: bytes) -> Iterator[tuple[bytes, Event | None]]:
    for text in data.split(b"\n"):
        if text.strip():
            yield text, next(iter(journal.parse_lines(text)[0]), None)


def divide(data: bytes, known: Lessons, hint: str) -> Divided:
    """Return the lines of a journal, or of a file with all answers, by module.

    A case belongs to one module, so a case says it best; then the file itself, line by line; then `hint`. Lines that
    say nothing go with the others, or by `hint` where those are of several modules.
    """
    found, silent = Divided(), Part()
    try:
        check_size(data)
        for text, event in _lines(to_utf8(data)):
            home = _home(event, known) if event else ""
            (found.parts.setdefault(home, Part()) if home else silent).add(*_without_in(text, event))
    except TooLargeError as error:
        return Divided(trouble=str(error))
    only = next(iter(found.parts)) if len(found.parts) == 1 else hint
    if silent.lines and only:
        _join(found.parts.setdefault(only, Part()), silent)
    elif silent.lines and not silent.ids:
        found.trouble = f"{len(silent.lines)} lines cannot be read" if found.parts else DAMAGED
    elif silent.lines:
        found.trouble = f"{len(silent.lines)} lines are of no module known here; name one with --module"
    return _nothing(found) if not any(part.ids for part in found.parts.values()) else found


def _join(part: Part, other: Part) -> None:
    part.lines += other.lines
    part.ids |= other.ids
    part.unread += other.unread
    part.righted |= other.righted
    for kind, time in other.latest.items():
        part.latest[kind] = max(part.latest.get(kind, ""), time)


def _nothing(found: Divided) -> Divided:
    """Return what is to be said of a file without one entry that can be placed."""
    return Divided(trouble=found.trouble or (DAMAGED if found.parts else "holds no answers"))


def _home(event: Event, known: Lessons) -> str:
    said = (known.homes.get(str(event.get("case"))), event.get(IN), event.get("module"))
    return next((each for each in said if isinstance(each, str) and each in known.modules), "")


def _without_in(text: bytes, event: Event | None) -> tuple[bytes, Event | None]:
    """Return a line as its lesson wrote it: in a file with all answers each names its lesson besides."""
    if event is None or IN not in event:
        return text, event
    plain = {key: value for key, value in event.items() if key != IN}
    try:
        return journal.to_line(plain).rstrip(b"\n"), plain
    except (ValueError, RecursionError):  # half a character, or nested too deeply: kept as it came
        return text, None


@dataclass
class Added:
    """A journal with lines added: its bytes; how many are new, how many contradict it; ids of what was there."""

    data: bytes
    new: int
    against: int


def add(before: bytes, came: Iterable[bytes]) -> Added:
    """Return a journal with the lines that it lacks.

    The union by id: a line whose id is there with other content is left out, since the first to name an id keeps it.
    """
    events: dict[str, Event] = {}
    for _, event in _lines(before):
        if event:
            events.setdefault(event["id"], event)
    texts, new, against = set(before.split(b"\n")), list[bytes](), 0
    for text, event in (each for data in came for each in _lines(data)):
        was = events.get(event["id"]) if event else None
        if event is None or was is None or is_correction(was, event):
            if event or text not in texts:
                texts.add(text)
                new.append(text)
            if event:
                events[event["id"]] = event
        else:
            against += _differ(was, event)
    end = b"" if not before or before.endswith(b"\n") else b"\n"
    data = before + end + b"".join(each + b"\n" for each in new) if new else before
    return Added(data, len(new), against)


def _differ(one: Event, other: Event) -> bool:
    try:
        return one != other
    except RecursionError:
        return True


def moment(text: str) -> datetime | None:
    """Return the time that a journal, or a timestamp.txt that nbgrader or a lesson wrote, says; None if unreadable."""
    iso = text.strip().removesuffix(" UTC").removesuffix("Z")
    stamped = f"{iso.replace(' ', 'T')}{'' if '.' in iso else '.000000'}Z"
    try:
        return datetime.fromisoformat(iso).replace(tzinfo=UTC) if TIME_PATTERN.fullmatch(stamped) else None
    except ValueError:
        return None
