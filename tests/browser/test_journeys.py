"""Three learners' whole ways: a volunteer on a laptop, somebody on a telephone, somebody with a keyboard alone.

On each way it is counted how many screens are walked, how often the focus is lost, and how far things move by
themselves; and each screen must lead on.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.answering import reach, tab_to
from tests.browser.lesson import START, at, wait_for_start
from tests.browser.shared_server import SharedServer
from tests.browser.test_screens import COUNT_SHIFTS, foot, heading, opened

MOST_MOVED = 0.05  # cumulative layout shift, by the page itself: what counts as good is under 0.1
MOST_TABS = 200  # round a screen, its bar and its foot
LOST = "() => [document.body, null].includes(document.activeElement)"
TOO_WIDE = "nodes => nodes.filter((node) => node.scrollWidth > node.clientWidth).length"


class Walk:
    """A learner's way through lessons, with what is counted on it."""

    def __init__(self, page: Page) -> None:
        self.page, self.screens, self.lost = page, 1, 0
        page.add_init_script(COUNT_SHIFTS)

    def turn(self) -> None:
        """Turn to the next screen, and wait until it is read from its heading."""
        before = foot(self.page, "place").inner_text()
        foot(self.page, "next").click()
        expect(foot(self.page, "place")).not_to_have_text(before)
        self.screens += 1
        self.note_focus()

    def note_focus(self) -> None:
        self.lost += bool(self.page.evaluate(LOST))

    def moved(self) -> float:
        return float(self.page.evaluate("window.moved"))

    def is_last(self) -> bool:
        return self.page.locator(".wf-panel").locator("visible=true").count() > 0


def seen(page: Page, css: str) -> Locator:
    return page.locator(css).locator("visible=true")


@pytest.fixture
def pages() -> str:
    return "one"


@pytest.fixture
def telephone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    yield context
    context.close()


def test_a_volunteer_goes_from_the_start_page_through_a_lesson_to_the_next(page: Page, lab: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    walk = Walk(page)
    opened(page, at(lab, START))
    page.locator(".wf-board").get_by_role("link", name="When harm is persecution").first.click()
    expect(page).to_have_title("02 When harm is persecution · Well-Founded")
    wait_for_start(page, "started")
    answered = 0
    while not walk.is_last():
        for note in seen(page, ".wf-note button").filter(has_text="Read the case").all():
            note.click()
            walk.note_focus()
        question = seen(page, ".wf-question").filter(has=page.locator(".wf-option")).first
        if question.count():
            question.locator(".wf-option").first.click()
            expect(question).to_have_attribute("data-state", "saved")
            answered += 1
            check = question.locator(".wf-check button:visible")
            if check.count():
                check.first.click()
                expect(question).to_have_attribute("data-verdict", re.compile("^(right|partly|wrong)$"))
            walk.note_focus()
        walk.turn()
    page.get_by_role("button", name="Hand in this lesson").click()
    page.get_by_role("button", name="Hand in anyway").click()
    expect(page.get_by_role("heading", name="Lesson 02 is handed in")).to_be_focused()
    expect(page.get_by_role("button", name="Hand in again")).to_be_enabled()
    assert walk.moved() < MOST_MOVED
    assert answered > 5
    assert 30 < walk.screens < 60
    assert walk.lost == 0
    page.get_by_role("link", name="Go on to lesson 03").click()
    expect(page).to_have_title("03 Protected grounds · Well-Founded")


@pytest.mark.full
def test_on_a_telephone_every_screen_fits_and_an_interview_is_played_to_its_end(
    telephone: BrowserContext, lab: str, server: SharedServer
) -> None:
    page = telephone.new_page()
    walk = Walk(page)
    opened(page, at(lab, "04-where-to-claim"))
    too_wide = 0
    while not walk.is_last():
        too_wide += seen(page, ".jp-WindowedPanel-outer, .wf-foot-next, .wf-foot-next span").evaluate_all(TOO_WIDE)
        walk.turn()
    assert too_wide == 0
    assert walk.lost == 0
    assert walk.moved() < MOST_MOVED
    server.end_kernels()
    opened(page, f"{at(lab, '06-interviews')}#marlow")
    expect(heading(page, "Marlow").first).to_be_in_viewport()
    for note in seen(page, ".wf-note button").filter(has_text="Read the case").all():
        note.tap()
    expect(seen(page, ".wf-topic").first).to_be_visible()
    turns = 0
    while seen(page, ".wf-topics").count():
        if not seen(page, ".wf-turn .wf-way").count():
            seen(page, ".wf-topic:enabled").first.tap()
            walk.note_focus()
        way = seen(page, ".wf-turn .wf-way").first
        lines = page.locator(".wf-reply").count()  # on a telephone earlier ones are folded up
        way.tap()
        turns += 1
        expect(page.locator(".wf-reply")).to_have_count(lines + 1)
        expect(seen(page, ".wf-reply").last).to_be_in_viewport(ratio=0.9)
        walk.note_focus()
    assert turns > 5
    assert walk.lost == 0
    expect(seen(page, ".wf-status").last).to_contain_text("Saved at")


@pytest.mark.full
def test_with_a_keyboard_alone_a_file_is_read_answered_and_handed_in(page: Page, lab: str) -> None:
    walk = Walk(page)
    opened(page, f"{at(lab, '05-evidence')}#vance")
    note = seen(page, ".wf-note button").filter(has_text="Read the case")
    if note.count():
        reach(note)
        page.keyboard.press("Enter")
        expect(page.locator(".wf-story:focus")).to_have_count(1)
    reach(seen(page, ".wf-question input, .wf-question button, .wf-question textarea").first)
    walk.note_focus()
    page.keyboard.press("Space")
    while not walk.is_last():
        place = foot(page, "place").inner_text()
        page.keyboard.press("Alt+ArrowDown")
        expect(foot(page, "place")).not_to_have_text(place)
        walk.note_focus()
    tab_to(page.get_by_role("button", name="Hand in this lesson"), MOST_TABS)
    page.keyboard.press("Enter")
    tab_to(page.get_by_role("button", name="Hand in anyway"), MOST_TABS)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Lesson 05 is handed in")).to_be_focused()
    tab_to(page.get_by_role("link", name="Go on to lesson"), MOST_TABS)
    page.keyboard.press("Enter")
    expect(page).not_to_have_title("05 Evidence · Well-Founded")
    assert walk.lost == 0
