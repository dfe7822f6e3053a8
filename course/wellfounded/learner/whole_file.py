"""Writes a file of a learner's copy whole or not at all."""

from __future__ import annotations

import os
import time
from pathlib import Path

SCRATCH = ".new"  # ends the name of a file while it is written
RETRIES = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds to wait for a program that holds a file, a virus scanner for instance


def replace_file(target: Path, data: bytes, aside: Path | None = None) -> None:
    """Write a file whole or not at all, unless it is that already; what was there goes `aside`, if that is named.

    No link is followed: a scratch file that somebody left or laid there is removed first.
    """
    if not aside and not target.is_symlink() and target.is_file() and target.read_bytes() == data:
        return
    scratch = target.with_name(f"{target.name}{SCRATCH}")
    scratch.unlink(missing_ok=True)
    with scratch.open("xb") as file:
        file.write(data)
    if aside:
        _rename(target, aside)
    _rename(scratch, target)


def replace_private_file(target: Path, data: bytes) -> None:
    """Write a file whole or not at all, for its owner only; it is on disk when this returns. No link is followed."""
    scratch = target.with_name(f"{target.name}{SCRATCH}")
    scratch.unlink(missing_ok=True)
    descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    _rename(scratch, target)


def _rename(path: Path, target: Path) -> None:
    """Rename a file, more than once if another program holds it for a moment."""
    for wait in RETRIES:
        try:
            path.replace(target)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    path.replace(target)
