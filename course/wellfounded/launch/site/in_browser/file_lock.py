"""Locks of files, in the place of the package `filelock`: they lock nothing.

Only a page's worker has these files, and it does one thing at a time.
"""

from __future__ import annotations


class Timeout(TimeoutError):  # noqa: N818 (the package's own name)
    """Says that another process has the file, which no page ever hears."""


class FileLock:
    """The part of a lock that `journal/durable_append.py` uses."""

    def __init__(self, _path: object, **_how: object) -> None:
        """Lock nothing."""

    def acquire(self) -> None:
        """Do nothing."""

    def release(self) -> None:
        """Do nothing."""
