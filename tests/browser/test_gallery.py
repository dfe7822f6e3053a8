"""Every kind of question in a real lesson: answered, kept over a restart, handed in, marked, and read."""

import re
import shutil
from pathlib import Path

import psutil
import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.answering import by_keyboard, by_mouse, checks, leading_to, reach, way_to_speak
from tests.browser.fitting import is_accessible_and_fits, resize, too_wide, unreadable
from tests.browser.formgrader import formgrader
from tests.browser.lesson import Lesson, handed_in
from tests.browser.shared_server import SYSTEM
from tests.commands import nbgrader
from wellfounded.content.case import Case
from wellfounded.content.case_file import read_module
from wellfounded.content.questions import Question, kinds

MODULE, WRITTEN = "01-gallery", "written-graded--q2"
TEXT = "The issue is whether his fear is well-founded. His press was taken."
Asked = tuple[Case, Question]


@pytest.fixture
def course(gallery: Path) -> Path:
    return gallery


@pytest.fixture
def module() -> str:
    return MODULE


def asked(course: Path, use: str) -> list[Asked]:
    cases = read_module(course / "source" / MODULE).values()
    return [(case, each) for case in cases if case.use == use for each in case.questions]


def right(each: Question) -> object:
    return TEXT if each.by_hand else each.key()


def box(lesson: Lesson, case: Case, each: Question) -> Locator:
    found = lesson.page.locator(f".wf-question[data-place$='/{case.id}/{each.id}']")
    found.scroll_into_view_if_needed()
    return found


def restart(page: Page, kernel: psutil.Process) -> None:
    """Let the kernel die, and wait until the lesson has started anew: what was drawn before is gone then."""
    page.locator(".wf-panel").evaluate("node => { node.dataset.before = true; }")
    kernel.kill()
    expect(page.locator(".wf-panel:not([data-before])")).to_be_visible()


def test_the_gallery_shows_every_kind_in_practice_and_graded(course: Path) -> None:
    for use in ("practice", "graded"):
        assert {each.kind for _, each in asked(course, use)} == set(kinds())


@pytest.mark.timeout(600)
def test_all_is_answered_by_mouse_over_a_restart_marked_and_read(
    course: Path, lesson: Lesson, kernel: psutil.Process, page: Page, tmp_path: Path
) -> None:
    graded = asked(course, "graded")
    lesson.read_all()
    half = len(graded) // 2
    for case, each in graded[:half]:
        by_mouse(box(lesson, case, each), each, right(each))
    first = box(lesson, *graded[0])
    first.get_by_role("radio", name="Sure", exact=True).check()
    restart(page, kernel)
    lesson.started()
    lesson.read_all()
    for case, each in graded[:half]:
        expect(box(lesson, case, each).locator(".wf-status").last).to_contain_text("Saved at")
    expect(box(lesson, *graded[0]).get_by_role("radio", name="Sure", exact=True)).to_be_checked()
    for case, each in graded[half:]:
        by_mouse(box(lesson, case, each), each, right(each))
    panel = page.locator(".wf-panel")
    panel.get_by_role("button", name="Hand in this lesson").click()  # nothing is missing, so nothing is asked
    handed_in(page)
    expect(panel.locator(".wf-result")).to_contain_text(
        re.compile(r"Every graded question went right. (\d+) of \1 points")
    )
    panel.get_by_text("The full review, question by question").click()
    read_review(panel.locator(".wf-review"))
    weigh_oneself(lesson, panel)
    read_as_instructor(Path(shutil.copytree(course, tmp_path / "course")), lesson, page)


def read_review(review: Locator) -> None:
    """Read what each kind's review says, wherever it is shown."""
    for words in ("Fully right", "1 of 1", "You said: sure.", "The Marlow interview: 12 of 12 points"):
        expect(review).to_contain_text(words)


def weigh_oneself(lesson: Lesson, panel: Locator) -> None:
    """Score one's own text in the lesson; that is kept, and shown as one's own."""
    written = panel.locator("[data-written]")
    expect(written).to_contain_text(TEXT)
    written.get_by_label("My points for: Uses the colleague").select_option("2")
    expect(written.get_by_role("status")).to_contain_text("You give yourself 2 of 4")
    expect(written.get_by_role("status")).to_contain_text("It counts in no marks")
    lesson.open()
    lesson.page.locator(".wf-panel").get_by_text("The full review, question by question").click()
    expect(lesson.page.locator(".wf-panel [data-written]").get_by_role("status")).to_contain_text("2 of 4")
    event = lesson.journal().latest("selfmark", "written-graded", "q2")
    assert event is not None
    assert event["response"] == {"b": 2}


def read_as_instructor(course: Path, lesson: Lesson, page: Page) -> None:
    """Grade what was handed in; mark the text in formgrader; read the feedback page."""
    shutil.copytree(lesson.folder, course / "submitted" / "ada" / MODULE)
    for step in ("generate_assignment", "autograde"):
        done = nbgrader(course, step, MODULE, "--force")
        assert done.returncode == 0, done.stderr
    with formgrader(course) as address, Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        submission = book.find_submission_notebook(MODULE, MODULE, "ada")
        assert submission.score == submission.max_score - 4
        page.goto(f"{address}/lab?token=t")  # formgrader saves nothing for who has not logged in
        page.goto(f"{address}/formgrader/submissions/{submission.id}/")
        read_review(page.locator("body"))
        expect(page.get_by_text(TEXT)).to_be_visible()
        expect(page.get_by_text("Uses the colleague as evidence of what happens to people like him")).to_be_visible()
        score = page.locator(f"input[id='{WRITTEN}']")
        score.press_sequentially("3")
        with page.expect_response(lambda reply: "/api/grade/" in reply.url):
            score.blur()
        comment = page.locator(f"textarea[id='{WRITTEN}-comment']")
        comment.press_sequentially("Say more on the risk.")
        with page.expect_response(lambda reply: "/api/comment/" in reply.url):
            comment.blur()
    assert nbgrader(course, "generate_feedback", MODULE, "--force").returncode == 0
    page.goto((course / "feedback" / "ada" / MODULE / f"{MODULE}.html").as_uri())
    read_review(page.locator("body"))
    for words in (TEXT, "3.0 / 4.0", "Say more on the risk.", "Uses the colleague", "A model answer"):
        expect(page.locator("body")).to_contain_text(words)


@pytest.mark.shares_lesson
@pytest.mark.full
@pytest.mark.timeout(600)
def test_all_can_be_answered_with_the_keyboard_alone(course: Path, lesson: Lesson) -> None:
    lesson.read_all()
    for case, each in asked(course, "practice"):
        drawn = box(lesson, case, each)
        by_keyboard(drawn, each, right(each))
        reach(checks(drawn))
        lesson.page.keyboard.press("Enter")
        expect(drawn.locator(".wf-told summary").last).to_contain_text("Source")
        last = lesson.journal().latest("answer", case.id, each.id)
        assert last is not None
        assert last["response"] == right(each)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("theme", [SYSTEM])
def test_every_kind_is_accessible_and_fits(course: Path, lesson: Lesson, page: Page) -> None:
    lesson.read_all()
    for case, each in asked(course, "practice"):
        drawn = box(lesson, case, each)
        by_mouse(drawn, each, right(each))
        checks(drawn).click()
        expect(drawn.locator(".wf-told summary").last).to_contain_text("Source")
    is_accessible_and_fits(page, 1280, 400)
    assert unreadable(page) == []


@pytest.mark.shares_lesson
@pytest.mark.full
def test_papers_are_leafed_through_laid_side_by_side_and_lead_back(lesson: Lesson, page: Page) -> None:
    lesson.read_all()
    papers = page.locator(".wf-papers")
    question = page.locator(".wf-question[data-place$='/vance/q2']")
    link = question.get_by_role("button", name="Exhibit 3: police report")
    link.click()
    expect(papers.locator("article")).to_contain_text("25-0417")
    papers.get_by_role("button", name="Lay another paper beside it").click()
    expect(papers.locator("article")).to_have_count(2)
    papers.get_by_role("button", name="Next ›").last.click()
    expect(papers.locator("article").last).to_contain_text("3 April 2025")
    left, right_ = (papers.locator("section").nth(i).bounding_box() for i in (0, 1))
    assert left
    assert right_
    assert left["x"] + left["width"] <= right_["x"]
    papers.get_by_role("button", name="Back to the question").click()
    expect(link).to_be_focused()
    expect(papers.locator("article").first).not_to_contain_text("[[")


@pytest.mark.shares_lesson
@pytest.mark.full
def test_a_paper_stays_beside_the_questions_where_there_is_room(lesson: Lesson, page: Page) -> None:
    page.set_viewport_size({"width": 1600, "height": 900})
    lesson.read_all()
    question = page.locator(".wf-question[data-place$='/vance/q4']")
    question.scroll_into_view_if_needed()
    link = question.locator(".wf-look button").last
    link.click()
    paper = page.locator(".wf-papers article")
    expect(paper).to_be_focused()
    expect(paper).to_be_in_viewport(ratio=1)
    expect(link).to_be_in_viewport()
    page.set_viewport_size({"width": 820, "height": 900})
    link.click()
    expect(paper).to_be_in_viewport()
    expect(link).not_to_be_in_viewport()
    page.get_by_role("button", name="Back to the question").click()
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()


@pytest.mark.shares_lesson
@pytest.mark.full
def test_on_a_phone_each_reply_is_in_view_with_what_can_be_said_next(course: Path, lesson: Lesson, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    lesson.read_all()
    ((case, each),) = [pair for pair in asked(course, "graded") if pair[1].kind == "interview"]
    interview = box(lesson, case, each)
    for topic, way in each.key():
        if (leading := leading_to(interview, topic)).count():
            leading.click()
        way_to_speak(interview, topic, way).click()
        reply = interview.locator(".wf-reply").last
        expect(reply).to_be_focused()
        expect(reply).to_be_in_viewport(ratio=1)
        if interview.locator(".wf-topics").count():
            expect(interview.locator(":is(.wf-turn .wf-way, .wf-topic):enabled").first).to_be_in_viewport(ratio=1)


@pytest.mark.shares_lesson
@pytest.mark.full
def test_a_card_and_its_bins_are_in_view_together_on_a_small_phone(course: Path, lesson: Lesson, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    lesson.read_all()
    case, each = next(pair for pair in asked(course, "practice") if pair[1].kind == "classify")
    cards = box(lesson, case, each)
    for put in list(each.key().values())[:-1]:
        cards.locator(f".wf-bin[value='{put}']").click()
        expect(cards.locator(".wf-card")).to_be_focused()
        expect(cards.locator(".wf-card")).to_be_in_viewport(ratio=1)
        expect(cards.locator(".wf-bin").first).to_be_in_viewport(ratio=1)


@pytest.mark.shares_lesson
@pytest.mark.full
def test_what_is_typed_is_read_at_once_kept_and_seen_whole(lesson: Lesson, page: Page) -> None:
    what_cannot_be_read_is_told_at_once_and_not_kept(lesson, page)
    what_is_being_typed_is_kept_without_leaving_the_field(lesson, page)
    a_text_is_seen_whole_while_it_is_written(page)


def what_is_being_typed_is_kept_without_leaving_the_field(lesson: Lesson, page: Page) -> None:
    field = page.locator(".wf-question[data-place$='/written-graded/q2'] textarea")
    field.fill("The issue")
    expect(page.locator(".wf-question[data-place$='/written-graded/q2'] .wf-status").last).to_contain_text("Saved at")
    field.press_sequentially(" is risk.")
    expect(field).to_be_focused()
    expect(field).to_have_value("The issue is risk.")
    page.keyboard.press("Tab")
    lesson.open()
    expect(field).to_have_value("The issue is risk.")
    expect(page.locator(".wf-marked-here")).to_have_count(1)  # where a person marks, a learner has nothing to do
    expect(page.locator(".wf-marked-here")).to_be_hidden()


def a_text_is_seen_whole_while_it_is_written(page: Page) -> None:
    field = page.locator(".wf-question[data-place$='/written-graded/q2'] textarea")
    field.fill("\n".join(f"Line {number}." for number in range(60)))
    tall, room = field.evaluate("node => [node.scrollHeight, node.clientHeight]")
    assert tall == room > 1000


def what_cannot_be_read_is_told_at_once_and_not_kept(lesson: Lesson, page: Page) -> None:
    question = page.locator(".wf-question[data-place$='/date-graded/q1']")
    question.locator("input[type=text]").fill("03/04/2025")
    question.get_by_role("button", name="4 March 2025").click()
    expect(question.locator(".wf-status").last).to_contain_text("Saved at")
    last = lesson.journal().latest("answer", "date-graded", "q1")
    assert last is not None
    assert last["response"] == "2025-03-04"
    question.locator("input[type=text]").fill("31 February 2025")
    expect(question.locator("input[type=text]")).to_have_attribute("aria-invalid", "true")
    assert lesson.journal().latest("answer", "date-graded", "q1") == last


@pytest.mark.shares_lesson
@pytest.mark.full
def test_on_paper_a_long_text_is_whole_and_every_paper_of_a_file_is_there(lesson: Lesson, page: Page) -> None:
    text = "\n".join(f"Line {number}." for number in range(200))
    question = page.locator(".wf-question[data-place$='/written-graded/q2']")
    question.locator("textarea").fill(text)
    short = page.locator(".wf-question[data-place$='/short-graded/q1']")
    short.locator("input[type=text]").fill("long " * 30)
    lesson.open()  # also where the text comes from the journal
    lesson.read_all()
    papers = page.locator(".wf-papers")
    expect(papers.get_by_text("Exhibit 4: employer's letter").and_(papers.locator("h4"))).to_be_hidden()
    page.emulate_media(media="print")
    expect(question.locator("textarea")).to_be_hidden()
    expect(question.locator(".wf-on-paper")).to_have_text(text)
    expect(short.locator(".wf-on-paper")).to_be_visible()
    tall, room = question.locator(".wf-on-paper").evaluate("node => [node.scrollHeight, node.clientHeight]")
    assert tall == room > 2000
    for title in ("Exhibit 1: passport", "Exhibit 3: police report", "Exhibit 4: employer's letter"):
        expect(papers.get_by_text(title).and_(papers.locator("h4"))).to_be_visible()
    expect(page.locator(".wf button:not(.wf-bin, .wf-topic):visible, .wf-look:visible")).to_have_count(0)
    cards = page.locator(".wf-question[data-place$='/classify-practice/q1']")
    expect(cards.locator(".wf-bin").first).to_be_visible()
    expect(cards.locator(".wf-card-list li").first).to_be_visible()
    expect(page.locator(".wf-topic").first).to_be_visible()


@pytest.mark.shares_lesson
@pytest.mark.full
def test_texts_are_marked_by_touch_on_a_small_phone_and_each_line_bears_the_markers_reason(
    course: Path, lesson: Lesson, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    phone = Lesson(context.new_page(), lesson.address, lesson.folder)
    phone.open()
    ((case, each),) = [pair for pair in asked(course, "practice") if pair[1].kind == "assess"]
    drawn = phone.page.locator(f".wf-question[data-place$='/{case.id}/{each.id}']")
    drawn.dispatch_event("wellfounded-reveal")  # the screen that holds it
    away = {**each.key(), "t1-c1": "b"}
    for line, level in away.items():
        option = drawn.locator(f"[data-part='{line}-{level}']")
        option.tap()
        expect(option.locator("input")).to_be_checked()
        bounds = option.bounding_box()
        assert bounds
        assert bounds["height"] >= 44
    checks(drawn).tap()
    line = drawn.locator("[data-part='t1-c1']")
    expect(line.locator("[data-reason]")).to_contain_text("One level away")
    expect(line.locator("[data-mark='wrong']")).to_contain_text("It leaves open how she knows")
    expect(line.locator("[data-mark='right']")).to_contain_text("It tells hearsay")
    expect(drawn.locator(".wf-told > p").first).to_contain_text("Partly right: 3 of 4")
    assert too_wide(phone.page) == []
    context.close()


@pytest.mark.shares_lesson
@pytest.mark.full
def test_a_papers_writing_is_made_larger_by_keyboard_and_stays_within_the_window(lesson: Lesson, page: Page) -> None:
    lesson.read_all()
    paper = page.locator(".wf-papers article")
    before = paper.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    larger = page.locator(".wf-papers").get_by_role("button", name="Larger writing on this paper")
    larger.focus()
    for _ in range(4):
        page.keyboard.press("Enter")
    expect(larger).to_be_focused()
    expect(page.locator(".wf-zoomed")).to_have_text("200 %")
    assert paper.evaluate("node => parseFloat(getComputedStyle(node).fontSize)") == pytest.approx(2 * before)
    for width in (1280, 360):
        resize(page, width)
        assert too_wide(page) == []


@pytest.mark.shares_lesson
@pytest.mark.full
def test_a_passports_rows_are_drawn_as_stamps_and_read_as_a_table(lesson: Lesson, page: Page) -> None:
    lesson.read_all()
    page.locator(".wf-papers select").select_option(label="Exhibit 1: passport")
    passport = page.locator(".wf-papers article")
    stamp = passport.get_by_role("row", name="Veles ENTRY Port Arlen 11 JUN 2025")
    expect(stamp).to_be_visible()
    expect(passport.get_by_role("columnheader", name="Stamp")).to_be_attached()
    first, second = stamp.bounding_box(), passport.get_by_role("row", name="Veles EXIT").bounding_box()
    assert first
    assert second
    assert second["x"] > first["x"]  # beside it, not below
