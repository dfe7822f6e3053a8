"""A real Chromium, that reaches this machine alone, and whose windows record a request to another."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from tests.browser.chromium import FLAGS, chromium

HERE = ("127.0.0.1", None, "")  # a page from a file, and what a page makes itself, has no host
# To let a route refuse requests would take each of a page's hundred through this process, a second in all.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS, ALONE])
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a window that records every request that would leave this machine; Chromium finds no other machine."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    left: list[str] = []

    def record(request: Request) -> None:
        if urlsplit(request.url).hostname not in HERE:
            left.append(request.url)

    context.on("request", record)
    yield context
    context.close()
    assert left == [], "a page called a network"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.set_default_timeout(60_000)  # as long as what is expected may take
    return page
