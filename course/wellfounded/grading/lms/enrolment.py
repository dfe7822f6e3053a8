"""Takes the platform's class list into nbgrader's students: who is whom is decided here, and said."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from wellfounded.grading.collect.class_list import Learner, Roster
from wellfounded.grading.lms.learner_marks import Student, read_students
from wellfounded.grading.lms.matching import contradicts, display_name
from wellfounded.grading.lms.platform import Member
from wellfounded.grading.names import escape_controls, learner_id_problem, normalized
from wellfounded.grading.reports.gradebook import course_directory
from wellfounded.i18n.errors import UserError

ID_SOURCES: dict[str, Callable[[Member], str]] = {
    "email": lambda member: member.email.casefold(),
    "number": lambda member: member.number,
    "user": lambda member: member.user,
}


class EnrolmentError(UserError):
    """The class list cannot be written; the message says why, and what to do."""


@dataclass
class Enrolment:
    """What becomes of a class list: students as they are written, and lines on what is to be known or looked at."""

    students: list[Student] = field(default_factory=list)
    news: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class _DoubtError(Exception):
    """Who a member is, is not certain; the message says why."""


def enrol(members: Sequence[Member], known: Sequence[Student], id_source: str) -> Enrolment:
    """Return the students to write. A known learner keeps the id; one of `ID_SOURCES` gives a new one its own.

    A learner is known by the platform's number; else by the address, if one on each side has it; else by the id. What
    else both sides know of them must not speak against it.
    """
    result, taken = Enrolment(), set[str]()
    book = _KnownStudents(members, known)
    new_ids = Counter(ID_SOURCES[id_source](member) for member in members)
    for member in members:
        new_id = ID_SOURCES[id_source](member)
        try:
            student = book.find(member, new_id if new_ids[new_id] == 1 else "")
            news = _change(student, member) if student else "new"
            student = student or _new_student(new_id, id_source, new_ids[new_id])
            if student.id in taken:
                raise _DoubtError(f"{student.id} would be two learners of the platform")
        except _DoubtError as doubt:
            result.problems.append(f"{_who(member)}: {doubt}")
            continue
        taken.add(student.id)
        result.students.append(_updated(student, member))
        result.news += [f"{student.id}: {news}"] if news else []
    gone = [student.id for student in known if student.id not in taken]
    result.news += [f"{student}: in the gradebook, and not in the platform's course" for student in gone]
    return result


class _KnownStudents:
    """The students of the gradebook, found by what the platform knows."""

    def __init__(self, members: Sequence[Member], students: Sequence[Student]) -> None:
        self._users = {member.user for member in members}
        self._addresses = Counter(normalized(member.email) for member in members)
        self._by_user = _unique((student.user, student) for student in students)
        self._by_email = _unique((normalized(student.email), student) for student in students)
        self._by_id = {normalized(student.id): student for student in students}

    def find(self, member: Member, new_id: str) -> Student | None:
        """Return the student who is this member, None if none seems to be; an id of "" says nothing."""
        address = normalized(member.email)
        by_user = self._by_user.get(member.user)
        by_email = self._by_email.get(address) if self._addresses[address] == 1 else None
        by_id = self._by_id.get(normalized(new_id))
        candidates = [student for student in (by_user, by_email, by_id) if student]
        for student in candidates:
            # Whoever writes another's address into their profile does not get the other's marks.
            if student.user in (self._users - {member.user}):
                raise _DoubtError(f"{student.id} in the gradebook has the number {student.user} on the platform")
            if not contradicts(student, member):
                return student
        if candidates:
            other = candidates[0]
            raise _DoubtError(f"{other.id} in the gradebook has the same number or id, and is {_who(other)}")
        return None


def _change(student: Student, member: Member) -> str:
    return f"number {student.user} → {member.user}" if student.user not in ("", member.user) else ""


def _new_student(new_id: str, id_source: str, learners: int) -> Student:
    """Return a new student; _DoubtError where the id cannot be one, or is that of several learners."""
    others = " or ".join(f"--id {name}" for name in ID_SOURCES if name != id_source)
    if not new_id:
        raise _DoubtError(f"the platform does not tell us the {id_source}. Allow it there, or use {others}")
    if problem := learner_id_problem(new_id):
        raise _DoubtError(f"the id “{escape_controls(new_id)}” {problem}. Use {others}")
    if learners > 1:
        raise _DoubtError(f"the platform has {learners} learners with the {id_source} {new_id}")
    return Student(new_id)


def enrol_members(course: Path, members: Sequence[Member], id_source: str) -> Enrolment:
    """Write a class list into nbgrader's gradebook, which is made if there is none, all of it or nothing."""
    directory = course_directory(course)
    # nbgrader calls alembic by name when it makes a gradebook.
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    from nbgrader.api import Gradebook

    try:
        with Gradebook(directory.db_url, directory.course_id) as book:
            enrolment = enrol(members, read_students(course), id_source)
            _write(book.db, enrolment.students)
            book.db.commit()
    except SQLAlchemyError as error:
        message = str(error).partition("\n")[0]
        raise EnrolmentError(f"The gradebook cannot be written ({message}). Nothing was changed.") from error
    return enrolment


def as_roster(students: Iterable[Student]) -> Roster:
    """Return students as a class list, to be written as one."""
    return Roster(tuple(Learner(one.id, frozenset(), one.user, one.email, one.first, one.last) for one in students))


def _write(session: Any, students: Iterable[Student]) -> None:
    from nbgrader.api import Student as Row

    for student in students:
        row = session.get(Row, student.id) or Row(id=student.id)
        row.first_name, row.last_name, row.email = student.first, student.last, student.email
        row.lms_user_id = student.user
        session.add(row)


def _unique(pairs: Iterable[tuple[str, Student]]) -> dict[str, Student]:
    """Return the students whom a key names alone."""
    pairs = [(key, student) for key, student in pairs if key]
    counts = Counter(key for key, _ in pairs)
    return {key: student for key, student in pairs if counts[key] == 1}


def _updated(student: Student, member: Member) -> Student:
    """Return a student with what the platform knows; what it keeps to itself stays as it was."""
    known = {"email": member.email, "first": member.first, "last": member.last}
    return replace(student, user=member.user, **{name: value for name, value in known.items() if value})


def _who(person: Member | Student) -> str:
    return escape_controls(" ".join(filter(None, (display_name(person), person.email))) or f"number {person.user}")
