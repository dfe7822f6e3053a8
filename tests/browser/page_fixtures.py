"""A real Chromium, whose every window refuses, and tells of, a request that leaves this machine."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from tests.browser.chromium import FLAGS, chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a window that records, and refuses, every request that leaves this machine."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    left: list[str] = []

    def refuse(route: object, request: Request) -> None:
        left.append(request.url)
        route.abort()  # type: ignore[attr-defined]

    context.route(lambda url: urlsplit(url).hostname not in ("127.0.0.1", None, ""), refuse)
    yield context
    context.close()
    assert left == [], "a page called a network"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.set_default_timeout(30_000)
    return page
