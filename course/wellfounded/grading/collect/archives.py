"""Reads a zip that a stranger made, into memory and never onto the disk.

A bad entry is refused alone: a download holds a whole class, and one learner's file must not stop the others. Bytes
are counted as they are read, whatever a header says. Names are checked, though no file is ever written under them.
"""

from __future__ import annotations

import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO

from wellfounded.grading.names import path_problem
from wellfounded.i18n.errors import UserError
from wellfounded.journal.file import MAX_BYTES

MAX_DIRECTORY_BYTES = 32 * 2**20  # bytes of the list of entries, which zipfile reads at once
MAX_RATIO = 200  # answers and notebooks shrink about twentyfold
HARMLESS_SIZE = 2**20  # bytes, below which any ratio is harmless
CHUNK = 2**16
ENCRYPTED = 0x1 | 0x40 | 0x2000  # flag bits: encrypted, strongly encrypted, with a masked directory
UTF8_NAME = 0x800  # flag bit
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
    """An archive, or an entry of one, is refused; the message continues a sentence that begins with its name."""


@dataclass(frozen=True)
class ZipEntry:
    """A file in an archive: its path in parts; its bytes, None where they are not needed; its time, if it has one.

    `refused` says why an entry is not read. A zip tells no time zone: its times are taken as this machine's own.
    """

    parts: tuple[str, ...]
    data: bytes | None = None
    time: datetime | None = None
    refused: str = ""


def is_zip(name: str) -> bool:
    """Return whether a file's name is a zip's."""
    return name.lower().endswith(".zip")


def read_zip(
    data: bytes, is_needed: Callable[[str], bool], bytes_left: Callable[[tuple[str, ...]], int] = lambda _: MAX_BYTES
) -> Iterator[ZipEntry]:
    """Yield the files of a zip; `is_needed` says, by name, which are read, and `bytes_left` how large one may be.

    `bytes_left` is called right before an entry is read. RefusedError where the data are no zip.
    """
    try:
        with zipfile.ZipFile(_BoundedFile(BytesIO(data))) as archive:
            names = [(_name(info), info) for info in archive.infolist()]
            counts = Counter(unicodedata.normalize("NFC", name) for name, info in names if not info.is_dir())
            for name, info in names:
                if not info.is_dir() and not name.endswith("/"):
                    twice = counts[unicodedata.normalize("NFC", name)] > 1
                    yield _entry(archive, name, info, is_needed, bytes_left, twice=twice)
    except DAMAGED as error:
        raise RefusedError(NO_ZIP) from error


class _BoundedFile:
    """A file of which no more can be read at once than a list of entries may hold."""

    def __init__(self, file: BinaryIO) -> None:
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable
        self._file = file

    def read(self, count: int = -1) -> bytes:
        if count > MAX_DIRECTORY_BYTES:
            raise RefusedError(f"holds a list of entries larger than {MAX_DIRECTORY_BYTES // 2**20} MiB")
        return self._file.read(count)


def _entry(
    archive: zipfile.ZipFile,
    name: str,
    info: zipfile.ZipInfo,
    is_needed: Callable[[str], bool],
    bytes_left: Callable[[tuple[str, ...]], int],
    *,
    twice: bool,
) -> ZipEntry:
    parts = tuple(name.split("/"))
    if problem := path_problem(name):
        return ZipEntry(parts, refused=problem)
    if not is_needed(name):
        return ZipEntry(parts, time=_time(info))
    if problem := _problem(info) or ("stands in it twice, and nothing says which one counts" if twice else ""):
        return ZipEntry(parts, refused=problem)
    try:
        return ZipEntry(parts, _content(archive, info, bytes_left(parts)), _time(info))
    except RefusedError as error:
        return ZipEntry(parts, refused=str(error))
    except DAMAGED:
        return ZipEntry(parts, refused="is damaged")


def _name(info: zipfile.ZipInfo) -> str:
    """Return an entry's path, its parts divided by "/".

    Some Windows programs divide them by backslashes. By the specification, a name that is not marked as UTF-8 is in
    code page 437; but macOS writes UTF-8 there, and some Windows programs cp1252, which is taken if it alone gives
    letters.
    """
    name = info.orig_filename
    if not info.flag_bits & UTF8_NAME and not name.isascii():
        with suppress(UnicodeError):
            name = _decode_name(name.encode("cp437"))
    return name.replace("\\", "/")


def _decode_name(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        dos, windows = raw.decode("cp437"), raw.decode("cp1252", "replace")
        return windows if _is_latin(windows) and not _is_latin(dos) else dos


def _is_latin(name: str) -> bool:
    return all(letter.isascii() or unicodedata.name(letter, "").startswith("LATIN ") for letter in name)


def _problem(info: zipfile.ZipInfo) -> str:
    """Return why an entry that is needed is not read; "" if it may be."""
    if info.flag_bits & ENCRYPTED:
        return "is encrypted"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is compressed in a way that is not read here"  # the other ways cannot be unpacked in bounded steps
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR) or _is_link(info.extra):
        return "is a link, a device or a pipe"
    if info.file_size > MAX_BYTES:
        return f"is larger than {MAX_BYTES // 2**20} MiB"
    if info.file_size > HARMLESS_SIZE and info.file_size > MAX_RATIO * info.compress_size:
        return "would unpack to far more than it is: a zip bomb"
    return ""


def _is_link(extra: bytes) -> bool:
    while len(extra) >= 4:
        kind, size = struct.unpack("<HH", extra[:4])
        if kind == UNIX_LINK and size > 12:
            return True
        extra = extra[4 + size :]
    return False


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, bytes_left: int) -> bytes:
    """Return what an entry unpacks to; RefusedError as soon as it is too much."""
    content = bytearray()
    with archive.open(info) as file:
        while chunk := file.read(CHUNK):
            content += chunk
            if len(content) > HARMLESS_SIZE and len(content) > MAX_RATIO * info.compress_size:
                raise RefusedError("unpacks without end: a zip bomb")
            if len(content) > min(MAX_BYTES, bytes_left):
                raise RefusedError("is more than is taken from one sender")
    if len(content) != info.file_size:
        raise RefusedError("is damaged: its size is not the size it states")
    return bytes(content)


def _time(info: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*info.date_time).astimezone(UTC)
    except (ValueError, OverflowError, OSError):  # the thirteenth month, or a year beyond the system's clock
        return None
