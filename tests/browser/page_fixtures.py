"""A real Chromium, that reaches this machine alone, and whose windows record a request to another."""

from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, ViewportSize, sync_playwright

from tests.browser.chromium import FLAGS, light_chromium

HERE = ("127.0.0.1", None, "")  # a page from a file, and what a page makes itself, has no host
LAPTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}
# To let a route refuse requests would take each of a page's hundred through this process, a second in all.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
# Python in a page is compiled once, quickly: to compile it better meanwhile takes half as long again as all else, and
# no test keeps a page open for long enough to gain by it.
QUICKLY = "--js-flags=--liftoff-only"
NO_SNAPSHOTS = Path(__file__).with_name("no_snapshots.mjs")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = light_chromium()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("NODE_OPTIONS", f"--import={NO_SNAPSHOTS.as_uri()}")  # for playwright's driver alone
        playwright = sync_playwright().start()
    browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, ALONE, QUICKLY])
    yield browser
    browser.close()
    playwright.stop()


class Window:
    """A window that records every request that would leave this machine; Chromium finds no other machine."""

    def __init__(self, browser: Browser, *, touch: bool = False) -> None:
        self.size = PHONE if touch else LAPTOP
        self.context = browser.new_context(viewport=self.size, has_touch=touch, is_mobile=touch)
        self.left: list[str] = []
        self.context.on("request", self._record)

    def close(self) -> None:
        self.context.close()
        assert self.left == [], "a page called a network"

    def _record(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in HERE:
            self.left.append(request.url)


@pytest.fixture
def window(browser: Browser) -> Iterator[Window]:
    window = Window(browser)
    yield window
    window.close()


@pytest.fixture
def context(window: Window) -> BrowserContext:
    return window.context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return new_page(context)


def new_page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.set_default_timeout(60_000)  # as long as what is expected may take
    return page


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say what is on the page of a test that failed."""
    report = yield
    page = getattr(item, "funcargs", {}).get("page")
    if call.when == "call" and report.failed and page:
        with suppress(Error):  # the browser is gone
            report.sections.append(("The page", page.locator("body").aria_snapshot(timeout=10_000)))
    return report
