"""Remembers, from one collection to the next, by which numbers an LMS named each learner, and whom it called late.

It lies in `submitted/`, beside the learners' folders and in none of them, and goes where they go. A display name can be
taken by anybody; with its number remembered, another sender of the same name is not merged into a learner's work.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from wellfounded.grading.submission import UntrustedError, read_plain
from wellfounded.i18n.errors import UserError

REGISTER = ".senders.json"


class RegisterError(UserError):
    """Why what was remembered cannot be read, and what to do."""


class Known(BaseModel):
    """What is known of a learner. Canvas's number is the learner's; Moodle's is the learner's in one assignment."""

    model_config = ConfigDict(extra="forbid", strict=True)

    canvas: list[str] = []
    moodle: dict[str, list[str]] = {}  # by module
    late: list[str] = []  # modules


class Register(BaseModel):
    """What is known of all learners, by id."""

    model_config = ConfigDict(extra="forbid", strict=True)

    learners: dict[str, Known] = {}

    def numbers(self, learner: str, lms: str, module: str) -> list[str]:
        """Return the numbers by which an LMS named a learner who handed in this module."""
        known = self.learners.get(learner, Known())
        return known.canvas if lms == "canvas" else known.moodle.get(module, [])

    def add(self, learner: str, lms: str, module: str, number: str) -> None:
        """Remember a number."""
        known = self.learners.setdefault(learner, Known())
        numbers = known.canvas if lms == "canvas" else known.moodle.setdefault(module, [])
        if number not in numbers:
            numbers.append(number)

    def mark(self, learner: str, module: str, *, late: bool) -> None:
        """Remember whether an LMS called a hand-in late; the last time that it came is what counts."""
        known = self.learners.setdefault(learner, Known())
        known.late = [each for each in known.late if each != module] + [module] * late

    def late(self, learner: str, module: str) -> bool:
        """Return whether an LMS called a hand-in late."""
        return module in self.learners.get(learner, Known()).late


def read_register(submitted: Path) -> Register:
    """Read what is remembered, nothing where nothing is; RegisterError where it cannot be read."""
    path = submitted / REGISTER
    try:
        return Register.model_validate(json.loads(read_plain(path)))
    except FileNotFoundError:
        return Register()
    except (UntrustedError, OSError) as error:
        raise RegisterError(f"{path}: {error}. Remove it, and what it remembers is learnt anew.") from error
    except (ValueError, RecursionError, ValidationError) as error:
        raise RegisterError(f"{path} is damaged. Remove it, and what it remembers is learnt anew.") from error


def write_register(submitted: Path, register: Register) -> None:
    """Write what is remembered, whole, for its owner alone; OSError when that fails."""
    submitted.mkdir(exist_ok=True)
    scratch = submitted / f"{REGISTER}.new"
    scratch.unlink(missing_ok=True)  # it may be a link
    descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(register.model_dump_json(exclude_defaults=True))
    scratch.replace(submitted / REGISTER)
