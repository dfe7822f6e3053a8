"""Writes a lesson, with what its learner answered, as one HTML file that loads nothing: to print, to keep, to share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dacite import DaciteError
from markupsafe import Markup

from wellfounded.assessment.own_variant import own_variants
from wellfounded.content import markdown
from wellfounded.content.activities import KINDS
from wellfounded.content.activities.activity import unfolded
from wellfounded.content.case import CASES, Case, read_cases
from wellfounded.content.markup import fill_html
from wellfounded.i18n.errors import UserError
from wellfounded.i18n.messages import course_text, later, phrase, phrase_html, phrase_many
from wellfounded.journal.file import Journal
from wellfounded.learner.language import speak_language
from wellfounded.learner.lessons import notebook_of, read_together
from wellfounded.learner.workspace import PRINTS, REVIEW, Workspace, open_workspace
from wellfounded.render.answers import answered_case, day
from wellfounded.render.page import source_list, standalone_page, with_pictures, without_places
from wellfounded.render.review_page import read_review

COURSE = later("Well-Founded, a course in refugee status determination")
TEACHES = later("It teaches. It is not legal advice.")
SHOWN_AS_BUILT = {"compare", *KINDS}  # functions whose output the build wrote


class PrintError(UserError):
    """Why nothing was printed, and what to do."""


@dataclass(frozen=True)
class NotebookCell:
    """A cell of a notebook: markdown or code, nbgrader's name for it, its text, and what it shows, by kind."""

    kind: str
    name: str
    source: str
    shown: list[dict[str, str]] = field(default_factory=list)


def print_lesson(folder: Path, number: str, target: Path | None = None) -> Path:
    """Write lesson `number` (NN, or its whole name) of the copy in `folder`; return the file. PrintError, OSError."""
    workspace = open_copy(folder)
    speak_language(workspace)
    known = workspace.lessons
    matching = [name for name in known if name == number or name.startswith(f"{number}-")]
    if not number or not matching:
        held = ", ".join(known) or phrase("none")
        message = later("{folder} holds no lesson '{number}'. It holds: {lessons}.")
        raise PrintError(phrase(message, folder=folder, number=number, lessons=held))
    return write_page(printed_lesson(workspace, matching[0]), workspace, f"{matching[0]}.html", target)


def open_copy(folder: Path) -> Workspace:
    """Return the learner's copy that was laid out in `folder`; PrintError where there is none."""
    workspace = open_workspace(folder)
    if workspace is None:
        remedy = phrase("Run 'wellfounded learn' first, or name the folder: --workspace FOLDER.")
        raise PrintError(f"{phrase('{folder} holds no copy of the lessons.', folder=folder)} {remedy}")
    return workspace


def write_page(html: str, workspace: Workspace, name: str, target: Path | None) -> Path:
    """Write a page to `target`, or under `name` into the workspace's folder of prints; return its path."""
    path = target or workspace.folder / PRINTS / name
    if path.suffix.lower() not in (".html", ".htm"):  # above all not onto somebody's answers
        raise PrintError(phrase("{path} would be no web page. Name a file that ends in .html.", path=path))
    try:
        if target is None:
            path.parent.mkdir(exist_ok=True)
        path.write_text(html, encoding="utf-8", errors="replace")
    except OSError as error:
        message = later("{path} could not be written: {why}. Name another file: --to FILE.")
        raise PrintError(phrase(message, path=path, why=error.strerror)) from error
    return path


def today() -> str:
    """Return the date of a print."""
    return day(datetime.now(UTC).isoformat())


def shipped(workspace: Workspace, module: str) -> Path:
    """Return the folder of a lesson as it was released; the learner's own copy, where the course has moved away."""
    folder = workspace.course / "release" / module
    return folder if (folder / f"{module}.ipynb").exists() else workspace.home(module)


def read_notebook(folder: Path, module: str) -> tuple[str, list[NotebookCell]]:
    """Return the title of a lesson and its cells; PrintError when the notebook cannot be read.

    It is read as JSON: nbformat would take two seconds to check it, and what we released is checked.
    """
    path = notebook_of(folder, module)
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        return str(notebook["metadata"].get("title", module)), [_cell(cell) for cell in notebook["cells"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PrintError(phrase("{path} cannot be read. Run 'wellfounded learn' again.", path=path)) from error


def _cell(cell: dict[str, Any]) -> NotebookCell:
    name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
    shown = [
        {kind: "".join(data) for kind, data in output.get("data", {}).items()} for output in cell.get("outputs", [])
    ]
    return NotebookCell(cell["cell_type"], name, "".join(cell["source"]), shown)


def cases_of(folder: Path) -> dict[str, Case]:
    """Return a lesson's cases; none where it has none. PrintError when they cannot be read."""
    try:
        return read_cases(folder / CASES)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, DaciteError) as error:
        message = phrase("{path} is damaged. Run 'wellfounded learn' again.", path=folder / CASES)
        raise PrintError(message) from error


def journal_of(folders: list[Path]) -> tuple[Journal, str]:
    """Return what the journals of a lesson's folders hold, and in words what of it could not be read."""
    try:
        journal = read_together(folders)
    except OSError as error:
        return Journal(), phrase("Your answers could not be read: {why}.", why=error.strerror)
    message = phrase_many(
        "{n} line of your answers could not be read. The rest is here.",
        "{n} lines of your answers could not be read. The rest is here.",
        journal.skipped,
    )
    return journal, message if journal.skipped else ""


def printed_lesson(workspace: Workspace, module: str) -> Markup:
    """Return the page of a lesson: its text, each case with what was answered, the review, and the sources."""
    folder = shipped(workspace, module)
    (title, cells), cases = read_notebook(folder, module), cases_of(folder)
    journal, trouble = journal_of(workspace.folders(module))
    cases = {case.id: case for case in own_variants(cases.values(), journal)}
    parts = [*_drawn(cells, title, cases, journal), _ending(workspace, module, cases, journal)]
    body = without_places(with_pictures(Markup("\n").join(filter(None, parts)), folder))
    law = min((case.law_as_of for case in cases.values()), default="")
    warning = fill_html("<p><strong>{}</strong></p>", trouble) if trouble else ""
    about = fill_html("<p>{}</p>{}", _about(law), warning)
    return standalone_page(title, body + source_list(body), about, heading=course_text(title))


def _about(law: str) -> str:
    printed = phrase("Printed on {date}, with the answers kept on this computer.", date=today())
    stated = phrase("The law is stated as of {date}.", date=day(law)) if law else ""
    return " ".join(filter(None, (f"{phrase(COURSE)}.", printed, stated, phrase(TEACHES))))


def _drawn(cells: Iterable[NotebookCell], title: str, cases: dict[str, Case], journal: Journal) -> Iterator[Markup]:
    left = dict(cases)
    for cell in cells:
        if cell.name in left:
            yield answered_case(left.pop(cell.name), journal)
        elif cell.kind == "markdown" and not cell.name:  # one with a name is kept free for a marker
            yield course_text(markdown.standalone(cell.source, title), "div")
        elif cell.kind == "code":
            yield from (_output(output, cell.source) for output in cell.shown)
    yield from (answered_case(case, journal) for case in left.values())


def _output(shown: dict[str, str], source: str) -> Markup:
    """Return what a cell of the lesson's own shows: a comparison of countries, or an activity."""
    if source.partition("(")[0] not in SHOWN_AS_BUILT:
        return Markup("")
    return course_text(Markup(unfolded(shown.get("text/html", ""))), "div")  # noqa: S704 (the build made it)


def _ending(workspace: Workspace, module: str, cases: dict[str, Case], journal: Journal) -> Markup:
    """Return the review of the last hand-in, or why there is none; "" for a lesson that cannot be handed in."""
    if all(case.use == "practice" for case in cases.values()):
        return Markup("")
    if review := read_review(workspace.hidden(module) / REVIEW):
        title = phrase_html("The review of what you handed in")
        return fill_html('<section class="wf-reviewed"><h2>{}</h2>{}</section>', title, review)
    handins = [event["at"] for event in journal.events if event["event"] == "handin"]
    message = phrase_html("Not handed in.")
    if handins:
        message = phrase_html("Handed in on {date}. There is no review on this computer.", date=day(handins[-1]))
    return fill_html("<section><h2>{}</h2><p>{}</p></section>", phrase_html("Handing in"), message)
