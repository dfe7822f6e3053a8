"""Tells JupyterLab whether a lesson may start by itself. A server extension, asked by `jupyter/labextensions/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado import web

from wellfounded.lessons import module_of
from wellfounded.workspace import digest, open_workspace


def genuine(notebook: Path, sources: list[str]) -> bool:
    """Return whether a notebook lies in a workspace that we laid out, and each code cell is one that we shipped there.

    JupyterLab runs what it shows: so what it shows is judged, not the file.
    """
    workspace = open_workspace(notebook.parent.parent)
    if workspace is None or notebook.parent.is_symlink():
        return False
    shipped = set(workspace.shipped.get(module_of(notebook.parent), []))
    return all(digest(each.strip().encode()) in shipped for each in sources if each.strip())


class GenuineHandler(APIHandler):
    """POST {"path": from the server's root, "sources": [of each code cell]} gives {"genuine": true or false}."""

    @web.authenticated
    def post(self) -> None:
        """Judge a notebook."""
        asked = self.get_json_body() or {}
        path, sources = asked.get("path"), asked.get("sources")
        if not isinstance(path, str) or not isinstance(sources, list) or not all(isinstance(s, str) for s in sources):
            raise web.HTTPError(400, "path and sources are asked for")
        root = Path(self.settings["server_root_dir"]).expanduser()
        self.finish({"genuine": genuine(root / path, sources)})


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "wellfounded.starting"}]


def _load_jupyter_server_extension(app: Any) -> None:
    address = url_path_join(app.web_app.settings["base_url"], "wellfounded", "genuine")
    app.web_app.add_handlers(".*$", [(address, GenuineHandler)])
