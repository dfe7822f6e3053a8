"""The folder that an export goes into: it holds keys, so it is none that learners are given."""

from __future__ import annotations

from pathlib import Path

from wellfounded.content.release import RELEASE
from wellfounded.i18n.errors import UserError


def out_folder(course: Path, to: Path) -> Path:
    """Make the folder and return it; UserError within `release/`."""
    if to.resolve().is_relative_to((course / RELEASE).resolve()):
        raise UserError(f"{to} is given to learners, and an export holds keys. Choose another folder with --to.")
    to.mkdir(parents=True, exist_ok=True)
    return to
