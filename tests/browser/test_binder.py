"""Binder's files, followed step by step in a clean environment as repo2docker does, and JupyterLab at Binder's path."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import MODULE, START, Lesson, free_port, handed_in
from tests.browser.shared_server import write_settings
from tests.first_variants import keep_first_variants
from tests.places import COURSE
from wellfounded.journal.file import JOURNAL

pytestmark = pytest.mark.full

BASE = "/user/well-founded-x4k2/"


@pytest.fixture
def binder_address(tmp_path: Path) -> Iterator[str]:
    """Clone, install, run postBuild, start as Binder does; give the address of the server's root."""
    repo, port = tmp_path / "repo", free_port()
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=COURSE, capture_output=True, text=True, check=True).stdout
    for name in (each for each in tracked.split("\0") if each and (COURSE / each).exists()):
        (repo / name).parent.mkdir(parents=True, exist_ok=True)
        (repo / name).write_bytes((COURSE / name).read_bytes())
        (repo / name).chmod((COURSE / name).stat().st_mode)
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "env"], check=True)
    env = {**os.environ, "PATH": f"{tmp_path / 'env' / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    write_settings(tmp_path / "settings")
    env |= {"JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings")}
    env |= {"JUPYTERHUB_SERVICE_PREFIX": BASE, "JUPYTER_CONFIG_DIR": str(tmp_path / "jupyter")}
    subprocess.run(["./binder/postBuild"], cwd=repo, env=env, check=True)
    options = [f"--port={port}", "--ip=127.0.0.1", "--no-browser", f"--ServerApp.base_url={BASE}"]
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    command = [str(repo / "binder" / "start"), "jupyter", "notebook", *options, "--IdentityProvider.token=t", *root]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=repo, env=env, stdout=log, stderr=log, start_new_session=True)
    address = f"http://127.0.0.1:{port}{BASE}"
    wait_until_served(f"{address}api/status?token=t", server)
    yield address
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def wait_until_served(status: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < end:
        try:
            with urlopen(status, timeout=2):  # noqa: S310 (our own server)
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError("the server did not start")


@pytest.mark.timeout(600)  # it installs everything anew
def test_binder_opens_the_first_lesson_and_says_where_answers_lie(
    binder_address: str, page: Page, tmp_path: Path
) -> None:
    with page.expect_response(lambda reply: "/static/" in reply.url and reply.url.endswith(".js")) as script:
        page.goto(f"{binder_address}?token=t")  # as when no path is asked for
    assert script.value.header_value("content-encoding") == "gzip"  # it comes over a network
    expect(page).to_have_url(f"{binder_address}doc/tree/my-course/{START}/{START}.ipynb")  # as is the README's link
    path = f"doc/tree/my-course/{MODULE}/{MODULE}.ipynb?token=t"
    lesson = Lesson(page, f"{binder_address}{path}", tmp_path / "repo" / "my-course" / MODULE)
    keep_first_variants(lesson.folder)
    lesson.open()
    notice = page.locator(".wf-notice")
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text("You are on Binder.")
    expect(notice).to_contain_text("do not write your own story here")
    lesson.option("New York", "words of a US statute").click()
    expect(lesson.status("New York")).to_contain_text("Saved at")
    with page.expect_download() as download:
        notice.get_by_role("link", name="save the answers of this lesson").click()
    assert download.value.path().read_bytes() == (lesson.folder / JOURNAL).read_bytes()
    page.get_by_role("button", name="Hand in this lesson").click()
    page.get_by_role("button", name="Hand in anyway").click()
    handed_in(page)
    assert not (tmp_path / "repo" / "source" / MODULE / JOURNAL).exists()
