"""Remembers, from one collection to the next, how an LMS named each learner, by which numbers, and whom it called late.

The file lies in `submitted/`, beside the learners' folders, and moves with them. Anybody can take another's display
name; since numbers are remembered, another sender of the same name is not merged into a learner's work.
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
    """The register cannot be read; the message says why, and what to do."""


class KnownSender(BaseModel):
    """The numbers of one learner. Canvas's holds for good; Moodle's holds for one assignment."""

    model_config = ConfigDict(extra="forbid", strict=True)

    canvas: list[str] = []
    moodle: dict[str, list[str]] = {}  # by module
    late: list[str] = []  # modules
    names: dict[str, str] = {}  # by module, of the latest collection: what feedback is given back under


class SenderRegister(BaseModel):
    """The numbers of all learners, by id."""

    model_config = ConfigDict(extra="forbid", strict=True)

    learners: dict[str, KnownSender] = {}

    def numbers(self, learner: str, lms: str, module: str) -> list[str]:
        """Return the numbers by which an LMS named a learner who handed in this module."""
        known = self.learners.get(learner, KnownSender())
        return known.canvas if lms == "canvas" else known.moodle.get(module, [])

    def add_number(self, learner: str, lms: str, module: str, number: str) -> None:
        """Remember a number."""
        known = self.learners.setdefault(learner, KnownSender())
        numbers = known.canvas if lms == "canvas" else known.moodle.setdefault(module, [])
        if number not in numbers:
            numbers.append(number)

    def set_name(self, learner: str, module: str, name: str) -> None:
        """Remember what an LMS called a hand-in; the latest collection counts."""
        self.learners.setdefault(learner, KnownSender()).names[module] = name

    def name(self, learner: str, module: str) -> str:
        """Return what an LMS called a learner's hand-in; "" where none did."""
        return self.learners.get(learner, KnownSender()).names.get(module, "")

    def set_late(self, learner: str, module: str, *, late: bool) -> None:
        """Remember whether an LMS called a hand-in late; the latest collection counts."""
        known = self.learners.setdefault(learner, KnownSender())
        known.late = [name for name in known.late if name != module] + [module] * late

    def is_late(self, learner: str, module: str) -> bool:
        """Return whether an LMS called a hand-in late."""
        return module in self.learners.get(learner, KnownSender()).late


def read_register(submitted: Path) -> SenderRegister:
    """Read the register, empty if there is none; RegisterError where it cannot be read."""
    path = submitted / REGISTER
    try:
        return SenderRegister.model_validate(json.loads(read_plain(path)))
    except FileNotFoundError:
        return SenderRegister()
    except (UntrustedError, OSError) as error:
        raise RegisterError(f"{path}: {error}. Remove it, and what it remembers is learnt anew.") from error
    except (ValueError, RecursionError, ValidationError) as error:
        raise RegisterError(f"{path} is damaged. Remove it, and what it remembers is learnt anew.") from error


def write_register(submitted: Path, register: SenderRegister) -> None:
    """Write the register, whole, readable by its owner alone; OSError when that fails."""
    submitted.mkdir(exist_ok=True)
    scratch = submitted / f"{REGISTER}.new"
    scratch.unlink(missing_ok=True)  # it may be a link
    descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(register.model_dump_json(exclude_defaults=True))
    scratch.replace(submitted / REGISTER)
