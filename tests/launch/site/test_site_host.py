"""The pages on a host that sends the headers of docs/site.md: all works, and Python's worker reaches no other host."""

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.launch.site.conftest import FileHost
from tests.launch.site.web_lesson import START_MS, choose, hand_in, question, read
from tests.places import COURSE
from wellfounded.launch.site.lesson_html import POLICY

pytestmark = pytest.mark.full

LESSON = "01-gallery"
HEADERS = dict(
    re.findall(r"^    add_header (\S+) \"?(.+?)\"?;$", (COURSE / "docs" / "site.md").read_text(), re.MULTILINE)
)
REACHES = "address => fetch(address, { mode: 'no-cors' }).then(() => 'reached', () => 'refused')"


class StrictHost(FileHost):
    """Serves files with the headers that the guide names."""

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()


@pytest.fixture
def strict(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(StrictHost, directory=str(site.parent))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/site/"
        server.shutdown()


def test_with_the_headers_of_the_guide_all_works_and_the_worker_reaches_nobody_else(
    page: Page, strict: str, address: str
) -> None:
    assert HEADERS["Content-Security-Policy"] == POLICY
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    read(page, strict, LESSON, "choice-practice")
    expect(choose(page, "choice-practice/q1", 1)).to_contain_text("Saved at")
    (worker,) = page.workers
    assert worker.evaluate(REACHES, strict) == "reached"
    assert worker.evaluate(REACHES, address) == "refused"
    page.evaluate("location.hash = '#hand-in'")
    hand_in(page)
    page.reload()
    expect(question(page, "choice-practice/q1").locator("input").nth(1)).to_be_checked(timeout=START_MS)
