"""What a learner's first visit costs: how soon the start page is painted, what is downloaded, and a hand-in's words."""

from __future__ import annotations

import sys
from collections import Counter

from playwright.sync_api import Browser, Page, expect

from tests.browser.lesson import MODULE, at

OURS = ("/lab/extensions/wellfounded/", "/wellfounded/", ".ipynb")
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
WORDS_AND_MARKS = """() => new Promise((done) => {
    const panel = document.querySelector(".wf-panel");
    const start = performance.now();
    const seen = {};
    const look = () => {
        if (panel.querySelector(".wf-status").textContent) seen.word ??= (performance.now() - start) / 1000;
        if (panel.querySelector(".wf-result:not([hidden]) .wf-result-title")) {
            observer.disconnect();
            done([seen.word, (performance.now() - start) / 1000]);
        }
    };
    const observer = new MutationObserver(look);
    observer.observe(panel, { subtree: true, childList: true, attributes: true, characterData: true });
    panel.querySelector(".wf-status").textContent = "";
    [...panel.querySelectorAll("button")].find((button) => button.innerText === "Hand in anyway").click();
})"""


def painted(browser: Browser, ready: str) -> float:
    """Return the seconds from the start page asked for, with nothing cached, to its first paint."""
    page = browser.new_context().new_page()
    page.goto(ready)
    page.wait_for_function(PAINTED)
    seconds = float(page.evaluate(PAINTED)) / 1000
    page.context.close()
    return seconds


def downloaded(browser: Browser, ready: str) -> None:
    """Print what is downloaded until a lesson is open, with nothing cached: ours, and JupyterLab's."""
    page = browser.new_context().new_page()
    sizes: Counter[str] = Counter()
    cdp = page.context.new_cdp_session(page)
    addresses: dict[str, str] = {}
    cdp.on("Network.responseReceived", lambda event: addresses.update({event["requestId"]: event["response"]["url"]}))
    cdp.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    cdp.send("Network.enable")
    page.goto(at(ready, MODULE))
    page.locator(".wf-question").first.wait_for()
    ours = sum(size for name, size in sizes.items() if any(part in addresses.get(name, "") for part in OURS))
    views = page.evaluate("[...(globalThis.wellfoundedViews?.keys() ?? [])].length")
    page.context.close()
    sys.stdout.write(
        f"downloaded cold, until a lesson is open: {ours / 1e6:.2f} MB ours, {(sizes.total() - ours) / 1e6:.2f} MB "
        f"JupyterLab's; beside it {views} script of views by the kernel's socket   aim: ours under 1 MB\n"
    )


def hand_in(page: Page, ready: str) -> tuple[float, float]:
    """Return the seconds from the click that hands in to the first word, and to the marks."""
    page.goto(f"{at(ready, MODULE)}#hand-in")
    page.get_by_role("button", name="Hand in this lesson").or_(page.get_by_role("button", name="Hand in again")).click()
    expect(page.get_by_role("button", name="Hand in anyway")).to_be_visible()
    word, marks = page.evaluate(WORDS_AND_MARKS)
    expect(page.get_by_role("button", name="Hand in again")).to_be_enabled()
    return float(word), float(marks)
