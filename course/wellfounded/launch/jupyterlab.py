"""Opens the course: lays out the learner's own copy of the lessons, and serves it in JupyterLab until Ctrl-C."""

from __future__ import annotations

import os
import re
import secrets
import signal
import sys
import tempfile
import webbrowser
from html import escape
from pathlib import Path
from urllib.parse import quote

from wellfounded.content import release
from wellfounded.i18n.messages import languages, phrase
from wellfounded.launch.lab_process import HOST, end_lab, port_problem, start_lab, wait_until_ready, write_private
from wellfounded.launch.server import is_ours, without_proxy
from wellfounded.learner.language import speak_language
from wellfounded.learner.layout import UnfinishedError, lay_out
from wellfounded.learner.lessons import find_lessons, notebook_of
from wellfounded.learner.sync_copies import merge_all
from wellfounded.learner.whole_file import SCRATCH
from wellfounded.learner.workspace import LOG, PAGE, kind_of, open_workspace
from wellfounded.learner.write_errors import why

ADDRESS = re.compile(rf"(?P<server>http://{re.escape(HOST)}:\d{{1,5}})/[^\"<>\s]*\?token=(?P<token>[0-9a-f]{{32}})")


def learn(course: Path, workspace: Path, port: int, *, browser: bool, language: str = "") -> int:
    """Lay out `workspace` and serve it until Ctrl-C; return the exit code."""
    if language and language not in languages():
        names = ", ".join(f"{code} ({name})" for code, name in languages().items())
        print_line(f"There is no language '{language}' here. Choose one of these: {names}.")
        return 1
    for number in (signal.SIGINT, signal.SIGTERM):  # both end JupyterLab too, however this program was started
        signal.signal(number, signal.default_int_handler)
    if not release.lessons(course):
        print_line(
            phrase("No lesson is in {folder}. Run this in the root of the course.", folder=course / release.RELEASE)
        )
        return 1
    if reopen_if_served(workspace, browser=browser):
        return 0
    if not prepare_copy(course, workspace, language):
        return 1
    try:
        with tempfile.TemporaryDirectory(prefix="wellfounded-") as scratch:
            return serve(course, workspace, port, Path(scratch), browser=browser)
    except OSError as error:
        _print_write_error(error, workspace)
        return 1


def prepare_copy(course: Path, workspace: Path, language: str) -> bool:
    """Lay out the learner's copy, and print what changed in it; return whether there is a copy to open.

    If something cannot be written, on a full disk for instance, the error is printed; an existing copy opens all the
    same.
    """
    try:
        changes, write_error = lay_out(course, workspace, kind_of(course), language=language), None
    except UnfinishedError as error:
        changes, write_error = error.changes, error.cause
    speak_language(open_workspace(workspace))
    for line in (*changes.said(), *merge_all(workspace)):
        print_line(line)
    if write_error is None:
        return True
    _print_write_error(write_error, workspace)
    exists = bool(first_lesson(workspace)) and open_workspace(workspace) is not None
    if exists:
        print_line(
            phrase("Your copy opens as it is. Answers are saved only where they can be written: the page says so.")
        )
    return exists


def serve(course: Path, workspace: Path, port: int, scratch: Path, *, browser: bool) -> int:
    """Run JupyterLab on a copy until Ctrl-C; `scratch` is a folder for its temporary files. Return the exit code."""
    address = f"http://{HOST}:{port}"
    if problem := port_problem(port):
        print_line(problem)
        return 1
    token = secrets.token_hex(16)
    server = start_lab(course, workspace, port, token, scratch)
    page = None
    try:
        if not wait_until_ready(server, lambda: is_ours(address, token)):
            _print_start_failure(port, workspace / LOG)
            return 1
        first_page = f"{address}/doc/tree/{quote(first_lesson(workspace))}?token={token}"
        page = _write_page(first_page, workspace, scratch)
        print_line(phrase("Ready: {page} (Ctrl-C ends it)", page=first_page))
        if browser:
            _open_browser(page)
        server.wait()
    except KeyboardInterrupt:
        print_line("\n" + phrase("Your answers are saved. Goodbye."))
    finally:
        end_lab(server)
        if page:
            page.unlink(missing_ok=True)
    return 0


def _print_start_failure(port: int, log: Path) -> None:
    """Print that JupyterLab did not start, and what may help."""
    print_line(
        phrase(
            "JupyterLab did not start on port {port}. If another program uses it, choose another: --port 9000.",
            port=port,
        )
    )
    print_line(phrase("What it said is in {path}.", path=log))


def first_lesson(workspace: Path) -> str:
    """Return the path of the first lesson's notebook in the workspace; "" if there is none."""
    module, folders = next(iter(find_lessons(workspace).items()), ("", []))
    return notebook_of(folders[0], module).relative_to(workspace).as_posix() if module else ""


def print_line(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _print_write_error(error: OSError, workspace: Path) -> None:
    """Print which file could not be written, and what would help."""
    if isinstance(error, FileExistsError | NotADirectoryError) and not workspace.is_dir():
        message = phrase(
            "{path} is a file, and your copy of the lessons is a folder of that name. Rename the file, or name another "
            "folder: --workspace FOLDER.",
            path=workspace.resolve(),
        )
    else:
        file = Path(error.filename or workspace.resolve())
        path = file.with_name(file.name.removesuffix(SCRATCH))
        message = phrase("{path} could not be written: {why}", path=path, why=why(error, file.parent))
    print_line(message)


def _write_page(url: str, workspace: Path, scratch: Path) -> Path:
    """Write the page that leads a browser to the course, since a command line must not hold the URL and its token.

    It is written to the copy, because a browser from a Linux app store cannot read temporary folders.
    """
    address = escape(url)
    text = (
        f'<!doctype html><meta http-equiv="refresh" content="0; url={address}"><a href="{address}">Well-Founded</a>\n'
    )
    try:
        return write_private(workspace / PAGE, text)
    except OSError:
        return write_private(scratch / PAGE, text)


def reopen_if_served(workspace: Path, *, browser: bool) -> bool:
    """Return whether another `learn` serves this copy already; if so, print its page and open it again."""
    page = workspace / PAGE
    try:
        match = ADDRESS.search(page.read_text(encoding="utf-8")) if page.is_file() else None
    except (OSError, ValueError):
        match = None
    if not match or not is_ours(match["server"], match["token"]):
        return False
    print_line(
        phrase("Your copy is open already: {page} (to end it, press Ctrl-C where it was started)", page=match[0])
    )
    if browser:
        _open_browser(page)
    return True


def _open_browser(page: Path) -> None:
    os.environ.update(without_proxy())  # some browsers read these variables
    webbrowser.open(page.resolve().as_uri())
