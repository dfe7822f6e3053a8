"""Links from a view to a lesson: wherever the learner has put it since."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from wellfounded.content.markup import fill_html
from wellfounded.i18n.messages import phrase
from wellfounded.learner.workspace import Workspace

if TYPE_CHECKING:  # slow to import, and not needed to read a lesson
    from wellfounded.notebook.widgets.base import View


def answer_where(view: View, workspace: Workspace) -> None:
    """Let a view with links to lessons ask where one lies: by {"id", "event": "where", "lesson"}.

    The answer holds `path`, from the server's root, and `href`; or, where the lesson is gone, what is `refused`.
    """

    def answer(_widget: object, message: dict[str, Any], _buffers: object) -> None:
        if message["event"] == "where":
            view.send({"id": message["id"], "event": "where", **where(workspace, message["lesson"])})

    view.on_msg(answer)


def where(workspace: Workspace, lesson: str) -> dict[str, str]:
    """Return `path` and `href` of a lesson as it lies now; `refused`, in words, where it is gone."""
    if not workspace.notebook(lesson).is_file():
        return {
            "refused": phrase(
                "This lesson is not in your course folder any more. Your answers are safe. Close the course and start "
                "it again: the lesson comes back."
            )
        }
    path = workspace.lesson(lesson)
    return {"path": path, "href": _address(path)}


def lesson_link(workspace: Workspace, lesson: str, words: str, *, key: str = "", place: str = "") -> Markup:
    """Return a link to a lesson; to a question in it, where a `place` ("case/question") is said.

    The `key` is what a link is known by when the view is drawn anew.
    """
    return fill_html(
        "<a href='{}' data-lesson='{}' data-path='{}' data-in='{}' data-key='{}'>{}</a>",
        _address(workspace.lesson(lesson)),
        lesson,
        workspace.lesson(lesson),
        place,
        key or f"{lesson} {words}",
        words,
    )


def _address(path: str) -> str:
    return f"{os.environ.get('JUPYTERHUB_SERVICE_PREFIX', '/')}doc/tree/{quote(path)}"
