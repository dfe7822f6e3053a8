"""Finds the platform's user for a learner. The number decides, and name and address must not speak against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from wellfounded.grading.collect.class_list import name_forms
from wellfounded.grading.lms.learner_marks import Student
from wellfounded.grading.lms.platform import Member
from wellfounded.grading.names import normalized

ROSTER = "'wellfounded roster --from-lms' finds it"


@dataclass(frozen=True)
class Match:
    """The user, or None and why; `doubtful` where there is one who may be somebody else."""

    member: Member | None
    why: str = ""
    doubtful: bool = False


class Matcher:
    """The learners of the gradebook beside those of the platform."""

    def __init__(self, members: Iterable[Member], students: Iterable[Student]) -> None:
        """Count who has which number."""
        self._members = {member.user: member for member in members}
        self._students = list(students)
        self._users = Counter(student.user for student in self._students if student.user)

    def find(self, student: Student) -> Match:
        """Return the platform's user who is this learner, or why none is certain."""
        if not student.user:
            return Match(None, f"no number of the platform is in the gradebook: {ROSTER}")
        if self._users[student.user] > 1:
            others = [other.id for other in self._students if other.user == student.user and other != student]
            return Match(None, f"{', '.join(others)} has the same number, {student.user}: {ROSTER}", doubtful=True)
        member = self._members.get(student.user)
        if member is None:
            return Match(None, f"no learner in the platform's course has the number {student.user}: {ROSTER}")
        if contradicts(student, member):
            who = member.email or display_name(member)
            ours = student.email or display_name(student)
            why = f"number {student.user} is {who} on the platform and {ours} in the gradebook: {ROSTER}"
            return Match(None, why, doubtful=True)
        return Match(member)


def contradicts(student: Student, member: Member) -> bool:
    """Return whether what both sides know of a person differs in all of it; one thing that agrees is enough."""
    agrees = []
    if student.email and member.email:
        agrees.append(normalized(student.email) == normalized(member.email))
    ours, theirs = set(name_forms(display_name(student))), set(name_forms(display_name(member)))
    if ours and theirs:
        agrees.append(bool(ours & theirs))
    return bool(agrees) and not any(agrees)


def display_name(person: Student | Member) -> str:
    """Return a person's name, first name first; "" where it is not known."""
    name = f"{person.first} {person.last}".strip()
    return name or getattr(person, "name", "")
