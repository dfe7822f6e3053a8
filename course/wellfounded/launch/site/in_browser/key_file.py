"""Fetches the keys of a lesson, which lie beside its page, from the worker, which lies above."""

from __future__ import annotations

from typing import Any

NAME = "keys.json"  # in the folder of a lesson's page


def fetch(module: str) -> str:
    """Return the text of a lesson's keys. It waits: a page's worker may.

    FileNotFoundError where the host does not have this version's any more, OSError where they do not come.
    """
    from js import URL, XMLHttpRequest, location  # type: ignore[import-not-found]  # of Pyodide

    request: Any = XMLHttpRequest.new()
    request.open("GET", URL.new(f"{module}/{NAME}", location.href).href, False)
    try:
        request.send()
    except Exception as error:
        raise OSError(f"{module}: the keys did not come") from error
    if request.status in (404, 410):
        raise FileNotFoundError(f"{module}: the host has another version")
    if request.status != 200:
        raise OSError(f"{module}: the keys did not come, {request.status}")
    return str(request.responseText)
