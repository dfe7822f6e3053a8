"""A class list in memory: finds the learner whom an LMS, a folder or a file names, or says why there is doubt."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from wellfounded.grading.names import normalized, without_accents

NO_ONE = "no one in the roster fits"


@dataclass(frozen=True)
class Learner:
    """A row. `names` are all forms of the name that a download may show, each as `plain_name` makes it."""

    id: str
    names: frozenset[str]
    lms_id: str
    email: str
    first: str = ""
    last: str = ""


@dataclass(frozen=True)
class Roster:
    """A class list. Every search returns (id, "") or ("", why nobody was found)."""

    learners: tuple[Learner, ...]

    def by_sender(self, name: str, lms_id: str) -> tuple[str, str]:
        """Find whom an LMS names. Its number decides; a name counts where the roster has no other number for it."""
        numbered = [each for each in self.learners if lms_id and each.lms_id == lms_id]
        called = self._called(name)
        if numbered and called and numbered[0] not in called:
            return "", f"two fit: lms_id {lms_id} is {numbered[0].id}, the name is of {called[0].id}"
        if numbered:
            return numbered[0].id, ""
        free = [each for each in called if not (lms_id and each.lms_id)]
        if called and not free:
            return "", f"the roster has this name with another lms_id ({called[0].lms_id}, not {lms_id})"
        return _only(free)

    def numbered(self, learner: str, lms_id: str) -> bool:
        """Return whether the roster itself says that this number of an LMS is the learner's."""
        return any(each.id == learner and each.lms_id == lms_id for each in self.learners)

    def by_word(self, word: str) -> tuple[str, str]:
        """Find whom one word names: an id, an e-mail address, or a name."""
        plain = normalized(word)
        found = self._ids.get(plain) or (self._emails.get(plain) if plain else None)
        return (found.id, "") if found else _only(self._called(word))

    @cached_property
    def _ids(self) -> dict[str, Learner]:
        return {normalized(each.id): each for each in self.learners}

    @cached_property
    def _emails(self) -> dict[str, Learner]:
        return {each.email: each for each in self.learners}

    @cached_property
    def _names(self) -> dict[str, list[Learner]]:
        """Each form of each name, and the same without spaces, as Canvas writes it: only with spaces do words end."""
        found: dict[str, list[Learner]] = {}
        for each in self.learners:
            for name in each.names | {name.replace(" ", "") for name in each.names}:
                found.setdefault(name, []).append(each)
        return found

    @cached_property
    def _without_accents(self) -> dict[str, list[Learner]]:
        found: dict[str, list[Learner]] = {}
        for name, learners in self._names.items():
            mine = found.setdefault(without_accents(name), [])
            mine += [each for each in learners if each not in mine]
        return found

    def _called(self, name: str) -> list[Learner]:
        """Return who has this name; where nobody has, and it is without accents, who has it with accents."""
        plain = plain_name(name)
        found = self._names.get(plain, [])
        return found or (self._without_accents.get(plain, []) if plain == without_accents(plain) else [])


def plain_name(name: str) -> str:
    """Return a name as it is compared: letters with their marks, digits, one space between words.

    “de la Cruz, Bo” is “Bo de la Cruz”. An LMS leaves apostrophes and points out: they divide no words.
    """
    before, comma, after = name.partition(",")
    ordered = f"{after} {before}" if comma and "," not in after else name
    return " ".join("".join(map(_letter, normalized(ordered))).split())


def forms(name: str) -> Iterator[str]:
    """Yield a name with each of its words first, as it is compared: some programs put the last name there."""
    words = plain_name(name).split()
    for first in range(len(words)):
        yield " ".join(words[first:] + words[:first])


def _letter(each: str) -> str:
    kind = unicodedata.category(each)
    return each if kind[0] in "LMN" else " " if each.isspace() or kind in ("Pd", "Pc") else ""


def _only(found: list[Learner]) -> tuple[str, str]:
    if len(found) == 1:
        return found[0].id, ""
    return "", f"two fit: {found[0].id} and {found[1].id} have this name" if found else NO_ONE
