"""What Python holds for the page: the views that it may speak to, what it is to be told, and what a call has shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wellfounded.launch.site.in_browser.view_base import View

VIEW = "wellfounded"  # the MIME type of a view that the page draws

drawn: dict[str, View] = {}  # every view, by its name on the page
outbox: list[dict[str, Any]] = []  # what the page is to be told, the latest last
output: dict[str, Any] = {}  # of the call that runs, by MIME type
