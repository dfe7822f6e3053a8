"""A lesson as a web page, as a test reads and answers it."""

import re

from playwright.sync_api import BrowserContext, Locator, Page, expect

START_MS = 120_000  # of Python, on a busy machine
PANEL = ".wf-panel:has(.wf-hand-in)"
TARGET = 43.5  # pixels: 44, where a browser rounds
# What is pressed. A radio button or a box to tick stands in a label; a link in a text has its line, as has a passage.
CONTROLS = (
    "button, summary, select, textarea, input:not([type='radio'], [type='checkbox'], [type='hidden']), "
    "label:has(input:is([type='radio'], [type='checkbox'])):not(.wf-passage), .wf-bar a"
)
SMALL = """(nodes, least) => nodes.filter((node) => node.checkVisibility({ visibilityProperty: true }))
    .filter((node) => !node.closest("label") || node.matches("label"))
    .map((node) => [node.getBoundingClientRect(), node]).filter(([{ width, height }]) => width > 1 && height < least)
    .map(([{ height }, node]) => `${Math.round(height)} px: ${node.outerHTML.slice(0, 120)}`)"""
WIDE = """(nodes) => nodes.filter((node) => node.checkVisibility()).filter((node) =>
    node.getBoundingClientRect().right > innerWidth + 1
    || node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).overflowX !== "visible")
    .map((node) => `${node.scrollWidth} of ${node.clientWidth}: ${node.className} ${node.dataset.cell ?? ""}`)"""
PARTS = "html, .jp-WindowedPanel-outer, .wf, .jp-Cell, .wf-bar, .wf-foot"


def show_all(context: BrowserContext) -> None:
    """Let each page show all of its lesson, as its reader may choose in the menu."""
    context.add_init_script("localStorage.setItem('wellfounded view', '{\"pages\": \"all\"}')")


def read(page: Page, address: str, lesson: str, place: str = "") -> None:
    """Open a lesson, and wait until its questions can be answered."""
    page.goto(f"{address}{lesson}/index.html{place and f'#{place}'}")
    alive(page)


def alive(page: Page) -> None:
    expect(page.locator("body[data-wf-start='started']")).to_be_attached(timeout=START_MS)


def question(page: Page, place: str) -> Locator:
    return page.locator(f".wf-question[data-place$='/{place}']")


def choose(page: Page, place: str, number: int) -> Locator:
    """Choose an option, and return the line that says what became of it."""
    asked = question(page, place)
    asked.locator("input").nth(number).check()
    return asked.locator(".wf-status")


def desk_part(page: Page, title: str) -> Locator:
    """Turn to the desk, and return the part of it that has this title."""
    page.locator(".wf-desk").evaluate(
        "desk => desk.dispatchEvent(new CustomEvent('wellfounded-reveal', {bubbles: true}))"
    )
    return page.locator(".wf-desk section").filter(has=page.get_by_role("heading", name=title))


def open_notes(page: Page) -> None:
    """Open every case that has a content note."""
    for button in page.locator(".wf-note button", has_text="Read the case").all():
        if button.is_visible():
            button.click()
            expect(button).to_be_hidden()


def hand_in(page: Page) -> Locator:
    """Hand the lesson in, whatever is missing; return the panel, which says what came of it."""
    panel = page.locator(PANEL)
    panel.get_by_role("button", name="Hand in this lesson").click()
    anyway = panel.get_by_role("button", name="Hand in anyway")
    title = panel.locator(".wf-result-title")
    expect(anyway.or_(title).first).to_be_visible()
    if anyway.is_visible():
        anyway.click()
    expect(title).to_have_text(re.compile(r"is handed in$"), timeout=START_MS)
    return panel


def misfits(page: Page) -> list[str]:
    """Return what is wider than the window, what is pressed and less than 44 px high, and what is below the foot."""
    small = page.locator(CONTROLS).evaluate_all(SMALL, TARGET)
    below = page.evaluate("document.body.scrollHeight > innerHeight + 1 ? ['the page itself scrolls'] : []")
    return [*page.locator(PARTS).evaluate_all(WIDE), *small, *below]
