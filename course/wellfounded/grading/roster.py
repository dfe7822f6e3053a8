"""Reads a class list, and finds in it the learner whom an LMS, a folder or a file names."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wellfounded.grading.names import harmless, learner_problem
from wellfounded.grading.submission import UntrustedError, read_plain

SIZE = 16 * 2**20  # bytes
# What our columns are called, in small letters without spaces, by ourselves and in exports of Moodle and Canvas.
COLUMNS = {
    "id": ("id", "learner", "studentid", "username", "sisloginid", "idnumber", "sisuserid"),
    "name": ("name", "fullname"),
    "sortable": ("sortablename", "student"),
    "first": ("firstname",),
    "last": ("lastname", "surname"),
    "lms_id": ("lmsid", "identifier"),
    "email": ("email", "emailaddress"),
}
CANVAS_ROWS = ("points possible", "student, test")  # a line of points, and a learner of nobody's
NEEDED = (
    "It needs a column 'id' (the learner's folder name) and one or more of 'name', 'sortable name', 'lms_id', 'email'"
)


class RosterError(Exception):
    """What is wrong with a roster: file, line and remedy."""


@dataclass(frozen=True)
class Learner:
    """A row. `names` are all forms of the name that a download may show, each as `plain_name` makes it."""

    id: str
    names: frozenset[str]
    lms_id: str
    email: str


@dataclass(frozen=True)
class Roster:
    """A class list. Every search returns (id, "") or ("", why nobody was found)."""

    learners: tuple[Learner, ...]

    def by_sender(self, name: str, lms_id: str) -> tuple[str, str]:
        """Find whom an LMS names. Its number decides; a name counts where the roster has no other number for it."""
        numbered = [each for each in self.learners if lms_id and each.lms_id == lms_id]
        named = [each for each in self.learners if plain_name(name) in each.names]
        if numbered and named and numbered[0] not in named:
            return "", f"two fit: lms_id {lms_id} is {numbered[0].id}, the name is of {named[0].id}"
        if numbered:
            return numbered[0].id, ""
        free = [each for each in named if not (lms_id and each.lms_id)]
        if named and not free:
            return "", f"the roster has this name with another lms_id ({named[0].lms_id}, not {lms_id})"
        return _only(free)

    def by_word(self, word: str) -> tuple[str, str]:
        """Find whom one word names: an id, an e-mail address, or a name."""
        for found in (
            [each for each in self.learners if each.id.casefold() == word.casefold()],
            [each for each in self.learners if each.email and each.email == word.casefold()],
        ):
            if found:
                return found[0].id, ""
        return _only([each for each in self.learners if plain_name(word) in each.names])


def _only(found: list[Learner]) -> tuple[str, str]:
    if len(found) == 1:
        return found[0].id, ""
    return "", f"two fit: {found[0].id} and {found[1].id} have this name" if found else "no one in the roster fits"


def read_roster(path: Path) -> Roster:
    """Read a CSV file, its columns divided by commas, semicolons or tabs; RosterError with what is wrong."""
    try:
        text = read_plain(path, SIZE).decode("utf-8-sig")
    except FileNotFoundError as error:
        raise RosterError(f"{path} is not there. Name the roster with --roster FILE.csv.") from error
    except (UntrustedError, OSError) as error:
        raise RosterError(f"{path}: {error}.") from error
    except UnicodeDecodeError as error:
        raise RosterError(f"{path} is not UTF-8. In the spreadsheet choose to save as “CSV UTF-8”.") from error
    head = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        where = _columns(path, next(rows, []))
        return Roster(tuple(_learners(path, where, ((rows.line_num, row) for row in rows))))
    except csv.Error as error:
        raise RosterError(f"{path}, line {rows.line_num}: {error}. Save the spreadsheet as CSV again.") from error


def plain_name(name: str) -> str:
    """Return a name as it is compared: its letters and digits alone, small, composed; Canvas leaves no others."""
    return "".join(each for each in unicodedata.normalize("NFC", name.casefold()) if each.isalnum())


def _columns(path: Path, head: list[str]) -> dict[str, int]:
    """Return the place of each column that is there."""
    said = ["".join(each.casefold().replace("_", "").split()) for each in head]
    canvas = "student" in said and "sisloginid" in said  # Canvas's gradebook: its ID is the LMS's own
    if canvas and "id" in said:
        said[said.index("id")] = "lmsid"
    where = {
        ours: next(said.index(name) for name in names if name in said)
        for ours, names in COLUMNS.items()
        if any(name in said for name in names)
    }
    if "id" not in where or len(where) == 1:
        raise RosterError(f"{path}, line 1: the columns are {harmless(', '.join(head)) or 'none'}. {NEEDED}.")
    return where


def _learners(path: Path, where: dict[str, int], rows: Iterable[tuple[int, list[str]]]) -> Iterable[Learner]:
    known: dict[str, int] = {}
    for line, row in rows:
        cells = {ours: row[at].strip() if at < len(row) else "" for ours, at in where.items()}
        if not any(cells.values()) or cells.get("sortable", "").casefold() in CANVAS_ROWS:
            continue
        if problem := learner_problem(cells["id"]):
            raise RosterError(f"{path}, line {line}: the id “{harmless(cells['id'])}” {problem}. Change it there.")
        one = _learner(cells)
        for what in (f"id {one.id.casefold()}", one.lms_id and f"lms_id {one.lms_id}", one.email):
            if what and (first := known.setdefault(what, line)) != line:
                raise RosterError(
                    f"{path}, line {line}: {harmless(what)} stands in line {first} too. Keep one of them."
                )
        yield one


def _learner(cells: dict[str, str]) -> Learner:
    name, last, first = cells.get("name", ""), cells.get("last", ""), cells.get("first", "")
    sortable = cells.get("sortable", "")
    before, _, after = sortable.partition(",")
    head, _, tail = name.rpartition(" ")
    # Canvas shows “Doe, Jane” where Moodle shows “Jane Doe”; a roster has one of them as a rule.
    forms = [name, sortable, f"{after} {before}", f"{tail} {head}", f"{first} {last}", f"{last} {first}"]
    lms_id = cells.get("lms_id", "").removeprefix("Participant").strip()
    names = frozenset(filter(None, map(plain_name, forms)))
    return Learner(cells["id"], names, lms_id, cells.get("email", "").casefold())
