"""What one sender's files are, and how much of them is kept: whoever sends too much takes nothing from another."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from wellfounded.grading.collect.archives import is_zip
from wellfounded.grading.collect.lms_names import find_lms_name
from wellfounded.grading.names import escape_controls

MAX_TOTAL_BYTES = 2**30  # bytes kept in memory
MAX_FILES = 1000  # files of one sender
MAX_REFUSALS = 10  # refusals of one sender that are named one by one


@dataclass(frozen=True)
class DownloadedFile:
    """A file, and where it was: `path` as the instructor gave it, and `parts` below that.

    The LMS or the instructor named the first `outer_depth` of `parts`; a learner named the rest, inside an inner zip.
    `data` is None for a file that is not needed. `time` is the file's, and `time_source` says where it was read.
    `arrival` is the time of the outermost file that came from the sender: no clock of theirs wrote it. `on_disk` is
    whether that file is on a disk, whose times are in UTC.
    """

    path: Path
    parts: tuple[str, ...]
    outer_depth: int
    data: bytes | None
    time: datetime | None
    time_source: str
    arrival: datetime | None = None
    on_disk: bool = False

    @property
    def location(self) -> str:
        """Return where the file was, safe to print."""
        return escape_controls("/".join((self.path.as_posix(), *self.parts)))

    @property
    def name(self) -> str:
        """Return the file's own name."""
        return self.parts[-1] if self.parts else self.path.name


@dataclass
class SenderShare:
    """What came from one sender: files; (location, reason) of each refusal; bytes unpacked, and bytes kept."""

    files: list[DownloadedFile] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    unpacked: int = 0
    kept: int = 0
    closed: bool = False

    def refuse(self, location: str, reason: str) -> None:
        """Note a refusal; after MAX_REFUSALS of them a last one stands for the rest."""
        if len(self.refused) < MAX_REFUSALS:
            self.refused.append((location, reason))
        elif len(self.refused) == MAX_REFUSALS:
            self.refused.append((location, f"and more of this sender is refused: {reason}"))


@dataclass
class GatheredFiles:
    """All files of a collection, by sender; `bytes_left` says how many more bytes may be kept."""

    shares: dict[tuple[str, ...], SenderShare] = field(default_factory=dict)
    bytes_left: int = MAX_TOTAL_BYTES

    @property
    def files(self) -> list[DownloadedFile]:
        """Return the files of all senders."""
        return [file for share in self.shares.values() for file in share.files]

    @property
    def refused(self) -> list[tuple[str, str]]:
        """Return location and reason of each refusal."""
        return [refusal for share in self.shares.values() for refusal in share.refused]

    def share_of(self, path: Path, parts: tuple[str, ...]) -> SenderShare:
        """Return the sender's share: a sender is known by an LMS's name, else by a folder, or by a zip in a folder."""
        names = (str(path), *parts)
        if lms_name := find_lms_name((path.name, *parts)):
            key = (str(path.parent), *names[: lms_name.index], lms_name.number)
            return self.shares.setdefault(key, SenderShare())
        zips = [depth for depth, name in enumerate(parts[:2], 2) if is_zip(name)]
        return self.shares.setdefault(names[: min([*zips, 3])], SenderShare())

    def keep(self, share: SenderShare, file: DownloadedFile) -> None:
        """Keep a file; if that is too much in all, drop the largest share and report it."""
        if share.closed or (file.data is None and len(share.files) >= MAX_FILES):
            return
        if len(share.files) >= MAX_FILES:
            share.refuse(file.location, f"is one of more than {MAX_FILES} files of one sender")
            return
        share.files.append(file)
        share.kept += len(file.data or b"")
        self.bytes_left -= len(file.data or b"")
        if self.bytes_left < 0:
            self._drop_largest()

    def _drop_largest(self) -> None:
        largest = max(self.shares.values(), key=lambda share: share.kept)
        reason = (
            f"is the largest of what would be more than {MAX_TOTAL_BYTES // 2**20} MiB in all; collect it by itself"
        )
        largest.refused.append((largest.files[0].location, reason))
        self.bytes_left += largest.kept
        largest.files, largest.kept, largest.closed = [], 0, True
