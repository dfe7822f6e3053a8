"""What a visit to the plain web pages costs, from a host that serves files as they are: seconds, megabytes, memory."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from statistics import median

import psutil
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser.chromium import FLAGS, chromium
from tests.browser.lesson import MODULE, free_port
from tests.places import COURSE
from wellfounded.launch.site.site_build import build_site
from wellfounded.launch.site.site_version import SNAPSHOT

Say = Callable[[str, str, list[float], str], None]  # what, how, seconds, aim
Seen = dict[str, float]  # milliseconds

ENGINE = COURSE / "course" / "node_modules" / "pyodide"
FIRST = "marisol-at-gate-one"  # the lesson's first case: the page that holds it is shown
VISITS, SLOW_VISITS, SLOWER = 5, 3, 6
RUNS = 0.01  # seconds that a slowed browser runs at a time
TREE_PULSES = 10  # after so many, its processes are listed anew
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
KEEP = """async (name) => {
    const address = new URL(name, location.href);
    await (await caches.open("kept")).put(address, await fetch(address));
}"""
BUSY = "(() => { const start = performance.now(); for (let i = 0; i < 1e8; i++); return performance.now() - start; })()"
AIMS = {
    "text": ("a page asked for, to its text", "under 1000 ms"),
    "live": ("  to its first live question, seen", "under 2500 ms; 8000 ms six times slower"),
    "all": ("  to all that the lesson does", "-"),
    "processor": ("  the browser's work for that", "-"),
}


def visits(scratch: Path, say: Say) -> None:
    """Build the pages, and print what visits cost on this machine, and on one that is six times slower."""
    build_site(COURSE, scratch / "site", ENGINE, lambda _: None)
    (snapshot,) = (path.relative_to(scratch / "site") for path in (scratch / "site").rglob(SNAPSHOT))
    with sync_playwright() as playwright, served(scratch / "site") as (address, log):
        with launched(playwright) as browser:
            fetched(browser, address, scratch / "site", log)
            throttled_by_devtools(browser, address, snapshot)
            memory(browser, address)
        for slower, number in ((False, VISITS), (True, SLOW_VISITS)):
            with launched(playwright) as browser, slowed(browser) if slower else nullcontext():
                how = f", {SLOWER} times slower" if slower else ""
                visited = [three_visits(browser, address, snapshot.as_posix()) for _ in range(number)]
                say_visits(say, how, visited)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Path]]:
    """Serve a folder as Python does, which compresses nothing; give its address, and the file of what is asked for."""
    log, port = folder.with_name("requests"), free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(folder)]
    with log.open("w") as requests, subprocess.Popen(command, stdout=requests, stderr=requests) as server:
        while not any(each.laddr.port == port and each.status == "LISTEN" for each in psutil.net_connections("tcp")):
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/", log
        server.terminate()


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
    page.locator("body[data-wf-start='started']").wait_for(state="attached", timeout=300_000)
    page.locator(".wf-live .wf-question:visible").first.wait_for()
    yield page
    page.close()


def three_visits(browser: Browser, address: str, snapshot: str) -> dict[str, Seen]:
    """Return when what was seen: by a browser that has nothing of the pages, one that has, and one that keeps them."""
    context = browser.new_context()
    seen = {}
    for visit in ("first visit", "again", "kept on the device"):
        if visit == "kept on the device":
            page = context.new_page()
            page.goto(f"{address}version.json")
            page.evaluate(KEEP, snapshot)
            page.close()
        before = processor_seconds(browser)
        with lesson(context, address) as page:
            seen[visit] = {**page.evaluate("seen"), "processor": 1000 * (processor_seconds(browser) - before)}
    context.close()
    return seen


def say_visits(say: Say, how: str, visited: list[dict[str, Seen]]) -> None:
    for visit in visited[0]:
        for name, (what, aim) in AIMS.items():
            say(what, f"{visit}{how}", [each[visit][name] / 1000 for each in visited], aim)


def fetched(browser: Browser, address: str, site: Path, log: Path) -> None:
    """Print what a first visit fetches before a question is touched, file by file, as the host sends it."""
    context = browser.new_context()
    with lesson(context, address):
        asked = re.findall(r'"GET /(\S*) HTTP/1.." 200', log.read_text())
    context.close()
    sizes = [((site / name).stat().st_size, name) for name in asked if (site / name).is_file()]
    whole = sum(size for size, _ in sizes) / 1e6
    sys.stdout.write(f"fetched by a first visit: {whole:.2f} MB in {len(asked)} requests   aim: under 5 MB\n")
    for size, name in sorted(sizes, reverse=True)[:8]:
        sys.stdout.write(f"    {size / 1e6:6.2f} MB {name}\n")


def memory(browser: Browser, address: str) -> None:
    """Print what a lesson that is alive takes of memory: Linux tells how much of it no other process shares."""
    context = browser.new_context()
    with lesson(context, address):
        pages = [process for kind, process in told(browser) if kind == "renderer"]
        page = max(pages, key=lambda process: process.memory_info().rss)  # with its worker
        about = page.memory_full_info()
        alone, shared, whole = (size / 2**20 for size in (about.uss, about.pss, about.rss))
    context.close()
    sys.stdout.write(
        f"memory of a lesson's process: {alone:.0f} MiB of its own; {shared:.0f} with its share of what others use "
        f"too; {whole:.0f} with all of that   aim: under 250 MiB\n"
    )


def throttled_by_devtools(browser: Browser, address: str, snapshot: Path) -> None:
    """Print what DevTools' throttling of the processor does to a page, and to its worker."""
    page = browser.new_page()
    page.goto(f"{address}version.json")
    version = snapshot.parts[0]
    page.evaluate(f"globalThis.worker = new Worker('{version}/worker.js', {{ type: 'module' }})")
    page.wait_for_timeout(10_000)  # until the worker has started Python
    worker = page.workers[0]
    before = median(page.evaluate(BUSY) for _ in range(5)), median(worker.evaluate(BUSY) for _ in range(5))
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    after = median(page.evaluate(BUSY) for _ in range(5)), median(worker.evaluate(BUSY) for _ in range(5))
    page.close()
    sys.stdout.write(
        f"DevTools' throttling by {SLOWER} slows a page's own work {after[0] / before[0]:.1f} times, its worker's "
        f"{after[1] / before[1]:.1f} times. So below, all of the browser runs for one part in {SLOWER} of the time\n"
    )


def told(browser: Browser) -> list[tuple[str, psutil.Process]]:
    """Return the processes of a browser, and what each is for."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return [(each["type"], psutil.Process(each["id"])) for each in processes]


def processor_seconds(browser: Browser) -> float:
    """Return how long the browser's processes have worked: what else a machine does changes this least."""
    times = [process.cpu_times() for _, process in told(browser)]
    return float(sum(each.user + each.system for each in times))


@contextmanager
def slowed(browser: Browser) -> Iterator[None]:
    """Let all of a browser run for a sixth of the time: pages, workers and what compiles for them."""
    (root,) = (process for kind, process in told(browser) if kind == "browser")
    ended = threading.Event()

    def pulse() -> None:
        tree: list[psutil.Process] = []
        for number in range(10**9):
            if number % TREE_PULSES == 0:
                tree = [root, *root.children(recursive=True)]
            for process in tree:
                with suppress(psutil.NoSuchProcess):
                    process.suspend()
            time.sleep(RUNS * (SLOWER - 1))
            for process in tree:
                with suppress(psutil.NoSuchProcess):
                    process.resume()
            if ended.wait(RUNS):
                return

    beat = threading.Thread(target=pulse)
    beat.start()
    try:
        yield
    finally:
        ended.set()
        beat.join()
