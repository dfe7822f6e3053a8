"""A host of files that is updated, in part or whole, is slow, and goes away: as real ones do."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class ChangingHost:
    """Serves the folder that holds `site`, which may be another one at any time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lacks: str | None = None  # what of a path it answers with 404
        self.holds: str | None = None  # what of a path it answers no request for, until `released`
        self.released = threading.Event()
        self.asked: list[str] = []
        self.there = True
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}/site/"

    def stop(self) -> None:
        """Go away, also from connections that are open."""
        self.there = False
        self.released.set()
        self._server.shutdown()
        self._server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, host: ChangingHost, *request: Any) -> None:
        self.host = host
        super().__init__(*request, directory=str(host.folder))

    def do_GET(self) -> None:
        """Answer as the host does now."""
        self.directory = str(self.host.folder)
        self.host.asked.append(self.path)
        if self.host.holds and self.host.holds in self.path:
            self.host.released.wait(60)
        if not self.host.there:
            self.close_connection = True
        elif self.host.lacks and self.host.lacks in self.path:
            self.send_error(404)
        else:
            super().do_GET()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""
