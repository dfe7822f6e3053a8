"""What all live views share: one script and one style sheet, sent once to a window, and the learner's language."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from ipywidgets import Layout, VBox, Widget, widget_serialization

from wellfounded.i18n import messages
from wellfounded.notebook.widgets.window import WINDOWS, running_window, withdraw

STATIC = Path(__file__).with_name("static")  # made by bundle.js
SCRIPT = (STATIC / "views.js").read_text("utf-8")
STYLE = (STATIC / "views.css").read_text("utf-8")
DIGEST = hashlib.sha256(f"{SCRIPT}{STYLE}".encode()).hexdigest()[:12]


def _packed(value: object, _view: object) -> bytes:
    return gzip.compress(json.dumps(value).encode(), mtime=0)


# How a trait goes to a window that is long and never changes: loader.js unpacks what is named in a view's `packed`.
PACKED = {"sync": True, "to_json": _packed}


class Bundle(Widget):  # type: ignore[misc]  # ipywidgets is untyped here
    """Holds the views, which loader.js takes from here: once for each page. Each window has its own."""

    script = traitlets.Bytes(gzip.compress(SCRIPT.encode(), mtime=0)).tag(sync=True)
    style = traitlets.Bytes(gzip.compress(STYLE.encode(), mtime=0)).tag(sync=True)
    digest = traitlets.Unicode(DIGEST).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)  # what they say, see messages.js

    def __init__(self, **traits: Any) -> None:
        """Hold the views with these traits, and the one layout that they have."""
        super().__init__(**traits)
        self.layout = Layout()

    def __repr__(self) -> str:
        """Return a name without an address, so that saved outputs do not change."""
        return f"Bundle({self.words.get('lang', messages.ENGLISH)})"


class View(anywidget.AnyWidget):  # type: ignore[misc]  # anywidget is untyped here
    """A widget that one of the views draws, in the language chosen when it is made."""

    _esm = (STATIC / "loader.js").read_text("utf-8")
    view = traitlets.Unicode().tag(sync=True)  # its name in views.js
    packed = traitlets.List().tag(sync=True)
    shared = traitlets.Instance(Bundle).tag(sync=True, **widget_serialization)

    def __init__(self, **traits: Any) -> None:
        """Draw with these traits."""
        shared = _bundle(messages.chosen())
        super().__init__(shared=shared, layout=shared.layout, **traits)


class Column(VBox):  # type: ignore[misc]  # ipywidgets is untyped here
    """Views that stand below each other."""


# By window, the latest last, and by language: a learner may choose another while a lesson is open. A window is sent the
# views with its own first cell. Of what was sent to another, as before it was loaded anew, it may know nothing yet.
_bundles: dict[str, dict[str, Bundle]] = {}


def _bundle(language: str) -> Bundle:
    window = running_window()
    bundles = _bundles.pop(window, {})
    _bundles[window] = bundles
    while len(_bundles) > WINDOWS:
        for old in _bundles.pop(next(iter(_bundles))).values():
            withdraw(old.layout)
            withdraw(old)
    if language not in bundles or bundles[language].comm is None:  # closed by somebody's Widget.close_all()
        bundles[language] = Bundle(words=messages.javascript(SCRIPT))
    return bundles[language]
