"""Lets one command at a time write to a course's submissions and marks; a second one says so and ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from wellfounded.i18n.errors import UserError

LOCK = ".graded.db.lock"


class BusyError(UserError):
    """Another command has the course, or it cannot be locked; the message says what to do."""


@contextmanager
def lock_course(course: Path) -> Iterator[None]:
    """Keep other commands out of a course; BusyError where another command has it, or it cannot be locked."""
    lock = FileLock(course / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise BusyError(
            "Another 'wellfounded grade' or 'wellfounded collect' is at work in this course. "
            "Wait until it ends, then run this again."
        ) from error
    except (OSError, NotImplementedError) as error:
        reason = getattr(error, "strerror", None) or "this disk has no locks"
        raise BusyError(f"{course / LOCK} cannot be locked: {reason}. Work on a disk where it can.") from error
    try:
        yield
    finally:
        lock.release()
