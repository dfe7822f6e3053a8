"""The course without a network: kept on a device, in part or whole, updated when its reader wants it, removed again."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.chromium import FLAGS, chromium
from tests.launch.site.changing_host import ChangingHost
from tests.launch.site.conftest import ENGINE, version_folder
from tests.launch.site.web_lesson import START_MS, alive, choose, question
from wellfounded.authoring.course_build import build
from wellfounded.launch.site.site_build import build_site

pytestmark = pytest.mark.full

LESSON = "01-gallery/index.html"
PYTHON, CASES = "engine/pyodide.asm", "engine/lessons."  # how their addresses go on is the build's to know
PRACTICE, GRADED = "choice-practice/q1", "choice-graded/q1"
WORDS, NEW_WORDS = "A stamp at the airport", "A stamp, in a newer version"

MISSING = """async (paths) => {
  const replies = await Promise.all(paths.map((path) => fetch(new URL(`../${path}`, location.href))));
  return replies.filter(({ ok }) => !ok).map(({ url }) => url);
}"""


@pytest.fixture
def host(site: Path) -> Iterator[ChangingHost]:
    host = ChangingHost(site.parent)
    yield host
    if host.there:
        host.stop()


@pytest.fixture(scope="module")
def newer(gallery: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a later release, in which a case is worded otherwise."""
    course = tmp_path_factory.mktemp("newer") / "course"
    shutil.copytree(gallery, course)
    case = course / "source" / "01-gallery" / "cases" / "choice-practice.yaml"
    text = case.read_text()
    assert WORDS in text
    case.write_text(text.replace(WORDS, NEW_WORDS))
    build(course)
    build_site(course, course.parent / "site", ENGINE, lambda _: None)
    return course.parent / "site"


def read(page: Page, address: str) -> None:
    page.goto(address)
    alive(page)


def panel(page: Page) -> Locator:
    return page.locator("#keep-offline")


def press(page: Page, words: str) -> None:
    panel(page).get_by_role("button", name=words).click()


def kept(page: Page) -> None:
    expect(panel(page)).to_contain_text("is kept on this device", timeout=START_MS)


def read_again(page: Page) -> None:
    page.reload()
    alive(page)


def leave_the_net(context: BrowserContext, host: ChangingHost) -> None:
    host.stop()
    context.set_offline(True)


def hand_in(page: Page) -> Locator:
    """Hand in without leaving the page, and return the panel that says what became of it."""
    page.evaluate("location.hash = '#hand-in'")
    result = page.locator(".wf-panel")
    result.get_by_role("button", name="Hand in this lesson").click()
    result.get_by_role("button", name="Hand in anyway").click()
    return result


def test_keeping_is_stopped_goes_on_and_ends_and_then_no_network_is_needed(
    page: Page, context: BrowserContext, host: ChangingHost, site: Path
) -> None:
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    size = json.loads((site / "version.json").read_text())["size"]
    host.holds = "keys.json"
    read(page, host.address + LESSON)
    assert not [path for path in host.asked if "service_worker" in path]  # nothing is installed unasked
    expect(panel(page)).to_contain_text("What lessons are marked by is kept with them")
    press(page, f"Keep the course on this device, {size / 1e6:.0f} MB")
    progress = panel(page).locator("progress")
    page.wait_for_function("shown => shown.value > 0.9 && shown.value < 1", arg=progress.element_handle())
    press(page, "Stop")
    expect(panel(page).get_by_role("status")).to_contain_text("Stopped. What is here stays")
    page.reload()
    alive(page)
    expect(panel(page)).to_contain_text(f"of {size / 1e6:.0f} MB are on this device")
    host.released.set()
    before = len(host.asked)
    press(page, "Go on keeping the course")
    kept(page)
    assert [path for path in host.asked[before:] if PYTHON in path] == []
    expect(panel(page).get_by_role("status")).to_contain_text("All of it is here now")

    leave_the_net(context, host)
    result = hand_in(page)  # in the window in which it was kept
    expect(result.get_by_role("heading", name="is handed in")).to_be_visible(timeout=START_MS)
    for address in (f"{host.address}01-gallery", host.address):  # as one may have typed it
        page.goto(address)
        alive(page)
        assert page.url.startswith(f"{host.address}{LESSON.removesuffix('index.html')}")
    page.goto(f"{host.address}{LESSON}#choice-practice")
    alive(page)
    expect(choose(page, PRACTICE, 1)).to_contain_text("Saved at")
    page.reload()
    alive(page)
    expect(question(page, PRACTICE).locator("input").nth(1)).to_be_checked()

    page.goto(f"{host.address}{LESSON}#keep-offline")
    expect(panel(page)).to_be_focused(timeout=START_MS)
    press(page, "Remove the course from this device")
    expect(panel(page).get_by_role("status")).to_contain_text("Your answers are still here")
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_with_the_course_kept_every_lesson_the_review_and_the_glossary_open_in_flight(
    page: Page, context: BrowserContext, lessons: Path
) -> None:
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    host = ChangingHost(lessons.parent)
    origin = {"origin": host.address.removesuffix("/site/")}
    browser = context.new_cdp_session(page)
    read(page, f"{host.address}00-start-here/index.html")
    browser.send("Storage.overrideQuotaForOrigin", {**origin, "quotaSize": 3_000_000})
    press(page, "Keep the course")
    expect(panel(page).get_by_role("status")).to_contain_text("not enough room", timeout=START_MS)
    browser.send("Storage.overrideQuotaForOrigin", origin)
    press(page, "Go on keeping the course")
    kept(page)
    leave_the_net(context, host)
    page.reload()
    alive(page)
    files = list(json.loads((lessons / "version.json").read_text())["files"])
    assert page.evaluate(MISSING, files) == []
    page.locator(".wf-bar").get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Download this lesson for JupyterLab")).to_be_visible()
    page.keyboard.press("Escape")
    for module, part in (
        ("98-review", ".wf-progress, .wf"),
        ("99-glossary", "main"),
        ("03-protected-grounds", ".wf-question"),
    ):
        page.evaluate("path => location.assign(path)", f"../{module}/index.html")
        page.wait_for_url(f"**/{module}/index.html*")
        alive(page)
        expect(page.locator(part).first).to_be_attached()
    last = page.locator(".wf-question input[type=radio]").first
    last.dispatch_event("click")
    expect(page.locator(".wf-question[data-state='saved']").first).to_be_attached()


def test_an_open_page_goes_on_without_a_network_though_nothing_is_kept(
    page: Page, context: BrowserContext, host: ChangingHost
) -> None:
    read(page, f"{host.address}{LESSON}#choice-practice")
    leave_the_net(context, host)
    expect(choose(page, PRACTICE, 1)).to_contain_text("Saved at")


def test_a_newer_version_comes_when_its_reader_wants_it_and_whole_and_the_answers_stay(
    page: Page, context: BrowserContext, host: ChangingHost, newer: Path
) -> None:
    practice = f"{host.address}{LESSON}#choice-practice"
    read(page, practice)
    expect(choose(page, PRACTICE, 1)).to_contain_text("Saved at")
    old = context.new_page()
    read(old, f"{host.address}{LESSON}#choice-graded")
    page.goto(f"{host.address}{LESSON}#keep-offline")
    press(page, "Keep the course")
    kept(page)

    host.folder, host.lacks = newer.parent, CASES
    notice = page.locator(".wf-trouble")
    read_again(page)
    expect(notice).to_contain_text("A newer version of the course is there")
    expect(page.locator("main")).not_to_contain_text(NEW_WORDS)  # all as it was kept
    notice.get_by_role("button", name="Get it").click()
    before = len(host.asked)
    press(page, "Get the newer version")
    expect(panel(page).get_by_role("status")).to_contain_text("it is being updated just now", timeout=START_MS)
    read_again(page)
    expect(page.locator("main")).not_to_contain_text(NEW_WORDS)  # not in part, either
    host.lacks = None
    press(page, "Get the newer version")
    expect(panel(page).get_by_role("button", name="Open the newer version")).to_be_visible(timeout=START_MS)
    assert [path for path in host.asked[before:] if PYTHON in path] == []  # it is the same in both

    leave_the_net(context, host)
    press(page, "Open the newer version")
    alive(page)
    page.goto(practice)
    alive(page)
    expect(page.locator("main")).to_contain_text(NEW_WORDS)
    expect(question(page, PRACTICE).locator("input").nth(1)).to_be_checked()
    # What is still open is of the older version, and stays so to its keys.
    expect(choose(old, GRADED, 0)).to_contain_text("Saved at")
    result = hand_in(old)
    expect(result.get_by_role("heading", name="is handed in")).to_be_visible(timeout=START_MS)
    old.close()
    read_again(page)
    page.wait_for_function("async () => (await caches.keys()).length === 2")  # the note, and one version


def test_without_anything_kept_a_page_never_takes_from_another_version(
    page: Page, host: ChangingHost, newer: Path
) -> None:
    read(page, f"{host.address}{LESSON}#choice-practice")
    expect(choose(page, PRACTICE, 1)).to_contain_text("Saved at")
    page.evaluate("location.hash = '#choice-graded'")
    expect(choose(page, GRADED, 0)).to_contain_text("Saved at")
    host.folder = newer.parent
    result = hand_in(page)
    expect(result).to_contain_text("Reload the page, and hand in again", timeout=START_MS)
    page.reload()
    alive(page)
    expect(page.locator("main")).to_contain_text(NEW_WORDS)
    expect(question(page, PRACTICE).locator("input").nth(1)).to_be_checked()


def test_of_half_an_update_a_page_says_so_and_all_of_it_is_read(
    context: BrowserContext, host: ChangingHost, newer: Path, tmp_path: Path
) -> None:
    """The new pages are there, and the folder of their version is not, or only in part."""
    half = tmp_path / "half" / "site"
    shutil.copytree(newer, half)
    host.folder = half.parent
    for lacking, words in (
        (version_folder(newer).name, "a part of it did not come"),
        ("lessons.json", "the course is just being updated"),
        (CASES, "the course is just being updated"),
    ):
        host.lacks = lacking
        page = context.new_page()
        page.goto(f"{host.address}{LESSON}#choice-practice")
        trouble = page.locator(".wf-trouble")
        expect(trouble).to_contain_text(words, timeout=START_MS)
        expect(page.get_by_text(NEW_WORDS).first).to_be_visible()
        page.close()


def test_where_a_browser_refuses_to_keep_it_says_why(browser: Browser, host: ChangingHost) -> None:
    """A window whose address does not begin with https: there a browser gives a page no service worker."""
    rule = "--host-resolver-rules=MAP course.example 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    other = browser.browser_type.launch(executable_path=chromium(), args=[*FLAGS, rule])
    page = other.new_page()
    read(page, host.address.replace("127.0.0.1", "course.example") + LESSON)
    expect(panel(page)).to_contain_text("does not let the course be kept on this device")
    expect(panel(page).get_by_role("button")).to_have_count(0)
    other.close()
