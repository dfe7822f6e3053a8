"""What all live views share in a browser, in the place of `notebook/widgets/base.py`: a view is its state and messages.

The page that draws a view gets its state as JSON; `lesson_engine` carries both to and fro.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import traitlets

from wellfounded.i18n import messages

Receive = Callable[[Any, dict[str, Any], Sequence[Any]], None]
SCRIPT = (Path(__file__).with_name("static") / "page.js").read_text("utf-8")  # which holds the views

_numbers = count(1)
drawn: dict[str, View] = {}  # every view that the page may speak to, by its name
outbox: list[dict[str, Any]] = []  # what the page is to be told, the latest last


class View(traitlets.HasTraits):
    """State that one of the views draws. A change of it, and what is sent, wait in the outbox."""

    view = traitlets.Unicode().tag(sync=True)  # its name in views.js

    def __init__(self, **traits: Any) -> None:
        """Draw with these traits."""
        self._listeners: list[Receive] = []
        super().__init__(**traits)
        self.name_on_page = str(next(_numbers))
        drawn[self.name_on_page] = self
        self.observe(self._changed, names=list(self.traits(sync=True)))

    def state(self) -> dict[str, Any]:
        """Return what the page draws."""
        return {name: getattr(self, name) for name in self.traits(sync=True)}

    def send(self, content: dict[str, Any], buffers: Sequence[Any] | None = None) -> None:
        """Tell the page something that is no state."""
        outbox.append({"view": self.name_on_page, "content": content, "buffers": list(buffers or ())})

    def on_msg(self, receive: Receive) -> None:
        """Let a function hear what the page says."""
        self._listeners.append(receive)

    def hear(self, content: dict[str, Any], buffers: Sequence[Any]) -> None:
        """Hear what the page says."""
        for receive in self._listeners:
            receive(self, content, buffers)

    def close(self) -> None:
        """Hear nothing more."""
        drawn.pop(self.name_on_page, None)

    def _changed(self, change: Any) -> None:
        outbox.append({"view": self.name_on_page, "state": {change["name"]: change["new"]}})


class Column(list[View]):
    """Views that stand below each other."""


def words_of_page() -> dict[str, Any]:
    """Return what the page and its views say, in the chosen language, as messages.js knows it."""
    return messages.javascript(SCRIPT)
