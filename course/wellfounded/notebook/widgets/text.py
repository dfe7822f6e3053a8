"""HTML that stays as it is, with links that open lessons."""

from __future__ import annotations

import traitlets

from wellfounded.learner.workspace import Workspace
from wellfounded.notebook.widgets.base import View
from wellfounded.notebook.widgets.lesson_links import answer_where


class Text(View):
    """Shows HTML that stays as it is; its links open lessons of a learner's copy."""

    view = traitlets.Unicode("text").tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    classes = traitlets.List().tag(sync=True)

    def __init__(self, html: str, workspace: Workspace | None, *, classes: list[str]) -> None:
        """Show HTML; outside a learner's copy there is no `workspace`, and no link in it."""
        super().__init__(html=html, classes=classes)
        if workspace:
            answer_where(self, workspace)

    def __repr__(self) -> str:
        """Return a name without an address, so that saved outputs do not change."""
        return "Text()"
