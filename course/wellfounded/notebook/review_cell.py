"""`review`, which the Review lesson calls: shows which practice questions are due, and asks them again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from wellfounded.assessment.scoring import SURE
from wellfounded.content.case import Case
from wellfounded.content.markup import fill_html
from wellfounded.i18n.messages import (
    attributes,
    course,
    later,
    phrase,
    phrase_html,
    phrase_many,
    phrase_many_html,
)
from wellfounded.journal.file import JOURNAL
from wellfounded.learner.language import speak_language
from wellfounded.learner.workspace import find_workspace
from wellfounded.notebook.widgets.shown import display, show
from wellfounded.render.review_days import day_and_wait

if TYPE_CHECKING:  # slow to import, and not needed by other lessons
    from ipywidgets import VBox

    from wellfounded.learner.schedule import Plan, Scheduled

MAX_CASES = 5  # shown at once
MAX_ROWS = 5  # of questions that come back later
PLAIN = later("What is due for review.")
STATIC = later("Your review appears here. Choose Run in JupyterLab's menu, then Run All Cells.")
MORE = later(
    "From {n} cases. The first {first} are drawn below. Once you have checked your answers, choose Run in JupyterLab's "
    "menu, then Run All Cells: more come."
)
UNREAD = later("The answers of lesson {lesson} cannot be read. Its questions are missing here.")


def review() -> None:
    """Show the practice questions that are due, ready to answer, and a table of those that come next."""
    workspace = find_workspace(Path.cwd())
    speak_language(workspace)
    folder = workspace.folder if workspace else Path.cwd().parent
    display({**static(), **live_view(folder, datetime.now().astimezone())})


def static() -> dict[str, str]:
    """Return what is shown in its place if no kernel runs."""
    html = fill_html(
        "<section{}><h2>{}</h2><p>{}</p></section>", attributes(), phrase_html("What is due"), phrase_html(STATIC)
    )
    return {"text/html": html, "text/plain": phrase(PLAIN)}


def live_view(workspace: Path, now: datetime) -> dict[str, object]:
    """Return the widget's part of the output."""
    from wellfounded.learner.schedule import plan

    return show("review", draw(plan(workspace, now)))


def draw(plan: Plan) -> VBox:
    """Return the widget: an overview, then the due questions of the first cases, without earlier answers."""
    from ipywidgets import VBox

    from wellfounded.notebook.widgets.base import Text
    from wellfounded.notebook.widgets.case import CaseView

    cases = due_cases(plan)[:MAX_CASES]
    views = [CaseView(case, home / JOURNAL, afresh=True) for home, case in cases]
    again = phrase(
        "Have you checked your answers? Then choose Run in JupyterLab's menu, then Run All Cells, to see what is next."
    )
    parts = [overview(plan), fill_html("<p>{}</p>", again)] if views else [overview(plan)]
    top, *end = [Text(html=html, classes=["wf-due"]) for html in parts]
    return VBox([top, *views, *end])


def due_cases(plan: Plan) -> list[tuple[Path, Case]]:
    """Return each case with due questions, reduced to these questions, and the folder of its journal."""
    groups: dict[tuple[Path, str], list[Scheduled]] = {}
    for scheduled in plan.due:
        groups.setdefault((scheduled.home, scheduled.case.id), []).append(scheduled)
    return [(home, _due_part(group)) for (home, _), group in groups.items()]


def _due_part(group: list[Scheduled]) -> Case:
    case, due_ids = group[0].case, {scheduled.question.id for scheduled in group}
    return replace(case, questions=[question for question in case.questions if question.id in due_ids])


def overview(plan: Plan) -> Markup:
    """Return, as HTML, the number of questions due today and a table of those that come back next."""
    problems = Markup("").join(
        fill_html("<p><strong>{}</strong></p>", phrase_html(UNREAD, lesson=name)) for name in plan.unread
    )
    return _due_today(plan) + problems + _coming_back(plan)


def _due_today(plan: Plan) -> Markup:
    cases = len(due_cases(plan))
    if not plan.due:
        return fill_html("<h2>{}</h2><p>{}</p>", phrase_html("Nothing is due today"), _next_question(plan))
    cases_text = phrase_many_html("From {n} case, drawn below.", "From {n} cases, drawn below.", cases)
    if cases > MAX_CASES:
        cases_text = phrase_html(MORE, n=cases, first=MAX_CASES)
    title = phrase_many_html("{n} question due today", "{n} questions due today", len(plan.due))
    explanation = phrase_html(
        "What you answered before is hidden, so that you can see what you still know. The first time you check an "
        "answer today decides when its question comes back. You can stop at any time."
    )
    return fill_html("<h2>{}</h2><p>{}</p><p>{}</p>", title, cases_text, explanation)


def _next_question(plan: Plan) -> str:
    if plan.later:
        return phrase("The next question comes back on {day}.", day=day_and_wait(plan.later[0].day, plan.today))
    return phrase(
        "No question is waiting for you. A practice question comes here when you miss it, ask for its hint, or say "
        "“{guess}”.",
        guess=phrase(SURE[1]),
    )


def _coming_back(plan: Plan) -> Markup:
    """Return a table of the questions that come back next; "" if there are none."""
    rows: dict[tuple[date, int, Path, str], int] = {}
    for scheduled in plan.later:
        row = (scheduled.day, scheduled.interval, scheduled.home, scheduled.case.title)
        rows[row] = rows.get(row, 0) + 1
    body = Markup("").join(
        fill_html(
            "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
            day_and_wait(day, plan.today),
            phrase_many_html("{n} day", "{n} days", wait),
            _case_and_lesson(title, home, count),
        )
        for (day, wait, home, title), count in [*rows.items()][:MAX_ROWS]
    )
    rest = sum([*rows.values()][MAX_ROWS:])
    more = phrase_many(
        "{n} more question will come back after that.", "{n} more questions will come back after that.", rest
    )
    after = fill_html("<p>{}</p>", more) if rest else Markup("")
    titles = phrase("When"), phrase("Wait"), phrase("Case")
    head = Markup("").join(fill_html("<th scope='col'>{}</th>", title) for title in titles)
    caption = fill_html("<caption>{}</caption>", phrase_html("What comes back next"))
    table = fill_html("<table>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>", caption, head, body)
    return table + after if rows else Markup("")


def _case_and_lesson(title: str, home: Path, count: int) -> Markup:
    case, lesson = course(title), course(home.name)
    return phrase_many_html(
        "{case}, lesson {lesson}", "{case} ({n} questions), lesson {lesson}", count, case=case, lesson=lesson
    )
