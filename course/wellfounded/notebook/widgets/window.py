"""Which window of the browser runs a cell: a lesson may be open in several, and they share its kernel."""

from __future__ import annotations

from typing import Any

WINDOWS = 3  # in which a lesson may be open at once; what an older one was sent is closed


def running_window() -> str:
    """Return what the window that runs this cell calls itself; "" where no kernel runs it."""
    # IPython takes as long to import as all of ours, and a command runs no cell.
    from IPython import get_ipython

    request = getattr(get_ipython(), "parent_header", {})
    return str(request.get("header", request).get("session", ""))


def withdraw(widget: Any) -> None:
    """Close what an older window was sent, and say so in a message.

    A `comm_close` goes to every window, and one that was opened since then complains of an unknown comm.
    """
    if widget.comm is None:
        return
    widget.send({"closed": True})
    widget.comm.publish_msg = _send_nothing
    widget.close()


def _send_nothing(*_: object, **__: object) -> None:
    """Stand in for what would send a message."""
