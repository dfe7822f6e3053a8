"""Lays out the learner's own copy of the lessons, and opens JupyterLab on the first."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

from wellfounded.copies import merge_all
from wellfounded.lessons import find_lessons, notebook_of
from wellfounded.words import languages, phrase
from wellfounded.workspace import LOG, kind_of, lay_out

PATIENCE = 60.0  # seconds that JupyterLab may take to answer
JUPYTER = Path(__file__).parent / "jupyter"  # our kernel, and a JupyterLab without news or instructor's panels


def learn(course: Path, workspace: Path, port: int, *, browser: bool, language: str = "") -> int:
    """Lay out `workspace` and serve it until Ctrl-C; return the exit code."""
    if language and language not in languages():
        known = ", ".join(f"{code} ({name})" for code, name in languages().items())
        say(f"There is no language '{language}' here. Choose one of these: {known}.")
        return 1
    for ending in (signal.SIGINT, signal.SIGTERM):  # however this program was started or is ended, so is JupyterLab
        signal.signal(ending, signal.default_int_handler)
    for line in (*lay_out(course, workspace, kind_of(course), language=language).said(), *merge_all(workspace)):
        say(line)
    lesson = first_lesson(workspace)
    if not lesson:
        say(phrase("No lesson is in {folder}. Run this in the root of the course.", folder=course / "release"))
        return 1
    token = secrets.token_hex(16)
    windows = tempfile.TemporaryDirectory(prefix="wellfounded-")  # JupyterLab notes there what was open, for now only
    server = _start(workspace, port, token, windows.name)
    address = f"http://127.0.0.1:{port}"
    try:
        if not _answers(f"{address}/api/status?token={token}", server):
            tell_trouble(port, workspace / LOG)
            return 1
        page = f"{address}/doc/tree/{quote(lesson)}?token={token}"
        say(phrase("Ready: {page} (Ctrl-C ends it)", page=page))
        if browser:
            webbrowser.open(page)
        server.wait()
    except KeyboardInterrupt:
        say("\n" + phrase("Your answers are saved. Goodbye."))
    finally:
        _end(server)
        windows.cleanup()
    return 0


def tell_trouble(port: int, log: Path) -> None:
    """Tell the learner that JupyterLab did not start, and what may help."""
    say(
        phrase(
            "JupyterLab did not start on port {port}. If another program uses it, choose another: --port 9000.",
            port=port,
        )
    )
    say(phrase("What it said is in {path}.", path=log))


def first_lesson(workspace: Path) -> str:
    """Return the path of the first lesson's notebook in the workspace; "" where there is none."""
    module, folders = next(iter(find_lessons(workspace).items()), ("", []))
    return notebook_of(folders[0], module).relative_to(workspace).as_posix() if module else ""


def say(line: str) -> None:
    """Tell the learner, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _start(workspace: Path, port: int, token: str, windows: str) -> subprocess.Popen[bytes]:
    options = {
        "ServerApp.root_dir": str(workspace.resolve()),
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.open_browser": False,
        "IdentityProvider.token": token,
    }
    arguments = [f"--{name}={value}" for name, value in options.items()]
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    command = [sys.executable, "-m", "jupyterlab", *arguments, *root]
    # A session of its own: Ctrl-C reaches this program, which then ends JupyterLab without its questions.
    with (workspace / LOG).open("wb") as log:
        return subprocess.Popen(  # noqa: S603 (our own arguments)
            command,
            env=environment() | {"JUPYTERLAB_WORKSPACES_DIR": windows},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _end(server: subprocess.Popen[bytes]) -> None:
    """End JupyterLab; one that waits for a kernel which is gone is killed, and its kernels end with it."""
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def environment() -> dict[str, str]:
    """Return the environment of a learner's JupyterLab: ours comes first, an instructor's own is untouched."""
    ours = {"JUPYTER_CONFIG_PATH": str(JUPYTER), "JUPYTER_PATH": str(JUPYTER)}
    paths = {name: os.pathsep.join(filter(None, (path, os.environ.get(name)))) for name, path in ours.items()}
    return {**os.environ, **paths, "PYTHONSAFEPATH": "1"}


def _answers(status: str, server: subprocess.Popen[bytes]) -> bool:
    """Return whether the server answers before it ends or patience does."""
    return _until(lambda: _reached(status), lambda: server.poll() is not None)


def _reached(address: str) -> bool:
    try:
        with urlopen(address, timeout=2) as reply:  # noqa: S310 (our own server)
            return bool(reply.status == 200)
    except (URLError, TimeoutError, ConnectionError):
        return False


def _until(done: Callable[[], bool], hopeless: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and not hopeless():
        if done():
            return True
        time.sleep(0.1)
    return False
