"""The lesson of the gallery as tests of its activities work it: in a wide window, or on a phone that is touched."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.lesson import Lesson


@pytest.fixture
def course(gallery: Path) -> Path:
    return gallery


@pytest.fixture
def module() -> str:
    return "01-gallery"


def activity(page: Page, title: str) -> Locator:
    """Return the activity with this title, in view."""
    found = page.locator(".wf-activity", has=page.locator("h3", has_text=title))
    found.scroll_into_view_if_needed()
    return found


def predicted(lesson: Lesson) -> dict[str, str]:
    """Return what was predicted last of each row."""
    return {each["row"]: each["response"] for each in lesson.journal().events if each["event"] == "predict"}


def small_targets(drawn: Locator) -> list[str]:
    """Return what is pressed and less than 44 px high."""
    return list(
        drawn.locator(
            "button:visible, summary:visible, .wf-pick:visible, [type=range]:visible, .wf-switch"
        ).evaluate_all(
            "all => all.filter((each) => each.getBoundingClientRect().height < 44).map((each) => each.outerHTML)"
        )
    )
