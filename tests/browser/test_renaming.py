"""A learner renames the folder or the notebook of a lesson that is open: answers go on into its journal."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk_lesson import SMALL, answer
from tests.browser.lesson import Lesson, at
from wellfounded.journal.file import JOURNAL, replay

pytestmark = pytest.mark.full

NEW = "My own name"


@pytest.fixture
def course(with_desk: Path) -> Path:
    return with_desk


@pytest.fixture
def module() -> str:
    return SMALL


@pytest.fixture
def view() -> str:
    return "jupyterlab"  # which has a list of files


@pytest.fixture
def lesson_beside_files(page: Page, lab: str, workspace: Path) -> Lesson:
    """Open the lesson with the list of files beside it."""
    lesson = Lesson(page, at(lab, SMALL).replace("/doc/", "/lab/"), workspace / SMALL)
    lesson.open()
    return lesson


def rename(page: Page, name: str, new: str) -> None:
    page.locator(".jp-DirListing-itemText", has_text=re.compile(f"^{re.escape(name)}$")).click()
    page.keyboard.press("F2")
    page.locator(".jp-DirListing-editor").fill(new)
    page.keyboard.press("Enter")
    expect(page.locator(".jp-DirListing-itemText", has_text=re.compile(f"^{re.escape(new)}$"))).to_be_visible()


def hand_in(page: Page) -> None:
    panel = page.locator(".wf-panel")
    panel.get_by_role("button", name="Hand in this lesson").click()
    panel.get_by_role("button", name="Hand in anyway").click()
    expect(panel).to_contain_text("Your review: ")


def test_after_the_folder_was_renamed_in_jupyterlab(lesson_beside_files: Lesson, page: Page) -> None:
    answer(lesson_beside_files, "Alpha")
    page.locator(".jp-BreadCrumbs-home").click()
    rename(page, SMALL, NEW)
    folder = lesson_beside_files.folder.parent / NEW
    answer(lesson_beside_files, "Beta")
    assert not lesson_beside_files.folder.exists()
    assert [event["response"] for event in replay(folder / JOURNAL).events if event["event"] == "answer"] == [
        ["a"],
        ["b"],
    ]
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.locator(".lm-Menu").get_by_text("Restart Kernel and Run All Cells", exact=False).click()
    with page.expect_response(lambda response: "/restart" in response.url):
        page.get_by_role("button", name="Confirm Kernel Restart").click()
    lesson_beside_files.started()
    hand_in(page)
    assert len(replay(folder / JOURNAL).handins()) == 1
    assert not lesson_beside_files.folder.exists()


def test_after_the_notebook_was_renamed_in_jupyterlab(lesson_beside_files: Lesson, page: Page) -> None:
    rename(page, f"{SMALL}.ipynb", f"{NEW}.ipynb")
    answer(lesson_beside_files, "Beta")
    hand_in(page)
    assert len(lesson_beside_files.journal().handins()) == 1
