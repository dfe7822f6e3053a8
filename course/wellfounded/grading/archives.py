"""Reads a zip that a stranger made, into memory and never onto the disk; refuses, whole, what looks like an attack.

The names, kinds and sizes of all entries are judged before one is read, and bytes are counted as they come,
whatever a header says.
"""

from __future__ import annotations

import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO

from wellfounded.grading.names import harmless, name_problem
from wellfounded.journal import LIMIT

ENTRIES = 100_000
DIRECTORY = 32 * 2**20  # bytes of the list of entries, which zipfile reads at once
TOTAL = 2**30  # bytes taken out of one archive
RATIO, FREE = 200, 2**20  # answers and notebooks shrink about twentyfold; below FREE bytes any ratio is harmless
CHUNK = 2**16
ENCRYPTED = 0x1 | 0x40 | 0x2000  # flag bits: encrypted, strongly encrypted, with a masked directory
UNIX_LINK = 0x000D  # the extra field in which PKWARE's Unix zip keeps the target of a link, after twelve bytes
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError),
    *(IndexError, OverflowError),
)


class RefusedError(Exception):
    """Why an archive is refused, in words that go on from its name."""


@dataclass(frozen=True)
class Entry:
    """A file in an archive: its path in parts; its bytes, None where nobody wanted them; its time, if it has one.

    A zip tells no time zone: its times are taken as this machine's own.
    """

    parts: tuple[str, ...]
    data: bytes | None
    at: datetime | None


def read_zip(data: bytes, wanted: Callable[[str], bool], total: int = TOTAL) -> list[Entry]:
    """Return the files of a zip; `wanted` says, by name, whose bytes are needed, at most `total` of them.

    RefusedError, whatever the bytes are, and nothing else.
    """
    try:
        with zipfile.ZipFile(_Careful(BytesIO(data))) as archive:
            return list(_read(archive, wanted, total))
    except RefusedError:
        raise
    except DAMAGED as error:
        raise RefusedError("is damaged, or no zip at all") from error


class _Careful:
    """A file that gives out no more at once than a list of entries may hold."""

    def __init__(self, file: BinaryIO) -> None:
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable
        self._file = file

    def read(self, count: int = -1) -> bytes:
        if count > DIRECTORY:
            raise RefusedError(f"holds a list of entries larger than {DIRECTORY // 2**20} MiB")
        return self._file.read(count)


def _read(archive: zipfile.ZipFile, wanted: Callable[[str], bool], total: int) -> Iterator[Entry]:
    every = archive.infolist()
    if len(every) > ENTRIES:
        raise RefusedError(f"holds more than {ENTRIES} entries")
    for info in every:
        if problem := _problem(info, wanted):
            raise RefusedError(f"holds “{harmless(info.orig_filename)[:200]}”, which {problem}")
    _no_doubles(every)
    for info in (each for each in every if not each.is_dir()):
        data = _bytes(archive, info, total) if wanted(info.filename) else None
        total -= len(data or b"")
        yield Entry(tuple(info.filename.split("/")), data, _time(info))


def _problem(info: zipfile.ZipInfo, wanted: Callable[[str], bool]) -> str:
    """Say why an entry makes us refuse its archive; "" if it does not."""
    if info.flag_bits & ENCRYPTED:
        return "is encrypted"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is compressed in a way that is not read here"  # nor can the others be unpacked in bounded steps
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR) or _is_link(info.extra):
        return "is a link, a device or a pipe"
    if info.file_size > FREE and info.file_size > RATIO * info.compress_size:
        return "would unpack to far more than it is: a zip bomb"
    if info.file_size > LIMIT and wanted(info.filename):
        return f"is larger than {LIMIT // 2**20} MiB"
    return name_problem(info.orig_filename) or name_problem(info.filename)


def _is_link(extra: bytes) -> bool:
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        if kind == UNIX_LINK and size > 12:
            return True
        extra = extra[4 + size :]
    return False


def _no_doubles(every: list[zipfile.ZipInfo]) -> None:
    """Refuse two entries of one name: which of them counts would hang on who unpacks."""
    known: set[str] = set()
    for info in every:
        name = unicodedata.normalize("NFC", info.filename).removesuffix("/")
        if name in known:
            raise RefusedError(f"holds “{harmless(name)[:200]}” twice")
        known.add(name)


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, total: int) -> bytes:
    """Return what an entry unpacks to; RefusedError as soon as it is too much."""
    found = bytearray()
    with archive.open(info) as file:
        while chunk := file.read(CHUNK):
            found += chunk
            if len(found) > FREE and len(found) > RATIO * info.compress_size:
                raise RefusedError(f"holds “{harmless(info.filename)}”, which unpacks without end: a zip bomb")
            if len(found) > min(LIMIT, total):
                raise RefusedError("holds more than is taken out of one archive")
    if len(found) != info.file_size:
        raise RefusedError(f"holds “{harmless(info.filename)}”, which is damaged: it has not the size it says")
    return bytes(found)


def _time(info: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*info.date_time).astimezone(UTC)
    except (ValueError, OverflowError, OSError):  # the thirteenth month, or a year no clock of the system knows
        return None
