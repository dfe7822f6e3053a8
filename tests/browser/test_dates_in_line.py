"""A timeline and a line of days in a real lesson: by mouse, by touch on a narrow phone, by keyboard, on paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility import run_axe
from tests.browser import activity_lesson as at_activity
from tests.browser.activity_lesson import activity, predicted, small_targets
from tests.browser.answering import reach
from tests.browser.lesson import Lesson

pytestmark = [pytest.mark.full, pytest.mark.shares_lesson]

FILE, TURNS = "One file, two calendars", "Which ruling on this day?"


course, module = at_activity.course, at_activity.module


def test_by_mouse_a_contradiction_is_found_told_and_kept(lesson: Lesson, page: Page) -> None:
    file = activity(page, FILE)
    expect(file.locator(".wf-time-line")).to_be_visible()
    file.get_by_label("Form: the arrest").check()
    file.get_by_label("Form: the release").check()
    file.get_by_role("button", name="Compare these two").click()
    expect(file.locator(".wf-compared")).to_contain_text("Nothing speaks against these two.")
    file.get_by_label("Police paper: the release").check()
    file.get_by_role("button", name="Compare these two").click()
    row = file.locator(".wf-row")
    row.get_by_text("As they stand, one is wrong").click()
    row.get_by_role("button", name="Look at the answer").click()
    expect(row.locator(".wf-verdict")).to_have_text("As you predicted.")
    expect(file.locator(".wf-entry-sign")).to_have_count(2)
    expect(file.locator(".wf-line-spans span")).to_have_text("✗ 4–5")
    expect(file.locator(".wf-status")).to_have_text("Your predictions are kept.")
    assert predicted(lesson)["e4-e5"] == "no"
    lesson.open()
    expect(activity(page, FILE).locator(".wf-entry-sign")).to_have_count(2)


@pytest.mark.parametrize("touch", [True])
@pytest.mark.usefixtures("lesson")
def test_by_touch_a_date_is_turned_into_another_and_a_day_is_moved(page: Page) -> None:
    file = activity(page, FILE)
    expect(file.locator(".wf-time-line")).to_be_hidden()
    file.locator(".wf-entry-name", has_text="Form: the arrest").tap()
    expect(file.get_by_label("Form: the arrest")).to_be_checked()
    file.get_by_label("Calendar").select_option("Ethiopian")
    file.get_by_label("Month").select_option("Tikimt")
    file.get_by_label("Day").fill("10")
    file.get_by_label("Year").fill("2017")
    file.get_by_role("button", name="Show this day").tap()
    expect(file.locator(".wf-converted")).to_have_text("Gregorian calendar: 20 October 2024. It was a Sunday.")
    file.get_by_label("Day").fill("31")
    file.get_by_role("button", name="Show this day").tap()
    expect(file.locator(".wf-converted")).to_have_text("There is no such date in this calendar.")
    turns = activity(page, TURNS)
    expect(turns.locator(".wf-statement")).to_contain_text("Most families are no group.")
    turns.get_by_role("button", name="The next change").tap()
    expect(turns.locator(".wf-statement")).to_contain_text("The ruling of 2019 is vacated.")
    expect(turns.locator(".wf-period-dates")).to_have_text("L-E-A- III Since 16 June 2021.")
    for drawn in (file, turns):
        wide, room = drawn.evaluate("node => [node.scrollWidth, node.clientWidth]")
        assert wide <= room
        assert small_targets(drawn) == []


@pytest.mark.parametrize("theme", ["JupyterLab Dark"])
@pytest.mark.usefixtures("lesson")
def test_with_the_keyboard_alone_both_are_worked_and_axe_finds_nothing(page: Page) -> None:
    file = activity(page, FILE)
    file.locator(".wf-entry input").first.focus()  # it is far down the lesson
    for name in ("Form: the arrest", "Police paper: the arrest"):
        reach(file.get_by_label(name))
        page.keyboard.press("Space")
    reach(file.get_by_role("button", name="Compare these two"))
    page.keyboard.press("Enter")
    expect(file.locator(".wf-row input").first).to_be_focused()
    page.keyboard.press("Space")
    reach(file.get_by_role("button", name="Look at the answer"))
    page.keyboard.press("Enter")
    expect(file.locator(".wf-row :focus")).to_contain_text("As you predicted.")
    reach(file.get_by_label("Year"))
    page.keyboard.press("Enter")
    expect(file.locator(".wf-converted")).to_contain_text("Ethiopian calendar:")
    turns = activity(page, TURNS)
    reach(turns.get_by_role("slider"))
    page.keyboard.press("End")
    expect(turns.get_by_role("status")).to_have_text("A close family: The ruling of 2019 is vacated.")
    expect(turns.get_by_role("slider")).to_have_attribute("aria-valuetext", "25 June 2026")
    found = run_axe(page, ".wf-activity")
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.usefixtures("lesson")
def test_on_paper_both_are_in_words(page: Page) -> None:
    page.emulate_media(media="print")
    for title, words in {FILE: "2 Meskerem 2017", TURNS: "The day: on 29 July 2019 or later"}.items():
        drawn = page.locator(".wf-activity", has=page.locator("h3", has_text=title))
        expect(drawn.locator(".wf-live")).to_be_hidden()
        expect(drawn.locator(".wf-on-paper")).to_contain_text(words)
