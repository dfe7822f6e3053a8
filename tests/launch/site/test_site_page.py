"""A lesson as a plain web page in a real browser: answered, kept, handed in, in two windows, and with no room left."""

import re
import zipfile
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.accessibility import run_axe
from tests.launch.site.conftest import ENGINE
from tests.launch.site.web_lesson import START_MS, alive, choose, question, read
from wellfounded.journal.file import JOURNAL, parse
from wellfounded.launch.site.site_build import build_site
from wellfounded.learner.receipt import Receipt, match, read_receipt

pytestmark = pytest.mark.full

LESSON = "01-gallery"
PRACTICE, OTHER = "choice-practice/q1", "choices-practice/q1"

FIRST_ALIVE = """new MutationObserver(() => {
    globalThis.firstAlive ??= document.querySelector(".jp-Cell:has(.wf-live)")?.dataset.cell;
}).observe(document, { subtree: true, childList: true });"""

# The size of a paragraph's text, its width, the size of text in the foot, and the way between its outer buttons.
SIZES = """() => {
  const text = [...document.querySelectorAll(".jp-Cell p")].find(({ clientWidth }) => clientWidth);
  const foot = document.querySelector(".wf-foot");
  const buttons = [...foot.querySelectorAll("button")].map((button) => button.getBoundingClientRect());
  const size = (element) => Number.parseFloat(getComputedStyle(element).fontSize);
  return [size(text), text.clientWidth, size(foot), buttons.at(-1).left - buttons[0].right];
}"""


@pytest.fixture
def lesson(page: Page, address: str) -> Page:
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    read(page, address, LESSON, "choice-practice")
    return page


def test_an_answer_is_kept_before_it_is_said_to_be_and_comes_back(lesson: Page) -> None:
    expect(choose(lesson, PRACTICE, 1)).to_contain_text("Saved at")
    lesson.reload()
    alive(lesson)
    expect(question(lesson, PRACTICE).locator("input").nth(1)).to_be_checked()
    expect(question(lesson, PRACTICE)).to_be_visible()  # where it was left


def test_what_is_on_the_screen_comes_alive_first(page: Page, address: str) -> None:
    page.add_init_script(FIRST_ALIVE)
    read(page, address, LESSON, "order-practice")
    assert page.evaluate("firstAlive") == "order-practice"


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (3840, 2160)])
def test_lines_have_one_measure_and_a_large_screen_larger_text(lesson: Page, width: int, height: int) -> None:
    lesson.set_viewport_size({"width": width, "height": height})
    size, column, foot, apart = lesson.evaluate(SIZES)
    assert 28 < column / size < 32  # about 66 letters in a line
    assert size > width / 130
    assert foot > width / 160
    assert apart < 0.6 * width or width < 2000


def test_two_windows_lose_nothing_of_each_others(lesson: Page, context: BrowserContext, address: str) -> None:
    other = context.new_page()
    read(other, address, LESSON, "choices-practice")
    expect(choose(lesson, PRACTICE, 0)).to_contain_text("Saved at")
    expect(choose(other, OTHER, 0)).to_contain_text("Saved at")
    expect(choose(lesson, PRACTICE, 2)).to_contain_text("Saved at")
    other.reload()
    alive(other)
    expect(question(other, PRACTICE).locator("input").nth(2)).to_be_checked()
    expect(question(other, OTHER).locator("input").nth(0)).to_be_checked()


def test_where_the_browser_has_no_room_an_answer_is_not_said_to_be_saved_and_waits(
    page: Page, context: BrowserContext, address: str
) -> None:
    origin = {"origin": address.removesuffix("/site/")}
    browser = context.new_cdp_session(page)
    browser.send("Storage.overrideQuotaForOrigin", {**origin, "quotaSize": 1})
    read(page, address, LESSON, "choice-practice")
    expect(choose(page, PRACTICE, 1)).to_contain_text("Not saved")
    expect(question(page, PRACTICE)).to_have_attribute("data-state", "lost")
    browser.send("Storage.overrideQuotaForOrigin", origin)
    page.reload()
    alive(page)
    expect(question(page, PRACTICE).locator("input").nth(1)).to_be_checked()
    expect(question(page, PRACTICE)).to_have_attribute("data-state", "saved")
    page.reload()
    alive(page)
    expect(question(page, PRACTICE).locator("input").nth(1)).to_be_checked()


def test_keys_are_fetched_when_a_lesson_is_handed_in_and_not_before(
    lesson: Page, address: str, asked: list[str]
) -> None:
    lesson.goto(f"{address}{LESSON}/index.html#choice-graded")
    expect(choose(lesson, "choice-graded/q1", 0)).to_contain_text("Saved at")
    assert [path for path in asked if "keys" in path] == []
    lesson.goto(f"{address}{LESSON}/index.html#hand-in")
    panel = lesson.locator(".wf-panel")
    panel.get_by_role("button", name="Hand in this lesson").click()
    panel.get_by_role("button", name="Hand in anyway").click()
    expect(panel.get_by_role("heading", name="is handed in")).to_be_visible(timeout=START_MS)
    assert len([path for path in asked if "keys.json" in path]) == 1
    points = panel.get_by_text(re.compile(r"\d+ of \d+ points")).first.inner_text()
    given = receipt_on(panel)
    assert (given.way, list(given.answers)) == ("page", ["choice-graded/q1"])
    lesson.reload()
    alive(lesson)
    expect(panel).to_contain_text(points)
    assert receipt_on(panel).answers == given.answers


def receipt_on(panel: Locator) -> Receipt:
    """Save the receipt that a result shows, and read it."""
    with panel.page.expect_download() as download:
        panel.get_by_role("link", name="Save it as a file").click()
    receipt = read_receipt(download.value.path().read_bytes())
    assert receipt is not None
    assert download.value.suggested_filename == receipt.name
    return receipt


def test_without_keys_a_hand_in_is_a_file_that_an_instructor_collects(
    page: Page, host: ThreadingHTTPServer, gallery: Path, tmp_path: Path
) -> None:
    build_site(gallery, gallery.parent / "class", ENGINE, lambda _: None, keys=False)
    address = f"http://127.0.0.1:{host.server_port}/class/"
    read(page, address, LESSON, "choice-graded")
    expect(choose(page, "choice-graded/q1", 0)).to_contain_text("Saved at")
    page.goto(f"{address}{LESSON}/index.html#hand-in")
    panel = page.locator(".wf-panel")
    panel.get_by_role("button", name="Hand in this lesson").click()
    panel.get_by_role("button", name="Hand in anyway").click()
    with page.expect_download() as download:
        panel.get_by_role("link", name=re.compile("01-gallery-.*zip")).click(timeout=START_MS)
    download.value.save_as(tmp_path / "file.zip")
    with zipfile.ZipFile(tmp_path / "file.zip") as archive:
        names = archive.namelist()
        assert names == [f"01-gallery/{name}" for name in (JOURNAL, "timestamp.txt", "01-gallery.ipynb")]
        events = parse(archive.read(names[0])).events
        assert archive.read(names[2]) == (gallery / "release" / "01-gallery" / "01-gallery.ipynb").read_bytes()
    assert [event["event"] for event in events] == ["answer", "handin"]
    given = receipt_on(panel)
    assert (given.way, given.at) == ("file", events[-1]["at"])
    with zipfile.ZipFile(tmp_path / "file.zip") as archive:
        assert match(given, parse(archive.read(names[0]))).complete


def test_what_cannot_be_started_can_be_read_and_says_so(page: Page, address: str) -> None:
    page.route("**/python.zst", lambda route: route.abort())
    page.goto(f"{address}{LESSON}/index.html#choice-practice")
    expect(page.locator("[data-cell='choice-practice']")).to_be_visible()
    expect(page.locator(".wf-trouble")).to_contain_text("do not start in this browser", timeout=START_MS)


def test_a_worker_that_never_begins_is_not_waited_for_without_end(page: Page, address: str) -> None:
    page.clock.install()
    page.route("**/worker.js", lambda _: None)  # it is asked for, and never comes
    page.goto(f"{address}{LESSON}/index.html#choice-practice")
    expect(page.locator("body")).to_contain_text("Questions are getting ready")
    page.clock.fast_forward(61_000)
    expect(page.locator(".wf-trouble").get_by_role("button", name="Reload the page")).to_be_visible()


def test_another_language_is_spoken_from_the_menu_and_stays(lesson: Page) -> None:
    lesson.get_by_role("button", name="Menu").click()
    lesson.locator(".wf-menu").get_by_label("Español").click()
    expect(lesson.get_by_role("button", name="Menú")).to_be_visible(timeout=START_MS)
    alive(lesson)
    expect(lesson.get_by_role("button", name="Contenido").or_(lesson.get_by_text("Contenido")).first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_of_a_lesson_is_accessible_and_fits_a_phone(lesson: Page, scheme: str) -> None:
    lesson.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    lesson.set_viewport_size({"width": 360, "height": 740})
    assert lesson.locator("html").evaluate("root => root.scrollWidth") <= 360
    found = run_axe(lesson, "body")
    assert found.violations_count == 0, found.generate_report()
