"""Where a live view goes in a browser, in the place of `notebook/widgets/shown.py`: into the part that asked for it."""

from __future__ import annotations

from typing import Any

from wellfounded.launch.site.in_browser.page_link import VIEW, output


def display(shown: dict[str, Any]) -> None:
    """Put an output, by MIME type, into the part that asked for it."""
    output.update(shown)


def show(_what: str, view: Any) -> dict[str, object]:
    """Return a view's part of an output, or that of several which stand below each other."""
    return {VIEW: view}
