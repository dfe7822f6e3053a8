"""`make pictures`: screenshots of a lesson in its states into `screenshots/`, ignored by git, for people to look at."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Locator, expect, sync_playwright

from tests.browser.chromium import FLAGS, chromium
from tests.browser.lesson import MODULE, Lesson, at, free_port, handed_in
from tests.browser.shared_server import write_settings
from tests.places import COURSE

TARGET = COURSE / "screenshots"
# 200 % zoom lays a window of 1280 by 900 out as one of half the width and height.
SIZES = {"1280": (1280, 900), "800": (800, 900), "480": (480, 900), "200-percent": (640, 450)}
PRACTICE, ONE = "best first answer under Canada", "New York"


def main() -> None:
    TARGET.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for theme in ("Light", "Dark"):
            with tempfile.TemporaryDirectory() as scratch:
                for state, shown in states(browser, Path(scratch), theme):
                    for size, (width, height) in SIZES.items():
                        shoot(shown, width, height, TARGET / f"{state}-{size}-{theme.lower()}.png")
        browser.close()


def states(browser: Browser, scratch: Path, theme: str) -> Iterator[tuple[str, Locator]]:
    """Lead a lesson through its states; yield each with what is to be in view."""
    learn, ready = serve(scratch, theme)
    address = at(ready, MODULE)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    lesson = Lesson(page, address, scratch / "my-course" / MODULE)
    page.goto(address)
    yield "1-static", page.get_by_role("heading", name="Thirty days in the county jail")
    lesson.open()
    yield "2-open", lesson.question(PRACTICE)
    lesson.option(PRACTICE, "Being locked up").click()
    lesson.check(PRACTICE)
    yield "3-feedback", lesson.question(PRACTICE)
    panel = page.locator(".wf-panel")
    panel.get_by_role("button", name="Hand in this lesson").click()
    yield "4-unanswered", panel
    panel.get_by_role("button", name="Hand in anyway").click()
    handed_in(page)
    yield "5-review", panel
    (kernel,) = (p for p in psutil.process_iter(["cmdline"]) if is_kernel_of(p, lesson.folder))
    kernel.suspend()
    lesson.option(ONE, "words of a US statute").click()
    expect(lesson.status(ONE)).to_have_attribute("data-state", "lost")
    yield "6-not-saved", lesson.question(ONE)
    kernel.kill()
    yield "7-asleep", lesson.question(ONE)
    page.close()
    learn.terminate()
    learn.wait()


def is_kernel_of(process: psutil.Process, folder: Path) -> bool:
    return "ipykernel_launcher" in (process.info["cmdline"] or []) and process.cwd() == str(folder)


def serve(scratch: Path, theme: str) -> tuple[subprocess.Popen[str], str]:
    write_settings(scratch / "settings", f"JupyterLab {theme}")
    command = [sys.executable, "-m", "wellfounded", "learn", "--no-browser", "--course", str(COURSE)]
    options = ["--workspace", str(scratch / "my-course"), "--port", str(free_port())]
    env = {**os.environ, "JUPYTERLAB_SETTINGS_DIR": str(scratch / "settings")}
    learn = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True, env=env)
    assert learn.stdout is not None
    return learn, learn.stdout.readline().split()[1]


def shoot(shown: Locator, width: int, height: int, path: Path) -> None:
    """Take what a window of that size shows, and give the page its size back: narrow, it has no menus."""
    page = shown.page
    page.set_viewport_size({"width": width, "height": height})
    shown.evaluate("node => node.scrollIntoView({block: 'start'})")
    page.screenshot(path=path)
    page.set_viewport_size({"width": 1280, "height": 900})


if __name__ == "__main__":
    main()
