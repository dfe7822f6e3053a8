"""The live view of progress or of advice: drawn anew whenever an answer was kept or a lesson handed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import traitlets
from markupsafe import Markup

from wellfounded.i18n.messages import phrase
from wellfounded.learner.advice import where_to_begin
from wellfounded.learner.progress import ModuleProgress, Progress, read_progress
from wellfounded.learner.workspace import Workspace
from wellfounded.notebook.widgets.lesson_links import LinkingView, lesson_link
from wellfounded.render.progress_board import Link, advised, picture

DRAWN: dict[str, Callable[[Progress, Link], str]] = {
    "progress": picture,
    "recommend": lambda progress, to: f"<h3>{phrase('Where to begin')}</h3>{advised(where_to_begin(progress), to)}",
}


class Board(LinkingView):
    """Shows HTML. The view asks for it anew by {"id", "event": "look"}, and is answered by the same with `html`."""

    view = traitlets.Unicode("board").tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    what = traitlets.Unicode().tag(sync=True)  # a key of `DRAWN`

    def __init__(self, workspace: Workspace, what: str) -> None:
        """Draw `what` of the learner whose copy this is."""
        super().__init__(workspace, what=what, html=_drawn(workspace, what))
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        """Return a name without an address, so that saved outputs do not change."""
        return f"Board({self.what})"

    def _receive(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        if message["event"] == "look":
            self.html = _drawn(self._workspace, self.what)
            self.send({"id": message["id"], "event": "look", "html": self.html})


def _drawn(workspace: Workspace, what: str) -> str:
    def to(module: ModuleProgress, words: str) -> Markup:
        return lesson_link(workspace, module.name, words, key=f"{what} {words}")

    return DRAWN[what](read_progress(workspace.folder), to)
