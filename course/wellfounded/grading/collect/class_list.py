"""A class list in memory: finds the learner whom an LMS, a folder or a file names, or says why none is certain."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from wellfounded.grading.names import normalized, without_accents

NO_MATCH = "no one in the roster fits"


@dataclass(frozen=True)
class Learner:
    """A row. `names` are all forms of the name that a download may show, each as `simplified_name` makes it."""

    id: str
    names: frozenset[str]
    lms_id: str
    email: str
    first: str = ""
    last: str = ""


@dataclass(frozen=True)
class Roster:
    """A class list. Every search returns (id, "") or ("", reason why no learner is certain)."""

    learners: tuple[Learner, ...]

    def find_sender(self, name: str, lms_id: str) -> tuple[str, str]:
        """Find the learner whom an LMS names. The number decides; a name counts if the roster has no other number."""
        with_number = [learner for learner in self.learners if lms_id and learner.lms_id == lms_id]
        with_name = self._with_name(name)
        if with_number and with_name and with_number[0] not in with_name:
            return "", f"two fit: lms_id {lms_id} is {with_number[0].id}, the name is of {with_name[0].id}"
        if with_number:
            return with_number[0].id, ""
        without_number = [learner for learner in with_name if not (lms_id and learner.lms_id)]
        if with_name and not without_number:
            return "", f"the roster has this name with another lms_id ({with_name[0].lms_id}, not {lms_id})"
        return _single(without_number)

    def has_number(self, learner_id: str, lms_id: str) -> bool:
        """Return whether the roster itself gives a learner this number of an LMS."""
        return any(learner.id == learner_id and learner.lms_id == lms_id for learner in self.learners)

    def find(self, word: str) -> tuple[str, str]:
        """Find the learner whom one word names: an id, an e-mail address, or a name."""
        key = normalized(word)
        learner = self._by_id.get(key) or (self._by_email.get(key) if key else None)
        return (learner.id, "") if learner else _single(self._with_name(word))

    @cached_property
    def _by_id(self) -> dict[str, Learner]:
        return {normalized(learner.id): learner for learner in self.learners}

    @cached_property
    def _by_email(self) -> dict[str, Learner]:
        return {learner.email: learner for learner in self.learners}

    @cached_property
    def _by_name(self) -> dict[str, list[Learner]]:
        """Return learners by each form of their name, and by the same without spaces, as Canvas writes it."""
        by_name: dict[str, list[Learner]] = {}
        for learner in self.learners:
            for name in learner.names | {name.replace(" ", "") for name in learner.names}:
                by_name.setdefault(name, []).append(learner)
        return by_name

    @cached_property
    def _by_unaccented_name(self) -> dict[str, list[Learner]]:
        by_name: dict[str, list[Learner]] = {}
        for name, learners in self._by_name.items():
            same_name = by_name.setdefault(without_accents(name), [])
            same_name += [learner for learner in learners if learner not in same_name]
        return by_name

    def _with_name(self, name: str) -> list[Learner]:
        """Return the learners with this name; where none has it, and it has no accents, those with it accented."""
        key = simplified_name(name)
        learners = self._by_name.get(key, [])
        return learners or (self._by_unaccented_name.get(key, []) if key == without_accents(key) else [])


def simplified_name(name: str) -> str:
    """Return a name in the form in which names are compared: letters with their marks, digits, single spaces.

    “de la Cruz, Bo” is “Bo de la Cruz”. An LMS leaves out apostrophes and points, so they divide no words.
    """
    before, comma, after = name.partition(",")
    ordered = f"{after} {before}" if comma and "," not in after else name
    return " ".join("".join(map(_letter, normalized(ordered))).split())


def name_forms(name: str) -> Iterator[str]:
    """Yield a simplified name with each of its words first: some programs put the last name there."""
    words = simplified_name(name).split()
    for first in range(len(words)):
        yield " ".join(words[first:] + words[:first])


def _letter(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] in "LMN":
        return character
    return " " if character.isspace() or category in ("Pd", "Pc") else ""


def _single(learners: list[Learner]) -> tuple[str, str]:
    if len(learners) == 1:
        return learners[0].id, ""
    return "", f"two fit: {learners[0].id} and {learners[1].id} have this name" if learners else NO_MATCH
