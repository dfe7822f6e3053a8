"""Finds every file in what an instructor downloaded: folders, zips, zips in either; reads those that matter."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from wellfounded.grading.archives import ENTRIES, TOTAL, RefusedError, read_zip
from wellfounded.grading.names import harmless, name_problem
from wellfounded.grading.submission import UntrustedError, read_plain

TIMESTAMP = "timestamp.txt"
WANTED = (".jsonl", ".ipynb", ".zip")
LITTER = ("__MACOSX", ".")  # what systems leave beside files begins so
ARCHIVE = 2**30  # bytes of a zip on the disk
DEEPEST = 30  # folders within folders
HAND_IN = 128 * 2**20  # bytes taken out of a zip in a zip: one learner's


@dataclass(frozen=True)
class Item:
    """A file, and where it was: `path` as the instructor gave it, and `parts` below that.

    The first `outer` of `parts` were named by the LMS or the instructor; the rest, inside a zip within, by a learner.
    `data` is None for a file that is of no use here. `at` is the file's time, and `whence` says whose time that is.
    """

    path: Path
    parts: tuple[str, ...]
    outer: int
    data: bytes | None
    at: datetime | None
    whence: str

    @property
    def place(self) -> str:
        """Return where the file was, to be shown."""
        return harmless("/".join((self.path.as_posix(), *self.parts)))

    @property
    def name(self) -> str:
        """Return the file's own name."""
        return self.parts[-1] if self.parts else self.path.name


@dataclass
class Gathered:
    """The files that were found, and (place, why) of what was refused."""

    items: list[Item] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    left: int = TOTAL  # bytes that may still be kept in memory


def gather(path: Path, left: int = TOTAL) -> Gathered:
    """Return every file in a folder or zip, or the one file that `path` is. Writes nothing; follows no link."""
    found = Gathered(left=left)
    if not os.path.lexists(path):
        found.refused.append((harmless(str(path)), "is not there"))
    elif path.is_dir() and not path.is_symlink():
        for number, each in enumerate(_walk(path, found)):
            if number == ENTRIES:
                found.refused.append(
                    (harmless(str(path)), f"holds more than {ENTRIES} files; the others were not read")
                )
                break
            _file(path, each, each.relative_to(path).parts, found)
    else:
        _file(path, path, (), found)
    if not found.items and not found.refused:
        found.refused.append((harmless(str(path)), "holds no files"))
    return found


def wanted(name: str) -> bool:
    """Return whether a file of this name is of use: answers, a notebook, the time of handing in, or a zip."""
    return (name.endswith(WANTED) or name.split("/")[-1] == TIMESTAMP) and not litter(name)


def litter(name: str) -> bool:
    """Return whether a system left this file beside others."""
    return any(part.startswith(LITTER) for part in name.split("/"))


def _walk(folder: Path, found: Gathered, depth: int = 0) -> Iterator[Path]:
    """Yield the files below a folder in the order of their names; refuse links, devices, pipes and bad names."""
    if depth > DEEPEST:
        found.refused.append((harmless(str(folder)), f"lies more than {DEEPEST} folders deep"))
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        found.refused.append((harmless(str(folder)), f"cannot be read: {error.strerror}"))
        return
    for entry in entries:
        problem = name_problem(entry.name)
        if not problem and (entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False)):
            yield from _walk(Path(entry.path), found, depth + 1) if entry.is_dir() else [Path(entry.path)]
        else:
            found.refused.append((harmless(entry.path), problem or "is a link, a device or a pipe"))


def _file(top: Path, path: Path, parts: tuple[str, ...], found: Gathered) -> None:
    name = "/".join(parts) or path.name
    if litter(name):
        return
    if not wanted(name):
        found.items.append(Item(top, parts, len(parts), None, None, "file"))
        return
    try:
        is_zip = path.name.endswith(".zip")
        data = read_plain(path, ARCHIVE) if is_zip else read_plain(path)
        at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (UntrustedError, OSError, ValueError, OverflowError) as error:
        found.refused.append((harmless(str(path)), harmless(str(error))))
        return
    if is_zip:
        _zip(top, parts, data, found, nested=False)
    else:
        _keep(found, [Item(top, parts, len(parts), data, at, "file")], harmless(str(path)))


def _zip(top: Path, parts: tuple[str, ...], data: bytes, found: Gathered, *, nested: bool) -> None:
    """Take a zip whole, or refuse it whole, but for the zips in it: each of those is taken or refused by itself."""
    place = harmless("/".join((top.as_posix(), *parts)))
    try:
        entries = read_zip(data, wanted, HAND_IN if nested else found.left)
        inner = {each.parts: each.data for each in entries if each.data is not None and each.parts[-1].endswith(".zip")}
        if nested and inner:
            raise RefusedError("is a zip in a zip and holds another zip")
    except RefusedError as error:
        found.refused.append((place, str(error)))
        return
    items = [
        Item(top, (*parts, *e.parts), len(parts) if nested else len(parts) + len(e.parts), e.data, e.at, "zip entry")
        for e in entries
        if e.parts not in inner and not litter("/".join(e.parts))
    ]
    _keep(found, items, place)
    for below, packed in inner.items():
        _zip(top, (*parts, *below), packed, found, nested=True)


def _keep(found: Gathered, items: list[Item], place: str) -> None:
    size = sum(len(each.data or b"") for each in items)
    if size > found.left:
        why = f"would be more than {TOTAL // 2**20} MiB together with the rest; collect it by itself"
        found.refused.append((place, why))
        return
    found.left -= size
    found.items += items
