"""`make pictures`: screenshots of every page, in each size and each mode, into `screenshots/`, ignored by git.

`screenshots/index.html` lays them side by side, a row for each page. `make pictures PAGES='menu start'` takes those
whose names begin so.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.browser.answering import by_mouse
from tests.browser.chromium import FLAGS, chromium
from tests.browser.lesson import START, Lesson, at, handed_in, wait_for_start
from tests.browser.shared_server import SYSTEM, SharedServer
from tests.places import COURSE, GALLERY, copy_course
from wellfounded.authoring.course_build import build
from wellfounded.content.case_file import read_module

TARGET = COURSE / "screenshots"
SIZES = {"1366": (1366, 768), "820": (820, 1180), "390": (390, 844), "360": (360, 740)}
LIGHT, DARK, FORCED = "light", "dark", "forced"
TALLEST = 12_000  # pixels; Chromium draws no picture that is much taller
CONTENT = """() => Math.max(0, ...[...document.querySelectorAll(".jp-WindowedPanel-outer")]
    .filter((node) => node.checkVisibility()).map((node) => node.scrollHeight - node.clientHeight)) + innerHeight"""
SETTLED = """() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => {})))
    .then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))"""
GALLERY_LESSON, LESSON, CHARTS, FILE = "01-gallery", "02-persecution-thresholds", "04-where-to-claim", "05-evidence"


@dataclass(frozen=True)
class View:
    """What is to be seen: parts of the page, each in a picture of its own, or what the window shows."""

    name: str
    page: Page
    parts: dict[str, Locator] | None = None
    whole: bool = True  # as high as what is in it, in place of as high as the window


def main(wanted: list[str]) -> None:
    TARGET.mkdir(exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        gallery = Path(scratch) / "gallery"
        copy_course(GALLERY, gallery)
        build(gallery)
        for number, (course, pages, tour) in enumerate(tours(gallery)):
            server = SharedServer(course, Path(scratch) / str(number))
            server.begin_anew(SYSTEM, starts=True, view="lesson", pages=pages)
            for view in tour(browser, server):
                if not wanted or view.name.startswith(tuple(wanted)):
                    shoot(view)
            server.stop()
        browser.close()
    (TARGET / "index.html").write_text(index())


Tour = Callable[[Browser, SharedServer], Iterator[View]]


def tours(gallery: Path) -> list[tuple[Path, Literal["one", "all"], Tour]]:
    """Return the ways through a course on which all its pages are seen: which course, shown how, and the way."""
    return [(COURSE, "one", through_lessons), (gallery, "all", through_kinds)]


def through_lessons(browser: Browser, server: SharedServer) -> Iterator[View]:
    """Go through what a learner sees of the real course."""
    page = new_page(browser)
    open_lesson(page, server, START)
    yield View("start-first", page, whole=False)
    yield View("start", page)
    page.get_by_role("button", name="Menu").click()
    yield View("menu", page, whole=False)
    page.keyboard.press("Escape")
    show(page.locator(".wf-desk"))
    yield View("desk", page)
    open_lesson(page, server, LESSON)
    yield View("section", page)
    page.locator(".wf-foot-place").locator("visible=true").click()
    yield View("contents", page, whole=False)
    page.keyboard.press("Escape")
    show(page.locator(".wf-case").first)
    yield View("case", page)
    for each in page.locator(".wf-case").first.locator(".wf-question").all():
        each.locator(".wf-option").first.click()
        each.locator(".wf-check button:visible").first.click()
        expect(each.locator(".wf-told")).not_to_be_empty()
    yield View("case-answered", page)
    page.locator(".wf-panel").evaluate(REVEAL)
    yield View("hand-in", page)
    page.get_by_role("button", name="Hand in this lesson").click()
    yield View("hand-in-missing", page)
    page.get_by_role("button", name="Hand in anyway").click()
    handed_in(page)
    yield View("hand-in-result", page)
    open_lesson(page, server, CHARTS)
    show(page.locator("img[alt^='Twelve rows']"))
    yield View("chart", page)
    show(page.locator(".jp-RenderedMarkdown table").first)
    yield View("table", page)
    open_lesson(page, server, FILE)
    show(page.locator(".wf-papers").first)
    yield View("papers", page)
    for module in ("98-review", "99-glossary"):
        open_lesson(page, server, module)
        yield View(module[3:], page)
    open_lesson(page, server, START)
    yield View("start-later", page)
    page.goto(printed(server.address, LESSON))
    yield View("print", page)
    page.close()


def through_kinds(browser: Browser, server: SharedServer) -> Iterator[View]:
    """Show each kind of question and of activity: as it comes, answered, and handed in."""
    page = new_page(browser)
    lesson = Lesson(page, at(server.address, GALLERY_LESSON), server.workspace / GALLERY_LESSON)
    lesson.open()
    lesson.read_all()
    parts = {f"activity-{n}": each for n, each in enumerate(page.locator(".wf-activity").all())}
    cases = read_module(server.course / "source" / GALLERY_LESSON).values()
    for case in cases:
        first = page.locator(f".wf-question[data-place*='/{case.id}/']").first
        parts[case.id] = page.locator(".wf-case").filter(has=first)
    yield View("kinds-1-open", page, parts)
    for case in cases:
        for question in case.questions:
            box = page.locator(f".wf-question[data-place$='/{case.id}/{question.id}']")
            by_mouse(box, question, partly_right(question))
            if box.locator(".wf-check button:visible").count():
                box.locator(".wf-check button:visible").first.click()
                expect(box.locator(".wf-told")).not_to_be_empty()
    yield View("kinds-2-answered", page, parts)
    page.get_by_role("button", name="Hand in this lesson").click()
    handed_in(page)
    yield View("kinds-3-handed-in", page, {"panel": page.locator(".wf-panel")})
    page.close()


def partly_right(question: Any) -> Any:
    """Return an answer of which a part is right, where the kind has parts, so that both can be seen."""
    key = question.key()
    if question.kind == "classify":
        return dict.fromkeys(key, question.bins[0].id)
    if question.kind == "order":
        return [*key[1:], key[0]]
    if question.kind in ("choice", "choices", "highlight"):
        wrong = [pick.id for pick in question.choices() if pick.id not in key][:1]
        return wrong if question.kind == "choice" else [*key[:1], *wrong]
    return "The issue is whether his fear is well-founded." if question.by_hand else key


REVEAL = """node => {
    node.dispatchEvent(new CustomEvent("wellfounded-reveal", { bubbles: true }));
    node.scrollIntoView();
}"""


def show(part: Locator) -> None:
    """Turn to the screen that holds something."""
    part.evaluate(REVEAL)
    for note in part.page.locator(".wf-note button", has_text="Read the case").locator("visible=true").all():
        note.click()


def printed(address: str, module: str) -> str:
    path, token = at(address, module).split("?")
    return f"{path.replace('/doc/tree/', '/wellfounded/print?path=')}&{token}"


def new_page(browser: Browser) -> Page:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, color_scheme="light", reduced_motion="reduce")
    page.set_default_timeout(60_000)
    return page


def open_lesson(page: Page, server: SharedServer, module: str) -> None:
    page.goto(at(server.address, module))
    if module != "99-glossary":
        wait_for_start(page, "started")
    expect(page.locator(".wf-foot").locator("visible=true")).to_be_visible()


def shoot(view: View) -> None:
    """Take pictures in each mode and size; forced colours differ in lines, which one size shows."""
    page = view.page
    for mode, sizes in ((LIGHT, [*SIZES]), (DARK, [*SIZES]), (FORCED, ["1366"])):
        page.emulate_media(color_scheme="dark" if mode == DARK else "light", forced_colors=forced(mode))
        if page.locator("body[data-jp-theme-light]").count():
            expect(page.locator("body")).to_have_attribute("data-jp-theme-light", str(mode != DARK).lower())
        for size in sizes:
            page.set_viewport_size(dict(zip(("width", "height"), SIZES[size], strict=True)))  # type: ignore[arg-type]
            if view.whole:
                page.evaluate(SETTLED)
                page.set_viewport_size({"width": SIZES[size][0], "height": min(TALLEST, page.evaluate(CONTENT))})
            page.evaluate(SETTLED)
            for part, locator in (view.parts or {"": page.locator("body")}).items():
                name = "-".join(filter(None, [view.name, part, size, mode]))
                (locator if part else page).screenshot(path=TARGET / f"{name}.png")
    page.emulate_media(color_scheme="light", forced_colors="none")
    page.set_viewport_size({"width": 1366, "height": 768})


def forced(mode: str) -> Literal["active", "none"]:
    return "active" if mode == FORCED else "none"


def index() -> str:
    """Return a page with a row of pictures for each page of the course."""
    rows: dict[str, list[str]] = {}
    for path in sorted(TARGET.glob("*.png")):
        page, size, mode = path.stem.rsplit("-", 2)
        rows.setdefault(page, []).append(f'<img loading="lazy" src="{path.name}" alt="{size} {mode}" height="600">')
    return "".join(f"<h2>{escape(page)}</h2><p>{''.join(images)}</p>" for page, images in rows.items())


if __name__ == "__main__":
    main(sys.argv[1:])
