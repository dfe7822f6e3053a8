"""Fetches the keys of a lesson, which lie beside its page, from the worker, which lies above."""

from __future__ import annotations

from typing import Any

NAME = "keys.json"  # in the folder of a lesson's page


def fetch(module: str) -> str:
    """Return the text of a lesson's keys. OSError where it does not come. It waits: a page's worker may."""
    from js import URL, XMLHttpRequest, location  # type: ignore[import-not-found]  # of Pyodide

    request: Any = XMLHttpRequest.new()
    request.open("GET", URL.new(f"{module}/{NAME}", location.href).href, False)
    try:
        request.send()
    except Exception as error:
        raise OSError(f"{module}: the keys did not come") from error
    if request.status != 200:
        raise OSError(f"{module}: the keys did not come, {request.status}")
    return str(request.responseText)
