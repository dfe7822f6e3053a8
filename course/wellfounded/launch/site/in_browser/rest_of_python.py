"""Finds modules that a page does not start with: in a file that comes after the start, or is fetched when needed."""

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

MORE = "more.zip"  # what lessons name, and do not import when they are opened; the worker puts it here after the start
LIBRARY = "python_stdlib.zip"  # all of the standard library, as Pyodide's package has it
FOLDER = Path("/lib")


class RestOfPython(MetaPathFinder):
    """Finds what was left out."""

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where a module is; None for one that was not left out."""
        for archive, names in NAMES.items():
            if name in names:
                file = FOLDER / archive
                if not file.exists():
                    file.write_bytes(_fetched(archive))
                package = name.rpartition(".")[0].replace(".", "/")
                return zipimporter(f"{file}/{package}" if package else str(file)).find_spec(name)
        return None


def find_the_rest() -> None:
    """Let what is imported from now on be looked for there, too."""
    sys.meta_path.append(RestOfPython())


def _fetched(archive: str) -> bytes:
    """Fetch a file of the engine, and wait for it: a page's worker may."""
    from js import URL, XMLHttpRequest, location  # type: ignore[import-not-found]  # of Pyodide

    request: Any = XMLHttpRequest.new()
    request.open("GET", URL.new(f"engine/{archive}", location.href).href, False)
    request.responseType = "arraybuffer"
    try:
        request.send()
    except Exception as error:
        raise ImportError(f"{archive} did not come") from error
    if request.status != 200:
        raise ImportError(f"{archive} did not come, {request.status}")
    return bytes(request.response.to_bytes())
