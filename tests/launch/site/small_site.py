"""The small course as web pages, with a desk in its lesson, and what tests do there."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.places import SAMPLE, copy_course
from wellfounded.authoring.course_build import build

expect.set_options(timeout=60_000)  # on a busy machine
LESSON = "01-sample"
START_MS = 120_000  # of Python
ONE, TWO, LAST = "graded-this/q1", "graded-this/q2", "graded-this/q3"


def built(root: Path, lesson: str, old: str = "", new: str = "") -> Path:
    """Build the small course with a desk; its lesson has this name, and in its cases stands new text for old."""
    copy_course(SAMPLE, root)
    folder = (root / "source" / LESSON).rename(root / "source" / lesson)
    path, cell = folder / "lesson.md", "```{code-cell} ipython3\n"
    text = path.read_text().replace("import case,", "import case, desk,")
    path.write_text(text.replace(f"{cell}hand_in()", f"{cell}desk()\n```\n\n{cell}hand_in()"))
    for case in (folder / "cases").iterdir():
        case.write_text(case.read_text().replace(old, new) if old else case.read_text())
    build(root)
    return root


def read(page: Page, address: str, place: str = "graded-this", lesson: str = LESSON) -> Page:
    page.goto(f"{address}{lesson}/index.html#{place}")
    alive(page)
    return page


def alive(page: Page) -> None:
    expect(page.locator("body[data-wf-start='started']")).to_be_attached(timeout=START_MS)


def reload(page: Page) -> None:
    page.reload()
    alive(page)


def option(page: Page, place: str, number: int) -> Locator:
    return page.locator(f".wf-question[data-place$='/{place}'] input").nth(number)


def status(page: Page, place: str) -> Locator:
    return page.locator(f".wf-question[data-place$='/{place}'] .wf-status")


def reveal(element: Locator) -> None:
    """Show the screen that holds an element."""
    element.evaluate("element => element.dispatchEvent(new CustomEvent('wellfounded-reveal', { bubbles: true }))")


def answer(page: Page, place: str = ONE, number: int = 1) -> None:
    reveal(page.locator(f".wf-question[data-place$='/{place}']"))
    option(page, place, number).check()
    expect(status(page, place)).to_contain_text("Saved at")
