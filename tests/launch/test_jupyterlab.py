"""`wellfounded learn` says what is wrong and what would help; a learner's JupyterLab has a configuration of ours."""

import errno
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

import psutil
import pytest
from nbconvert.exporters import get_exporter
from nbformat import writes
from nbformat.v4 import new_code_cell, new_notebook

from tests.places import COURSE
from wellfounded.content.case import CASES
from wellfounded.launch.jupyterlab import learn, prepare_copy, reopen_if_served
from wellfounded.launch.server import environment, is_ours
from wellfounded.learner.workspace import LOG, PAGE

MODULE = "01-refugee-definition"


def test_without_a_release_the_learner_is_told_where_to_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert learn(tmp_path, tmp_path / "my-course", 1, browser=False) == 1
    assert "Run this in the root of the course." in capsys.readouterr().out


def test_a_port_that_is_taken_is_said_with_the_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert learn(COURSE, tmp_path / "my-course", taken.getsockname()[1], browser=False) == 1
    assert "choose another port: --port" in capsys.readouterr().out


def test_ours_comes_first_and_the_learners_own_paths_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "theirs")
    first, *rest = environment(COURSE, COURSE / "my-course")["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert (Path(first) / "jupyter_server_config.py").is_file()
    assert rest == ["theirs"]


def test_a_file_lying_in_the_folder_is_not_imported_by_the_kernel(tmp_path: Path) -> None:
    (tmp_path / "yaml.py").write_text("raise SystemExit('imported')")
    (tmp_path / "wellfounded.py").write_text("raise SystemExit('imported')")
    probe = new_notebook(cells=[new_code_cell("import wellfounded, yaml; print(yaml.__file__, wellfounded.__file__)")])
    (tmp_path / "probe.ipynb").write_text(writes(probe))
    command = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--stdout", "probe.ipynb"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(COURSE, tmp_path), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-500:]
    assert str(tmp_path) not in done.stdout
    assert "__init__.py" in done.stdout


@dataclass
class Running:
    """A `wellfounded learn`: its process, the page that it says is ready, and what it was given."""

    process: subprocess.Popen[str]
    page: str
    folder: Path

    @property
    def copy(self) -> Path:
        return self.folder / "my-course"

    @property
    def server(self) -> str:
        return self.page.partition("/doc/")[0]

    @property
    def token(self) -> str:
        return self.page.partition("?token=")[2]


@contextmanager
def running(folder: Path, **env: str) -> Iterator[Running]:
    """Start it on a copy in `folder`; say whatever a test has not read when it ends."""
    command = [sys.executable, "-m", "wellfounded", "learn", "--course", str(COURSE)]
    options = ["--workspace", str(folder / "my-course"), "--port", str(free_port())]
    process = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True, env={**os.environ, **env})
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("Ready: "), line + process.stdout.read()
        yield Running(process, line.split()[1], folder)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Start it for somebody behind a proxy, who has settings and a token, and a browser that notes its call."""
    folder = tmp_path_factory.mktemp("started")
    (folder / "own").mkdir()
    for name in ("jupyter_lab_config.py", "jupyter_server_config.py"):
        (folder / "own" / name).write_text("c.IdentityProvider.token = 'mine'\nc.ServerApp.port = 1\n")
    browser = folder / "browser"
    browser.write_text(f'#!/bin/sh\necho "$@" > {folder}/called.part && mv {folder}/called.part {folder}/called\n')
    browser.chmod(0o755)
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        proxies = dict.fromkeys(("http_proxy", "HTTP_PROXY", "all_proxy"), f"http://127.0.0.1:{proxy.getsockname()[1]}")
        own = {"JUPYTER_CONFIG_DIR": str(folder / "own"), "JUPYTER_TOKEN": "mine", "BROWSER": f"{browser} %s"}
        with running(folder, **proxies, **own) as found:
            yield found
        proxy.settimeout(0)
        with pytest.raises(BlockingIOError):
            proxy.accept()  # nobody called it


def ask(running: Running, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    """Ask the server as JupyterLab does; give status and answer."""
    about = {"Authorization": f"token {running.token}"}
    request = Request(f"{running.server}/{path}", body, about)  # noqa: S310 (our own server)
    try:
        with build_opener(ProxyHandler({})).open(request, timeout=60) as reply:
            return reply.status, reply.read()
    except HTTPError as error:
        return error.code, error.read()


def test_behind_a_proxy_and_with_settings_of_ones_own_it_starts(started: Running) -> None:
    assert ask(started, "api/status")[0] == 200  # so its token is the one that it said


def test_jupyterlab_is_told_at_once_what_it_can_export_to(started: Running) -> None:
    formats = json.loads(ask(started, "api/nbconvert")[1])
    assert "html" in formats
    for name, about in formats.items():
        assert get_exporter(name)().output_mimetype in (about["output_mimetype"], "")


def test_jupyterlab_does_not_look_for_what_a_lesson_never_needs(started: Running) -> None:
    page = ask(started, "lab")[1].decode()
    (config,) = re.findall(r'<script id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert json.loads(config)["buildCheck"] is False


def test_no_command_line_shows_the_token(started: Running) -> None:
    lines = [" ".join(process.info["cmdline"] or ()) for process in psutil.process_iter(["cmdline"])]
    assert any("jupyterlab" in line and str(started.copy) in line for line in lines)
    assert [line for line in lines if started.token in line] == []


def test_the_browser_is_led_to_the_course_by_a_page_that_its_owner_alone_reads(started: Running) -> None:
    called = wait_for(started.folder / "called").read_text().strip()
    page = started.copy / PAGE
    assert called == page.as_uri()
    assert started.page in page.read_text()
    assert [path.stat().st_mode & 0o077 for path in (page, started.copy / LOG)] == [0, 0]
    assert started.token not in (started.copy / LOG).read_text()


def wait_for(path: Path) -> Path:
    end = time.monotonic() + 60
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.02)
    return path


def test_a_second_one_says_that_the_copy_is_open_and_leads_there(
    started: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    assert learn(COURSE, started.copy, free_port(), browser=False) == 0
    assert f"Your copy is open already: {started.page}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"[1]", b"5", b'"x"', b"null", b"{", b"\xff\xfe", b"[" * 100_000, b'{"path": 5, "sources": []}'),
        *(b'{"path": "x"}', b'{"path": "x", "sources": [1]}', b'{"path": "x", "sources": {}}'),
    ],
    ids=lambda body: body[:20].decode("ascii", "replace"),
)
def test_what_is_no_question_about_a_notebook_is_refused(started: Running, body: bytes) -> None:
    assert ask(started, "wellfounded/genuine", body)[0] == 400


@pytest.mark.parametrize(
    "path",
    ["/etc/hostname", "../../x/y.ipynb", "a/b", "x" * 500_000 + "/y", "\\ud800/\\ud800", "\\u0000/\\u0000"],
    ids=lambda path: path[:20],
)
def test_odd_paths_and_sources_are_not_genuine(started: Running, path: str) -> None:
    body = f'{{"path": "{path}", "sources": ["\\ud800", "{{"]}}'.encode()
    assert ask(started, "wellfounded/genuine", body) == (200, b'{"genuine": false}')


def test_a_lesson_is_genuine_where_it_lies_and_not_by_another_way(started: Running) -> None:
    document = json.loads((COURSE / "release" / MODULE / f"{MODULE}.ipynb").read_text())
    sources = [cell["source"] for cell in document["cells"] if cell["cell_type"] == "code"]
    told = {}
    for path in (f"{MODULE}/{MODULE}.ipynb", f"../my-course/{MODULE}/{MODULE}.ipynb", str(started.copy / MODULE / "x")):
        body = json.dumps({"path": path, "sources": ["".join(source) for source in sources]}).encode()
        told[path] = json.loads(ask(started, "wellfounded/genuine", body)[1])["genuine"]
    assert list(told.values()) == [True, False, False]


@pytest.fixture
def answering() -> Iterator[int]:
    """Give the port of a server that answers everything with 200."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}")

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_a_strangers_server_is_not_ready_and_the_port_is_named(
    answering: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not is_ours(f"http://127.0.0.1:{answering}", "token")
    assert learn(COURSE, tmp_path / "my-course", answering, browser=False) == 1
    said = capsys.readouterr().out
    assert f"Another program uses port {answering}." in said
    assert "--port 9000" in said
    assert "Ready" not in said


def test_a_page_that_was_left_behind_is_no_course_that_is_open(answering: int, tmp_path: Path) -> None:
    tmp_path.joinpath(PAGE).write_text(f'<a href="http://127.0.0.1:{answering}/doc/tree/x?token={"0" * 32}">')
    assert not reopen_if_served(tmp_path, browser=False)


def test_a_file_in_the_place_of_the_copy_is_said_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "my-course").write_text("mine")
    assert learn(COURSE, tmp_path / "my-course", free_port(), browser=False) == 1
    assert f"{tmp_path / 'my-course'} is a file" in capsys.readouterr().out
    assert (tmp_path / "my-course").read_text() == "mine"


def test_in_the_wrong_folder_nothing_is_made(tmp_path: Path) -> None:
    assert learn(tmp_path, tmp_path / "my-course", 1, browser=False) == 1
    assert not (tmp_path / "my-course").exists()


def refuse_to_write(monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    """Let no file or folder be made, nor anything taken away: as on a full disk, or one that can only be read."""
    opens, makes = Path.open, Path.mkdir

    def refused(path: Path, *_: object, **__: object) -> None:
        raise OSError(error, os.strerror(error), str(path))

    def open_(path: Path, mode: str = "r", *args: Any, **more: Any) -> Any:
        return opens(path, mode, *args, **more) if "r" in mode else refused(path)

    def mkdir(path: Path, *args: Any, **more: Any) -> None:
        return makes(path, *args, **more) if path.exists() else refused(path)

    for name, does in {"open": open_, "mkdir": mkdir, "replace": refused}.items():
        monkeypatch.setattr(Path, name, does)


@pytest.mark.parametrize(
    ("error", "words"), [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "cannot be written to")]
)
def test_what_cannot_be_laid_out_is_said_and_a_copy_that_is_there_opens_all_the_same(
    error: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        refuse_to_write(patch, error)
        assert not prepare_copy(COURSE, tmp_path / "my-course", "")
    assert prepare_copy(COURSE, tmp_path / "my-course", "")
    (tmp_path / "my-course" / MODULE / CASES).write_text("older")
    capsys.readouterr()
    with monkeypatch.context() as patch:
        refuse_to_write(patch, error)
        assert prepare_copy(COURSE, tmp_path / "my-course", "")
    said = capsys.readouterr().out
    assert f"{tmp_path / 'my-course' / MODULE / CASES} could not be written: " in said
    assert words in said
    assert "Your copy opens as it is." in said


def test_a_copy_that_is_as_released_needs_nothing_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert prepare_copy(COURSE, tmp_path / "my-course", "")
    refuse_to_write(monkeypatch, errno.EROFS)
    assert prepare_copy(COURSE, tmp_path / "my-course", "")


@pytest.mark.skipif(os.name == "nt", reason="a signal cannot be ignored from outside there")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_asked_even_if_it_was_started_in_the_background(ending: signal.Signals, tmp_path: Path) -> None:
    def in_background() -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what a shell does for "&"

    command = [sys.executable, "-m", "wellfounded", "learn", "--no-browser", "--course", str(COURSE)]
    options = ["--workspace", str(tmp_path / "my-course"), "--port", str(free_port())]
    learner = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True, preexec_fn=in_background)
    assert learner.stdout is not None
    assert learner.stdout.readline().startswith("Ready: ")
    learner.send_signal(ending)
    assert learner.wait(timeout=60) == 0
    assert learner.stdout.read() == "\nYour answers are saved. Goodbye.\n"
