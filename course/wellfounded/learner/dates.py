"""Due dates as a learner of a cohort has them: from the kit, or on a hub from the course's folder of the exchange.

docs/dates-and-receipts.md says what is in them. Whatever cannot be read is no date: a lesson works without.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wellfounded.content.release import about_kit
from wellfounded.learner.workspace import Workspace

DATES, OWN = "dates.json", "dates"  # in the course's folder of an exchange: everybody's, and the folder of extensions
KIT_DATES = "dates"  # in kit.json
# Environment variables that a hub sets: two terms of a course have two ids.
COURSE_ID, EXCHANGE = "WELLFOUNDED_COURSE_ID", "WELLFOUNDED_EXCHANGE"
SECRET = "submission_secret.txt"  # noqa: S105 (a file's name; nbgrader leaves it beside what was handed in)
MAX_BYTES, MAX_MODULES = 100_000, 1000
LATE = ("none", "zero")


@dataclass(frozen=True)
class DueDate:
    """When a module is due, and whether that is later for this learner than for the others."""

    at: datetime
    extended: bool = False


@dataclass(frozen=True)
class Dates:
    """The due date of each module that has one; and the late rule, by name or in the instructor's words."""

    modules: dict[str, DueDate] = field(default_factory=dict)
    late: str = ""
    late_words: str = ""


NO_DATES = Dates()


def read_dates(workspace: Workspace) -> Dates:
    """Return the dates that hold for the learner of a copy; none where there is no cohort."""
    if workspace.kind == "hub" and (folder := exchange_folder()):
        with suppress(OSError):
            return _dates(_read(folder / DATES), _extensions(folder))
    return _dates(about_kit(workspace.course).get(KIT_DATES), {})


def exchange_folder() -> Path | None:
    """Return the course's folder in nbgrader's exchange, as a hub names it; None where none does."""
    names = os.environ.get(EXCHANGE), os.environ.get(COURSE_ID)
    return Path(*filter(None, names)) if all(names) else None


def extension_file(secret: str) -> str:
    """Return the name of the file with a learner's extensions, which only who knows a secret of theirs can find."""
    return f"{hashlib.sha256(f'dates {secret.strip()}'.encode()).hexdigest()[:32]}.json"


def moment(written: Any) -> datetime | None:
    """Return the moment in a text such as 2027-02-01T22:59:00Z; None where it is none."""
    with suppress(ValueError, TypeError, OverflowError):
        at = datetime.fromisoformat(written)
        return at.astimezone(UTC) if at.tzinfo else None
    return None


def _extensions(folder: Path) -> dict[str, Any]:
    """Return the learner's own dates, found by the secrets of what they handed in."""
    own: dict[str, Any] = {}
    for secret in _secrets(folder.name):
        with suppress(OSError):
            own |= dict(_read(folder / OWN / extension_file(secret)))
    return own


def _secrets(course_id: str) -> Iterator[str]:
    from jupyter_core.paths import jupyter_data_dir  # not on a web page

    for path in Path(jupyter_data_dir(), "nbgrader_cache", course_id).glob(f"*/{SECRET}"):
        with suppress(OSError, UnicodeDecodeError):
            yield path.read_text("utf-8")


def _read(path: Path) -> dict[str, Any]:
    """Return the JSON in a file; OSError where it cannot be read."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES)
    with suppress(ValueError, RecursionError):
        written = json.loads(data)
        return written if isinstance(written, dict) else {}
    return {}


def _dates(written: Any, own: dict[str, Any]) -> Dates:
    about = written if isinstance(written, dict) else {}
    modules = about.get("modules")
    due = list(modules.items())[:MAX_MODULES] if isinstance(modules, dict) else []
    known = {str(name): DueDate(at) for name, text in due if (at := moment(text))}
    longer = {name: DueDate(at, extended=True) for name, text in own.items() if (at := moment(text)) and name in known}
    late, words = about.get("late"), about.get("late_words")
    return Dates(known | longer, late if late in LATE else "", words if isinstance(words, str) else "")
