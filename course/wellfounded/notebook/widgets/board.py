"""The live view of progress or of advice: drawn anew whenever an answer was kept or a lesson handed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import traitlets
from markupsafe import Markup

from wellfounded.learner.dates import Dates, read_dates
from wellfounded.learner.progress import ModuleProgress, Progress, read_progress
from wellfounded.learner.workspace import Workspace
from wellfounded.notebook.widgets.base import View
from wellfounded.notebook.widgets.lesson_links import answer_where, lesson_link
from wellfounded.notebook.widgets.way_onward import review_line
from wellfounded.render.placement import placement
from wellfounded.render.progress_board import Link, picture

DRAWN: dict[str, Callable[[Progress, Link, Markup, Dates], Markup]] = {
    "progress": picture,
    "recommend": lambda progress, to, _review, _dates: placement(progress, to),
}


class Board(View):
    """Shows HTML. The view asks for it anew by {"id", "event": "look"}, and is answered by the same with `html`."""

    view = traitlets.Unicode("board").tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    what = traitlets.Unicode().tag(sync=True)  # a key of `DRAWN`

    def __init__(self, workspace: Workspace, what: str) -> None:
        """Draw `what` of the learner whose copy this is."""
        self._workspace = workspace
        super().__init__(what=what, html=_drawn(workspace, what))
        self.on_msg(self._receive)
        answer_where(self, workspace)

    def __repr__(self) -> str:
        """Return a name without an address, so that saved outputs do not change."""
        return f"Board({self.what})"

    def _receive(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        if message["event"] == "look":
            self.html = _drawn(self._workspace, self.what)
            self.send({"id": message["id"], "event": "look", "html": self.html})


def _drawn(workspace: Workspace, what: str) -> Markup:
    def to(module: ModuleProgress, words: str) -> Markup:
        return lesson_link(workspace, module.name, words, key=f"{what} {words}")

    review = review_line(workspace) if what == "progress" else Markup("")
    return DRAWN[what](read_progress(workspace.folder), to, review, read_dates(workspace))
