"""What Python holds for the page: the views that it may speak to, what it is to be told, and what a call has shown."""

from __future__ import annotations

from typing import Any

VIEW = "wellfounded"  # the MIME type of a view that the page draws

drawn: dict[str, Any] = {}  # every view (view_base.py), by its name on the page
outbox: list[dict[str, Any]] = []  # what the page is to be told, the latest last
output: dict[str, Any] = {}  # of the call that runs, by MIME type
