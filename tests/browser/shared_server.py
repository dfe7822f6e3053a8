"""A learner's JupyterLab that tests share: each finds the lessons as they are laid out, and nothing of another's."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import ProxyHandler, Request, build_opener

import psutil

from tests.browser.lesson import free_port
from tests.first_variants import keep_first_variants
from wellfounded.learner.layout import lay_out
from wellfounded.learner.workspace import LOG, PAGE, kind_of

LIGHT = "JupyterLab Light"
SYSTEM = ""  # no theme is chosen


class SharedServer:
    """`wellfounded learn` on a course; its copy of the lessons is `workspace`, and it is ready at `address`."""

    def __init__(self, course: Path, folder: Path) -> None:
        self.course, self.workspace, self.settings = course, folder / "my-course", folder / "settings"
        command = [sys.executable, "-m", "wellfounded", "learn", "--no-browser"]
        options = ["--course", str(course), "--workspace", str(self.workspace), "--port", str(free_port())]
        folder.mkdir(exist_ok=True)
        # Jupyter gives a kernel up that dies often, one soon after another, as those of quick tests do.
        (folder / "jupyter_server_config.json").write_text('{"KernelRestarter": {"restart_limit": 1000}}')
        env = {**os.environ, "JUPYTERLAB_SETTINGS_DIR": str(self.settings), "JUPYTER_CONFIG_PATH": str(folder)}
        write_settings(self.settings)
        self.learn = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True, env=env)
        assert self.learn.stdout is not None
        line = self.learn.stdout.readline()
        assert line.startswith("Ready: "), line
        self.address = line.split()[1]

    def begin_anew(self, theme: str, *, starts: bool, view: str, pages: str) -> None:
        """End what the last test left running, and lay the lessons out anew, for somebody with these settings."""
        self.end_kernels()
        for name in self._ask("GET", "lab/api/workspaces")["workspaces"]["ids"]:
            self._ask("DELETE", f"lab/api/workspaces/{quote(name, safe='')}")
        self._lay_out()
        shutil.rmtree(self.settings, ignore_errors=True)
        write_settings(self.settings, theme, starts=starts, view=view, pages=pages)

    def begin_anew_in_place(self, path: str) -> None:
        """Lay the lessons out anew, and kill the kernel of the notebook at `path`: both start again by themselves.

        The kernel stands still meanwhile: a lesson that started before it lay there whole would be refused.
        """
        for session in self._ask("GET", "api/sessions"):
            if session["path"] != path:
                self._ask("DELETE", f"api/sessions/{session['id']}")
        at_work = self._at_work()
        for process in at_work:
            with suppress(psutil.NoSuchProcess):
                process.suspend()
        self._lay_out()
        for process in at_work:
            with suppress(psutil.NoSuchProcess):
                process.kill()

    def end_kernels(self) -> None:
        """Kill every kernel, and let the server forget it: asked to end, a kernel takes its time.

        A lesson that is still being marked in a process of its own would go on writing into the folders. While
        Jupyter starts another in place of one that has died, it forgets none: it is asked again.
        """
        while (sessions := self._ask("GET", "api/sessions")) or self._at_work():
            for process in self._at_work():
                with suppress(psutil.NoSuchProcess):
                    process.kill()
            for session in sessions:
                with suppress(HTTPError):
                    self._ask("DELETE", f"api/sessions/{session['id']}")
            time.sleep(0.01)

    def stop(self) -> None:
        """End it as a learner does."""
        self.end_kernels()
        self.learn.send_signal(signal.SIGINT)
        assert self.learn.wait(timeout=60) == 0

    def _lay_out(self) -> None:
        for path in self.workspace.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name not in (LOG, PAGE):
                path.unlink()
        lay_out(self.course, self.workspace, kind_of(self.course))
        for lesson in self.workspace.iterdir():
            keep_first_variants(lesson)

    def _at_work(self) -> list[psutil.Process]:
        return [each for each in psutil.Process(self.learn.pid).children(recursive=True) if _works_on_a_lesson(each)]

    def _ask(self, method: str, path: str) -> Any:
        parts = urlsplit(self.address)
        token = parts.query.removeprefix("token=")
        request = Request(  # noqa: S310 (our own server)
            f"{parts.scheme}://{parts.netloc}/{path}", method=method, headers={"Authorization": f"token {token}"}
        )
        with build_opener(ProxyHandler({})).open(request, timeout=60) as reply:
            return json.loads(reply.read() or b"null")


def _works_on_a_lesson(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
        return bool({"ipykernel_launcher", "wellfounded.grading.at_home"} & {*process.cmdline()})
    return False


def write_settings(
    folder: Path, theme: str = LIGHT, *, starts: bool = True, view: str = "lesson", pages: str = "all"
) -> None:
    """Write JupyterLab's settings: its theme, whether lessons start by themselves, and how they are shown."""
    chosen = {
        "@jupyterlab/apputils-extension/themes": {"theme": theme, "adaptive-theme": False} if theme else {},
        "wellfounded/start": {"startLessons": starts},
        "wellfounded/view": {"view": view, "pages": pages},
    }
    for name, values in chosen.items():
        path = folder / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
