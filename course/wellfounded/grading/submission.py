"""Reads what a learner handed in, trusting none of it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from wellfounded.journal import JOURNAL, Journal, parse

LIMIT = 64 * 2**20  # bytes; a year of answers is well under one MiB


class UntrustedError(Exception):
    """A submitted file that we do not read, and why, in words for the learner."""


def read_plain(path: Path, limit: int = LIMIT) -> bytes:
    """Return the bytes of a regular file; UntrustedError for a link, a device, or one over the limit.

    The file is opened without following a link and judged by its open descriptor, so it cannot be
    exchanged between the look and the reading. FileNotFoundError when there is none.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if path.is_symlink():
        raise UntrustedError(f"{path.name} is a link and was not followed")
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise UntrustedError(f"{path.name} could not be opened: {error.strerror}") from error
    with os.fdopen(descriptor, "rb") as file:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode) or about.st_nlink > 1:
            raise UntrustedError(f"{path.name} is a link or no ordinary file")
        if about.st_size > limit:
            raise UntrustedError(f"{path.name} is larger than {limit // 2**20} MiB")
        return file.read(limit)


def read_journal(folder: Path) -> tuple[Journal, str]:
    """Return the journal of a submission, and what to tell the learner if something is wrong with it."""
    return understood(*journal_bytes(folder))


def journal_bytes(folder: Path) -> tuple[bytes, str]:
    """Return the bytes of a submission's journal, and what to tell the learner if there are none to be had."""
    try:
        return read_plain(folder / JOURNAL), ""
    except FileNotFoundError:
        return b"", f"No answers were handed in: {JOURNAL} is missing. Hand in the whole folder of the lesson."
    except UntrustedError as error:
        return b"", f"No answers could be read: {error}. Hand in the file that the lesson wrote."


def understood(data: bytes, trouble: str) -> tuple[Journal, str]:
    """Return the journal that these bytes hold, and what to tell the learner if something is wrong with it."""
    journal = parse(data)
    if journal.skipped and not journal.events:
        return journal, f"No answers could be read: {JOURNAL} is damaged. Hand in the file that the lesson wrote."
    if journal.skipped:
        return journal, f"{journal.skipped} lines of {JOURNAL} could not be read and were left out."
    return journal, trouble
