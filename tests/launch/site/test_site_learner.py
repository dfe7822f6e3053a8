"""A learner's whole way through web pages: from the start page to the review and on, on paper, in Spanish, and away."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, Route, expect

from tests.browser.test_paper import sheets
from tests.launch.site.web_lesson import PANEL, START_MS, alive, desk_part, hand_in, question, read
from wellfounded.i18n import messages
from wellfounded.launch.site.python_zip import PAGE_WORDS

pytestmark = [pytest.mark.full, pytest.mark.timeout(600)]

START, LESSON, REVIEW = "00-start-here", "02-persecution-thresholds", "98-review"
DAY_MS = 24 * 60 * 60 * 1000
HER_WORK = "looked after servers"  # of somebody in a case
OF_THE_MACHINE = re.compile(r"\b(kernel|notebook|server|Python|Pyodide|ipynb|nbgrader)s?\b", re.IGNORECASE)
SAID = """() => [document.title, document.body.innerText,
    ...[...document.querySelectorAll("[aria-label], [title], [alt]")].flatMap((node) =>
        ["aria-label", "title", "alt"].map((name) => node.getAttribute(name) ?? "")),
].join("\\n")"""

# Whether anything of a lesson is seen to which one went back or forward.
NOTE_WHAT_IS_SEEN = """const look = () => {
    if (document.querySelector(".jp-Notebook")?.checkVisibility()) sessionStorage.setItem("seen", "yes");
    else requestAnimationFrame(look);
};
if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") look();
addEventListener("pageshow", ({ persisted }) => persisted && requestAnimationFrame(look));"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Give a page on a telephone that is touched."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    yield page
    context.close()


def seen(page: Page, css: str) -> Locator:
    return page.locator(css).locator("visible=true")


def menu(page: Page, name: str) -> None:
    page.get_by_role("button", name="Menu").click()
    page.locator(".wf-menu").get_by_role("button", name=name).click()


def walk(page: Page) -> int:
    """Turn to the hand-in, answer the first question of each screen on the way, and return how many those were."""
    answered = 0
    while not seen(page, PANEL).count():
        for note in seen(page, ".wf-note button").filter(has_text="Read the case").all():
            note.tap()
        asked = seen(page, ".wf-question").filter(has=page.locator(".wf-option")).first
        if asked.count():
            asked.locator(".wf-option").first.tap()
            expect(asked).to_have_attribute("data-state", "saved")
            answered += 1
            check = asked.locator(".wf-check button:visible")
            if check.count():
                check.first.tap()
                expect(asked).to_have_attribute("data-verdict", re.compile("^(right|partly|wrong)$"))
        assert not OF_THE_MACHINE.search(page.evaluate(SAID)), OF_THE_MACHINE.search(page.evaluate(SAID))
        place = page.locator(".wf-foot-count").inner_text()
        page.locator(".wf-foot-next").tap()
        expect(page.locator(".wf-foot-count")).not_to_have_text(place)
    return answered


def test_from_the_start_page_to_the_review_on_to_the_next_and_onto_paper(
    phone: Page, course_address: str, tmp_path: Path
) -> None:
    phone.goto(course_address)  # as one gets it, without a lesson's name
    alive(phone)
    assert not OF_THE_MACHINE.search(phone.evaluate(SAID))
    board = phone.locator(".wf-board", has=phone.get_by_role("link", name="When harm is persecution")).first
    board.get_by_role("link", name="When harm is persecution").first.evaluate("link => link.click()")
    expect(phone).to_have_title("02 When harm is persecution · Well-Founded")
    alive(phone)
    assert walk(phone) > 5
    panel = hand_in(phone)
    expect(panel.get_by_role("heading", name="Lesson 02 is handed in")).to_be_focused()
    assert not OF_THE_MACHINE.search(phone.evaluate(SAID))
    is_printed_with_its_review(phone, tmp_path)
    panel.get_by_role("link", name="Go on to lesson 03").tap()
    expect(phone).to_have_title("03 Protected grounds · Well-Founded")
    alive(phone)
    read(phone, course_address, START)
    expect(phone.locator(".wf-board").first).to_contain_text("handed in")
    has_a_record(phone)


def is_printed_with_its_review(page: Page, folder: Path) -> None:
    """Print the lesson from the menu: the page that is printed at home, on so few sheets."""
    page.evaluate("document.querySelector('.wf-print')?.remove()")
    menu(page, "Print this lesson")
    frame = page.locator("iframe.wf-print")
    expect(frame).to_be_attached()
    html = frame.get_attribute("srcdoc") or ""
    for words in ("The review of what you handed in", "Your answer", "<h2>Sources</h2>"):
        assert words in html
    (folder / "print.html").write_text(html)
    paper = page.context.browser.new_page()  # type: ignore[union-attr]
    paper.goto((folder / "print.html").as_uri())
    assert 10 < sheets(paper) < 25
    paper.close()


def has_a_record(page: Page) -> None:
    """Save the completion record at the desk, and print it."""
    desk = desk_part(page, "Completion record")
    desk.get_by_label("The name on it").fill("Sokha Vann")
    with page.expect_download() as saved:
        desk.get_by_role("button", name="Save the record as a file").click()
    html = Path(saved.value.path()).read_text()
    assert saved.value.suggested_filename == "completion-record.html"
    for words in ("Sokha Vann", "When harm is persecution", "handed in", "no certificate"):
        assert words in html
    desk.get_by_role("button", name="Print the record").click()
    expect(page.locator("iframe.wf-print")).to_have_attribute("srcdoc", html)


@pytest.fixture
def ahead(browser: Browser) -> Iterator[tuple[Page, list[int]]]:
    """Give a page, and how many days ahead the clock is by which its Python reckons."""
    context = browser.new_context(service_workers="block")
    page, days = context.new_page(), [0]

    def with_clock(route: Route) -> None:
        script = route.fetch().text()
        clock = f"const now = Date.now; Date.now = () => now() + {days[0] * DAY_MS};\n"
        route.fulfill(body=clock + script, content_type="text/javascript")

    page.route("**/worker.js", with_clock)
    yield page, days
    context.close()


def test_what_was_missed_comes_back_when_it_is_due(ahead: tuple[Page, list[int]], course_address: str) -> None:
    page, days = ahead
    read(page, course_address, "01-refugee-definition", "thirty-days")
    asked = seen(page, ".wf-question").first
    place = str(asked.get_attribute("data-place")).split("/", 1)[-1]
    wrong = asked.locator(".wf-option", has_text="Being locked up")
    wrong.click()
    asked.get_by_role("button", name="I am guessing", exact=True).click()
    expect(asked).to_have_attribute("data-verdict", "wrong")
    read(page, course_address, REVIEW)
    expect(page.locator(".wf-due h2")).to_have_text("Nothing is due today")
    expect(page.locator(".wf-due")).to_contain_text("(tomorrow)")
    days[0] = 1
    page.reload()
    alive(page)
    expect(page.locator(".wf-due h2")).to_have_text("1 question due today")
    assert place.endswith("thirty-days/q1")
    again = question(page, "thirty-days/bq1")  # a version that was not seen yet
    expect(again.locator("input:checked")).to_have_count(0)  # what was answered is not given away
    again.locator(".wf-option", has_text="used on those with a ribbon").click()
    again.get_by_role("button", name="Fairly sure", exact=True).click()
    expect(again).to_have_attribute("data-verdict", "right")
    page.reload()
    alive(page)
    expect(page.locator(".wf-due h2")).to_have_text("Nothing is due today")
    expect(page.locator(".wf-due")).to_contain_text("(in 2 days)")


@pytest.mark.parametrize("way", ["Escape", "menu", "desk"])
def test_who_leaves_quickly_finds_no_lesson_behind_or_before(
    way: str, page: Page, context: BrowserContext, course_address: str
) -> None:
    context.add_init_script(NOTE_WHAT_IS_SEEN)
    read(page, course_address, START)
    if way != "desk":
        page.locator(".wf-board").get_by_role("link", name="When harm is persecution").first.click()
        expect(page).to_have_title("02 When harm is persecution · Well-Founded")
        page.locator(".wf-foot-next").click()
        page.locator(".wf-foot-next").click()
    context.set_offline(True)
    if way == "Escape":
        for _ in range(3):
            page.keyboard.press("Escape")
    elif way == "menu":
        menu(page, "Leave now")
    else:
        desk_part(page, "Leave quickly").get_by_role("button", name="Leave now").click()
    expect(page).to_have_title("Blank page")
    assert page.url.startswith("blob:")
    assert page.locator("body").inner_text() == ""
    context.set_offline(False)
    for by in (-1, -1, 1, 1, 1):
        with suppress(Error):  # there is nothing, or what was blank is gone
            page.evaluate("by => history.go(by)", by)
        page.wait_for_timeout(500)  # a page that would come has come by then: nothing says that none does
        expect(page).not_to_have_title(re.compile("Well-Founded"))
    read(page, course_address, START)  # who opens it anew, reads it
    assert page.evaluate("sessionStorage.getItem('seen')") is None


def test_spanish_is_spoken_on_the_whole_way(phone: Page, course_address: str) -> None:
    read(phone, course_address, START)
    phone.get_by_role("button", name="Menu").tap()
    phone.locator(".wf-menu").get_by_text("Español").tap()
    expect(phone.get_by_role("button", name="Menú")).to_be_visible(timeout=START_MS)
    alive(phone)
    expect(phone.locator(".wf-board").first).to_contain_text("Las lecciones")
    read(phone, course_address, LESSON, "hand-in")
    panel = phone.locator(PANEL)
    panel.get_by_role("button", name="Entregar esta lección").tap()
    panel.get_by_role("button", name="Entregar de todos modos").tap()
    expect(panel.locator(".wf-result-title")).to_contain_text("entregada", timeout=START_MS)
    panel.get_by_role("link", name=re.compile("lección 03")).tap()
    expect(phone).to_have_title("03 Protected grounds · Well-Founded")
    expect(phone.locator(".wf-foot")).to_contain_text("Contenido")
    read(phone, course_address, REVIEW)
    expect(phone.locator(".wf-due h2").first).to_contain_text("Hoy no toca repasar nada")


def test_who_has_themselves_forgotten_leaves_nothing_here(page: Page, course_address: str) -> None:
    read(page, course_address, START)
    asked = page.locator(".wf-question").first
    asked.locator(".wf-option").first.evaluate("option => option.click()")
    expect(asked).to_have_attribute("data-state", "saved")
    desk = desk_part(page, "Forget me")
    desk.get_by_role("button", name="Forget me…").click()
    desk.get_by_role("button", name="Yes, delete all of this").click()
    expect(desk.locator(".wf-status")).to_contain_text("You are forgotten here.")
    assert page.evaluate("Object.keys(localStorage)") == []
    page.reload()
    alive(page)
    expect(page.locator(".wf-question").first).not_to_have_attribute("data-state", "saved")


def test_the_words_of_every_page_are_a_readers(lessons: Path) -> None:
    for path in sorted(lessons.glob("*/index.html")):
        text = re.sub(r"<style.*?</style>|<script.*?</script>", "", path.read_text(), flags=re.DOTALL)
        shown = re.sub(r"<[^>]+>", " ", text).replace(HER_WORK, "")
        assert not OF_THE_MACHINE.search(shown), (path, OF_THE_MACHINE.search(shown))
    messages.use_language("es")
    said = messages.javascript(PAGE_WORDS.read_text("utf-8"))["messages"]
    assert len(said) > 100
    assert [message for message in said if OF_THE_MACHINE.search(message) or re.search(r"\bcells?\b", message)] == []
