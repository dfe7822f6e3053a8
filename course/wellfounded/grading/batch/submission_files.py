"""Reads from a submitted folder what its marks and its graded folder are made of."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nbgrader.utils import parse_utc

from wellfounded.grading.submission import (
    MAX_SECRET,
    TIMESTAMP,
    UntrustedError,
    journal_bytes,
    parse_time,
    plain_files,
    read_plain,
)
from wellfounded.journal.file import JOURNAL, MAX_BYTES
from wellfounded.learner.dates import SECRET

MAX_TIMESTAMP = 100  # bytes


@dataclass(frozen=True)
class SubmissionFiles:
    """What a learner handed in: the bytes of the journal, and of the time of submission; what is wrong with either."""

    folder: Path
    journal: bytes
    trouble: str  # what to tell the learner
    timestamp: bytes
    time: datetime | None
    time_problem: str

    @property
    def digest(self) -> str:
        """Return a digest of the journal."""
        return sha(self.journal + self.trouble.encode())

    def secret(self) -> bytes:
        """Return what an exchange left beside the submission; nbgrader gives feedback back to the learner by it."""
        try:
            return read_plain(self.folder / SECRET, MAX_SECRET)
        except (FileNotFoundError, UntrustedError):
            return b""


def read_submission(folder: Path) -> SubmissionFiles:
    """Return what was handed in; UntrustedError where it is not even read."""
    for path in (folder.parent, folder):
        if path.is_symlink():
            raise UntrustedError(f"{path.name} is a link and was not followed")
    time, timestamp, time_problem = _time(folder)
    journal, trouble = journal_bytes(folder)
    if trouble and not _would_copy(folder / JOURNAL):
        raise UntrustedError(trouble)
    return SubmissionFiles(folder, journal, trouble, timestamp, time, time_problem)


def submission_files(folder: Path) -> dict[Path, bytes] | None:
    """Return the files that are read of a submission, for a machine that lacks them; None as `plain_files`."""
    return plain_files(folder, {JOURNAL: MAX_BYTES, TIMESTAMP: MAX_TIMESTAMP, SECRET: MAX_SECRET})


def sha(data: bytes) -> str:
    """Return a short digest."""
    return hashlib.sha256(data).hexdigest()[:32]


def _would_copy(path: Path) -> bool:
    """Return whether nbgrader, too, gets as far as the marks: it copies what was handed in, following links."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return not path.is_symlink()
    except OSError:
        return False
    return (stat.S_ISREG(mode) and os.access(path, os.R_OK)) or stat.S_ISDIR(mode)


def _time(folder: Path) -> tuple[datetime | None, bytes, str]:
    """Return the time of submission as nbgrader reads it, the file's bytes, and what is wrong with it."""
    try:
        timestamp = read_plain(folder / TIMESTAMP, MAX_TIMESTAMP)
    except FileNotFoundError:
        return None, b"", ""
    except UntrustedError as error:
        return None, b"", f"{error}; the time of submission is unknown"
    try:
        text = timestamp.decode().strip()
        usual = parse_time(text)  # what nbgrader and the lesson write, in a tenth of dateutil's time
        time = usual.replace(tzinfo=None) if usual else parse_utc(text) if text else None
        return time, timestamp, ""
    except (ValueError, OverflowError, TypeError):
        return None, timestamp, f"{TIMESTAMP} holds no time; the time of submission is unknown"
