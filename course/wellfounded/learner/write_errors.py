"""Says, to a learner, why something could not be written, and what would help."""

from __future__ import annotations

import errno
from pathlib import Path

from filelock import Timeout

from wellfounded.i18n.messages import later, phrase

FULL = {errno.ENOSPC, errno.EDQUOT}
CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
IN_THE_WAY = {errno.EEXIST, errno.ENOTDIR, errno.EISDIR}


def why(error: OSError | ValueError, folder: Path) -> str:
    """Say, to a learner, why an answer could not be written into `folder`, and what would help."""
    if isinstance(error, Timeout):
        return phrase("another program holds your answers. Close the lesson's other windows, then try again.")
    if isinstance(error, OSError) and error.errno in FULL:
        return phrase("the disk is full. Make some room on it, then try again.")
    if isinstance(error, OSError) and error.errno in CLOSED:
        return phrase("the folder {folder} cannot be written to. Allow that, then try again.", folder=folder)
    if isinstance(error, OSError) and error.errno in IN_THE_WAY and error.filename:
        words = later("{path} is in the way: it is not the file or folder that belongs there. Move it, then try again.")
        return phrase(words, path=error.filename)
    if isinstance(error, FileNotFoundError):
        return phrase("the folder {folder} is gone. Put it back, then try again.", folder=folder)
    return phrase("{problem}. Try again.", problem=getattr(error, "strerror", None) or error)
