"""Finds every file in what an instructor downloaded: folders, zips, zips in either; reads those that matter.

Each sender has a share of their own, of bytes and of files: whoever uses up theirs takes nothing from another.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from wellfounded.grading.collect import lms
from wellfounded.grading.collect.archives import RefusedError, read_zip
from wellfounded.grading.names import escape_controls, path_problem
from wellfounded.grading.submission import UntrustedError, read_plain

TIMESTAMP = "timestamp.txt"
WANTED = (".jsonl", ".ipynb", ".zip")
LITTER = ("__MACOSX", ".")  # what systems leave beside files begins so
ARCHIVE = 2**30  # bytes of a zip on the disk
TOTAL = 2**30  # bytes kept in memory
DEEPEST = 30  # folders within folders
ZIPS = 3  # zips within zips: an LMS's holds a learner's, and that may hold all of `hand-in/`
HAND_IN = 128 * 2**20  # bytes that one sender's zips may unpack to
FILES, TOLD = 1000, 10  # of one sender: files, and refusals that are named one by one


@dataclass(frozen=True)
class Item:
    """A file, and where it was: `path` as the instructor gave it, and `parts` below that.

    The first `outer` of `parts` were named by the LMS or the instructor; the rest, inside a zip within, by a learner.
    `data` is None for a file that is of no use here. `at` is the file's time, and `whence` says whose time that is.
    `seen` is the time of the outermost file that came from the sender: no clock of theirs wrote it. `on_disk` is
    whether that is a disk's, which is in UTC.
    """

    path: Path
    parts: tuple[str, ...]
    outer: int
    data: bytes | None
    at: datetime | None
    whence: str
    seen: datetime | None = None
    on_disk: bool = False

    @property
    def place(self) -> str:
        """Return where the file was, to be shown."""
        return escape_controls("/".join((self.path.as_posix(), *self.parts)))

    @property
    def name(self) -> str:
        """Return the file's own name."""
        return self.parts[-1] if self.parts else self.path.name


@dataclass
class Share:
    """What came from one sender: files, (place, why) of what was refused, bytes that were unpacked and are kept."""

    items: list[Item] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    unpacked: int = 0
    kept: int = 0
    closed: bool = False

    def refuse(self, place: str, why: str) -> None:
        """Note what was refused; after TOLD of them the last counts the rest."""
        if len(self.refused) < TOLD:
            self.refused.append((place, why))
        elif len(self.refused) == TOLD:
            self.refused.append((place, f"and more of this sender is refused: {why}"))


@dataclass
class Gathered:
    """What was found, by sender."""

    shares: dict[tuple[str, ...], Share] = field(default_factory=dict)
    total: int = TOTAL

    @property
    def items(self) -> list[Item]:
        """Return the files."""
        return [item for share in self.shares.values() for item in share.items]

    @property
    def refused(self) -> list[tuple[str, str]]:
        """Return place and why of what was refused."""
        return [each for share in self.shares.values() for each in share.refused]

    def of(self, path: Path, parts: tuple[str, ...]) -> Share:
        """Return the share of whoever these names are of: by an LMS's name, else by folder, or by zip in a folder."""
        whole = (str(path), *parts)
        if found := lms.named((path.name, *parts)):
            return self.shares.setdefault((str(path.parent), *whole[: found.index], found.number), Share())
        zips = [place for place, name in enumerate(parts[:2], 2) if is_zip(name)]
        return self.shares.setdefault(whole[: min([*zips, 3])], Share())

    def keep(self, share: Share, item: Item) -> None:
        """Keep a file; where that is too much in all, the largest share gives way, and is named."""
        if share.closed or (item.data is None and len(share.items) >= FILES):
            return
        if len(share.items) >= FILES:
            share.refuse(item.place, f"is one of more than {FILES} files of one sender")
            return
        share.items.append(item)
        share.kept += len(item.data or b"")
        self.total -= len(item.data or b"")
        if self.total < 0:
            largest = max(self.shares.values(), key=lambda each: each.kept)
            why = f"is the largest of what would be more than {TOTAL // 2**20} MiB in all; collect it by itself"
            largest.refused.append((largest.items[0].place, why))
            self.total += largest.kept
            largest.items, largest.kept, largest.closed = [], 0, True


def gather(paths: Iterable[Path], total: int = TOTAL) -> Gathered:
    """Return every file in folders or zips, or files that paths are. Writes nothing; follows no link."""
    found = Gathered(total=total)
    for path in paths:
        before = len(found.items) + len(found.refused)
        if not os.path.lexists(path):
            found.of(path, ()).refuse(escape_controls(str(path)), "is not there")
        elif path.is_dir() and not path.is_symlink():
            for each in _walk(path, path, found):
                _file(path, each, each.relative_to(path).parts, found)
        else:
            _file(path, path, (), found)
        if len(found.items) + len(found.refused) == before:
            found.of(path, ()).refuse(escape_controls(str(path)), "holds no files")
    return found


def wanted(name: str) -> bool:
    """Return whether a file of this name is of use: answers, a notebook, the time of handing in, or a zip."""
    return (name.lower().endswith(WANTED) or name.split("/")[-1] == TIMESTAMP) and not litter(name)


def litter(name: str) -> bool:
    """Return whether a system left this file beside others."""
    return any(part.startswith(LITTER) and part not in (".", "..") for part in name.split("/"))


def is_zip(name: str) -> bool:
    """Return whether a file's name is a zip's."""
    return name.lower().endswith(".zip")


def _walk(top: Path, folder: Path, found: Gathered, depth: int = 0) -> Iterator[Path]:
    """Yield the files below a folder in the order of their names; refuse links, devices, pipes and bad names."""

    def refuse(path: Path | str, why: str) -> None:
        found.of(top, Path(path).relative_to(top).parts).refuse(escape_controls(str(path)), why)

    if depth > DEEPEST:
        refuse(folder, f"lies more than {DEEPEST} folders deep")
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        refuse(folder, f"cannot be read: {error.strerror}")
        return
    for entry in entries:
        problem = path_problem(entry.name)
        if not problem and (entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False)):
            yield from _walk(top, Path(entry.path), found, depth + 1) if entry.is_dir() else [Path(entry.path)]
        else:
            refuse(entry.path, problem or "is a link, a device or a pipe")


def _file(top: Path, path: Path, parts: tuple[str, ...], found: Gathered) -> None:
    name, share = "/".join(parts) or path.name, found.of(top, parts)
    if litter(name):
        return
    if not wanted(name):
        found.keep(share, Item(top, parts, len(parts), None, None, "file"))
        return
    try:
        data = read_plain(path, ARCHIVE) if is_zip(name) else read_plain(path)
        at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (UntrustedError, OSError, ValueError, OverflowError) as error:
        share.refuse(escape_controls(str(path)), escape_controls(str(error)))
        return
    if is_zip(name):
        _zip(Item(top, parts, len(parts), data, at, "file", at, True), found, None, 1)
    else:
        found.keep(share, Item(top, parts, len(parts), data, at, "file", at, True))


def _zip(packed: Item, found: Gathered, share: Share | None, depth: int) -> None:
    """Take the entries of a zip. `share` is whose a zip in a zip is; None for one on the disk, which may hold a class.

    The names in a zip in a zip are its sender's own.
    """

    def whose(parts: tuple[str, ...]) -> Share:
        return share or found.of(packed.path, (*packed.parts, *parts))

    try:
        for entry in read_zip(packed.data or b"", wanted, lambda parts: HAND_IN - whose(parts).unpacked):
            if litter("/".join(entry.parts)):
                continue
            parts, mine = (*packed.parts, *entry.parts), whose(entry.parts)
            outer = packed.outer if share else len(parts)
            own = share or not (is_zip(entry.parts[-1]) or lms.named(entry.parts))
            seen = (packed.seen, packed.on_disk) if own else (entry.at, False)
            item = Item(packed.path, parts, outer, entry.data, entry.at, "zip entry", *seen)
            mine.unpacked += len(entry.data or b"")
            if entry.refused:
                mine.refuse(item.place, entry.refused)
            elif entry.data is None or not is_zip(item.name):
                found.keep(mine, item)
            elif depth == ZIPS:
                mine.refuse(item.place, f"lies {ZIPS} zips deep; give in the one within by itself")
            else:
                _zip(item, found, mine, depth + 1)
    except RefusedError as error:
        whose(()).refuse(packed.place, str(error))
