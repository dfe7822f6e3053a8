"""Divides a file of answers among the modules that they belong to, and adds them to what was handed in before."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from wellfounded import journal
from wellfounded.cases import CASES
from wellfounded.clock import TIME
from wellfounded.journal import Event
from wellfounded.travel import IN

Line = tuple[bytes, Event | None]  # a line without its end; the event it says, None where it says none
DAMAGED = "is damaged: no line can be read"


class CourseError(Exception):
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
class Divided:
    """The lines of a file by module, and what is to be said of those that could not be placed."""

    lines: dict[str, list[Line]] = field(default_factory=dict)
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


def divide(data: bytes, known: Lessons, hint: str) -> Divided:
    """Return the lines of a journal, or of a file with all answers, by module.

    A case belongs to one module, so a case says it best; then the file itself, line by line; then `hint`. Lines that
    say nothing go with the others, or by `hint` where those are of several modules.
    """
    found, silent = Divided(), []
    for text in (each for each in data.split(b"\n") if each.strip()):
        event = next(iter(journal.read(text)[0]), None)
        home = _home(event, known) if event else ""
        line = _without_in(text, event)
        if home:
            found.lines.setdefault(home, []).append(line)
        else:
            silent.append(line)
    only = next(iter(found.lines)) if len(found.lines) == 1 else hint
    if silent and only:
        found.lines.setdefault(only, []).extend(silent)
    elif silent and all(event is None for _, event in silent):
        found.trouble = f"{len(silent)} lines cannot be read" if found.lines else DAMAGED
    elif silent:
        found.trouble = f"{len(silent)} lines are of no module known here; name one with --module"
    return _nothing(found) if not any(event for lines in found.lines.values() for _, event in lines) else found


def _nothing(found: Divided) -> Divided:
    """Return what is to be said of a file without one entry that can be placed."""
    return Divided(trouble=found.trouble or (DAMAGED if found.lines else "holds no answers"))


def _home(event: Event, known: Lessons) -> str:
    said = (known.homes.get(str(event.get("case"))), event.get(IN), event.get("module"))
    return next((each for each in said if isinstance(each, str) and each in known.modules), "")


def _without_in(text: bytes, event: Event | None) -> Line:
    """Return a line as its lesson wrote it: in a file with all answers each names its lesson besides."""
    if event is None or IN not in event:
        return text, event
    plain = {key: value for key, value in event.items() if key != IN}
    try:
        return journal.line(plain).rstrip(b"\n"), plain
    except (ValueError, RecursionError):  # half a character, or nested too deeply: kept as it came
        return text, None


def add(before: bytes, lines: Iterable[Line]) -> tuple[bytes, int, int]:
    """Return a journal with the lines that it lacks, how many those are, and how many contradict it.

    The union by id: a line whose id is there with other content is left out, since the first to name an id keeps it.
    """
    events = {each["id"]: each for each in reversed(journal.read(before)[0])}
    texts, new, against = set(before.split(b"\n")), [], 0
    for text, event in lines:
        if event is None and text not in texts:
            texts.add(text)
            new.append(text)
        elif event is not None and event["id"] not in events:
            events[event["id"]] = event
            new.append(text)
        elif event is not None:
            against += _differ(events[event["id"]], event)
    end = b"" if not before or before.endswith(b"\n") else b"\n"
    return before + end + b"".join(each + b"\n" for each in new) if new else before, len(new), against


def _differ(one: Event, other: Event) -> bool:
    try:
        return one != other
    except RecursionError:
        return True


def handed_in(lines: Iterable[Line]) -> tuple[datetime | None, str]:
    """Return the time of the last hand-in, else of the last entry, by the learner's clock; and which it is."""
    events = [event for _, event in lines if event]
    for of, whence in (([e for e in events if e["event"] == "handin"], "hand-in"), (events, "last answer")):
        times = [time for each in of if (time := moment(each["at"]))]
        if times:
            return max(times), whence
    return None, ""


def moment(text: str) -> datetime | None:
    """Return the time that a journal, or a timestamp.txt that nbgrader or a lesson wrote, says; None if unreadable."""
    iso = text.strip().removesuffix(" UTC").removesuffix("Z")
    stamped = f"{iso.replace(' ', 'T')}{'' if '.' in iso else '.000000'}Z"
    try:
        return datetime.fromisoformat(iso).replace(tzinfo=UTC) if TIME.fullmatch(stamped) else None
    except ValueError:
        return None
