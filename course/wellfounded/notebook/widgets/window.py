"""Which window of the browser runs a cell: a lesson may be open in several, and they share its kernel."""

from __future__ import annotations

WINDOWS = 3  # in which a lesson may be open at once; what an older one was sent is closed


def running_window() -> str:
    """Return what the window that runs this cell calls itself; "" where no kernel runs it."""
    # IPython takes as long to import as all of ours, and a command runs no cell.
    from IPython import get_ipython

    request = getattr(get_ipython(), "parent_header", {})
    return str(request.get("header", request).get("session", ""))
