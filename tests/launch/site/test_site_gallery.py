"""Every kind of question and every activity on a web page: answered, kept, handed in, marked, and tried by touch."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.answering import by_mouse, checks
from tests.browser.test_gallery import TEXT, asked, read_review, right
from tests.launch.site.web_lesson import alive, hand_in, misfits, open_notes, question, read, show_all
from wellfounded.content.case import Case
from wellfounded.content.questions import Question

pytestmark = [pytest.mark.full, pytest.mark.timeout(600)]

LESSON = "01-gallery"
TOLD = {  # by activity: what is pressed, one after the other, and what is said then
    "One harm, three desks": ([".wf-pick", ".wf-row button"], ".wf-row .wf-verdict", "s you predicted"),
    "How likely is likely enough?": (["[role=switch]"], ".wf-outcome", "Not for these reasons."),
    "Which test first?": ([".wf-here button"], ".wf-path", "Change this answer"),
    "A form and two visits": ([".wf-here button"], ".wf-path", "Change this answer"),
    "One file, two calendars": ([".wf-actions button:not([aria-disabled='true'])"], ".wf-pairs", "Both can be right"),
}


def box(page: Page, case: Case, each: Question) -> Locator:
    found = question(page, f"{case.id}/{each.id}")
    found.scroll_into_view_if_needed()
    return found


@pytest.fixture
def whole(page: Page, context: BrowserContext, address: str) -> Page:
    """Return the lesson of the gallery, all on one page."""
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    show_all(context)
    read(page, address, LESSON)
    return page


def test_every_kind_is_answered_and_found_again_handed_in_and_marked(whole: Page, gallery: Path) -> None:
    open_notes(whole)
    for case, each in asked(gallery, "practice"):
        drawn = box(whole, case, each)
        by_mouse(drawn, each, right(each))
        checks(drawn).click()
        expect(drawn.locator(".wf-told summary").last).to_contain_text("Source")
    graded = asked(gallery, "graded")
    for case, each in graded:
        by_mouse(box(whole, case, each), each, right(each))
    sure = box(whole, *graded[0]).get_by_role("radio", name="Sure", exact=True)
    sure.check()
    expect(box(whole, *graded[0]).locator(".wf-status").last).to_contain_text("Saved at")
    whole.reload()
    alive(whole)
    for case, each in [*asked(gallery, "practice"), *graded]:
        expect(box(whole, case, each).locator(".wf-status").last).to_contain_text("Saved at")
    for case, each in asked(gallery, "practice"):
        expect(box(whole, case, each).locator(".wf-told").last).not_to_be_empty()
        if not each.by_hand and each.kind != "interview":  # of which no verdict is given in a word
            expect(box(whole, case, each)).to_have_attribute("data-verdict", "right")
    expect(sure).to_be_checked()
    panel = hand_in(whole)
    expect(panel.locator(".wf-result")).to_contain_text(
        re.compile(r"Every graded question went right. (\d+) of \1 points")
    )
    panel.get_by_text("The full review, question by question").click()
    read_review(panel.locator(".wf-review"))
    written = panel.locator("[data-written]")
    expect(written).to_contain_text(TEXT)
    written.get_by_label("My points for: Uses the colleague").select_option("2")
    expect(written.get_by_role("status")).to_contain_text("You give yourself 2 of 4")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Give a page on a telephone that is touched."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    show_all(context)
    yield page
    context.close()


def test_by_touch_each_activity_is_tried_and_every_thing_fits_a_finger(phone: Page, address: str) -> None:
    read(phone, address, LESSON)
    open_notes(phone)
    for title, (presses, said, words) in TOLD.items():
        activity = phone.locator(".wf-activity", has=phone.locator("h3", has_text=title))
        for css in presses:
            activity.locator(css).locator("visible=true").first.tap()
        expect(activity.locator(said).first).to_contain_text(words)
    week = phone.locator(".wf-activity", has=phone.locator("h3", has_text="A form and two visits"))
    week.get_by_label("The claim is referred").fill("2026-06-10")
    expect(week.locator(".wf-said")).to_contain_text("The form: Last day: Saturday 25 July 2026.")
    read_a_paper(phone)
    for width in (320, 390, 430):
        phone.set_viewport_size({"width": width, "height": 844})
        assert misfits(phone) == [], width
    phone.reload()
    alive(phone)
    desks = phone.locator(".wf-activity", has=phone.locator("h3", has_text="One harm, three desks"))
    expect(desks.locator(".wf-row .wf-verdict").first).to_contain_text("s you predicted")  # what was said is kept


def read_a_paper(phone: Page) -> None:
    """Go from a question to the paper that it names, and back."""
    link = question(phone, "vance/q2").get_by_role("button", name="Exhibit 3: police report")
    link.tap()
    papers = phone.locator(".wf-papers")
    expect(papers.locator("article")).to_contain_text("25-0417")
    papers.get_by_role("button", name="Back to the question").tap()
    expect(link).to_be_focused()


def test_a_case_with_a_content_note_is_closed_is_left_out_and_taken_up_again(
    page: Page, context: BrowserContext, address: str
) -> None:
    show_all(context)
    read(page, address, LESSON, "highlight-graded")
    note = page.locator(".wf-note[data-place*='highlight-graded']")
    cell = page.locator("[data-cell='highlight-graded']")
    expect(cell.locator(".wf-question").first).to_be_hidden()
    note.get_by_role("button", name="Leave this case out").click()
    expect(note.get_by_role("button", name="Take it up again")).to_be_focused()
    page.reload()
    alive(page)
    note.get_by_role("button", name="Take it up again").click()
    note.get_by_role("button", name="Read the case").click()
    expect(cell.locator(".wf-question").first).to_be_visible()
    page.reload()
    alive(page)
    expect(cell.locator(".wf-question").first).to_be_hidden()  # closed again: who comes back is asked again
