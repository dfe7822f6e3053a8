"""The live view of an activity whose tries are not kept: an exploration or a decision path."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import traitlets

from wellfounded.content.activities import Activity
from wellfounded.notebook.widgets.base import PACKED, View

VIEWS = {
    "deadlines": "deadlines",
    "explore": "exploration",
    "path": "decision_path",
    "predict": "prediction",
    "timeline": "timeline",
}


class ActivityView(View):
    """Draws an activity; `words` is the same as text, for paper and for who would rather read it."""

    view = traitlets.Unicode().tag(sync=True)
    packed = traitlets.List(["activity", "words"]).tag(sync=True)
    activity = traitlets.Dict().tag(**PACKED)
    about = traitlets.Unicode().tag(sync=True)  # HTML, as is the next
    words = traitlets.Unicode().tag(**PACKED)

    def __init__(self, activity: Activity, **traits: Any) -> None:
        """Draw `activity`, rendered."""
        super().__init__(
            view=VIEWS[activity.kind],
            activity=asdict(activity),
            about=activity.about(),
            words=activity.static_body(),
            **traits,
        )

    def __repr__(self) -> str:
        """Return a name without an address, so that saved outputs do not change."""
        return f"ActivityView({self.view})"
