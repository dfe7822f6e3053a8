"""A live view that speaks the learner's language."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from wellfounded.i18n import messages


class Speaking(anywidget.AnyWidget):  # type: ignore[misc]  # anywidget is untyped here
    """An anywidget that gets the words its JavaScript says, in the language chosen when it is drawn; see live.js."""

    words = traitlets.Dict().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        """Draw with these traits."""
        super().__init__(words=messages.javascript(str(type(self)._esm)), **traits)
