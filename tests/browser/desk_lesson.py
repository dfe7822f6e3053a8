"""The desk in a lesson of the small course, as a test works it."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.lesson import Lesson
from wellfounded.learner.workspace import RECORD

SMALL = "01-sample"  # its lesson
ONE, MANY = "Which one of three", "Which ones of four"


@pytest.fixture
def course(with_desk: Path) -> Path:
    return with_desk


@pytest.fixture
def module() -> str:
    return SMALL


@pytest.fixture
def on_binder(lab: str, page: Page, workspace: Path) -> Lesson:
    return binders(page, lab, workspace)


def binders(page: Page, address: str, workspace: Path) -> Lesson:
    """Open the lesson of a copy that is of Binder's kind."""
    record = workspace / RECORD
    record.write_text(json.dumps({**json.loads(record.read_text()), "kind": "binder"}))
    lesson = Lesson(page, address, workspace / SMALL)
    lesson.open()
    return lesson


def part(lesson: Lesson, title: str) -> Locator:
    found = lesson.page.locator(".wf-desk section").filter(has=lesson.page.get_by_role("heading", name=title))
    found.scroll_into_view_if_needed()
    return found


def answer(lesson: Lesson, option: str = "Beta", question: str = ONE) -> None:
    lesson.option(question, option).click()
    expect(lesson.status(question)).to_contain_text("Saved at")
