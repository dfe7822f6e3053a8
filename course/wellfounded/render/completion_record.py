"""The completion record of self-study: what a learner did in each module, from their journals, on one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from markupsafe import Markup

from wellfounded.assessment.handed_in import Marks, marks
from wellfounded.assessment.pass_mark import PASS_MARK, passed
from wellfounded.content.case import CASES, Case, Outline, read_outline
from wellfounded.content.markup import fill_html, join_html
from wellfounded.i18n.messages import course_text, later, phrase, phrase_html, phrase_many
from wellfounded.i18n.numbers import in_figures
from wellfounded.journal.file import Journal
from wellfounded.learner.language import speak_language
from wellfounded.learner.workspace import REVIEW, Workspace
from wellfounded.render import lesson_page
from wellfounded.render.answers import day, last_event
from wellfounded.render.page import standalone_page
from wellfounded.render.review_page import read_review

FILE = "completion-record.html"
PAUSE = timedelta(minutes=5)  # between two events; what lies further apart was not spent on the lesson
FEW = 12  # modules; more of them are set smaller, to fit one sheet
TITLE = later("Completion record of self-study")
SELF_STUDY = later(
    "This is a record of self-study, and not of an examination. Nobody watched, nobody checked who answered, and "
    "answers could be changed and handed in again. It is no certificate. No school, court, agency or authority issued "
    "it or stands behind it. The learner made it alone, from the answers kept on their own computer."
)
NOTES = (
    later(
        "Points are those of the latest hand-in that was marked on this computer. Where there were several, those of "
        "the first are given too: after it, the right answers had been shown. What is written in prose has no points "
        "here."
    ),
    later(
        "Time is an estimate. It adds up the pauses of at most five minutes between one answer and the next. Longer "
        "reading is not in it."
    ),
    later("The last column says as of which day a module states the law. Law changes; later law may differ."),
    later("The pass mark of a module is {percent} of its points. It is the course's own, and no authority's."),
)
HEAD = (
    *(later("Module"), later("State"), later("Points")),
    *(later("Time (estimate)"), later("Last worked on"), later("Law as of")),
)


@dataclass(frozen=True)
class Row:
    """One module: its cells, text or HTML, the time spent on it and planned for it, and what it teaches."""

    cells: tuple[str, ...]
    spent: timedelta = timedelta()
    planned: int = 0  # minutes
    objectives: tuple[str, ...] = ()

    @property
    def html(self) -> Markup:
        """Return the row of the table."""
        cells = join_html(fill_html("<td>{}</td>", cell) for cell in self.cells[1:])
        return fill_html("<tr><th scope='row'>{}</th>{}</tr>", self.cells[0], cells)

    @property
    def taught(self) -> Markup:
        """Return its objectives under its name; nothing where it states none."""
        if not self.objectives:
            return Markup("")
        points = join_html(fill_html("<li>{}</li>", course_text(objective)) for objective in self.objectives)
        return fill_html("<h3>{}</h3><ul>{}</ul>", self.cells[0], points)


def print_record(folder: Path, target: Path | None = None, name: str = "") -> Path:
    """Write the record of the copy in `folder`, under `name` if one is given; return the file. PrintError."""
    workspace = lesson_page.open_copy(folder)
    speak_language(workspace)
    return lesson_page.write_page(record_page(workspace, name), workspace, FILE, target)


def record_page(workspace: Workspace, name: str = "") -> Markup:
    """Return the record's page. A module that cannot be read is named as such."""
    rows = [_row(workspace, module) for module in workspace.lessons if _has_cases(workspace, module)]
    spent = in_words(sum((row.spent for row in rows), timedelta()))
    total = join_html([phrase_html("Time in all, estimated: {time}.", time=spent), _planned_in_all(rows)], " ")
    body = join_html(row.html for row in rows)
    head = join_html(fill_html("<th scope='col'>{}</th>", phrase_html(title)) for title in HEAD)
    table = fill_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table><p>{}</p>", head, body, total)
    percent = f"{PASS_MARK:.0%}"
    notes = join_html(fill_html("<p>{}</p>", phrase_html(note, percent=percent)) for note in NOTES)
    whose = fill_html("<p class='wf-name'>{}</p>", name) if name.strip() else ""
    written = phrase_html("Written on {date}.", date=lesson_page.today())
    about = fill_html(
        "{}<p>{}. {}</p><p class='wf-plainly'>{}</p>",
        whose,
        phrase_html(lesson_page.COURSE),
        written,
        phrase_html(SELF_STUDY),
    )
    look = "wf-record wf-many" if len(rows) > FEW else "wf-record"
    body = fill_html("{}<section class='wf-notes'>{}</section>{}", table, notes, _objectives(rows))
    return standalone_page(phrase(TITLE), body, about, look)


def _planned_in_all(rows: Iterable[Row]) -> Markup:
    """Return how long all modules are meant to take, where they say so."""
    minutes = sum(row.planned for row in rows)
    message = later("Planned in all: {hours} h {minutes} min.")
    return phrase_html(message, hours=minutes // 60, minutes=f"{minutes % 60:02}") if minutes else Markup("")


def _objectives(rows: Iterable[Row]) -> Markup:
    """Return what the modules teach, on a sheet of its own."""
    taught = join_html(row.taught for row in rows)
    heading = phrase_html("What the modules teach")
    return fill_html("<section class='wf-taught'><h2>{}</h2>{}</section>", heading, taught) if taught else Markup("")


def _has_cases(workspace: Workspace, module: str) -> bool:
    return (lesson_page.shipped(workspace, module) / CASES).exists()


def _row(workspace: Workspace, module: str) -> Row:
    folder = lesson_page.shipped(workspace, module)
    try:
        title, _ = lesson_page.read_notebook(folder, module)
        cases = list(lesson_page.cases_of(folder).values())
        outline = read_outline(folder / CASES)
    except (lesson_page.PrintError, ValueError):
        return Row((module, phrase("cannot be read"), "", "", "", ""))
    journal, trouble = lesson_page.journal_of(workspace.folders(module))
    spent, law = worked(journal), min((case.law_as_of for case in cases), default="")
    when = day(journal.events[-1]["at"]) if journal.events else "–"
    unread = f" {phrase('(some answers could not be read)')}" if trouble else ""
    state = f"{_state(cases, journal)}{_pass(journal)}{unread}"
    points = _points(cases, journal, reviewed=bool(read_review(workspace.hidden(module) / REVIEW)))
    name = fill_html("{} {}{}", module[:2], course_text(title), _planned(outline))
    cells = (name, state, points, in_words(spent), when, day(law) if law else "–")
    graded = any(case.use == "graded" for case in cases)
    return Row(cells, spent, outline.minutes, tuple(outline.objectives.values()) if graded else ())


def _planned(outline: Outline) -> Markup:
    """Return how long a module is meant to take, where it says so."""
    planned = phrase_html("(planned: {n} min)", n=outline.minutes)
    return fill_html(" <small>{}</small>", planned) if outline.minutes else Markup("")


def _pass(journal: Journal) -> str:
    """Say that the latest hand-in that was marked reached the pass mark, if it did."""
    latest = next(reversed(marks(journal)), None)
    return phrase(", pass mark reached") if latest and latest.most and passed(latest.points, latest.most) else ""


def _state(cases: Iterable[Case], journal: Journal) -> str:
    handins = sum(event["event"] == "handin" for event in journal.events)
    if handins:
        return phrase_many("handed in", "handed in {n} times", handins)
    questions = [(case, question) for case in cases for question in case.questions]
    answered = sum(bool(last_event("answer", case, question, journal)) for case, question in questions)
    return phrase("begun: {n} of {all} answered", n=answered, all=len(questions)) if answered else phrase("not begun")


def _points(cases: Iterable[Case], journal: Journal, *, reviewed: bool) -> str:
    """Return the points of the latest hand-in and of the first, as far as the journal holds them."""
    if all(case.use == "practice" for case in cases):
        return phrase("practice only")
    scores = [_score(mark) for mark in marks(journal)]
    if not scores:
        return phrase("marked, see the review") if reviewed else "–"
    return scores[-1] if len(scores) == 1 else phrase("{latest}, first {first}", latest=scores[-1], first=scores[0])


def _score(marks: Marks) -> str:
    message = later("{n} of {all} ({k} left out)") if marks.uncounted else later("{n} of {all}")
    return phrase(message, n=in_figures(marks.points), all=in_figures(marks.most), k=in_figures(marks.uncounted))


def worked(journal: Journal) -> timedelta:
    """Return the estimated time of work: the sum of all pauses between two events that are at most `PAUSE`."""
    times = [datetime.fromisoformat(event["at"]) for event in journal.events]
    pauses = [later - earlier for earlier, later in pairwise(times)]
    return sum((pause for pause in pauses if pause <= PAUSE), timedelta())


def in_words(spent: timedelta) -> str:
    """Return a length of time as `about 2 h 05 min`."""
    minutes = round(spent.total_seconds() / 60)
    if not minutes:
        return phrase("under a minute") if spent else "–"
    if minutes < 60:
        return phrase("about {n} min", n=minutes)
    return phrase("about {hours} h {minutes} min", hours=minutes // 60, minutes=f"{minutes % 60:02}")
