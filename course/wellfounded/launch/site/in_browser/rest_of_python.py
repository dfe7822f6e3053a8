"""Finds the modules of the standard library that no lesson names: they are fetched if one is needed all the same."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any
from zipimport import zipimporter

from wellfounded.launch.site.in_browser.left_out import NAMES

LIBRARY = "python_stdlib.zip"  # all of it, as Pyodide's package has it
FILE = Path("/lib") / LIBRARY


class RestOfPython(MetaPathFinder):
    """Finds what was left out."""

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a module is; None for one that was not left out."""
        if name not in NAMES:
            return None
        if not FILE.exists():
            FILE.write_bytes(_fetched())
        package = name.rpartition(".")[0].replace(".", "/")
        return zipimporter(f"{FILE}/{package}" if package else str(FILE)).find_spec(name)


def find_the_rest() -> None:
    """Let what is imported from now on be looked for there, too."""
    sys.meta_path.append(RestOfPython())


def _fetched() -> bytes:
    """Fetch the whole library, and wait for it: a page's worker may."""
    from js import URL, XMLHttpRequest, location  # type: ignore[import-not-found]  # of Pyodide

    request: Any = XMLHttpRequest.new()
    request.open("GET", URL.new(f"engine/{LIBRARY}", location.href).href, False)
    request.responseType = "arraybuffer"
    try:
        request.send()
    except Exception as error:
        raise ImportError(f"{LIBRARY} did not come") from error
    if request.status != 200:
        raise ImportError(f"{LIBRARY} did not come, {request.status}")
    return bytes(request.response.to_bytes())
