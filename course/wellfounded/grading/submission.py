"""Reads what a learner handed in, trusting none of it."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from wellfounded.journal import JOURNAL, Journal, parse

LIMIT = 64 * 2**20  # bytes; a year of answers is well under one MiB


TREE = 512 * 2**20  # bytes of a whole submission, which nbgrader copies
ENTRIES, DEPTH = 1000, 20  # files and folders of a submission, and how deep they lie
NAME = frozenset(" .@_+-'")  # what a learner's name may hold besides letters, marks and digits


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
    try:
        check_links(folder)
        journal = parse(read_plain(folder / JOURNAL))
    except FileNotFoundError:
        return Journal(), f"No answers were handed in: {JOURNAL} is missing. Hand in the whole folder of the lesson."
    except UntrustedError as error:
        return Journal(), f"No answers could be read: {error}. Hand in the file that the lesson wrote."
    if journal.skipped and not journal.events:
        return journal, f"No answers could be read: {JOURNAL} is damaged. Hand in the file that the lesson wrote."
    if journal.skipped:
        return journal, f"{journal.skipped} lines of {JOURNAL} could not be read and were left out."
    return journal, ""


def check_links(folder: Path) -> None:
    """Raise UntrustedError where the folder of a submission, or of its learner, is a link: at somebody else's."""
    for each in (folder, folder.parent):
        if each.is_symlink():
            raise UntrustedError(f"the folder {printable(each.name)} is a link and was not followed")


def check_names(folder: Path) -> None:
    """Raise UntrustedError for `submitted/<learner>/<module>` under a name that some program might act upon.

    `*` is a pattern to nbgrader, `=` a formula to a spreadsheet, `<` markup to a page, an escape sequence a command to
    a terminal. A name begins with a letter or digit of any script, and goes on with letters, digits and `NAME`.
    """
    check_links(folder)
    if not plain_name(folder.parent.name):
        allowed = f"letters, digits and {''.join(sorted(NAME))}"
        raise UntrustedError(
            f"the learner's folder is named {printable(folder.parent.name)}; rename it, beginning with a letter or "
            f"digit, with {allowed}"
        )


def plain_name(name: str) -> bool:
    """Return whether a learner's name is one that no program acts upon: see `check_names`."""
    kinds = [unicodedata.category(each)[0] for each in name]
    first = bool(kinds) and kinds[0] in "LN" and len(name.encode(errors="replace")) <= 128
    return first and all(kind in "LMN" or each in NAME for kind, each in zip(kinds, name, strict=True))


def printable(text: str) -> str:
    """Return a text with everything that a terminal would act upon, or not show, written as an escape."""
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)


def check_tree(folder: Path) -> None:
    """Raise UntrustedError for a submission that cannot be copied: endless, huge, or deep.

    A link counts as what it leads to, for nbgrader copies that. What it fails on alone, a pipe for instance or a link
    at nothing, is let through: it names it.
    """
    size = 0
    for count, path in enumerate(_walk(folder, DEPTH)):
        size += _size(path, folder)
        if count >= ENTRIES:
            raise UntrustedError(f"it holds more than {ENTRIES} files; keep {JOURNAL} and the notebook alone")
        if size > TREE:
            raise UntrustedError(f"{printable(path.name)} makes it larger than {TREE // 2**20} MiB; remove it")


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    if not depth:
        raise UntrustedError(f"its folders lie more than {DEPTH} deep; keep {JOURNAL} and the notebook alone")
    with os.scandir(folder) as entries:
        for entry in entries:
            yield Path(entry.path)
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), depth - 1)


def _size(path: Path, folder: Path) -> int:
    try:
        about = path.stat()
    except OSError:
        return 0
    device = stat.S_ISCHR(about.st_mode) or stat.S_ISBLK(about.st_mode)
    if device or about.st_dev != folder.stat().st_dev:  # /dev, and /proc, whose files do not say how long they are
        raise UntrustedError(f"{printable(path.name)} is a device, or leads to another disk; remove it")
    return about.st_size if stat.S_ISREG(about.st_mode) else 0
