"""Puts a live view into a cell's output, and closes those of earlier runs: a kernel keeps every view that is open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from wellfounded.notebook.widgets.window import WINDOWS, running_window, withdraw

RUNS = 2  # of a cell in one window: what its last run replaced may still be on the page for a moment

_shown: dict[str, dict[str, list[Any]]] = defaultdict(dict)  # views by what they show and by window, the latest last


def display(output: dict[str, Any]) -> None:
    """Put an output, by MIME type, into the cell that runs."""
    # IPython takes as long to import as all of ours, and a command runs no cell.
    from IPython.display import display as display_in_cell

    display_in_cell(output, raw=True)


def show(what: str, view: Any) -> dict[str, object]:
    """Return a widget's part of an output; `what` names the cell that shows it. Its views of earlier runs are closed.

    Two windows on one lesson have one kernel, and each shows the views of its own runs.
    """
    windows, window = _shown[what], running_window()
    views = windows.pop(window, [])
    windows[window] = [*views, view][-RUNS:]
    for part in _within_all(views[: len(views) + 1 - RUNS]):
        part.close()
    while len(windows) > WINDOWS:
        for part in _within_all(windows.pop(next(iter(windows)))):
            withdraw(part)
    bundle = view._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    return {key: value for key, value in data.items() if key != "text/plain"}


def _within_all(views: list[Any]) -> list[Any]:
    return [part for view in views for part in _within(view)]


def _within(view: Any) -> Iterator[Any]:
    """Yield a view and all that was made for it."""
    for child in getattr(view, "children", ()):
        yield from _within(child)
    if not hasattr(view, "shared"):  # a view of ours shares its layout with others
        yield from filter(None, (getattr(view, "layout", None), getattr(view, "style", None)))
    yield view
