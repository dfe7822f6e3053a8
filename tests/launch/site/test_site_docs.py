"""Every command of docs/site.md is run, and the pages that it makes open as it says: from a host, and as files."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import free_port
from tests.launch.site.web_lesson import read
from tests.places import COURSE

pytestmark = pytest.mark.full

BLOCK = re.compile(r"^    (\S.*)$", re.MULTILINE)
FOLDER = "../well-founded-site"
OF_A_HOST = ("add_header ", "expires ", "location ", "types ", "gzip ")  # what nginx is told, where there is one
START = "00-start-here"


def commands() -> list[str]:
    lines = BLOCK.findall((COURSE / "docs" / "site.md").read_text())
    return [line for line in lines if not line.startswith(OF_A_HOST)]


def make(line: str, folder: Path) -> None:
    """Run a command that makes the pages; what it would install for the tests is here."""
    words = shlex.split(line.replace(FOLDER, str(folder)))
    done = subprocess.run(
        [words[0], "-o", ".venv/tests", *words[1:]],
        capture_output=True,
        text=True,
        cwd=COURSE,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the pages as the first command does."""
    folder = tmp_path_factory.mktemp("made") / "well-founded-site"
    make(commands()[0], folder)
    return folder


@pytest.fixture
def served(made: Path) -> Iterator[str]:
    """Serve them as the second command does, but for the port; return where."""
    port = free_port()
    words = shlex.split(commands()[1].replace(FOLDER, str(made)))
    process = subprocess.Popen(
        [sys.executable, "-u", *words[1:], "--bind", "127.0.0.1", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("Serving HTTP")
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.communicate()


def test_these_are_all_commands() -> None:
    kinds = [line.split()[:3] for line in commands()]
    made = ["make", "site", f"TO={FOLDER}"]
    assert kinds == [made, ["python3", "-m", "http.server"], made, made]


def test_what_python_serves_is_read_and_answered(served: str, page: Page) -> None:
    page.goto(served)  # it leads to the start page
    expect(page).to_have_title("00 Start here · Well-Founded")
    read(page, served, START)
    asked = page.locator(".wf-question").first
    asked.locator(".wf-option").first.evaluate("option => option.click()")
    expect(asked).to_have_attribute("data-state", "saved")


def test_opened_as_a_file_a_page_is_read_and_says_that_it_cannot_be_answered(made: Path, page: Page) -> None:
    page.goto((made / "01-refugee-definition" / "index.html").as_uri())
    expect(page.get_by_text("You can read all of this page here, but not answer.")).to_be_visible()
    expect(page.get_by_role("heading", name="The refugee definition", level=1)).to_be_visible()
    expect(page.locator("[data-cell='hand-in']")).to_be_visible()  # to its end
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.locator(":root").evaluate("root => root.scrollWidth - root.clientWidth") == 0


def test_made_anew_without_keys_a_folder_has_none_and_with_binder_each_page_leads_there(made: Path) -> None:
    assert list(made.rglob("keys.json"))
    make(commands()[2], made)
    assert not list(made.rglob("keys.json"))
    make(commands()[3], made)
    assert 'data-binder="https://mybinder.org/' in (made / START / "index.html").read_text()
