"""`review`, which the Review lesson calls: shows which practice questions are due, and asks them again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from wellfounded.assessment.scoring import SURE
from wellfounded.content.case import Case
from wellfounded.content.markup import fill_html, join_html
from wellfounded.i18n.messages import (
    course_text,
    language_attributes,
    later,
    phrase,
    phrase_html,
    phrase_many,
    phrase_many_html,
)
from wellfounded.journal.file import JOURNAL
from wellfounded.learner.language import speak_language
from wellfounded.learner.lessons import module_of
from wellfounded.learner.workspace import Workspace, find_workspace
from wellfounded.notebook.widgets.lesson_links import lesson_link
from wellfounded.notebook.widgets.shown import display, show
from wellfounded.notebook.widgets.way_onward import map_link
from wellfounded.render.review_days import day_and_wait

if TYPE_CHECKING:  # slow to import, and not needed by other lessons
    from wellfounded.learner.schedule import Plan, Scheduled
    from wellfounded.notebook.widgets.base import Column

MAX_CASES = 5  # shown at once
MAX_ROWS = 5  # of questions that come back later
PLAIN = later("What is due for review.")
STATIC = later("Your review appears here. Choose Run in JupyterLab's menu, then Run All Cells.")
MORE = later(
    "From {n} cases. The first {first} are drawn below. Once you have checked your answers, reload this page: more "
    "come."
)
UNREAD = later("The answers of lesson {lesson} cannot be read. Its questions are missing here.")


def review() -> None:
    """Show the practice questions that are due, ready to answer, and a table of those that come next."""
    workspace = find_workspace(Path.cwd())
    speak_language(workspace)
    folder = workspace.folder if workspace else Path.cwd().parent
    display({**static(), **live_view(folder, datetime.now().astimezone(), workspace)})


def static() -> dict[str, str]:
    """Return what is shown in its place if no kernel runs."""
    html = fill_html(
        "<section{}><h2>{}</h2><p class='wf-run-hint'>{}</p></section>",
        language_attributes(),
        phrase_html("What is due"),
        phrase_html(STATIC),
    )
    return {"text/html": html, "text/plain": phrase(PLAIN)}


def live_view(folder: Path, now: datetime, workspace: Workspace | None) -> dict[str, object]:
    """Return the widget's part of the output; `folder` holds the lessons, also where they are no learner's copy."""
    from wellfounded.learner.schedule import plan

    return show("review", draw(plan(folder, now), workspace))


def draw(plan: Plan, workspace: Workspace | None = None) -> Column:
    """Return the widget: an overview, then the due questions of the first cases, without earlier answers.

    In a learner's copy each case leads to its lesson, and the page to the map.
    """
    from wellfounded.notebook.widgets.base import Column
    from wellfounded.notebook.widgets.case import CaseView
    from wellfounded.notebook.widgets.text import Text

    cases = due_cases(plan)[:MAX_CASES]

    def text(html: Markup) -> Text:
        return Text(html, workspace, classes=["wf-due"])

    to_map = fill_html("<p>{}</p>", map_link(workspace)) if workspace else Markup("")
    if not cases:
        return Column([text(overview(plan, workspace) + to_map)])
    views: list[Text | CaseView] = [text(overview(plan, workspace))]
    for home, case in cases:
        views += [text(fill_html("<p>{}</p>", _lesson(home, case, workspace)))] if workspace else []
        views.append(CaseView(case, home / JOURNAL, afresh=True))
    again = phrase("Have you checked your answers? Reload this page to see what is next.")
    return Column([*views, text(fill_html("<p>{}</p>", again) + to_map)])


def due_cases(plan: Plan) -> list[tuple[Path, Case]]:
    """Return each case with due questions, reduced to these questions, and the folder of its journal."""
    groups: dict[tuple[Path, str], list[Scheduled]] = {}
    for scheduled in plan.due:
        groups.setdefault((scheduled.home, scheduled.case.id), []).append(scheduled)
    return [(home, _due_part(group)) for (home, _), group in groups.items()]


def _due_part(group: list[Scheduled]) -> Case:
    case, due_ids = group[0].case, {scheduled.question.id for scheduled in group}
    return replace(case, questions=[question for question in case.questions if question.id in due_ids], variants=[])


def overview(plan: Plan, workspace: Workspace | None = None) -> Markup:
    """Return, as HTML, the number of questions due today and a table of those that come back next."""
    problems = join_html(
        fill_html("<p><strong>{}</strong></p>", phrase_html(UNREAD, lesson=name)) for name in plan.unread
    )
    return _due_today(plan) + problems + _coming_back(plan, workspace)


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


def _coming_back(plan: Plan, workspace: Workspace | None) -> Markup:
    """Return a table of the questions that come back next; "" if there are none."""
    rows: dict[tuple[date, int, Path, str], list[Scheduled]] = {}
    for scheduled in plan.later:
        row = (scheduled.day, scheduled.interval, scheduled.home, scheduled.case.id)
        rows.setdefault(row, []).append(scheduled)
    body = join_html(
        fill_html(
            "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
            day_and_wait(day, plan.today),
            phrase_many_html("{n} day", "{n} days", wait),
            _case_and_lesson(group, workspace),
        )
        for (day, wait, _home, _case), group in [*rows.items()][:MAX_ROWS]
    )
    rest = sum(map(len, [*rows.values()][MAX_ROWS:]))
    more = phrase_many(
        "{n} more question will come back after that.", "{n} more questions will come back after that.", rest
    )
    after = fill_html("<p>{}</p>", more) if rest else Markup("")
    titles = phrase("When"), phrase("Wait"), phrase("Case")
    head = join_html(fill_html("<th scope='col'>{}</th>", title) for title in titles)
    caption = fill_html("<caption>{}</caption>", phrase_html("What comes back next"))
    table = fill_html("<table>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>", caption, head, body)
    return table + after if rows else Markup("")


def _case_and_lesson(group: list[Scheduled], workspace: Workspace | None) -> Markup:
    first = group[0]
    return phrase_many_html(
        "{case}, {lesson}",
        "{case} ({n} questions), {lesson}",
        len(group),
        case=course_text(first.case.title),
        lesson=_lesson(first.home, first.case, workspace),
    )


def _lesson(home: Path, case: Case, workspace: Workspace | None) -> Markup:
    """Return the lesson that a case is from, with the way to the case where there is one."""
    module = module_of(home) or home.name
    words = phrase("lesson {number}", number=module[:2])
    place = f"{case.id}/{case.questions[0].id}"
    return lesson_link(workspace, module, words, key=f"{module} {place}", place=place) if workspace else escape(words)
