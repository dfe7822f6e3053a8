"""Writes a lesson, with what its learner answered, as one HTML file that loads nothing: to print, to keep, to share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

from dacite import DaciteError

from wellfounded.content import markdown
from wellfounded.content.case import CASES, Case, read_cases
from wellfounded.i18n.errors import UserError
from wellfounded.i18n.messages import course, later, phrase, phrase_many
from wellfounded.journal.file import Journal
from wellfounded.learner.lessons import notebook_of, read_together
from wellfounded.learner.workspace import REVIEW, Workspace, open_workspace
from wellfounded.render.answers import day, drawn
from wellfounded.render.page import address, page, sources, with_pictures
from wellfounded.render.review_page import read_review

PRINTS = "print"  # in the workspace: where prints lie, unless they are wanted elsewhere
COURSE = later("Well-Founded, a course in refugee status determination")
TEACHES = later("It teaches. It is not legal advice.")
CHART = later("A chart that the lesson draws. The text around it says what it shows.")


class PrintError(UserError):
    """Why nothing was printed, and what to do."""


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook: markdown or code, nbgrader's name for it, its text, and what it shows, by kind."""

    kind: str
    name: str
    source: str
    shown: list[dict[str, str]] = field(default_factory=list)


def print_lesson(folder: Path, number: str, target: Path | None = None) -> Path:
    """Write lesson `number` (NN, or its whole name) of the copy in `folder`; return the file. PrintError, OSError."""
    workspace = opened(folder)
    known = workspace.lessons
    found = [name for name in known if name == number or name.startswith(f"{number}-")]
    if not number or not found:
        held = ", ".join(known) or phrase("none")
        told = later("{folder} holds no lesson '{number}'. It holds: {lessons}.")
        raise PrintError(phrase(told, folder=folder, number=number, lessons=held))
    return write(lesson(workspace, found[0]), workspace, f"{found[0]}.html", target)


def opened(folder: Path) -> Workspace:
    """Return the learner's copy that was laid out in `folder`; PrintError where there is none."""
    workspace = open_workspace(folder)
    if workspace is None:
        remedy = phrase("Run 'wellfounded learn' first, or name the folder: --workspace FOLDER.")
        raise PrintError(f"{phrase('{folder} holds no copy of the lessons.', folder=folder)} {remedy}")
    return workspace


def write(html: str, workspace: Workspace, name: str, target: Path | None) -> Path:
    """Write a page to `target`, or under `name` into the workspace's folder of prints; return its path."""
    path = target or workspace.folder / PRINTS / name
    if path.suffix.lower() not in (".html", ".htm"):  # above all not onto somebody's answers
        raise PrintError(phrase("{path} would be no web page. Name a file that ends in .html.", path=path))
    try:
        if target is None:
            path.parent.mkdir(exist_ok=True)
        path.write_text(html, encoding="utf-8", errors="replace")
    except OSError as error:
        told = later("{path} could not be written: {why}. Name another file: --to FILE.")
        raise PrintError(phrase(told, path=path, why=error.strerror)) from error
    return path


def today() -> str:
    """Return the date of a print."""
    return day(datetime.now(UTC).isoformat())


def shipped(workspace: Workspace, module: str) -> Path:
    """Return the folder of a lesson as it was released; the learner's own copy, where the course has moved away."""
    folder = workspace.course / "release" / module
    return folder if (folder / f"{module}.ipynb").exists() else workspace.home(module)


def read_notebook(folder: Path, module: str) -> tuple[str, list[Cell]]:
    """Return the title of a lesson and its cells; PrintError when the notebook cannot be read.

    It is read as JSON: nbformat would take two seconds to check it, and what we released is checked.
    """
    path = notebook_of(folder, module)
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        return str(notebook["metadata"].get("title", module)), [_cell(each) for each in notebook["cells"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PrintError(phrase("{path} cannot be read. Run 'wellfounded learn' again.", path=path)) from error


def _cell(cell: dict[str, Any]) -> Cell:
    name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
    shown = [{kind: "".join(data) for kind, data in each.get("data", {}).items()} for each in cell.get("outputs", [])]
    return Cell(cell["cell_type"], name, "".join(cell["source"]), shown)


def cases_of(folder: Path) -> dict[str, Case]:
    """Return a lesson's cases; none where it has none. PrintError when they cannot be read."""
    try:
        return read_cases(folder / CASES)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, DaciteError) as error:
        told = phrase("{path} is damaged. Run 'wellfounded learn' again.", path=folder / CASES)
        raise PrintError(told) from error


def journal_of(folders: list[Path]) -> tuple[Journal, str]:
    """Return what the journals of a lesson's folders hold, and in words what of it could not be read."""
    try:
        journal = read_together(folders)
    except OSError as error:
        return Journal(), phrase("Your answers could not be read: {why}.", why=error.strerror)
    told = phrase_many(
        "{n} line of your answers could not be read. The rest is here.",
        "{n} lines of your answers could not be read. The rest is here.",
        journal.skipped,
    )
    return journal, told if journal.skipped else ""


def lesson(workspace: Workspace, module: str) -> str:
    """Return the page of a lesson: its text, each case with what was answered, the review, and the sources."""
    folder = shipped(workspace, module)
    (title, cells), cases = read_notebook(folder, module), cases_of(folder)
    journal, trouble = journal_of(workspace.folders(module))
    parts = [*_drawn(cells, title, cases, journal), _ending(workspace, module, cases, journal)]
    body = with_pictures("\n".join(filter(None, parts)), folder)
    law = min((case.law_as_of for case in cases.values()), default="")
    warning = f"<p><strong>{escape(trouble)}</strong></p>" if trouble else ""
    about = f"<p>{_about(law)}</p>{warning}"
    return page(title, body + sources(body), about, heading=course(escape(title)))


def _about(law: str) -> str:
    printed = phrase("Printed on {date}, with the answers kept on this computer.", date=today())
    stated = phrase("The law is stated as of {date}.", date=day(law)) if law else ""
    return " ".join(filter(None, (f"{phrase(COURSE)}.", printed, stated, phrase(TEACHES))))


def _drawn(cells: Iterable[Cell], title: str, cases: dict[str, Case], journal: Journal) -> Iterator[str]:
    left = dict(cases)
    for cell in cells:
        if cell.name in left:
            yield drawn(left.pop(cell.name), journal)
        elif cell.kind == "markdown" and not cell.name:  # one with a name is kept free for a marker
            yield course(markdown.standalone(cell.source, title), "div")
        elif cell.kind == "code":
            yield from (_output(each, cell.source) for each in cell.shown)
    yield from (drawn(case, journal) for case in left.values())


def _output(shown: dict[str, str], source: str) -> str:
    """Return what a cell of the lesson's own shows: a chart, or a comparison of countries."""
    chart = escape(phrase(CHART))
    if svg := shown.get("image/svg+xml"):
        return f'<p><img src="{address("image/svg+xml", svg.encode())}" alt="{chart}"></p>'
    if png := shown.get("image/png"):
        return f'<p><img src="data:image/png;base64,{escape("".join(png.split()))}" alt="{chart}"></p>'
    return course(shown.get("text/html", ""), "div") if source.startswith("compare(") else ""


def _ending(workspace: Workspace, module: str, cases: dict[str, Case], journal: Journal) -> str:
    """Return the review of the last hand-in, or why there is none; "" for a lesson that cannot be handed in."""
    if all(case.use == "practice" for case in cases.values()):
        return ""
    if review := read_review(workspace.hidden(module) / REVIEW):
        return f"<section><h2>{phrase('The review of what you handed in')}</h2>{review}</section>"
    handins = [event["at"] for event in journal.events if event["event"] == "handin"]
    told = phrase("Not handed in.")
    if handins:
        told = phrase("Handed in on {date}. There is no review on this computer.", date=day(handins[-1]))
    return f"<section><h2>{phrase('Handing in')}</h2><p>{told}</p></section>"
