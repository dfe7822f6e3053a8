"""One command at a time writes to a course's submissions and marks: the second says so, and ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from wellfounded.i18n.errors import UserError

LOCK = ".graded.db.lock"


class BusyError(UserError):
    """Why it is not this command's turn, and what to do."""


@contextmanager
def turn(course: Path) -> Iterator[None]:
    """Have a course to oneself; BusyError where another command has it, or no lock can be taken."""
    lock = FileLock(course / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise BusyError(
            "Another 'wellfounded grade' or 'wellfounded collect' is at work in this course. "
            "Wait until it ends, then run this again."
        ) from error
    except (OSError, NotImplementedError) as error:
        why = getattr(error, "strerror", None) or "this disk has no locks"
        raise BusyError(f"{course / LOCK} cannot be locked: {why}. Work on a disk where it can.") from error
    try:
        yield
    finally:
        lock.release()
