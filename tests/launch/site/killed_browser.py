"""A browser that is killed, again and again, while learners keep answers in it; and what is found then."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.browser.chromium import FLAGS, chromium
from tests.places import COURSE

WAIT = 60  # seconds for all learners of a browser to begin
LONGEST = 0.4  # seconds that they keep answers then
WINDOWS = 2  # of a learner
LATEST = 20  # lines that a file names beside the journal, replaced with each: a window that did not wait misses some
LIFE = 10  # kills before a learner is forgotten: what is read at each start grows
LEAN = ("--no-zygote", "--disable-extensions", "--disable-breakpad", "--mute-audio")
FRAME = '<iframe src="http://127.0.0.1:{}/"></iframe>'  # of one site, so that one process draws them all
# After a kill Chromium may never ask for a worker's script, though it has the page: then the page is opened again.
LEARNER = """<!DOCTYPE html><body><script>
const script = "/tests/launch/site/killed_learner.js?life={life}&encrypted={encrypted}";
const again = setTimeout(() => location.reload(), {again});
new Worker(script, {{ type: "module" }}).onmessage = () => clearTimeout(again);
</script>"""
AGAIN = 10_000  # ms, after which it is


class Learner:
    """One who answers at a port, which is an origin with a store of its own, and what the windows said."""

    def __init__(self, *, encrypted: bool) -> None:
        self.encrypted = encrypted
        self.lives = 0
        self.saved = set[str]()  # what a window said is saved, since all was forgotten
        self.forgetting = set[str]()  # what was there when a window was told to forget all
        self.count = self.unheard = 0  # of all that was said to be saved, or was saved and not yet said to be
        self.troubles: list[str] = []
        self.begun = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, learner=self))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def hear(self, path: str, said: str) -> str:
        """Take note of what a window says, and answer it."""
        if path == "/saved":
            self.saved.add(said)
            self.count += 1
        if path == "/failed":
            self.troubles.append(said)
            self.begun.set()
        return self._look(*json.loads(said)) if path == "/found" else ""

    def _look(self, journal: str, latest: str) -> str:
        """Compare what is there with what was said to be saved; return what the window is to do first."""
        *lines, rest = journal.split("\n")
        ids = [json.loads(line)["id"] for line in lines]
        unheard = set(ids) - self.saved - self.forgetting
        troubles = {
            "lost": self.saved - set(ids),
            "twice": {name for name in ids if ids.count(name) > 1},
            "half a line": {rest} - {""},
            "half a change, or no turns": {latest} if json.loads(latest or "[]") != ids[-LATEST:] else set(),
            "half forgotten": self.forgetting - set(ids) if self.forgetting & set(ids) else set(),
            "not asked for": unheard if len(unheard) > WINDOWS else set(),
        }
        self.troubles += [f"{self.lives}: {what}: {sorted(names)}" for what, names in troubles.items() if names]
        self.unheard += len(unheard)
        self.saved, self.forgetting = set(ids), set()
        self.lives += 1
        if forgets := self.lives % LIFE == 0:
            self.saved, self.forgetting = set(), set(ids)
        self.begun.set()
        return "forget" if forgets else ""


class Host(SimpleHTTPRequestHandler):
    """Serves the course's own modules to a learner, and hears what the windows say."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *rest: Any, learner: Learner) -> None:
        self.learner = learner
        super().__init__(*rest, directory=str(COURSE))

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:  # the browser was killed
            self.close_connection = True

    def do_GET(self) -> None:
        if self.path.startswith("/all?"):
            ports = self.path.removeprefix("/all?").split("&")
            return self._reply("".join(map(FRAME.format, ports)), "text/html")
        if self.path != "/":
            return super().do_GET()
        page = LEARNER.format(life=self.learner.lives, encrypted="yes" if self.learner.encrypted else "", again=AGAIN)
        return self._reply(page, "text/html")

    def do_POST(self) -> None:
        said = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._reply(self.learner.hear(self.path, said), "text/plain")

    def _reply(self, text: str, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def kill_while_they_answer(learners: list[Learner], profile: Path, times: int, chance: random.Random) -> None:
    """Start a browser with all learners, and kill it in the midst of what they write; so many times."""
    ports = [str(learner.server.server_port) for learner in learners]
    page = f"http://127.0.0.1:{ports[0]}/all?{'&'.join(ports)}"
    for _ in range(times):
        for learner in learners:
            learner.begun.clear()
        command = [chromium(), "--headless", *FLAGS, *LEAN, f"--user-data-dir={profile}", page]
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            begun = [learner.begun.wait(WAIT) for learner in learners]
            threading.Event().wait(chance.random() * LONGEST)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        assert all(begun), "a browser did not begin"
