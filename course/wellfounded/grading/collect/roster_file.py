"""Reads a class list, as spreadsheets, Moodle and Canvas write it; writes one as nbgrader reads it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from wellfounded.grading.collect.class_list import Learner, Roster, name_forms
from wellfounded.grading.names import escape_controls, learner_id_problem, normalized
from wellfounded.grading.submission import UntrustedError, read_plain
from wellfounded.i18n.errors import UserError

MAX_SIZE = 16 * 2**20  # bytes
# The names of our columns, in small letters without spaces: our own and those in exports of Moodle and Canvas; of
# Moodle also in German, French and Spanish.
COLUMNS = {
    "id": (
        *("id", "learner", "studentid", "username", "sisloginid", "idnumber", "sisuserid"),
        *("anmeldename", "benutzername", "nomd'utilisateur", "nombredeusuario"),
        *("id-nummer", "numérod'identification", "númerodeid"),
    ),
    "name": ("name", "fullname", "vollständigername", "nomcomplet", "nombrecompleto"),
    "sortable": ("sortablename", "student"),
    "first": ("firstname", "vorname", "prénom", "nombre"),
    "last": ("lastname", "surname", "nachname", "nom", "nomdefamille", "apellido(s)", "apellidos"),
    "lms_id": ("lmsid", "identifier", "identifiant", "identificador"),
    "email": (
        *("email", "emailaddress", "e-mail-adresse", "adressedecourriel"),
        *("direccióndecorreo", "direcciónemail", "correoelectrónico"),
    ),
}
# Beside one of these, a column "ID" holds the LMS's number: in Canvas's gradebook and in the grading worksheet of a
# German Moodle.
BESIDE_LMS_ID = ("sisloginid", "vollständigername")
NOT_LEARNERS = ("points possible", "student, test")  # rows of Canvas: the maximum points, and its test student
PARTICIPANT = re.compile(r"[^\W\d][^\d]*(\d+)")  # Moodle's “Participant 101”, in any language
SEPARATOR = re.compile(r"sep=(.)\r?\n")  # a spreadsheet may write this line before the columns
NEEDED_COLUMNS = (
    "It needs a column 'id' (the learner's folder name) and one or more of 'name', 'sortable name', 'lms_id', 'email'"
)
NBGRADER_COLUMNS = ("id", "first_name", "last_name", "email", "lms_user_id")


class RosterError(UserError):
    """A roster cannot be read; the message names file, line and remedy."""


def read_roster(path: Path) -> Roster:
    """Read a CSV file, its columns divided by commas, semicolons or tabs; RosterError with what is wrong."""
    text = _text(path)
    separator = SEPARATOR.match(text)
    text = text[separator.end() :] if separator else text
    head = text.partition("\n")[0]
    delimiter = separator[1] if separator and separator[1] in ",;\t" else max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    skipped = 1 if separator else 0  # lines
    try:
        columns = _columns(path, next(rows, []))
        return Roster(tuple(_learners(path, columns, ((rows.line_num + skipped, row) for row in rows))))
    except csv.Error as error:
        line = rows.line_num + skipped
        raise RosterError(f"{path}, line {line}: {error}. Save the spreadsheet as CSV again.") from error


def for_nbgrader(roster: Roster) -> str:
    """Return a class list as `nbgrader db student import` reads it: UTF-8 without a BOM, commas, its own columns."""
    file = io.StringIO()
    rows = [(row.id, row.first, row.last, row.email, row.lms_id) for row in roster.learners]
    csv.writer(file, lineterminator="\n").writerows([NBGRADER_COLUMNS, *rows])
    return file.getvalue()


def _text(path: Path) -> str:
    try:
        data = read_plain(path, MAX_SIZE)
        return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except FileNotFoundError as error:
        raise RosterError(f"{path} is not there. Name the roster with --roster FILE.csv.") from error
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        remedy = "In the spreadsheet choose to save as “CSV UTF-8”"
        raise RosterError(f"{path}, line {line}: is not UTF-8. {remedy}.") from error
    except (UntrustedError, OSError) as error:
        raise RosterError(f"{path}: {error}.") from error


def _columns(path: Path, head: list[str]) -> dict[str, int]:
    """Return the index of each of our columns that the file has."""
    titles = ["".join(normalized(title).replace("_", "").replace("’", "'").split()) for title in head]
    if "id" in titles and any(title in titles for title in BESIDE_LMS_ID):
        titles[titles.index("id")] = "lmsid"
    columns = {
        column: next(titles.index(name) for name in names if name in titles)
        for column, names in COLUMNS.items()
        if any(name in titles for name in names)
    }
    if "id" not in columns or len(columns) == 1:
        there = escape_controls(", ".join(head)) or "none"
        raise RosterError(f"{path}, line 1: the columns are {there}. {NEEDED_COLUMNS}.")
    return columns


def _learners(path: Path, columns: dict[str, int], rows: Iterable[tuple[int, list[str]]]) -> Iterator[Learner]:
    seen: dict[str, tuple[int, str]] = {}
    for line, row in rows:
        cells = {column: row[index].strip() if index < len(row) else "" for column, index in columns.items()}
        if not any(cells.values()) or cells.get("sortable", "").casefold() in NOT_LEARNERS:
            continue
        if problem := learner_id_problem(cells["id"]):
            raise RosterError(
                f"{path}, line {line}: the id “{escape_controls(cells['id'])}” {problem}. Change it there."
            )
        learner = _learner(cells)
        _check_unique(path, line, learner, seen)
        yield learner


def _check_unique(path: Path, line: int, learner: Learner, seen: dict[str, tuple[int, str]]) -> None:
    """Raise RosterError where an earlier line has the id, number or address; add them to those that were seen."""
    for value in (f"id {normalized(learner.id)}", learner.lms_id and f"lms_id {learner.lms_id}", learner.email):
        first, spelling = seen.setdefault(value, (line, learner.id)) if value else (line, learner.id)
        if first == line:
            continue
        differs = value.startswith("id ") and spelling != learner.id
        other = f", as {spelling}: disks that do not tell them apart would mix them" if differs else ""
        place = f"{path}, line {line}: {escape_controls(value)}"
        raise RosterError(f"{place} stands in line {first} too{other}. Keep one of them.")


def _learner(cells: dict[str, str]) -> Learner:
    name, last, first = cells.get("name", ""), cells.get("last", ""), cells.get("first", "")
    sortable = cells.get("sortable", "")
    # Canvas shows “Doe, Jane” where Moodle shows “Jane Doe”; a roster has one of them as a rule.
    forms = frozenset(form for full in (name, sortable, f"{first} {last}") for form in name_forms(full))
    participant = PARTICIPANT.fullmatch(cells.get("lms_id", ""))
    lms_id = participant[1] if participant else cells.get("lms_id", "")
    if not (first or last):
        last, _, first = (sortable or ", ".join(reversed(name.rsplit(" ", 1)))).partition(",")
    return Learner(cells["id"], forms, lms_id, normalized(cells.get("email", "")), first.strip(), last.strip())
