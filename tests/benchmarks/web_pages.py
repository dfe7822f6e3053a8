"""What a visit to the plain web pages costs, from a host that serves files as they are: seconds, megabytes, memory."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser.chromium import FLAGS, chromium
from tests.browser.lesson import MODULE, free_port
from tests.places import COURSE
from wellfounded.launch.site.site_build import build_site

Say = Callable[[str, str, list[float], str], None]  # what, how, seconds, aim

ENGINE = COURSE / "course" / "node_modules" / "pyodide"
FIRST = "marisol-at-gate-one"  # the lesson's first case: the page that holds it is shown
VISITS, SLOW_VISITS, SLOWER = 5, 3, 6
RUNS = 0.004  # seconds that a slowed browser runs at a time
SEEN = """
    globalThis.seen = {};
    const questions = ".wf-live .wf-question input, .wf-live .wf-question button, .wf-live .wf-question textarea";
    new MutationObserver(() => {
        const shown = (css) => [...document.querySelectorAll(css)].some((node) => node.checkVisibility());
        if (seen.text === undefined && shown(".jp-RenderedMarkdown h2, .wf-case")) seen.text = performance.now();
        if (seen.live === undefined && shown(questions)) seen.live = performance.now();
        if (seen.all === undefined && document.body?.dataset.wfStart === "started") seen.all = performance.now();
    }).observe(document, { subtree: true, childList: true, attributes: true });
"""
BUSY = "(() => { const start = performance.now(); for (let i = 0; i < 1e8; i++); return performance.now() - start; })()"
AIMS = {
    "text": ("a page asked for, to its text", "under 1000 ms"),
    "live": ("  to its first live question, seen", "under 2500 ms; 8000 ms six times slower"),
    "all": ("  to all that a lesson does", "-"),
}


def visits(scratch: Path, say: Say) -> None:
    """Build the pages, and print what visits cost on this machine, and on one that is six times slower."""
    build_site(COURSE, scratch / "site", ENGINE, lambda _: None)
    with sync_playwright() as playwright, served(scratch / "site") as (address, log):
        with launched(playwright) as browser:
            fetched(browser, address, scratch / "site", log)
            throttled_by_devtools(browser, address)
        with launched(playwright) as browser:
            say_visits(say, "", [cold_and_warm(browser, address) for _ in range(VISITS)])
            memory(browser, address)
        with launched(playwright) as browser, slowed(browser):
            visited = [cold_and_warm(browser, address) for _ in range(SLOW_VISITS)]
            say_visits(say, f", {SLOWER} times slower", visited)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Path]]:
    """Serve a folder as Python does, which compresses nothing; give its address, and the file of what is asked for."""
    log, port = folder.with_name("requests"), free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(folder)]
    with log.open("w") as requests, subprocess.Popen(command, stdout=requests, stderr=requests) as server:
        while not listens(port):
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/", log
        server.terminate()


def listens(port: int) -> bool:
    return any(each.laddr.port == port for each in psutil.net_connections("tcp") if each.status == "LISTEN")


@contextmanager
def launched(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
    yield browser
    browser.close()


@contextmanager
def lesson(context: BrowserContext, address: str) -> Iterator[Page]:
    """Open the lesson at its first case; give the page once all of it is alive."""
    page = context.new_page()
    page.add_init_script(SEEN)
    page.goto(f"{address}{MODULE}/index.html#{FIRST}", wait_until="commit")
    page.locator("body[data-wf-start='started']").wait_for(state="attached", timeout=180_000)
    page.locator(".wf-live .wf-question:visible").first.wait_for()
    yield page
    page.close()


def cold_and_warm(browser: Browser, address: str) -> tuple[dict[str, float], dict[str, float]]:
    """Return when what was seen, in milliseconds, by a browser that has nothing of the pages and by one that has."""
    context = browser.new_context()
    seen = []
    for _ in ("cold", "warm"):
        with lesson(context, address) as page:
            seen.append(page.evaluate("seen"))
    context.close()
    return seen[0], seen[1]


def say_visits(say: Say, how: str, visited: list[tuple[dict[str, float], dict[str, float]]]) -> None:
    for number, visit in enumerate(("first visit", "again")):
        for name, (what, aim) in AIMS.items():
            say(what, f"{visit}{how}", [each[number][name] / 1000 for each in visited], aim)


def fetched(browser: Browser, address: str, site: Path, log: Path) -> None:
    """Print what a first visit fetches before a question is touched, file by file, as the host sends it."""
    context = browser.new_context()
    with lesson(context, address):
        asked = re.findall(r'"GET /(\S*) HTTP/1.." 200', log.read_text())
    context.close()
    sizes = {name: (site / name.partition("?")[0]).stat().st_size for name in asked if (site / name).is_file()}
    line = f"fetched by a first visit: {sum(sizes.values()) / 1e6:.2f} MB in {len(asked)} requests   aim: under 5 MB\n"
    sys.stdout.write(line)
    for name, size in sorted(sizes.items(), key=lambda item: -item[1])[:8]:
        sys.stdout.write(f"    {size / 1e6:6.2f} MB {name}\n")


def memory(browser: Browser, address: str) -> None:
    """Print what a lesson that is alive takes of memory: Linux tells how much of it no other process shares."""
    context = browser.new_context()
    with lesson(context, address):
        page = max(processes(browser), key=lambda process: process.memory_info().rss)  # its renderer, with the worker
        about = page.memory_full_info()
        alone, shared, whole = (size / 2**20 for size in (about.uss, about.pss, about.rss))
    context.close()
    sys.stdout.write(
        f"memory of a lesson's process: {alone:.0f} MiB of its own; {shared:.0f} with its share of what others use "
        f"too; {whole:.0f} with all of that   aim: under 250 MiB\n"
    )


def processes(browser: Browser) -> list[psutil.Process]:
    """Return the processes of the browser's pages."""
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return [psutil.Process(each["id"]) for each in told if each["type"] == "renderer"]


def throttled_by_devtools(browser: Browser, address: str) -> None:
    """Print what DevTools' throttling of the processor does to a page, and to its worker."""
    page = browser.new_page()
    page.goto(f"{address}lessons.json")
    page.evaluate("globalThis.worker = new Worker('worker.js', { type: 'module' })")
    worker = page.workers[0]
    before = page.evaluate(BUSY), worker.evaluate(BUSY)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page_slower, worker_slower = page.evaluate(BUSY) / before[0], worker.evaluate(BUSY) / before[1]
    page.close()
    sys.stdout.write(
        f"DevTools' throttling by {SLOWER} slows a page's own work {page_slower:.1f} times, its worker's "
        f"{worker_slower:.1f} times. So below, all of the browser runs for one part in {SLOWER} of the time\n"
    )


@contextmanager
def slowed(browser: Browser) -> Iterator[None]:
    """Let all of a browser run for a sixth of the time: pages, workers and what compiles for them."""
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    (root,) = (psutil.Process(each["id"]) for each in told if each["type"] == "browser")
    ended = threading.Event()

    def pulse() -> None:
        while not ended.is_set():
            tree = [root, *root.children(recursive=True)]
            for process in tree:
                process.suspend()
            time.sleep(RUNS * (SLOWER - 1))
            for process in tree:
                process.resume()
            time.sleep(RUNS)

    beat = threading.Thread(target=pulse)
    beat.start()
    yield
    ended.set()
    beat.join()
