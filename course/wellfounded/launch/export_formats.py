"""Which formats JupyterLab offers to export a notebook to, said at once.

Jupyter's own answer loads every exporter that is installed. That takes one to two seconds, just while JupyterLab opens
the first lesson and waits for the same server.
"""

from __future__ import annotations

from jupyter_server.base.handlers import APIHandler
from tornado import web

FORMATS_PATH = ("api", "nbconvert")
FORMATS = {  # those of nbconvert's that need nothing else installed
    "html": "text/html",
    "markdown": "text/markdown",
    "notebook": "application/json",
    "script": "text/plain",
    "slides": "text/html",
}


class ExportFormatsHandler(APIHandler):
    """GET returns {format: {"output_mimetype"}}, in place of Jupyter's own handler for this path."""

    @web.authenticated
    def get(self) -> None:
        """Answer with the formats."""
        self.finish({name: {"output_mimetype": mimetype} for name, mimetype in FORMATS.items()})
