"""Makes what learners see of dates: a copy for a kit, and on a hub files in the course's folder of the exchange.

docs/dates-and-receipts.md says what is in them, and how an extension is seen by its learner alone.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wellfounded.grading.dates.course_settings import CourseSettings
from wellfounded.grading.dates.due_dates import ModuleDates, read_due_dates
from wellfounded.grading.names import folder_name_problem
from wellfounded.grading.submission import MAX_SECRET, UntrustedError, read_plain
from wellfounded.i18n.errors import UserError
from wellfounded.learner.dates import DATES, OWN, SECRET, extension_file
from wellfounded.learner.whole_file import replace_file

RULE = "late-rule.txt"  # in the course: an instructor's own words on what happens to late work
MAX_RULE = 1000  # bytes
OPEN_FOLDER, CLOSED_FOLDER, OPEN_FILE = 0o755, 0o711, 0o644  # of the second, nobody else sees what lies in it


def dates_for_learners(settings: CourseSettings, modules: list[ModuleDates]) -> dict[str, Any]:
    """Return the dates that hold for everybody; {} where no module has one."""
    due = {each.module: _text(each.due) for each in modules if each.due}
    return {"modules": due, "late": settings.late_rule, "late_words": _rule(settings.course)} if due else {}


def unsaid_rule(settings: CourseSettings) -> str:
    """Return what to do where learners would not be told the late rule; "" where they are."""
    if settings.late_rule or _rule(settings.course):
        return ""
    return f"Your late rule is your own, and learners are not told it: write it, in a sentence, into {RULE}."


def publish(settings: CourseSettings) -> Path | None:
    """Write the dates where learners on a hub look, and return that file; None where there is no exchange.

    UserError where it cannot be written: the gradebook has the dates all the same.
    """
    folder = settings.exchange
    if folder is None:
        return None
    modules = read_due_dates(settings.db_url)
    try:
        folder.mkdir(mode=OPEN_FOLDER, exist_ok=True)
        _write(folder / DATES, dates_for_learners(settings, modules))
        _publish_extensions(folder / OWN, settings.submitted, modules)
    except OSError as error:
        problem = f"{error.filename or folder}: {error.strerror or error}"
        raise UserError(
            f"Learners on the hub do not see the dates as they are: {problem}. Mend that, then run the same again."
        ) from error
    return folder / DATES


def _publish_extensions(folder: Path, submitted: Path, modules: list[ModuleDates]) -> None:
    folder.mkdir(mode=CLOSED_FOLDER, exist_ok=True)
    folder.chmod(CLOSED_FOLDER)
    files: dict[str, dict[str, str]] = {}
    for learner in {learner for each in modules for learner in each.extensions}:
        own = {each.module: _text(each.until(learner)) for each in modules if learner in each.extensions and each.due}
        files |= {extension_file(secret): own for secret in _secrets(submitted, learner) if own}
    for path in folder.glob("*.json"):
        if path.name not in files:
            path.unlink(missing_ok=True)
    for name, own in files.items():
        _write(folder / name, own)


def _secrets(submitted: Path, learner: str) -> list[str]:
    """Return the secrets that nbgrader left beside what a learner handed in."""
    if folder_name_problem(learner, sqlite=True):
        return []
    secrets = []
    for path in (submitted / learner).glob(f"*/{SECRET}"):
        with suppress(OSError, UntrustedError, UnicodeDecodeError):
            secrets.append(read_plain(path, MAX_SECRET).decode())
    return [secret for secret in secrets if secret.strip()]


def _write(path: Path, content: dict[str, Any]) -> None:
    replace_file(path, json.dumps(content, indent=1).encode())
    path.chmod(OPEN_FILE)


def _text(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else ""


def _rule(course: Path) -> str:
    """Return the instructor's own words; "" where there are none."""
    try:
        words = " ".join((course / RULE).read_text("utf-8").split())
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{course / RULE}: cannot be read ({error}). Save it as text, in UTF-8.") from error
    if len(words.encode()) > MAX_RULE:
        raise UserError(f"{course / RULE}: is longer than {MAX_RULE} characters. A sentence or two is enough.")
    return words
