"""Where a live view goes in a browser, in the place of `notebook/widgets/shown.py`: into the part that asked for it."""

from __future__ import annotations

from typing import Any

from wellfounded.notebook.widgets.base import View

VIEW = "wellfounded"  # the MIME type of a view that the page draws

output: dict[str, Any] = {}  # of the call that runs


def display(shown: dict[str, Any], *, raw: bool = True) -> None:  # noqa: ARG001 (as IPython's)
    """Put an output, by MIME type, into the part that asked for it."""
    output.update(shown)


def show(_what: str, view: View | list[View]) -> dict[str, object]:
    """Return a view's part of an output."""
    return {VIEW: view}
