"""Reads a class list, as spreadsheets, Moodle and Canvas write it; writes one as nbgrader reads it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from wellfounded.grading.collect.class_list import Learner, Roster, forms
from wellfounded.grading.names import escape_controls, learner_id_problem, normalized
from wellfounded.grading.submission import UntrustedError, read_plain
from wellfounded.i18n.errors import UserError

SIZE = 16 * 2**20  # bytes
# What our columns are called, in small letters without spaces, by ourselves and in exports of Moodle and Canvas; of
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
# Where one of these stands beside a column "ID", that holds the LMS's number: in Canvas's gradebook and in the
# grading worksheet of a German Moodle.
LMS_IDS = ("sisloginid", "vollständigername")
CANVAS_ROWS = ("points possible", "student, test")  # a line of points, and a learner of nobody's
NUMBER = re.compile(r"[^\W\d][^\d]*(\d+)")  # Moodle's “Participant 101”, in any language
HINT = re.compile(r"sep=(.)\r?\n")  # what a spreadsheet may write before the columns
NEEDED = (
    "It needs a column 'id' (the learner's folder name) and one or more of 'name', 'sortable name', 'lms_id', 'email'"
)
NBGRADER = ("id", "first_name", "last_name", "email", "lms_user_id")


class RosterError(UserError):
    """What is wrong with a roster: file, line and remedy."""


def read_roster(path: Path) -> Roster:
    """Read a CSV file, its columns divided by commas, semicolons or tabs; RosterError with what is wrong."""
    text = _text(path)
    hint = HINT.match(text)
    text = text[hint.end() :] if hint else text
    head = text.partition("\n")[0]
    delimiter = hint[1] if hint and hint[1] in ",;\t" else max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = 1 if hint else 0
    try:
        where = _columns(path, next(rows, []))
        return Roster(tuple(_learners(path, where, ((rows.line_num + before, row) for row in rows))))
    except csv.Error as error:
        line = rows.line_num + before
        raise RosterError(f"{path}, line {line}: {error}. Save the spreadsheet as CSV again.") from error


def for_nbgrader(roster: Roster) -> str:
    """Return a class list as `nbgrader db student import` reads it: UTF-8 without a mark, commas, its own columns."""
    file = io.StringIO()
    rows = [(each.id, each.first, each.last, each.email, each.lms_id) for each in roster.learners]
    csv.writer(file, lineterminator="\n").writerows([NBGRADER, *rows])
    return file.getvalue()


def _text(path: Path) -> str:
    try:
        data = read_plain(path, SIZE)
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
    """Return the place of each column that is there."""
    said = ["".join(normalized(each).replace("_", "").replace("’", "'").split()) for each in head]
    if "id" in said and any(each in said for each in LMS_IDS):
        said[said.index("id")] = "lmsid"
    where = {
        ours: next(said.index(name) for name in names if name in said)
        for ours, names in COLUMNS.items()
        if any(name in said for name in names)
    }
    if "id" not in where or len(where) == 1:
        raise RosterError(f"{path}, line 1: the columns are {escape_controls(', '.join(head)) or 'none'}. {NEEDED}.")
    return where


def _learners(path: Path, where: dict[str, int], rows: Iterable[tuple[int, list[str]]]) -> Iterator[Learner]:
    known: dict[str, tuple[int, str]] = {}
    for line, row in rows:
        cells = {ours: row[at].strip() if at < len(row) else "" for ours, at in where.items()}
        if not any(cells.values()) or cells.get("sortable", "").casefold() in CANVAS_ROWS:
            continue
        if problem := learner_id_problem(cells["id"]):
            raise RosterError(
                f"{path}, line {line}: the id “{escape_controls(cells['id'])}” {problem}. Change it there."
            )
        one = _learner(cells)
        for what in (f"id {normalized(one.id)}", one.lms_id and f"lms_id {one.lms_id}", one.email):
            first, spelt = known.setdefault(what, (line, one.id)) if what else (line, one.id)
            if first != line:
                other = f", as {spelt}: disks that do not tell them apart would mix them" if spelt != one.id else ""
                other = other if what.startswith("id ") else ""
                raise RosterError(
                    f"{path}, line {line}: {escape_controls(what)} stands in line {first} too{other}. Keep one of them."
                )
        yield one


def _learner(cells: dict[str, str]) -> Learner:
    name, last, first = cells.get("name", ""), cells.get("last", ""), cells.get("first", "")
    sortable = cells.get("sortable", "")
    # Canvas shows “Doe, Jane” where Moodle shows “Jane Doe”; a roster has one of them as a rule.
    known = frozenset(form for each in (name, sortable, f"{first} {last}") for form in forms(each))
    number = NUMBER.fullmatch(cells.get("lms_id", ""))
    lms_id = number[1] if number else cells.get("lms_id", "")
    if not (first or last):
        last, _, first = (sortable or ", ".join(reversed(name.rsplit(" ", 1)))).partition(",")
    return Learner(cells["id"], known, lms_id, normalized(cells.get("email", "")), first.strip(), last.strip())
