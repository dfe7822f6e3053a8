"""The start page: progress is drawn, and stands in tables too; nine answers say where to begin."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.answering import checks
from tests.browser.fitting import is_accessible_and_fits
from tests.browser.lesson import MODULE, START, Lesson
from tests.browser.shared_server import SYSTEM
from tests.made_up_copy import RIGHT, WRONG, Copy
from tests.places import COURSE
from wellfounded.content.case_file import read_module
from wellfounded.launch.save_hook import WIDGET_VIEW

pytestmark = pytest.mark.full

DONE, BEGUN = "02-persecution-thresholds", "03-protected-grounds"
LATER = ("04-where-to-claim", "05-evidence", "06-interviews", "07-waiting", "08-after-the-grant", "09-whole-file")


@pytest.fixture
def module() -> str:
    return START


@pytest.fixture
def starts(request: pytest.FixtureRequest) -> bool:
    """Run the page by hand where lessons beside it are made up: with those it does not start by itself."""
    return "learner" not in request.fixturenames


@pytest.fixture
def learner(lab: str, workspace: Path) -> Copy:  # noqa: ARG001 (the lab lays the copy out)
    """Give the learner of this copy nine lessons: one handed in twice, one begun, seven to come."""
    copy = Copy(workspace)
    for name in (DONE, BEGUN, *LATER):
        copy.module(name, title=name[3:].replace("-", " ").capitalize())
    every = [("one", "q1"), ("one", "q2"), ("one", "q3"), ("one", "q4"), ("two", "q1"), ("two", "q2")]
    for place, (case, question) in enumerate(every):
        copy.tell(DONE, ("sure", case, question, 1 + place % 3), ("try", case, question, RIGHT if place % 3 else WRONG))
    for number in range(1, 5):
        copy.tell(DONE, ("answer", "graded", f"q{number}", RIGHT), ("sure", "graded", f"q{number}", 3))
    copy.hand_in(DONE)
    copy.hand_in(DONE)
    copy.tell(BEGUN, ("try", "one", "q1", WRONG), ("try", "one", "q2", RIGHT))
    return copy


@pytest.fixture
def board(learner: Copy, lesson: Lesson) -> Locator:  # noqa: ARG001 (what the learner did is there when it is drawn)
    """Return the picture of progress, drawn."""
    board = lesson.page.locator(".wf-board").first
    expect(board.get_by_role("heading", name="Your progress")).to_be_visible()
    return board


@pytest.mark.parametrize("starts", [False])
def test_the_course_opens_on_the_start_page_which_reads_as_text_before_it_runs(lab: str, page: Page) -> None:
    assert f"/doc/tree/{START}/{START}.ipynb" in lab
    page.goto(lab)
    expect(page.get_by_role("heading", name="Start here")).to_be_visible()
    expect(page.get_by_text("To see your progress drawn here, choose Run")).to_be_visible()
    expect(page.get_by_role("link", name="UNHCR's help pages")).to_have_attribute("href", "https://help.unhcr.org/")


@pytest.mark.parametrize("theme", [SYSTEM])
def test_progress_is_drawn_as_map_and_bars_stands_in_tables_too_is_accessible_and_fits(
    board: Locator, page: Page
) -> None:
    the_map_shows_each_lesson_by_its_state_and_the_next_one(board)
    bars_are_drawn_where_answers_are_enough_and_sureness_beside_them(board)
    the_same_stands_in_tables_that_a_keyboard_opens(board, page)
    for each in board.locator("details").all():
        each.evaluate("node => { node.open = true; }")
    is_accessible_and_fits(page, 1280, 480)


def the_map_shows_each_lesson_by_its_state_and_the_next_one(board: Locator) -> None:
    stations = board.locator(".wf-map li")
    expect(stations).to_have_count(9)
    states = ["not begun", "handed in", "begun", *["not begun"] * 6]
    assert [each.get_attribute("data-state") for each in stations.all()] == states
    forms = {each.locator("svg").inner_html() for each in stations.all()}
    assert len(forms) == 3  # what tells them apart is the form
    expect(stations.nth(1)).to_contain_text("handed in, 8 of 8 points; later 8 of 8 points, after the answers")
    expect(board.locator("[aria-current=step]")).to_have_text(
        "03 Protected groundsbegun, 2 of 6 practice questions triedNext"
    )
    expect(board.locator(".wf-next")).to_contain_text("Go on with lesson 03")


def bars_are_drawn_where_answers_are_enough_and_sureness_beside_them(board: Locator) -> None:
    board.locator("summary", has_text="What you can do").click()
    board.locator("summary", has_text="How well you know what you know").click()
    block = board.locator(f"details[data-key='{DONE}']")
    block.locator("summary").click()
    aims = block.locator("li")
    expect(aims.first).to_contain_text("75% right, in 8 answers")
    full, bar = (aims.first.locator(css).bounding_box() for css in (".wf-full", ".wf-bar"))
    assert full is not None
    assert bar is not None
    assert full["width"] == pytest.approx(bar["width"] * 0.75, abs=1)
    expect(aims.nth(1)).to_contain_text("too few to tell: 2 answers")
    expect(aims.nth(1).locator(".wf-full")).to_have_count(0)
    expect(board.locator(".wf-sure li")).to_have_text(
        ["I am guessing0 of 2 right", "Fairly sure2 of 2 right", "Sure6 of 6 right"]
    )


def the_same_stands_in_tables_that_a_keyboard_opens(board: Locator, page: Page) -> None:
    expect(board.get_by_role("table")).to_have_count(0)
    board.locator("summary", has_text="The same in tables").focus()
    page.keyboard.press("Enter")
    expect(board.get_by_role("table")).to_have_count(3)
    lessons = board.get_by_role("table", name="The lessons")
    expect(lessons.get_by_role("row")).to_have_count(10)
    expect(lessons.get_by_role("columnheader")).to_have_text(["Lesson", "State"])
    expect(board.get_by_role("table", name="What you can do")).to_contain_text("Do the one thing.")
    expect(board.get_by_role("table", name="How sure you were")).to_contain_text("Fairly sure22")


def test_each_answer_changes_the_advice_and_the_picture_at_once_and_nothing_that_was_opened_closes(
    lesson: Lesson, page: Page
) -> None:
    board, advice = page.locator(".wf-board").first, page.locator(".wf-board").last
    spoken = page.locator(".wf-spoken").last
    expect(advice).to_contain_text("The nine questions on the start page would help you to choose.")
    expect(spoken).to_have_role("status")
    expect(spoken).to_be_empty()
    board.locator("summary", has_text="The same in tables").click()
    lesson.option("though she was never harmed", "She can, but not yet").click()
    lesson.check("though she was never harmed")
    expect(advice).to_contain_text("Begin with lesson 01, The refugee definition.")
    expect(advice).to_contain_text("Its question on the start page is the first that went wrong")
    expect(advice).to_contain_text("8 questions are still open.")
    expect(spoken).to_contain_text("the first that went wrong")
    lesson.read_all()
    for case in read_module(COURSE / "source" / START).values():
        box = page.locator(f".wf-question[data-place$='/{case.id}/q1']")
        box.locator(f"input[value='{case.questions[0].key()[0]}']").check()
        checks(box).click()
        expect(box.locator(".wf-told")).to_contain_text("Right.")
    expect(advice).to_contain_text("You had 8 of 9 right at the first try.")
    expect(advice.locator("[data-answer=wrong]")).to_have_text("01 The refugee definition: not yet")
    for shown in (board, advice):  # put right once the answer had been shown, it was no first try
        expect(shown).to_contain_text("Begin with lesson 01, The refugee definition.")
    expect(board.get_by_role("table")).to_have_count(3)


def test_a_link_of_the_map_opens_the_lesson_by_keyboard(board: Locator, page: Page) -> None:
    board.locator(".wf-map").get_by_role("link", name="The refugee definition").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="A path of seven gates")).to_be_visible()
    expect(page.locator("#jp-title-panel-title input")).to_have_value(f"{MODULE}.ipynb")


def test_what_is_saved_is_the_sentence_and_no_picture(board: Locator, lesson: Lesson, page: Page) -> None:
    expect(board).to_contain_text("Go on with lesson 03")
    path = lesson.folder / f"{START}.ipynb"
    with page.expect_response(lambda reply: reply.request.method == "PUT" and path.name in reply.url):
        page.keyboard.press("Escape")
        page.keyboard.press("Control+s")
    saved = path.read_text()
    assert "To see your progress drawn here" in saved
    assert WIDGET_VIEW not in saved
    assert "Go on with lesson 03" not in saved
    assert json.loads(saved)["cells"]


def test_without_a_kernel_the_picture_says_that_it_sleeps(board: Locator, page: Page, kernel: object) -> None:
    kernel.kill()  # type: ignore[attr-defined]
    expect(board.locator("xpath=following-sibling::*[contains(@class, 'wf-status')]")).to_contain_text(
        "This page has stopped."
    )
    page.get_by_role("button", name="Ok", exact=True).click()
    expect(board.get_by_role("heading", name="Your progress")).to_be_visible()


def test_the_first_screen_leads_to_help_to_the_nine_questions_and_on(lesson: Lesson, page: Page) -> None:
    expect(page.locator(".wf-board").first.get_by_role("link", name="Open lesson 01")).to_be_in_viewport()
    for name, heading in (("Get help now", "Real help"), ("Find your place", "Where should you begin?")):
        page.goto(lesson.address)
        lesson.started()
        page.get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", name=heading)).to_be_in_viewport()


def test_what_is_due_for_review_is_a_link_away(learner: Copy, lesson: Lesson, page: Page) -> None:
    assert learner.folder == lesson.folder.parent
    board = page.locator(".wf-board").first
    expect(board).to_contain_text("practice questions are due for review today.")
    board.get_by_role("link", name="Open the Review").click()
    expect(page.get_by_role("heading", name="Review", level=1)).to_be_visible()
