"""The folder `.lms` in a course's root: what its owner alone may read, such as the key that signs for the course."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from wellfounded.i18n.errors import UserError

FOLDER = ".lms"
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class PrivateFileError(UserError):
    """A private file cannot be used; the message says why, and what to do."""


def private_folder(course: Path) -> Path:
    """Return the folder, made if need be, with a .gitignore of its own: what lies in it never enters git."""
    folder = course / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise PrivateFileError(f"{folder}: cannot be made ({error.strerror}). Mend this, then run it again.") from error
    return folder


def write_private(path: Path, text: str) -> None:
    """Write a file whole, readable by its owner alone from its first byte on; OSError when that fails."""
    scratch = path.with_name(f".{path.name}.new")
    scratch.unlink(missing_ok=True)  # it may be a link
    descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    scratch.replace(path)


def read_private(path: Path, remedy: str) -> str:
    """Return what a private file holds; PrivateFileError where it is not there, or others may read or change it.

    On Windows the folder's own permissions protect it.
    """
    try:
        with path.open(encoding="utf-8") as file:
            mode = os.fstat(file.fileno()).st_mode
            text = file.read()
    except FileNotFoundError as error:
        raise PrivateFileError(f"{path} is not there. {remedy}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise PrivateFileError(f"{path}: cannot be read ({error}). {remedy}") from error
    if os.name != "nt" and mode & OTHERS:
        raise PrivateFileError(
            f"{path}: others than you may read it (mode {stat.S_IMODE(mode):o}). If nobody has, run: chmod 600 {path}. "
            "If somebody may have, delete it, run 'wellfounded marks connect', and give your platform the new key."
        )
    return text
