"""A lesson is read one screen at a time: by mouse, keys and touch, from where one stopped, and nothing moves."""

import re

import psutil
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.accessibility import run_axe
from tests.browser.lesson import START, Lesson, at, wait_for_start
from tests.browser.shared_server import SharedServer

pytestmark = pytest.mark.full

MODULE, OTHER = "02-persecution-thresholds", "03-protected-grounds"
BESIDE = """() => {
  const text = [...document.querySelectorAll(".jp-RenderedMarkdown p")].find((node) => node.checkVisibility());
  const contents = document.querySelector(".wf-contents").getBoundingClientRect();
  return contents.right <= text.getBoundingClientRect().left
    && document.querySelector(".wf-foot").getBoundingClientRect().left >= contents.right - 1;
}"""
ROOM = """share => [...document.querySelectorAll(".jp-WindowedPanel-outer")]
    .some((node) => node.clientHeight >= share * innerHeight)"""
TITLE, SECOND, THIRD = "When harm is persecution", "A word that nobody defined", "Six desks, six wordings"
CASE, CASE_TITLE = "eleven-small-things", "Eleven small things"
PROSE = """() => {
  const isProse = (node) => node?.closest(".jp-RenderedMarkdown p") && !node.closest("a");
  const heights = Array.from({ length: 60 }, (_, number) => 60 + 10 * number);
  return heights.find((y) => [60, 320].every((x) => isProse(document.elementFromPoint(x, y))));
}"""  # how far down there is text across the screen: a swipe that begins in a control turns nothing
COUNT_SHIFTS = """
  window.moved = 0;
  const count = (list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.moved += value;
  };
  new PerformanceObserver(count).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def module() -> str:
    return MODULE


@pytest.fixture
def pages() -> str:
    return "one"


@pytest.fixture
def lesson(page: Page, lab: str, server: SharedServer, module: str) -> Lesson:
    """Open a lesson, and wait until its questions are alive, wherever they stand."""
    lesson = Lesson(page, at(lab, module), server.workspace / module)
    opened(page, lesson.address)
    expect(page.locator(".wf-held")).to_have_count(0)  # the static forms, kept until the live ones are there
    return lesson


def opened(page: Page, address: str) -> None:
    page.goto(address)
    wait_for_start(page, "started")
    expect(foot(page, "place")).to_be_visible()


def foot(page: Page, part: str) -> Locator:
    """Return a part of the foot of the lesson that is shown: `back`, `place` or `next`."""
    return page.locator(f".wf-foot-{part}").locator("visible=true")


def heading(page: Page, words: str) -> Locator:
    return page.locator(".jp-Notebook :is(h1, h2, h3):not(.wf-unready *)", has_text=words)


def is_read(page: Page, words: str) -> None:
    """Wait until the screen with this heading is read from its top."""
    expect(heading(page, words)).to_be_focused()
    expect(heading(page, words)).to_be_in_viewport()


def choose(page: Page, words: str) -> None:
    """Choose an entry of the contents."""
    foot(page, "place").click()
    page.get_by_role("navigation", name="Contents").get_by_role("button", name=re.compile(f"^{words}")).click()


@pytest.mark.usefixtures("lesson")
def test_one_turns_pages_by_mouse_and_by_keys(page: Page) -> None:
    expect(heading(page, TITLE)).to_be_in_viewport()
    expect(heading(page, SECOND)).not_to_be_in_viewport()
    expect(foot(page, "back")).to_be_disabled()
    expect(foot(page, "place")).to_contain_text(re.compile(r"^Contents\s*1 of \d\d$"))
    expect(foot(page, "next")).to_have_text(f"Next: {SECOND}")
    foot(page, "next").click()
    is_read(page, SECOND)
    expect(heading(page, TITLE)).not_to_be_in_viewport()
    page.mouse.wheel(0, 2000)
    page.keyboard.press("Alt+ArrowDown")
    is_read(page, THIRD)
    page.keyboard.press("Alt+ArrowUp")
    is_read(page, SECOND)
    page.keyboard.press("ArrowDown")  # alone, and letters, it turns nothing
    page.keyboard.press("j")
    foot(page, "back").click()
    is_read(page, TITLE)
    for part in ("back", "place", "next"):
        box = foot(page, part).bounding_box()
        assert box is not None
        assert box["height"] >= 44


def test_one_turns_pages_by_touch_and_scrolls_in_peace(lab: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    opened(page, f"{at(lab, MODULE)}#a-word-that-nobody-defined")
    finger = context.new_cdp_session(page)

    def swipe(start: tuple[int, int], end: tuple[int, int]) -> None:
        steps = [tuple(a + (b - a) * n / 5 for a, b in zip(start, end, strict=True)) for n in range(6)]
        for n, (x, y) in enumerate(steps):
            kind = "touchMove" if n else "touchStart"
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    y = page.evaluate(PROSE)
    swipe((320, y), (60, y + 10))
    is_read(page, THIRD)
    swipe((200, 700), (150, 570))
    expect(heading(page, THIRD)).not_to_be_in_viewport()  # it was scrolled
    y = page.evaluate(PROSE)
    swipe((60, y), (320, y + 10))
    is_read(page, SECOND)
    box = foot(page, "place").bounding_box()
    assert box is not None
    swipe((int(box["x"]) + 60, int(box["y"]) + 20), (int(box["x"]) - 60, int(box["y"]) + 20))  # it began in a control
    page.evaluate("new Promise(requestAnimationFrame)")
    is_read(page, SECOND)
    context.close()


@pytest.mark.usefixtures("lesson")
def test_contents_say_what_is_answered_and_lead_there_and_to_other_lessons(page: Page) -> None:
    page.set_viewport_size({"width": 820, "height": 900})
    foot(page, "place").click()
    contents = page.get_by_role("dialog", name="Contents")
    expect(contents.locator("[aria-current=page]")).to_have_text(TITLE)
    expect(contents.locator("[aria-current=page]")).to_be_focused()
    assert run_axe(page, "body").violations_count == 0
    page.keyboard.press("Escape")
    assert run_axe(page, "body").violations_count == 0
    expect(contents).to_be_hidden()
    expect(foot(page, "place")).to_be_focused()
    choose(page, CASE_TITLE)
    is_read(page, CASE_TITLE)
    expect(foot(page, "place")).to_contain_text("6 of")
    page.locator(".wf-option").locator("visible=true").first.click()
    expect(page.locator(".wf-status").locator("visible=true").first).to_contain_text("Saved at")
    foot(page, "place").click()
    expect(contents.locator("[aria-current=page]")).to_have_text(f"{CASE_TITLE} 1 of 2 answered")
    contents.get_by_role("button", name="03 Protected grounds").click()
    expect(heading(page, "Protected grounds").first).to_be_in_viewport()
    expect(page).to_have_title(re.compile("Protected grounds"))


@pytest.mark.usefixtures("lesson")
def test_a_sitting_ends_with_a_place_to_stop_which_says_what_is_done_and_what_comes_next(page: Page) -> None:
    choose(page, "Three nights and two notes")
    end = page.get_by_role("complementary", name="A good place to stop")
    expect(end).to_contain_text(re.compile(r"This was sitting 1 of \d\. 7 of its questions are still to answer\."))
    expect(end).to_contain_text(
        re.compile(r"The next sitting begins with: Renee: notes, and a fire \(about \d+ minutes\)\.")
    )
    page.get_by_role("button", name="Read the case").locator("visible=true").click()
    page.locator("[data-place$='three-nights-and-two-notes/q2'] .wf-option").first.click()
    expect(end).to_contain_text("6 of its questions are still to answer.")
    foot(page, "next").click()
    is_read(page, "Renee: notes, and a fire")
    expect(end).to_be_hidden()


@pytest.mark.usefixtures("lesson")
def test_in_a_wide_window_the_contents_stand_beside_the_text_until_they_are_closed(page: Page) -> None:
    text = page.locator(".jp-RenderedMarkdown p").locator("visible=true").first
    foot(page, "place").click()
    contents = page.get_by_role("navigation", name="Contents")
    present = contents.locator("[aria-current=page]")
    expect(present).to_be_focused()
    page.wait_for_function(BESIDE)
    assert run_axe(page, "body").violations_count == 0
    choose(page, CASE_TITLE)
    is_read(page, CASE_TITLE)
    expect(present).to_have_text(f"{CASE_TITLE} 0 of 2 answered")
    assert foot(page, "next").evaluate(
        "node => [node.scrollWidth - node.clientWidth, node.scrollHeight - node.clientHeight]"
    ) == [
        0,
        0,
    ]
    foot(page, "back").click()
    expect(present).not_to_contain_text(CASE_TITLE)
    page.reload()
    wait_for_start(page, "started")
    expect(contents).to_be_visible()
    page.set_viewport_size({"width": 820, "height": 900})
    expect(contents).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 900})
    contents.get_by_role("button", name="Close", exact=True).click()
    expect(contents).to_be_hidden()
    expect(foot(page, "place")).to_be_focused()
    before = text.bounding_box()
    assert before is not None
    assert before["x"] + before["width"] / 2 == pytest.approx(640, abs=10)


@pytest.mark.usefixtures("lesson")
def test_at_400_percent_most_of_the_window_is_the_lesson_s(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    page.wait_for_function(ROOM, arg=0.7)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_function("document.querySelector('.wf-foot').getBoundingClientRect().height >= 44")


def test_a_lesson_opens_where_one_stopped_on_any_device_and_after_a_restart(
    lesson: Lesson, page: Page, browser: Browser, kernel: psutil.Process
) -> None:
    with page.expect_response(lambda reply: "wellfounded/place" in reply.url and reply.request.method == "PUT"):
        choose(page, CASE_TITLE)
    page.goto("about:blank")
    opened(page, lesson.address)
    expect(heading(page, CASE_TITLE)).to_be_in_viewport()
    page.reload()
    wait_for_start(page, "started")
    expect(heading(page, CASE_TITLE)).to_be_in_viewport()
    other = browser.new_context(viewport={"width": 390, "height": 844})
    elsewhere = other.new_page()
    opened(elsewhere, lesson.address)
    expect(heading(elsewhere, CASE_TITLE)).to_be_in_viewport()
    other.close()
    kernel.kill()  # the server starts another
    wait_for_start(page, "starting")
    wait_for_start(page, "started")
    expect(heading(page, CASE_TITLE)).to_be_in_viewport()
    page.locator(".wf-option").locator("visible=true").first.click()
    expect(page.locator(".wf-status").locator("visible=true").first).to_contain_text("Saved at")


def test_without_a_place_it_is_the_case_after_the_last_answer(lesson: Lesson, page: Page, server: SharedServer) -> None:
    choose(page, CASE_TITLE)
    page.locator(".wf-option").locator("visible=true").first.click()
    expect(page.locator(".wf-status").locator("visible=true").first).to_contain_text("Saved at")
    page.goto("about:blank")
    (server.workspace / ".well-founded" / "bookmarks.json").unlink()
    opened(page, lesson.address)
    expect(heading(page, "Three nights and two notes")).to_be_in_viewport()


@pytest.mark.usefixtures("lesson")
def test_back_and_forward_lead_through_screens_and_lessons(page: Page) -> None:
    foot(page, "next").click()
    choose(page, CASE_TITLE)
    is_read(page, CASE_TITLE)
    detail = {"path": f"{OTHER}/{OTHER}.ipynb", "place": "nine-folders/q1"}
    page.evaluate(
        "detail => document.dispatchEvent(new CustomEvent('wellfounded-open', {cancelable: true, detail}))", detail
    )
    is_read(page, "Nine folders")
    page.go_back()
    is_read(page, CASE_TITLE)
    page.go_back()
    is_read(page, SECOND)
    page.go_back()
    is_read(page, TITLE)
    page.go_forward()
    is_read(page, SECOND)
    page.go_forward()
    page.go_forward()
    is_read(page, "Nine folders")
    assert page.url.endswith(f"{OTHER}/{OTHER}.ipynb#nine-folders")


@pytest.mark.usefixtures("lesson")
def test_what_is_looked_for_or_linked_to_is_shown(page: Page) -> None:
    page.locator(".wf-question").last.dispatch_event("wellfounded-reveal")
    expect(page.locator(".wf-question").last).to_be_visible()
    expect(heading(page, "A memo for three hearings")).to_be_in_viewport()
    page.locator(".jp-Notebook p", has_text="Somebody told Hamid").evaluate("p => { p.id = 'hamid'; }")
    page.evaluate("location.hash = 'hamid'")  # the browser looks for it, as its own search does
    expect(page.locator("#hamid")).to_be_in_viewport()
    expect(foot(page, "next")).to_have_text("Next: Two days in April")


@pytest.mark.usefixtures("lesson")
@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Discrimination is treating people worse", "Unequal treatment"),
        ("nurse from Dushanbe in Tajikistan", CASE_TITLE),
    ],
    ids=["text", "case"],
)
def test_the_browsers_own_search_finds_what_stands_on_another_screen(page: Page, words: str, title: str) -> None:
    before = foot(page, "place").inner_text()
    page.evaluate("words => { location.hash = `#:~:text=${encodeURIComponent(words)}`; }", words)
    expect(foot(page, "place")).not_to_have_text(before)
    expect(page.locator(".jp-Notebook p", has_text=words).locator("visible=true")).to_be_in_viewport()
    expect(heading(page, title).locator("visible=true")).to_have_count(1)


@pytest.mark.parametrize("screen", ["", f"#{CASE}"])
def test_nothing_moves_while_the_questions_start(lab: str, page: Page, screen: str) -> None:
    page.add_init_script(COUNT_SHIFTS)
    opened(page, f"{at(lab, MODULE)}{screen}")
    expect(page.locator(".wf-question")).not_to_have_count(0)
    expect(page.locator(".wf-held")).to_have_count(0)
    expect(page.locator(".wf-start-line").locator("visible=true")).to_have_count(0)
    assert page.evaluate("moved") < 0.05
    assert "Run All Cells" not in page.locator("body").inner_text()


@pytest.mark.parametrize("starts", [False])
@pytest.mark.parametrize("view", ["lesson"])
def test_questions_that_do_not_start_are_started_by_a_button(lab: str, page: Page) -> None:
    page.goto(f"{at(lab, MODULE)}#{CASE}")
    start = page.get_by_role("button", name="Start the questions")
    expect(page.get_by_text("The questions have not started by themselves.")).to_be_visible()
    start.click()
    expect(page.locator(".wf-question").locator("visible=true").first).to_be_visible()
    expect(start).to_be_hidden()


@pytest.mark.parametrize("module", [START])
@pytest.mark.usefixtures("lesson")
def test_a_link_in_the_text_turns_to_the_heading_that_it_names_and_back_leads_back(page: Page) -> None:
    for name, title in (
        ("Get help now", "Real help, country by country"),
        ("Americans", "Can an American be a refugee?"),
    ):
        page.get_by_role("link", name=name).click()
        expect(heading(page, title)).to_be_focused()
        expect(heading(page, title)).to_be_in_viewport()
        page.go_back()
        expect(foot(page, "place")).to_contain_text("1 of")


@pytest.mark.parametrize("module", [START])
def test_the_start_page_begins_at_its_beginning(lesson: Lesson, page: Page) -> None:
    foot(page, "next").click()
    expect(foot(page, "place")).to_contain_text("2 of")
    page.goto("about:blank")
    opened(page, lesson.address)
    expect(foot(page, "place")).to_contain_text("1 of")
