"""Activities in a real lesson: by touch on a phone, by keyboard alone, and on paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility import run_axe
from tests.browser import activity_lesson as at_activity
from tests.browser.activity_lesson import activity, predicted, small_targets
from tests.browser.answering import reach
from tests.browser.lesson import Lesson

course, module = at_activity.course, at_activity.module


@pytest.mark.parametrize("touch", [True])
def test_by_touch_a_prediction_is_told_and_kept(lesson: Lesson, page: Page) -> None:
    desks = activity(page, "One harm, three desks")
    row = desks.locator(".wf-row").first
    row.get_by_text("By counting the hours").tap()
    row.get_by_role("button", name="Look at the answer").tap()
    expect(row.locator(".wf-verdict")).to_contain_text("Not as you predicted")
    expect(desks.locator(".wf-status")).to_have_text("Your predictions are kept.")
    assert predicted(lesson) == {"eu": "c"}
    row.get_by_text("Sources (1)").tap()
    expect(row.get_by_text("(copy)")).to_be_visible()
    lesson.open()
    again = activity(page, "One harm, three desks")
    expect(again.locator(".wf-row").first.locator(".wf-verdict")).to_contain_text("Not as you predicted")
    expect(again.locator(".wf-tally")).to_have_text("0 of 1 as you predicted.")


@pytest.mark.parametrize("touch", [True])
@pytest.mark.usefixtures("lesson")
def test_by_touch_facts_are_changed_and_a_path_is_gone(page: Page) -> None:
    likely = activity(page, "How likely is likely enough?")
    withholding = likely.locator(".wf-outcome", has_text="withholding")
    expect(withholding).to_contain_text("Not enough.")
    slider = likely.get_by_role("slider")
    box = slider.bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] - 3, box["y"] + box["height"] / 2)
    expect(withholding).to_contain_text("Enough.")
    likely.locator(".wf-outcome").last.locator("summary").evaluate("node => node.scrollIntoView({block: 'end'})")
    expect(slider).to_be_in_viewport()  # what is moved stays in view beside what comes of it
    likely.get_by_role("switch").tap()
    expect(likely.locator(".wf-outcome").first).to_contain_text("Not for these reasons.")
    doors = activity(page, "Which test first?")
    doors.get_by_role("button", name="The United Kingdom").tap()
    doors.get_by_role("button", name="Yes").tap()
    expect(doors.locator("[aria-current=step]")).to_contain_text("Go by section 32's order of questions.")
    for each in page.locator(".wf-activity").all():
        wide, room = each.evaluate("node => [node.scrollWidth, node.clientWidth]")
        assert wide <= room, each.inner_text()
        assert small_targets(each) == []


@pytest.mark.parametrize("theme", ["JupyterLab Dark"])
@pytest.mark.usefixtures("lesson")
def test_with_the_keyboard_alone_the_focus_is_never_lost_and_axe_finds_nothing(page: Page) -> None:
    desks = activity(page, "One harm, three desks")
    for row in desks.locator(".wf-row").all():
        reach(row.locator("input").first)
        page.keyboard.press("ArrowDown")
        expect(row.locator("input").nth(1)).to_be_checked()
        reach(row.get_by_role("button", name="Look at the answer"))
        page.keyboard.press("Enter")
        expect(row.locator(":focus")).to_contain_text("s you predicted")
    expect(desks.locator(".wf-closing")).to_be_visible()
    likely = activity(page, "How likely is likely enough?")
    reach(likely.get_by_role("slider"))
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    expect(likely.get_by_role("status")).to_have_text("United States, withholding of removal: Enough.")
    doors = activity(page, "Which test first?")
    reach(doors.get_by_role("button", name="The United States"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The United States' statute")).to_be_focused()
    reach(doors.get_by_role("button", name="Change this answer: Whose law"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Whose law")).to_be_focused()
    found = run_axe(page, ".wf-activity")
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.usefixtures("lesson")
def test_on_paper_all_is_in_words(page: Page) -> None:
    page.emulate_media(media="print")
    for title, words in {
        "One harm, three desks": "Section 31 has the same two limbs.",
        "How likely is likely enough?": "The chance of prison: over 50\N{NO-BREAK SPACE}%",
        "Which test first?": "Yes → go to “Section 32”.",
    }.items():
        drawn = page.locator(".wf-activity", has=page.locator("h3", has_text=title))
        expect(drawn.locator(".wf-live")).to_be_hidden()
        expect(drawn.locator(".wf-on-paper")).to_be_visible()
        expect(drawn.locator(".wf-on-paper")).to_contain_text(words)
