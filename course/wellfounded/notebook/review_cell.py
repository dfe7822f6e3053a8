"""Shows, in the Review lesson, which practice questions are due, and draws them to be answered again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from IPython.display import display
from markupsafe import Markup

from wellfounded.assessment.scoring import SURE
from wellfounded.content.case import Case
from wellfounded.i18n.messages import (
    attributes,
    course,
    later,
    long_date,
    phrase,
    phrase_html,
    phrase_many,
    phrase_many_html,
)
from wellfounded.journal.file import JOURNAL
from wellfounded.learner.language import speak_language
from wellfounded.learner.workspace import find_workspace
from wellfounded.notebook.widgets.shown import show

if TYPE_CHECKING:  # slow to import, and not needed by other lessons
    from ipywidgets import VBox

    from wellfounded.learner.schedule import Plan, Scheduled

CASES_AT_ONCE = 5
ROWS = 5  # of what comes back later
PLAIN = later("What is due for review.")
STATIC = later("Your review appears here. Choose Run in JupyterLab's menu, then Run All Cells.")
MORE = later(
    "From {n} cases. The first {first} are drawn below. Once you have checked your answers, choose Run in JupyterLab's "
    "menu, then Run All Cells: more come."
)
UNREAD = later("The answers of lesson {lesson} cannot be read. Its questions are missing here.")


def review() -> None:
    """Show which practice questions are due today, which come next, and the due ones ready to answer."""
    workspace = find_workspace(Path.cwd())
    speak_language(workspace)
    folder = workspace.folder if workspace else Path.cwd().parent
    display({**static(), **live_view(folder, datetime.now().astimezone())}, raw=True)


def static() -> dict[str, str]:
    """Return what stands in its place where no kernel runs."""
    html = Markup("<section{}><h2>{}</h2><p>{}</p></section>").format(
        attributes(), phrase_html("What is due"), phrase_html(STATIC)
    )
    return {"text/html": html, "text/plain": phrase(PLAIN)}


def live_view(workspace: Path, now: datetime) -> dict[str, object]:
    """Return the widget's part of the output."""
    from wellfounded.learner.schedule import plan

    return show("review", draw(plan(workspace, now)))


def draw(plan: Plan) -> VBox:
    """Return the widget: an overview, then the due questions of the first cases, not yet answered."""
    from ipywidgets import VBox

    from wellfounded.notebook.widgets.base import Text
    from wellfounded.notebook.widgets.case import CaseView

    cases = due_cases(plan)[:CASES_AT_ONCE]
    drawn = [CaseView(case, home / JOURNAL, afresh=True) for home, case in cases]
    again = phrase(
        "Have you checked your answers? Then choose Run in JupyterLab's menu, then Run All Cells, to see what is next."
    )
    parts = [overview(plan), Markup("<p>{}</p>").format(again)] if drawn else [overview(plan)]
    top, *end = [Text(html=html, classes=["wf-due"]) for html in parts]
    return VBox([top, *drawn, *end])


def due_cases(plan: Plan) -> list[tuple[Path, Case]]:
    """Return each case of which something is due, with those of its questions alone, and where its journal lies."""
    groups: dict[tuple[Path, str], list[Scheduled]] = {}
    for each in plan.due:
        groups.setdefault((each.home, each.case.id), []).append(each)
    return [(home, _part(group)) for (home, _), group in groups.items()]


def _part(group: list[Scheduled]) -> Case:
    case, wanted = group[0].case, {each.question.id for each in group}
    return replace(case, questions=[each for each in case.questions if each.id in wanted])


def overview(plan: Plan) -> Markup:
    """Return, as HTML, how much is due today and what comes back next."""
    trouble = Markup("").join(
        Markup("<p><strong>{}</strong></p>").format(phrase_html(UNREAD, lesson=name)) for name in plan.unread
    )
    return _today(plan) + trouble + _later(plan)


def _today(plan: Plan) -> Markup:
    cases = len(due_cases(plan))
    if not plan.due:
        return Markup("<h2>{}</h2><p>{}</p>").format(phrase_html("Nothing is due today"), _next(plan))
    where = phrase_many_html("From {n} case, drawn below.", "From {n} cases, drawn below.", cases)
    if cases > CASES_AT_ONCE:
        where = phrase_html(MORE, n=cases, first=CASES_AT_ONCE)
    title = phrase_many_html("{n} question due today", "{n} questions due today", len(plan.due))
    about = phrase_html(
        "What you answered before is hidden, so that you can see what you still know. The first time you check an "
        "answer today decides when its question comes back. You can stop at any time."
    )
    return Markup("<h2>{}</h2><p>{}</p><p>{}</p>").format(title, where, about)


def _next(plan: Plan) -> str:
    if plan.later:
        return phrase("The next question comes back on {day}.", day=_when(plan.later[0].day, plan.today))
    return phrase(
        "No question is waiting for you. A practice question comes here when you miss it, ask for its hint, or say "
        "“{guess}”.",
        guess=phrase(SURE[1]),
    )


def _later(plan: Plan) -> Markup:
    """Return a table of what comes back next; "" if nothing does."""
    rows: dict[tuple[date, int, Path, str], int] = {}
    for each in plan.later:
        row = (each.day, each.interval, each.home, each.case.title)
        rows[row] = rows.get(row, 0) + 1
    shown = Markup("").join(
        Markup("<tr><td>{}</td><td>{}</td><td>{}</td></tr>").format(
            _when(day, plan.today), phrase_many_html("{n} day", "{n} days", wait), _whence(title, home, count)
        )
        for (day, wait, home, title), count in [*rows.items()][:ROWS]
    )
    rest = sum([*rows.values()][ROWS:])
    more = phrase_many(
        "{n} more question will come back after that.", "{n} more questions will come back after that.", rest
    )
    after = Markup("<p>{}</p>").format(more) if rest else Markup("")
    heads = phrase("When"), phrase("Wait"), phrase("Case")
    head = Markup("").join(Markup("<th scope='col'>{}</th>").format(each) for each in heads)
    caption = Markup("<caption>{}</caption>").format(phrase_html("What comes back next"))
    table = Markup("<table>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(caption, head, shown)
    return table + after if rows else Markup("")


def _when(day: date, today: date) -> str:
    days = (day - today).days
    wait = phrase("tomorrow") if days == 1 else phrase_many("in {n} day", "in {n} days", days)
    return f"{long_date(day, weekday=True)} ({wait})"


def _whence(title: str, home: Path, count: int) -> Markup:
    case, lesson = course(title), course(home.name)
    return phrase_many_html(
        "{case}, lesson {lesson}", "{case} ({n} questions), lesson {lesson}", count, case=case, lesson=lesson
    )
