"""What all live views share in a browser, in the place of `notebook/widgets/base.py`: a view is its state and messages.

The page that draws a view gets its state as JSON; `lesson_engine` carries both to and fro.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

import traitlets

from wellfounded.launch.site.in_browser.page_link import drawn, outbox

PACKED = {"sync": True}  # the page is in the same browser, so nothing is packed
Receive = Callable[[Any, dict[str, Any], Sequence[Any]], None]

_numbers = count(1)


class View(traitlets.HasTraits):  # type: ignore[misc]  # traitlets is untyped here
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
