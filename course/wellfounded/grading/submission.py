"""Reads what a learner handed in, and trusts none of it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from wellfounded.grading.names import escape_controls, folder_name_problem
from wellfounded.i18n.errors import UserError
from wellfounded.journal.clock import TIME_PATTERN
from wellfounded.journal.file import JOURNAL, MAX_BYTES, Journal, TooLargeError, parse

TIMESTAMP = "timestamp.txt"  # holds the time of handing in, for nbgrader
MAX_SECRET = 1000  # bytes of what nbgrader leaves beside a submission, to find its feedback by
MAX_SIZE = 512 * 2**20  # bytes of a whole submission, which nbgrader copies
MAX_FILES, MAX_DEPTH = 1000, 20  # files and folders of a submission, and how deep they lie


class UntrustedError(UserError):
    """A submitted file is not read; the message tells the learner why."""


def read_plain(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file; UntrustedError for a link, a device, or one over the limit.

    FileNotFoundError when there is none.
    """
    with _open_plain(path, limit) as file:
        return file.read(limit)


def read_end(path: Path, size: int, limit: int = MAX_BYTES) -> bytes:
    """Return the last bytes of a file, at most `size`; errors as `read_plain`."""
    with _open_plain(path, limit) as file:
        file.seek(max(0, os.fstat(file.fileno()).st_size - size))
        return file.read(size)


def _open_plain(path: Path, limit: int) -> BinaryIO:
    """Open a regular file that is within the limit.

    The file is opened without following a link and checked by its open descriptor, so nobody can exchange
    it between the check and the reading. FileNotFoundError when there is none.
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
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):  # Python opens no file on one
        os.close(descriptor)
        raise UntrustedError(f"{path.name} is a folder")
    file = os.fdopen(descriptor, "rb")
    if stat.S_ISREG(status.st_mode) and status.st_nlink <= 1 and status.st_size <= limit:
        return file
    file.close()
    if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
        raise UntrustedError(f"{path.name} is a link or no ordinary file")
    raise UntrustedError(f"{path.name} is larger than {limit // 2**20} MiB")


def plain_files(folder: Path, limits: Mapping[str, int]) -> dict[Path, bytes] | None:
    """Return those files of a submission that are there, of these names and up to these sizes.

    None where one of them, or the folder, is a link or else would not be read: only here it is seen what it is.
    """
    files = {}
    for name, limit in limits.items():
        try:
            check_links(folder)
            files[folder / name] = read_plain(folder / name, limit)
        except FileNotFoundError:
            continue
        except UntrustedError:
            return None
    return files


def read_journal(folder: Path) -> tuple[Journal, str]:
    """Return the journal of a submission, and what to tell the learner if something is wrong with it."""
    return understood(*journal_bytes(folder))


def journal_bytes(folder: Path) -> tuple[bytes, str]:
    """Return the bytes of a submission's journal, and what to tell the learner if it cannot be read."""
    try:
        check_links(folder)
        return read_plain(folder / JOURNAL), ""
    except FileNotFoundError:
        return b"", f"No answers were handed in: {JOURNAL} is missing. Hand in the whole folder of the lesson."
    except UntrustedError as error:
        return b"", f"No answers could be read: {error}. Hand in the file that the lesson wrote."


def understood(data: bytes, trouble: str) -> tuple[Journal, str]:
    """Return the journal that these bytes hold, and what to tell the learner if something is wrong with it."""
    try:
        journal = parse(data)
    except TooLargeError as error:
        return Journal(), f"No answers could be read: {error}."
    if journal.skipped and not journal.events:
        return journal, f"No answers could be read: {JOURNAL} is damaged. Hand in the file that the lesson wrote."
    messages = [trouble] if trouble else []
    if journal.skipped:
        messages.append(f"{journal.skipped} lines of {JOURNAL} could not be read and were left out.")
    if journal.clock_errors:
        messages.append(
            f"A clock was far ahead for {journal.clock_errors} entries of {JOURNAL}; they keep the order of its lines."
        )
    return journal, " ".join(messages)


def parse_time(text: str) -> datetime | None:
    """Return the time in an event's `at`, or in a timestamp.txt of nbgrader or of a lesson; None if it is none."""
    iso = text.strip().removesuffix(" UTC").removesuffix("Z")
    event_time = f"{iso.replace(' ', 'T')}{'' if '.' in iso else '.000000'}Z"
    try:
        return datetime.fromisoformat(iso).replace(tzinfo=UTC) if TIME_PATTERN.fullmatch(event_time) else None
    except ValueError:
        return None


def check_links(folder: Path) -> None:
    """Raise UntrustedError where the folder of a submission, or of its learner, is a link: it may lead to another's."""
    for path in (folder, folder.parent):
        if path.is_symlink():
            raise UntrustedError(f"the folder {escape_controls(path.name)} is a link and was not followed")


def check_names(folder: Path) -> None:
    """Raise UntrustedError for `submitted/<learner>/<module>` under a name that some program might act on."""
    check_links(folder)
    if problem := folder_name_problem(folder.parent.name, sqlite=False):
        raise UntrustedError(problem)


def check_tree(folder: Path) -> None:
    """Raise UntrustedError for a submission that cannot be copied: endless, huge, or deep.

    A link counts as what it leads to, for nbgrader copies that. A pipe and a broken link pass: nbgrader itself fails
    on this submission alone, and names it.
    """
    size = 0
    for count, path in enumerate(_walk(folder, MAX_DEPTH)):
        size += _size(path, folder)
        if count >= MAX_FILES:
            raise UntrustedError(f"it holds more than {MAX_FILES} files; keep {JOURNAL} and the notebook alone")
        if size > MAX_SIZE:
            name = escape_controls(path.name)
            raise UntrustedError(f"{name} makes it larger than {MAX_SIZE // 2**20} MiB; remove it")


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    if not depth:
        raise UntrustedError(f"its folders lie more than {MAX_DEPTH} deep; keep {JOURNAL} and the notebook alone")
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                yield Path(entry.path)
                if entry.is_dir(follow_symlinks=False):
                    yield from _walk(Path(entry.path), depth - 1)
    except OSError as error:
        raise UntrustedError(f"{escape_controls(folder.name)} could not be opened: {error.strerror}") from error


def _size(path: Path, folder: Path) -> int:
    try:
        status = path.stat()
    except OSError:
        return 0
    is_device = stat.S_ISCHR(status.st_mode) or stat.S_ISBLK(status.st_mode)
    if is_device or status.st_dev != folder.stat().st_dev:  # /dev, and /proc, whose files do not tell their size
        raise UntrustedError(f"{escape_controls(path.name)} is a device, or leads to another disk; remove it")
    return status.st_size if stat.S_ISREG(status.st_mode) else 0
