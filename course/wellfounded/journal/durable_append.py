"""Appends to a file that several processes may write: one at a time, whole lines, on disk before it returns."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock

_TAIL = 64 * 1024  # bytes read back to find the last line
_PATIENCE = 20.0  # seconds
_BLOCK = 2**20  # bytes read at once where lines are counted
_NO_LOCKS = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}  # some network file systems


def lock_of(path: Path) -> Path:
    """Return where the lock of a file lies."""
    return path.with_name(f".{path.name}.lock")


def private_folder(path: Path) -> None:
    """Make a folder, if need be, that nobody but its owner can look into: it holds answers, and what they earned."""
    path.mkdir(mode=0o700, exist_ok=True)
    with suppress(OSError):  # a disk may know no permissions
        path.chmod(0o700)


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """Give a file, made if need be, to read and to append to; what was written is then synced. OSError when that fails.

    One process at a time: the system frees the lock of one that dies. Where a file system knows no locks,
    lines are appended whole all the same.
    """
    with _locked(lock_of(path)):
        fresh = not path.exists()
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
        try:
            yield descriptor
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if fresh:
            _sync_folder(path.parent)


def tail(descriptor: int) -> bytes:
    """Return the end of the file: its last lines, the first of them perhaps in part."""
    os.lseek(descriptor, max(0, size(descriptor) - _TAIL), os.SEEK_SET)
    return os.read(descriptor, _TAIL)


def size(descriptor: int) -> int:
    """Return how many bytes a file holds."""
    return os.fstat(descriptor).st_size


def count_lines(descriptor: int) -> int:
    """Return how many lines a file holds."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    return sum(block.count(b"\n") for block in iter(lambda: os.read(descriptor, _BLOCK), b""))


def add(descriptor: int, lines: bytes) -> None:
    """Append lines; after one that was torn, they begin a new one. All of them, or OSError and none."""
    end, size = tail(descriptor), os.fstat(descriptor).st_size
    data = joined(end, lines)[len(end) :]
    try:
        while data:
            data = data[os.write(descriptor, data) :]
    except OSError:
        with suppress(OSError):
            os.ftruncate(descriptor, size)
        raise


def joined(whole: bytes, lines: bytes) -> bytes:
    """Return a file's bytes with lines after them; after one that was torn, they begin a new one."""
    return whole + (lines if not whole or whole.endswith(b"\n") else b"\n" + lines)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    lock = FileLock(path, timeout=_PATIENCE, poll_interval=0.005, mode=0o600)
    try:
        lock.acquire()
    except NotImplementedError:  # what filelock makes of ENOSYS
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
