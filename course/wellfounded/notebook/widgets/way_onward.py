"""Where a learner may go from a page: the next lesson, the Review, the map."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from wellfounded.content.markup import fill_html
from wellfounded.content.sittings import time_in_words
from wellfounded.i18n.messages import course_text, phrase, phrase_html
from wellfounded.learner.progress import ModuleProgress, Progress
from wellfounded.learner.workspace import Workspace
from wellfounded.notebook.widgets.lesson_links import lesson_link
from wellfounded.render.review_days import comes_back_in_words

START, REVIEW = "00-start-here", "98-review"


def way_onward(workspace: Workspace, progress: Progress, module: str) -> Markup:
    """Return, as HTML, where to go once `module` was handed in."""
    following = next_lesson(progress, module)
    if following:
        way = _to_lesson(workspace, following)
    else:
        way = fill_html("<p>{}</p>", phrase_html("You have handed in every lesson of this course. Thank you."))
    head = fill_html("<h4>{}</h4>", phrase_html("What comes next"))
    return fill_html(
        "<section>{}{}{}{}</section>", head, way, review_line(workspace), fill_html("<p>{}</p>", map_link(workspace))
    )


def next_lesson(progress: Progress, module: str) -> ModuleProgress | None:
    """Return the lesson to go on with: the next one not handed in, or else the first such."""
    left = [other for other in progress.modules if other.state != "handed in" and other.name != module]
    return next((other for other in left if other.name > module), next(iter(left), None))


def review_line(workspace: Workspace) -> Markup:
    """Return what is due for review, or when it will be, with the way there; "" where nothing comes back."""
    from wellfounded.learner.schedule import plan  # it loads the scheduler, which few pages need

    words = comes_back_in_words(plan(workspace.folder, datetime.now().astimezone()))
    if not words:
        return Markup("")
    if REVIEW not in workspace.lessons:
        return fill_html("<p>{}</p>", words)
    return fill_html("<p>{} {}</p>", words, lesson_link(workspace, REVIEW, phrase("Open the Review")))


def _to_lesson(workspace: Workspace, following: ModuleProgress) -> Markup:
    title = course_text(following.title)
    words = phrase_html("Go on to lesson {number}: {title}", number=following.number, title=title)
    link = lesson_link(workspace, following.name, words)
    time = time_in_words(following.minutes, len(following.sittings))
    return fill_html("<p class='wf-onward'>{} {}</p>", link, time)


def map_link(workspace: Workspace) -> Markup:
    """Return a link to the map of all lessons; "" where the start page is not here."""
    if START not in workspace.lessons:
        return Markup("")
    return lesson_link(workspace, START, phrase("See all lessons on your map"))
