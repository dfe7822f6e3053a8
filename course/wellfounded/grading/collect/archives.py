"""Reads a zip that a stranger made, into memory and never onto the disk.

What is wrong with one entry refuses that entry: a download holds a whole class, and one learner's file must not stop
it. Bytes are counted as they come, whatever a header says. Names are judged, though none is ever written.
"""

from __future__ import annotations

import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO

from wellfounded.grading.names import path_problem
from wellfounded.i18n.errors import UserError
from wellfounded.journal.file import MAX_BYTES

DIRECTORY = 32 * 2**20  # bytes of the list of entries, which zipfile reads at once
RATIO, FREE = 200, 2**20  # answers and notebooks shrink about twentyfold; below FREE bytes any ratio is harmless
CHUNK = 2**16
ENCRYPTED = 0x1 | 0x40 | 0x2000  # flag bits: encrypted, strongly encrypted, with a masked directory
UTF8 = 0x800  # flag bit: the name is UTF-8
UNIX_LINK = 0x000D  # the extra field in which PKWARE's Unix zip keeps the target of a link, after twelve bytes
NO_ZIP = (
    "is damaged, or no zip at all. Download it again; if that does not help, unpack it with another program, and "
    "collect the folder"
)
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError),
    *(IndexError, OverflowError),
)


class RefusedError(UserError):
    """Why an archive, or an entry of one, is refused, in words that go on from its name."""


@dataclass(frozen=True)
class Entry:
    """A file in an archive: its path in parts; its bytes, None where nobody wanted them; its time, if it has one.

    `refused` says why an entry is not read. A zip tells no time zone: its times are taken as this machine's own.
    """

    parts: tuple[str, ...]
    data: bytes | None = None
    at: datetime | None = None
    refused: str = ""


def read_zip(
    data: bytes, wanted: Callable[[str], bool], room: Callable[[tuple[str, ...]], int] = lambda _: MAX_BYTES
) -> Iterator[Entry]:
    """Yield the files of a zip; `wanted` says, by name, whose bytes are needed, and `room` how many are taken.

    `room` is asked right before an entry is read. RefusedError where the archive is no zip, whatever the bytes are.
    """
    try:
        with zipfile.ZipFile(_Careful(BytesIO(data))) as archive:
            names = [(_name(info), info) for info in archive.infolist()]
            doubles = Counter(unicodedata.normalize("NFC", name) for name, info in names if not info.is_dir())
            for name, info in names:
                if not info.is_dir() and not name.endswith("/"):
                    twice = doubles[unicodedata.normalize("NFC", name)] > 1
                    yield _entry(archive, name, info, wanted, room, twice=twice)
    except DAMAGED as error:
        raise RefusedError(NO_ZIP) from error


class _Careful:
    """A file that gives out no more at once than a list of entries may hold."""

    def __init__(self, file: BinaryIO) -> None:
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable
        self._file = file

    def read(self, count: int = -1) -> bytes:
        if count > DIRECTORY:
            raise RefusedError(f"holds a list of entries larger than {DIRECTORY // 2**20} MiB")
        return self._file.read(count)


def _entry(
    archive: zipfile.ZipFile,
    name: str,
    info: zipfile.ZipInfo,
    wanted: Callable[[str], bool],
    room: Callable[[tuple[str, ...]], int],
    *,
    twice: bool,
) -> Entry:
    parts = tuple(name.split("/"))
    if problem := path_problem(name):
        return Entry(parts, refused=problem)
    if not wanted(name):
        return Entry(parts, at=_time(info))
    if problem := _problem(info) or ("stands in it twice: which of them counts, nobody can say" if twice else ""):
        return Entry(parts, refused=problem)
    try:
        return Entry(parts, _bytes(archive, info, room(parts)), _time(info))
    except RefusedError as error:
        return Entry(parts, refused=str(error))
    except DAMAGED:
        return Entry(parts, refused="is damaged")


def _name(info: zipfile.ZipInfo) -> str:
    """Return an entry's path, its parts divided by "/".

    Some programs of Windows divide them by backslashes. A name that is not marked as UTF-8 is of code page 437 by the
    specification; macOS writes UTF-8 there, and some programs of Windows cp1252: taken where it alone gives letters.
    """
    name = info.orig_filename
    if not info.flag_bits & UTF8 and not name.isascii():
        try:
            raw = name.encode("cp437")
            name = _decoded(raw)
        except UnicodeError:
            pass
    return name.replace("\\", "/")


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        spec, windows = raw.decode("cp437"), raw.decode("cp1252", "replace")
        return windows if _latin(windows) and not _latin(spec) else spec


def _latin(name: str) -> bool:
    return all(each.isascii() or unicodedata.name(each, "").startswith("LATIN ") for each in name)


def _problem(info: zipfile.ZipInfo) -> str:
    """Say why an entry that is wanted is not read; "" if it may be."""
    if info.flag_bits & ENCRYPTED:
        return "is encrypted"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is compressed in a way that is not read here"  # nor can the others be unpacked in bounded steps
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR) or _is_link(info.extra):
        return "is a link, a device or a pipe"
    if info.file_size > MAX_BYTES:
        return f"is larger than {MAX_BYTES // 2**20} MiB"
    if info.file_size > FREE and info.file_size > RATIO * info.compress_size:
        return "would unpack to far more than it is: a zip bomb"
    return ""


def _is_link(extra: bytes) -> bool:
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        if kind == UNIX_LINK and size > 12:
            return True
        extra = extra[4 + size :]
    return False


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> bytes:
    """Return what an entry unpacks to; RefusedError as soon as it is too much."""
    found = bytearray()
    with archive.open(info) as file:
        while chunk := file.read(CHUNK):
            found += chunk
            if len(found) > FREE and len(found) > RATIO * info.compress_size:
                raise RefusedError("unpacks without end: a zip bomb")
            if len(found) > min(MAX_BYTES, room):
                raise RefusedError("is more than is taken from one sender")
    if len(found) != info.file_size:
        raise RefusedError("is damaged: it has not the size it says")
    return bytes(found)


def _time(info: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*info.date_time).astimezone(UTC)
    except (ValueError, OverflowError, OSError):  # the thirteenth month, or a year no clock of the system knows
        return None
