"""Appends whole lines to a file that several processes write: one process at a time, on disk before it returns."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock

_TAIL_BYTES = 64 * 1024  # enough to hold the last line
_BLOCK_BYTES = 2**20
_LOCK_TIMEOUT = 20.0  # seconds
_NO_LOCKS = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}  # some network file systems


def lock_path(path: Path) -> Path:
    """Return the path of a file's lock."""
    return path.with_name(f".{path.name}.lock")


def make_private_folder(path: Path) -> None:
    """Make a folder, if it is missing, that only its owner can open: it holds answers and scores."""
    path.mkdir(mode=0o700, exist_ok=True)
    with suppress(OSError):  # a disk may know no permissions
        path.chmod(0o700)


@contextmanager
def open_locked(path: Path) -> Iterator[int]:
    """Open a file to read and to append to, and sync what was written at the end; OSError when that fails.

    The file is made if it is missing. Only one process has it open at a time, and the system frees the lock of a
    process that dies. On a file system without locks, lines are still appended whole.
    """
    with _locked(lock_path(path)):
        is_new = not path.exists()
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
        try:
            yield descriptor
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if is_new:
            _sync_folder(path.parent)


def read_tail(descriptor: int) -> bytes:
    """Return the end of the file: its last lines, the first of which may be cut."""
    os.lseek(descriptor, max(0, file_size(descriptor) - _TAIL_BYTES), os.SEEK_SET)
    return os.read(descriptor, _TAIL_BYTES)


def file_size(descriptor: int) -> int:
    """Return how many bytes a file holds."""
    return os.fstat(descriptor).st_size


def count_lines(descriptor: int) -> int:
    """Return how many lines a file holds."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    return sum(block.count(b"\n") for block in iter(lambda: os.read(descriptor, _BLOCK_BYTES), b""))


def append_lines(descriptor: int, lines: bytes) -> None:
    """Append lines, after a line break if the last line is torn; on OSError nothing is appended."""
    tail, size = read_tail(descriptor), file_size(descriptor)
    data = with_lines(tail, lines)[len(tail) :]
    try:
        while data:
            data = data[os.write(descriptor, data) :]
    except OSError:
        with suppress(OSError):
            os.ftruncate(descriptor, size)
        raise


def with_lines(data: bytes, lines: bytes) -> bytes:
    """Return a file's bytes followed by lines, with a line break between them if the last line is torn."""
    return data + (lines if not data or data.endswith(b"\n") else b"\n" + lines)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    lock = FileLock(path, timeout=_LOCK_TIMEOUT, poll_interval=0.005, mode=0o600)
    try:
        lock.acquire()
    except NotImplementedError:  # filelock raises it for ENOSYS
        pass
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
    try:
        yield
    finally:
        lock.release()


def _sync_folder(folder: Path) -> None:
    with suppress(OSError, AttributeError):  # Windows opens no folders, and needs no such sync
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
