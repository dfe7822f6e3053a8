"""A learner leaves a lesson quickly, or has all of themselves forgotten; the desk is accessible and fits."""

from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Dialog, Error, Page, expect

from tests.accessibility import run_axe
from tests.browser import desk_lesson as at_desk
from tests.browser.desk_lesson import ONE, answer, part
from tests.browser.fitting import light_and_dark
from tests.browser.lesson import Lesson, handed_in
from tests.browser.shared_server import SYSTEM
from wellfounded.learner.layout import lay_out
from wellfounded.learner.workspace import PAGE, RECORD

pytestmark = pytest.mark.full

TOO_WIDE = """() => [...document.querySelectorAll('.wf-desk, .wf-desk *')]
  .filter((each) => each.clientWidth && each.scrollWidth > each.clientWidth + 1).map((each) => each.outerHTML)"""


course, module, on_binder = at_desk.course, at_desk.module, at_desk.on_binder  # fixtures


@pytest.mark.parametrize("view", ["jupyterlab"])  # where a notebook can be saved
def test_a_learner_is_forgotten_by_keyboard_and_told_what_was_deleted(
    on_binder: Lesson, page: Page, workspace: Path, course: Path, tmp_path: Path
) -> None:
    answer(on_binder)
    page.evaluate("localStorage.setItem('wellfounded copy', 'x'); sessionStorage.setItem('wellfounded /a/b/q1', 'x')")
    page.evaluate("localStorage.setItem('another', 'x')")
    (workspace / "my notes.md").write_text("mine")
    page.get_by_role("button", name="Hand in this lesson").click()
    page.get_by_role("button", name="Hand in anyway").click()
    handed_in(page)
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.get_by_text("Save Notebook", exact=True).click()
    expect(page.locator(".jp-mod-current .jp-DirtyIndicator, .jp-mod-dirty")).to_have_count(0)
    button = part(on_binder, "Forget me").get_by_role("button", name="Forget me…")
    button.focus()
    page.keyboard.press("Enter")
    asked = part(on_binder, "Forget me").get_by_role("group", name="Are you sure?")
    expect(asked).to_be_focused()
    expect(asked).to_contain_text("1 answer in 1 lesson")
    expect(asked).to_contain_text("This is left, since it is yours and not the course’s:my notes.md")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # No
    expect(button).to_be_focused()
    assert on_binder.journal().events
    page.keyboard.press("Enter")
    expect(asked).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    done = part(on_binder, "Forget me").get_by_role("group", name="What was deleted")
    expect(done).to_be_focused()
    for words in ("1 answer in 1 lesson", "your reviews and your points", "the encrypted copy", "had not been sent"):
        expect(done).to_contain_text(words)
    expect(part(on_binder, "Forget me").locator(".wf-status")).to_contain_text("You are forgotten here.")
    assert (
        page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter(k => /^well/.test(k))")
        == []
    )
    assert page.evaluate("localStorage.getItem('another')") == "x"
    lay_out(course, tmp_path / "fresh", "home")
    for folder in (workspace, tmp_path / "fresh"):
        (folder / RECORD).unlink()
    (workspace / PAGE).unlink()  # is there for as long as JupyterLab runs
    (workspace / "my notes.md").unlink()
    assert contents(workspace) == contents(tmp_path / "fresh")


def contents(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")}


@pytest.fixture
def asked(page: Page) -> list[str]:
    """Collect what the browser asks before it leaves a page; and stay."""
    seen: list[str] = []

    def stay(dialog: Dialog) -> None:
        seen.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return seen


def left(page: Page) -> None:
    """Expect a blank page, and no lesson before or behind it."""
    expect(page).to_have_title("Blank page")
    assert page.url.startswith("blob:")
    assert page.locator("body").inner_text() == ""
    page.go_back()
    page.go_back()
    assert not page.url.startswith("http")
    with suppress(Error):  # there is nothing, or what was blank is gone
        page.go_forward()
    assert not page.url.startswith("http")


@pytest.mark.parametrize(
    ("view", "place"),
    [("lesson", "the page"), ("lesson", "a question"), ("lesson", "a passphrase"), ("jupyterlab", "a cell")],
)
def test_escape_three_times_leaves_for_a_blank_page(
    on_binder: Lesson, page: Page, asked: list[str], place: str
) -> None:
    answer(on_binder)
    if place == "a question":
        on_binder.option(ONE, "Beta").locator("input").focus()
    if place == "a passphrase":
        part(on_binder, "A copy in this browser").get_by_role("checkbox").check()
        part(on_binder, "A copy in this browser").locator("input[type=password]").first.fill("half a passp")
    if place == "a cell":
        page.locator(".jp-MarkdownCell").first.dblclick()
        page.keyboard.type("my own words")
    for _ in range(3):
        page.keyboard.press("Escape")
    left(page)
    assert asked == []
    assert len(on_binder.journal().events) == 1  # it deletes nothing


def test_two_are_not_three_nor_are_three_in_more_than_two_seconds(lesson: Lesson, page: Page) -> None:
    for _ in range(2):
        page.keyboard.press("Escape")
    pressed = page.evaluate("performance.now()")
    page.wait_for_function("at => performance.now() - at > 2100", arg=pressed)
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    answer(lesson)
    expect(page.locator(".wf-desk")).to_be_visible()


@pytest.mark.parametrize("starts", [False])  # or a new kernel's view is there before one could look
def test_the_button_leaves_too_even_when_the_kernel_is_gone(
    lesson: Lesson, page: Page, asked: list[str], kernel: psutil.Process
) -> None:
    answer(lesson)
    kernel.kill()
    expect(page.locator(".wf-desk .wf-status[data-state=asleep]")).to_be_visible()
    page.get_by_role("button", name="Ok", exact=True).click()  # JupyterLab says that the kernel died
    expect(part(lesson, "Forget me").get_by_role("button")).to_be_disabled()
    part(lesson, "Leave quickly").get_by_role("button", name="Leave now").click()
    left(page)
    assert asked == []


@pytest.mark.parametrize("theme", [SYSTEM])
def test_the_desk_is_accessible_and_fits(on_binder: Lesson, page: Page) -> None:
    answer(on_binder)
    part(on_binder, "A copy in this browser").get_by_role("checkbox").check()
    part(on_binder, "Forget me").get_by_role("button", name="Forget me…").click()
    expect(part(on_binder, "Forget me").get_by_role("group")).to_be_visible()
    for scheme in light_and_dark(page):
        for width in (1280, 400):
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_function(f"({TOO_WIDE})().length === 0")
            found = run_axe(page, ".wf-desk")
            assert found.violations_count == 0, f"{scheme}, {width}: {found.generate_report()}"
