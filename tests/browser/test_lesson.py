"""A learner opens a lesson, answers by mouse and by keyboard alone, reloads, and finds the answers again."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.answering import tab_to
from tests.browser.fitting import is_accessible_and_fits
from tests.browser.lesson import MODULE, Lesson, at
from tests.browser.shared_server import SYSTEM

PRACTICE, GRADED_MANY, GRADED_ONE = "best first answer under Canada", "point about Ireland", "New York"


@pytest.mark.shares_lesson
def test_practice_by_mouse_is_checked_in_one_touch_which_says_how_sure_one_is(lesson: Lesson) -> None:
    question = lesson.question(PRACTICE)
    told = question.locator(".wf-told")
    lesson.option(PRACTICE, "Being locked up").click()
    expect(lesson.status(PRACTICE)).to_contain_text("Saved at")
    expect(told).to_be_empty()  # choosing is not yet asking
    expect(lesson.check(PRACTICE, "I am guessing")).to_contain_text("Not right.")
    expect(told.locator("p[data-verdict=wrong]")).to_be_in_viewport()
    expect(lesson.option(PRACTICE, "Being locked up")).to_contain_text("✗ Not right")
    lesson.option(PRACTICE, "an ordinary law").click()
    expect(told).to_be_empty()
    expect(question.locator(".wf-part-mark")).to_have_count(0)
    expect(lesson.check(PRACTICE)).to_contain_text("Right.")
    expect(question).to_have_attribute("data-verdict", "right")
    source = told.get_by_role("link", name=re.compile("Romeike v. Holder"))
    expect(source).to_be_hidden()  # folded into one line
    told.locator("summary", has_text="Source").click()
    expect(source).to_be_visible()
    lesson.question(PRACTICE).get_by_role("button", name="Hint").click()
    expect(lesson.question(PRACTICE).locator(".wf-hint")).to_contain_text("Ask what law she is punished under")
    expect(told).to_contain_text("Right.")  # a hint does not take the feedback away
    events = [(event["event"], event.get("response")) for event in lesson.journal().events]
    first = [("answer", ["a"]), ("sure", 1), ("try", ["a"])]
    assert events == [*first, ("answer", ["c"]), ("sure", 3), ("try", ["c"]), ("hint", None)]


@pytest.mark.full
def test_who_does_not_want_to_be_asked_how_sure_they_are_is_not_asked_again(lesson: Lesson, page: Page) -> None:
    question = lesson.question(PRACTICE)
    question.get_by_role("button", name="Do not ask me this").click()
    expect(question.get_by_role("button", name="Check my answer")).to_be_focused()
    expect(page.get_by_role("button", name="I am guessing")).to_have_count(0)  # in no question
    lesson.open()
    lesson.option(PRACTICE, "an ordinary law").click()
    expect(lesson.check(PRACTICE, "Check my answer")).to_contain_text("Right.")
    assert [event["event"] for event in lesson.journal().events] == ["answer", "try"]


@pytest.mark.shares_lesson
def test_graded_by_mouse_is_saved_changeable_and_tells_nothing(lesson: Lesson) -> None:
    for words in ("The armed group", "She has neither family", "The armed group"):
        lesson.option(GRADED_MANY, words).click()
    question = lesson.question(GRADED_MANY)
    expect(question.locator(".wf-status")).to_contain_text("Saved at")
    expect(question.get_by_role("button")).to_have_count(0)
    expect(question.locator(".wf-told")).to_be_empty()
    last = lesson.journal().latest("answer", "two-passports", "q2")
    assert last is not None
    assert last["response"] == ["c"]


@pytest.mark.shares_lesson
def test_after_a_reload_the_answers_are_back_and_all_cases_share_one_script_and_style(lesson: Lesson) -> None:
    lesson.option(GRADED_ONE, "words of a US statute").click()
    expect(lesson.question(GRADED_ONE).locator(".wf-status")).to_contain_text("Saved at")
    lesson.open()
    expect(lesson.option(GRADED_ONE, "words of a US statute").locator("input")).to_be_checked()
    expect(lesson.question(GRADED_ONE).locator(".wf-status")).to_contain_text("Saved at")
    loaded = "[wellfoundedViews.size, document.querySelectorAll('style[id^=wellfounded-]').length]"
    assert lesson.page.evaluate(loaded) == [1, 1]


@pytest.mark.shares_lesson
def test_all_can_be_done_with_the_keyboard_alone(page: Page, lesson: Lesson) -> None:
    tab_to(page.locator("[data-place$='/thirty-days/q1'] input").first)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    told = lesson.question(PRACTICE).locator(".wf-told")
    expect(told).to_be_empty()  # moving is not yet asking
    page.keyboard.press("Enter")
    expect(lesson.question(PRACTICE).get_by_role("button", name="I am guessing")).to_be_focused()
    page.keyboard.press("Enter")
    expect(told).to_contain_text("Right.")
    tab_to(page.locator("[data-place$='/two-passports/q2'] input").first)
    page.keyboard.press("Space")
    expect(lesson.question(GRADED_MANY).locator(".wf-status")).to_contain_text("Saved at")
    assert [event["response"] for event in lesson.journal().events if event["event"] == "try"] == [["c"]]


@pytest.mark.parametrize("theme", [SYSTEM])
def test_what_we_draw_is_accessible_and_fits(page: Page, lesson: Lesson) -> None:
    lesson.option(PRACTICE, "Being locked up").click()
    expect(lesson.check(PRACTICE)).to_contain_text("Not right.")
    is_accessible_and_fits(page, 1280, 400)


@pytest.mark.parametrize("starts", [False])
def test_before_anything_runs_the_lesson_reads_as_text(page: Page, lab: str) -> None:
    page.goto(at(lab, MODULE))
    expect(page.get_by_role("heading", name="Thirty days in the county jail")).to_be_visible()
    expect(page.get_by_text("This is an ordinary law, applied to her")).to_be_visible()
