"""Lays out the learner's own copy of the lessons, and opens JupyterLab on the first."""

from __future__ import annotations

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import webbrowser
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from wellfounded.content import release
from wellfounded.i18n.messages import languages, phrase
from wellfounded.launch.server import TOKEN, environment, is_ours, without_proxy
from wellfounded.learner.lessons import find_lessons, notebook_of
from wellfounded.learner.sync_copies import merge_all
from wellfounded.learner.workspace import LOG, PAGE, SCRATCH, UnfinishedError, kind_of, lay_out, open_workspace
from wellfounded.learner.write_errors import why

PATIENCE = 60.0  # seconds that JupyterLab may take to answer
HOST = "127.0.0.1"
PRIVATE = 0o600  # read and written by its owner alone
ADDRESS = re.compile(rf"(?P<server>http://{re.escape(HOST)}:\d{{1,5}})/[^\"<>\s]*\?token=(?P<token>[0-9a-f]{{32}})")


def learn(course: Path, workspace: Path, port: int, *, browser: bool, language: str = "") -> int:
    """Lay out `workspace` and serve it until Ctrl-C; return the exit code."""
    if language and language not in languages():
        known = ", ".join(f"{code} ({name})" for code, name in languages().items())
        say(f"There is no language '{language}' here. Choose one of these: {known}.")
        return 1
    for ending in (signal.SIGINT, signal.SIGTERM):  # however this program was started or is ended, so is JupyterLab
        signal.signal(ending, signal.default_int_handler)
    if not release.lessons(course):
        say(phrase("No lesson is in {folder}. Run this in the root of the course.", folder=course / release.RELEASE))
        return 1
    if is_open(workspace, browser=browser):
        return 0
    if not prepared(course, workspace, language):
        return 1
    try:
        with tempfile.TemporaryDirectory(prefix="wellfounded-") as scratch:
            return serve(course, workspace, port, Path(scratch), browser=browser)
    except OSError as error:
        _tell_refusal(error, workspace)
        return 1


def prepared(course: Path, workspace: Path, language: str) -> bool:
    """Lay out the learner's copy, and tell what became of it; return whether there is one to open.

    What cannot be written, on a full disk for instance, is said; a copy that is there already opens all the same.
    """
    try:
        changes, refused = lay_out(course, workspace, kind_of(course), language=language), None
    except UnfinishedError as error:
        changes, refused = error.changes, error.cause
    for line in (*changes.said(), *merge_all(workspace)):
        say(line)
    if refused is None:
        return True
    _tell_refusal(refused, workspace)
    there = bool(first_lesson(workspace)) and open_workspace(workspace) is not None
    if there:
        say(phrase("Your copy opens as it is. Answers are saved only where they can be written: the page says so."))
    return there


def serve(course: Path, workspace: Path, port: int, scratch: Path, *, browser: bool) -> int:
    """Run JupyterLab on a copy until Ctrl-C; `scratch` is a folder for its notes. Return the exit code."""
    address = f"http://{HOST}:{port}"
    if refusal := _taken(port):
        say(refusal)
        return 1
    token = secrets.token_hex(16)
    server = _start(course, workspace, port, token, scratch)
    page = None
    try:
        if not _until(lambda: is_ours(address, token), lambda: server.poll() is not None):
            tell_trouble(port, workspace / LOG)
            return 1
        first = f"{address}/doc/tree/{quote(first_lesson(workspace))}?token={token}"
        page = _write_page(first, workspace, scratch)
        say(phrase("Ready: {page} (Ctrl-C ends it)", page=first))
        if browser:
            _browse(page)
        server.wait()
    except KeyboardInterrupt:
        say("\n" + phrase("Your answers are saved. Goodbye."))
    finally:
        _end(server)
        if page:
            page.unlink(missing_ok=True)
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


def _tell_refusal(error: OSError, workspace: Path) -> None:
    """Tell the learner which file could not be written, and what would help."""
    if isinstance(error, FileExistsError | NotADirectoryError) and not workspace.is_dir():
        told = phrase(
            "{path} is a file, and your copy of the lessons is a folder of that name. Rename the file, or name another "
            "folder: --workspace FOLDER.",
            path=workspace.resolve(),
        )
    else:
        file = Path(error.filename or workspace.resolve())
        path = file.with_name(file.name.removesuffix(SCRATCH))
        told = phrase("{path} could not be written: {why}", path=path, why=why(error, file.parent))
    say(told)


def _taken(port: int) -> str:
    """Return why nothing can listen on a port, and what would help; "" where it can."""
    try:
        with socket.create_server((HOST, port)):
            return ""
    except PermissionError:
        return phrase("Port {port} needs rights that you lack here. Choose another: --port 9000.", port=port)
    except OSError:
        return phrase("Another program uses port {port}. End it, or choose another port: --port 9000.", port=port)


def _start(course: Path, workspace: Path, port: int, token: str, scratch: Path) -> subprocess.Popen[bytes]:
    options = {
        "ServerApp.root_dir": str(workspace.resolve()),
        "ServerApp.ip": HOST,
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.open_browser": False,
        "ServerApp.no_browser_open_file": True,
    }
    arguments = [f"--{name}={value}" for name, value in options.items()]
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    told = {"JUPYTERLAB_WORKSPACES_DIR": str(scratch), TOKEN: str(_private(scratch / "token", token))}
    # A session of its own: Ctrl-C reaches this program, which then ends JupyterLab without its questions.
    with _log(workspace) as log:
        return subprocess.Popen(  # noqa: S603 (our own arguments)
            [sys.executable, "-m", "jupyterlab", *arguments, *root],
            env=environment(course, workspace) | told,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _log(workspace: Path) -> BinaryIO:
    """Open the file for what JupyterLab says; where it cannot be written, what it says is lost."""
    try:
        return _private(workspace / LOG, "").open("wb")
    except OSError:
        return Path(os.devnull).open("wb")


def _private(path: Path, text: str) -> Path:
    """Write a file anew that its owner alone reads; OSError where that fails."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "w", encoding="utf-8") as file:
        file.write(text)
    return path


def _write_page(first: str, workspace: Path, scratch: Path) -> Path:
    """Write the page that leads a browser to the course, for no command line may hold its address and token.

    It lies in the copy: a browser from a Linux app store reads no temporary folders.
    """
    address = escape(first)
    text = (
        f'<!doctype html><meta http-equiv="refresh" content="0; url={address}"><a href="{address}">Well-Founded</a>\n'
    )
    try:
        return _private(workspace / PAGE, text)
    except OSError:
        return _private(scratch / PAGE, text)


def is_open(workspace: Path, *, browser: bool) -> bool:
    """Return whether another `learn` serves this copy; then say so, and open its page again."""
    page = workspace / PAGE
    try:
        found = ADDRESS.search(page.read_text(encoding="utf-8")) if page.is_file() else None
    except (OSError, ValueError):
        found = None
    if not found or not is_ours(found["server"], found["token"]):
        return False
    say(phrase("Your copy is open already: {page} (to end it, press Ctrl-C where it was started)", page=found[0]))
    if browser:
        _browse(page)
    return True


def _browse(page: Path) -> None:
    os.environ.update(without_proxy())  # for browsers that go by it
    webbrowser.open(page.resolve().as_uri())


def _end(server: subprocess.Popen[bytes]) -> None:
    """End JupyterLab; one that waits for a kernel which is gone is killed, and its kernels end with it."""
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _until(done: Callable[[], bool], hopeless: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and not hopeless():
        if done():
            return True
        time.sleep(0.1)
    return False
