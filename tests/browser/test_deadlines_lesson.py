"""Deadlines in a real lesson: events dragged by mouse and by finger, dates by keyboard alone, a week that is played."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.accessibility import run_axe
from tests.browser import activity_lesson as at_activity
from tests.browser.activity_lesson import activity
from tests.browser.answering import reach
from tests.browser.lesson import Lesson

pytestmark = [pytest.mark.full, pytest.mark.shares_lesson]

FORM = ".wf-clock:nth-child(2)"


course, module = at_activity.course, at_activity.module


@pytest.fixture
def week(lesson: Lesson, page: Page) -> Locator:
    assert lesson
    return activity(page, "A form and two visits")


def middle(drawn: Locator) -> tuple[float, float]:
    drawn.scroll_into_view_if_needed()
    box = drawn.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def day(week: Locator, iso: str) -> Locator:
    return week.locator(f'[data-day="{iso}"]')


def test_a_mouse_drags_an_event_and_the_last_day_follows(week: Locator, page: Page) -> None:
    form = week.locator(FORM)
    expect(form).to_contain_text("Last day: Saturday 18 July 2026.")
    page.mouse.move(*middle(day(week, "2026-06-03").locator(".wf-chip")))
    page.mouse.down()
    page.mouse.move(*middle(day(week, "2026-06-10")), steps=4)
    expect(form).to_contain_text("Last day: Saturday 25 July 2026.")
    page.mouse.up()
    expect(day(week, "2026-06-10").locator(".wf-chip")).to_have_text("C")
    expect(week.get_by_label("The claim is referred")).to_have_value("2026-06-10")
    expect(week.locator(".wf-said")).to_contain_text("The form: Last day: Saturday 25 July 2026.")
    above, beside = (day(week, iso).bounding_box() for iso in ("2026-06-10", "2026-07-10"))
    assert above
    assert beside
    assert above["x"] < beside["x"], "months stand side by side"


@pytest.mark.parametrize("touch", [True])
def test_a_finger_drags_an_event_and_plays_a_week(week: Locator, lesson: Lesson, page: Page) -> None:
    chip = day(week, "2026-06-03").locator(".wf-chip")
    x, y = middle(chip)
    to_x, to_y = middle(day(week, "2026-06-05"))
    x, y = middle(chip)
    finger = page.context.new_cdp_session(page)
    for kind, points in (
        ("touchStart", [{"x": x, "y": y}]),
        ("touchMove", [{"x": (x + to_x) / 2, "y": y}]),
        ("touchMove", [{"x": to_x, "y": y}]),
        ("touchEnd", []),
    ):
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    expect(week.get_by_label("The claim is referred")).to_have_value("2026-06-05")
    assert to_y > 0
    week.get_by_role("button", name="Wait for the lawyer").tap()
    expect(week.locator("[aria-current=step] h4")).to_have_text("Friday, the lawyer")
    expect(week.locator(FORM)).to_contain_text("1 day is left.")
    expect(day(week, "2026-07-17")).to_have_class("wf-day-cell wf-today")
    week.get_by_role("button", name="Send the form today").tap()
    expect(week.locator(FORM)).to_contain_text("In time, 1 day before the last.")
    expect(week.get_by_text("Your choices are kept.")).to_be_visible()
    assert [event["response"] for event in lesson.journal().events if event["event"] == "play"] == [[1], [1, 1]]
    wide, room = week.evaluate("node => [node.scrollWidth, node.clientWidth]")
    assert wide <= room
    june, july = (day(week, iso).bounding_box() for iso in ("2026-06-10", "2026-07-10"))
    assert june
    assert july
    assert june["y"] < july["y"], "months stand one below the other"
    small = "all => all.map((each) => each.getBoundingClientRect()).filter(({height}) => height < 44).length"
    assert week.locator("button:visible, summary:visible, input:visible").evaluate_all(small) == 0
    lesson.open()
    expect(week.locator("[aria-current=step] h4")).to_have_text("The form is there")


@pytest.mark.parametrize("theme", ["JupyterLab Dark"])
def test_with_the_keyboard_alone_dates_are_typed_days_are_played_and_axe_finds_nothing(
    week: Locator, page: Page
) -> None:
    reach(week.get_by_role("button", name="Send the form today"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The form is there")).to_be_focused()
    expect(week.locator(FORM)).to_contain_text("In time, 5 days before the last.")
    field = week.get_by_label("The form arrives")
    reach(field)
    for key in ("0", "7", "2", "1"):
        page.keyboard.press(key)
    expect(field).to_have_value("2026-07-21")
    expect(week.locator(FORM)).to_contain_text("Too late by 3 days.")
    expect(week.locator(".wf-said")).to_have_text("The form: Last day: Saturday 18 July 2026. Too late by 3 days.")
    expect(field).to_be_focused()
    found = run_axe(page, ".wf-activity:has(.wf-months)")
    assert found.violations_count == 0, found.generate_report()


def test_on_paper_the_days_stand_in_tables(week: Locator, page: Page) -> None:
    page.emulate_media(media="print")
    expect(week.locator(".wf-live")).to_be_hidden()
    paper = week.locator(".wf-on-paper")
    expect(paper.get_by_role("row", name="The hearing")).to_contain_text("Meant to be by: Monday 3 August 2026")
    expect(paper).to_contain_text("Wait for the lawyer → go to “Friday, the lawyer”.")
