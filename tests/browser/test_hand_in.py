"""A learner hands a lesson in: at home the review follows in place; what is missing is named first."""

import re

import psutil
import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import Page, expect

from tests.accessibility import run_axe
from tests.browser.answering import by_mouse
from tests.browser.lesson import MODULE, Lesson, handed_in
from tests.places import COURSE
from wellfounded.content.case_file import read_module

pytestmark = pytest.mark.full

ONE = "New York"
GRADED = [case for case in read_module(COURSE / "source" / MODULE).values() if case.use == "graded"]
FIRST, TOTAL = GRADED[0], sum(case.points for case in GRADED)


def answer_all(lesson: Lesson) -> None:
    """Answer every graded question rightly."""
    lesson.read_all()
    for case in read_module(COURSE / "source" / MODULE).values():
        for number, asked in enumerate(case.questions if case.use == "graded" else []):
            box = lesson.page.locator(f".wf-question[data-place$='/{case.id}/{asked.id}']")
            by_mouse(box, asked, asked.key())
            expect(box.locator(".wf-status"), f"question {number}").to_contain_text("Saved at")


def recorded_points(lesson: Lesson) -> tuple[float, float]:
    """Return points and maximum as nbgrader's gradebook has them."""
    (book,) = lesson.folder.parent.glob(f".well-founded/{MODULE}/*/gradebook.db")
    with Gradebook(f"sqlite:///{book}") as gradebook:
        recorded = gradebook.find_submission(MODULE, "me")
        return recorded.score, recorded.max_score


# In another language the title of a lesson stays English, in an element of its own that says so.
TITLE_IN_ANOTHER_LANGUAGE = """link => {
    link.append(Object.assign(document.createElement("span"), { lang: "en", textContent: "Waiting" }));
    return [link.lastChild, link].map((node) => getComputedStyle(node).color);
}"""


def test_after_a_hand_in_one_screen_says_what_went_well_and_leads_on(lesson: Lesson, page: Page) -> None:
    answer_all(lesson)
    page.locator(f".wf-question[data-place$='/{FIRST.id}/q1'] input:not(:checked)").first.check()
    page.get_by_role("button", name="Hand in this lesson").focus()
    page.keyboard.press("Enter")
    title = page.locator(".wf-result-title")
    expect(title).to_be_focused()
    expect(title).to_be_in_viewport()
    result = page.locator(".wf-result")
    expect(result).to_contain_text("Most of it went right.")
    expect(result.get_by_role("heading")).to_have_text(
        ["Lesson 01 is handed in", "What went well", "Worth another look", "What comes next"]
    )
    for word in ("nbgrader", "gradebook", "kernel"):
        expect(page.locator(".wf-panel")).not_to_contain_text(word)
    result.get_by_role("button", name=FIRST.title).click()
    expect(lesson.questions().filter(has=page.locator(":focus"))).to_have_attribute(
        "data-place", re.compile(f"/{FIRST.id}/q1$")
    )
    onward = result.get_by_role("link", name="Go on to lesson 02")
    title_colour, button_colour = onward.evaluate(TITLE_IN_ANOTHER_LANGUAGE)
    assert title_colour == button_colour
    onward.click()
    expect(page.get_by_role("heading", name="When harm is persecution", level=1)).to_be_visible()


@pytest.mark.shares_lesson
def test_what_is_unanswered_is_named_and_each_name_leads_back(lesson: Lesson, page: Page) -> None:
    lesson.read_all()
    panel = page.locator(".wf-panel")
    panel.get_by_role("button", name="Hand in this lesson").click()
    expect(panel.locator(".wf-status")).to_contain_text("are not answered")
    named = panel.locator(".wf-missing li button")
    graded = [case for case in read_module(COURSE / "source" / MODULE).values() if case.use == "graded"]
    expect(named).to_have_count(sum(len(case.questions) for case in graded))
    lesson_text = (COURSE / "source" / MODULE / "lesson.md").read_text()
    in_order = sorted(graded, key=lambda case: lesson_text.index(f'case("{case.id}")'))
    expect(panel.locator(".wf-missing h4")).to_have_text([case.title for case in in_order])
    named.first.click()
    first = lesson.questions().filter(has=page.locator(":focus"))
    expect(first).to_have_attribute("data-place", re.compile(r"/q1$"))
    assert [event["event"] for event in lesson.journal().events] == []


@pytest.mark.shares_lesson
def test_lesson_and_gradebook_say_the_same_and_a_second_time_is_shown_as_such(lesson: Lesson, page: Page) -> None:
    panel = page.locator(".wf-panel")
    panel.get_by_role("button", name="Hand in this lesson").click()
    panel.get_by_role("button", name="Hand in anyway").dblclick()
    expect(panel.locator(".wf-review")).to_contain_text(re.compile(r"Your review: 0 of (\d+) points"))
    handed_in(page)
    assert recorded_points(lesson) == (0, TOTAL)
    answer_all(lesson)
    panel.get_by_role("button", name="Hand in again").click()
    expect(panel.locator(".wf-result")).to_contain_text(
        f"Every graded question went right. {TOTAL:g} of {TOTAL:g} points"
    )
    expect(panel.locator(".wf-review")).to_contain_text("after the answers had been shown")
    handed_in(page)
    panel.get_by_text("The full review, question by question").click()
    found = run_axe(page, ".wf-panel")
    assert found.violations_count == 0, found.generate_report()
    assert recorded_points(lesson) == (TOTAL, TOTAL)
    lesson.open()  # the result and the review are there again
    expect(page.locator(".wf-result-title")).to_be_visible()
    expect(page.locator(".wf-review")).to_contain_text("Your review:")
    assert [event["number"] for event in lesson.journal().events if event["event"] == "handin"] == [1, 2]


@pytest.mark.shares_lesson
def test_an_answer_that_is_not_saved_yet_is_not_handed_in_unseen(
    lesson: Lesson, kernel: psutil.Process, page: Page
) -> None:
    kernel.suspend()
    lesson.option(ONE, "words of a US statute").click()
    expect(lesson.status(ONE)).to_have_attribute("data-state", "lost")
    page.get_by_role("button", name="Hand in this lesson").click()
    expect(page.locator(".wf-panel .wf-status")).to_contain_text("not saved yet")
    kernel.resume()


@pytest.mark.shares_lesson
def test_a_hand_in_that_waits_for_a_busy_kernel_is_not_said_to_have_failed_and_is_done_once(
    lesson: Lesson, kernel: psutil.Process, page: Page
) -> None:
    panel = page.locator(".wf-panel")
    panel.get_by_role("button", name="Hand in this lesson").click()
    anyway = panel.get_by_role("button", name="Hand in anyway")
    expect(anyway).to_be_visible()
    kernel.suspend()
    anyway.click()
    status = panel.locator(".wf-status").first
    expect(status).to_contain_text("the lesson is handed in as soon as it can be")
    expect(panel.locator(".wf-hand-in .wf-actions button")).to_be_disabled()
    kernel.resume()
    handed_in(page)
    assert [event["event"] for event in lesson.journal().events] == ["handin", "marked"]


@pytest.mark.parametrize("starts", [False])  # or a new kernel's view is there before one could look
@pytest.mark.parametrize("signal", ["suspend", "kill"])
def test_without_a_kernel_the_panel_says_so(kernel: psutil.Process, page: Page, signal: str) -> None:
    button = page.get_by_role("button", name="Hand in this lesson")
    expect(button).to_be_enabled()  # the panel is the last to be drawn: without it, there is nothing to fall asleep
    getattr(kernel, signal)()
    status = page.locator(".wf-panel .wf-status")
    if signal == "suspend":
        button.click()
        expect(status).to_contain_text("Not handed in: the course does not answer")
        kernel.resume()
    else:
        expect(status).to_contain_text("This page has stopped.")
        expect(button).to_be_disabled()


@pytest.mark.shares_lesson
def test_a_case_with_a_content_note_can_be_left_out_and_taken_up_again(lesson: Lesson, page: Page) -> None:
    note = page.locator(".wf-note[data-place$='/the-government-that-fell']")
    question = page.locator(".wf-question[data-place$='/the-government-that-fell/q1']")
    expect(question).to_be_hidden()
    note.get_by_role("button", name="Leave this case out").click()
    expect(note.get_by_role("status")).to_contain_text("You left this case out. It costs no marks")
    page.get_by_role("button", name="Hand in this lesson").click()
    panel = page.locator(".wf-panel")
    expect(panel.locator(".wf-missing")).to_contain_text("Two passports")
    expect(panel.locator(".wf-missing")).not_to_contain_text("government that fell")
    note.get_by_role("button", name="Take it up again").click()
    note.get_by_role("button", name="Read the case").click()
    expect(question).to_be_visible()
    events = [(each["event"], each.get("response")) for each in lesson.journal().events]
    assert events == [("skip", True), ("skip", False)]


@pytest.mark.shares_lesson
def test_what_is_missing_in_a_closed_case_leads_to_its_note(lesson: Lesson, page: Page) -> None:
    panel = page.locator(".wf-panel")
    panel.get_by_role("button", name="Hand in this lesson").click()
    panel.get_by_role("list", name="government that fell").get_by_role("button").first.click()
    expect(page.locator(".wf-note[data-place$='/the-government-that-fell'] button").first).to_be_focused()
    assert lesson.journal().events == []
