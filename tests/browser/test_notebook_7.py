"""A lesson in Notebook 7, which comes along with JupyterLab: one click in its tool bar, or an address, leads there."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import START, at, wait_for_start

pytestmark = pytest.mark.full

LESSON = "02-persecution-thresholds"
# Notebook 7 throws these by itself, without any extension: about its shortcuts, and a file browser that it lacks.
ITS_OWN = ("reading 'schema'", "'filebrowser:open-path' not registered")


@pytest.fixture
def pages() -> str:
    return "one"


def in_notebook_7(address: str, module: str) -> str:
    return at(address, module).replace("/doc/tree/", "/notebooks/")


def test_a_lesson_is_read_there_and_every_way_leads_to_another(lab: str, page: Page) -> None:
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.goto(in_notebook_7(lab, LESSON))
    wait_for_start(page, "started")
    expect(page).to_have_title("02 When harm is persecution · Well-Founded")
    expect(page.locator(".jp-Toolbar, .jp-NotebookPanel-toolbar").locator("visible=true")).to_have_count(0)
    page.locator(".wf-foot-place").click()
    page.get_by_role("navigation", name="Contents").get_by_role("button", name="03 Protected grounds").click()
    expect(page).to_have_title("03 Protected grounds · Well-Founded")
    page.goto(in_notebook_7(lab, START))
    wait_for_start(page, "started")
    page.locator(".wf-board").get_by_role("link", name="When harm is persecution").first.click()
    expect(page).to_have_title("02 When harm is persecution · Well-Founded")
    assert [error for error in thrown if not any(words in error for words in ITS_OWN)] == []
