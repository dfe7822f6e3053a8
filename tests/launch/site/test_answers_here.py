"""Answers in a browser: what becomes of them is said; they are encrypted, forgotten, taken along, and kept."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.chromium import FLAGS, chromium
from tests.browser.page_fixtures import ALONE, Window, new_page
from tests.launch.site.conftest import ENGINE
from tests.launch.site.small_site import (
    LAST,
    LESSON,
    ONE,
    TWO,
    alive,
    answer,
    built,
    option,
    read,
    reload,
    reveal,
    status,
)
from wellfounded.journal.file import JOURNAL, append, new_event, parse_lines, replay
from wellfounded.launch.site.site_build import build_site
from wellfounded.learner.export import IN, export_answers
from wellfounded.learner.layout import lay_out
from wellfounded.learner.workspace import Workspace, open_workspace
from wellfounded.notebook.widgets.desk_panel import DeskPanel

pytestmark = pytest.mark.full

PASSPHRASE, WRONG = "nine grey herons wait", "nine grey herons fly"
EVERYTHING = """async () => {
  const found = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
  const readable = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    ? new TextDecoder("latin1").decode(value) : value;
  const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const all = await done(database.transaction(store).objectStore(store).getAll());
      found.push(JSON.stringify(all, (_, value) => readable(value)));
    }
    database.close();
  }
  for await (const file of (await navigator.storage.getDirectory()).values()) {
    const lines = (await (await file.getFile()).text()).split("\\n").filter(Boolean);
    const pieces = lines.map((line) => JSON.parse(line, (_, value) => (value?.bytes ? atob(value.bytes) : value)));
    found.push(JSON.stringify(pieces));
  }
  return found.join("\\n");
}"""


def notice(page: Page) -> Locator:
    return page.locator(".wf-above")


def desk(page: Page, title: str) -> Locator:
    """Show the part of the desk with this title."""
    reveal(page.locator(".wf-desk"))
    return page.locator(".wf-desk section").filter(has=page.get_by_role("heading", name=title, exact=True))


def save(page: Page, to: Path) -> bytes:
    with page.expect_download() as download:
        desk(page, "Take your answers along").get_by_role("button", name="Save all my answers").click()
    download.value.save_as(to)
    return to.read_bytes()


def bring(page: Page, file: Path) -> Locator:
    part = desk(page, "Take your answers along")
    part.locator("input[type=file]").set_input_files(file)
    return part.locator(".wf-status")


@pytest.fixture
def lesson(page: Page, served: str) -> Page:
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    return read(page, served)


def test_before_the_first_answer_a_reader_is_told_where_it_lies_and_what_a_private_window_means(
    page: Page, served: str
) -> None:
    page.goto(f"{served}{LESSON}/index.html")
    expect(notice(page)).to_contain_text("A private window loses them when it is closed")
    assert page.locator("body[data-wf-start='started']").count() == 0  # it did not wait for Python
    notice(page).get_by_role("button", name="All right").click()
    expect(notice(page)).to_be_hidden()
    page.reload()
    alive(page)
    expect(notice(page)).to_be_hidden()


def test_what_a_browser_that_does_not_promise_may_do_is_said_once_and_at_the_desk(lesson: Page) -> None:
    answer(lesson)
    expect(notice(lesson)).to_contain_text("has not promised to keep your answers")
    notice(lesson).get_by_role("button", name="All right").click()
    reload(lesson)
    answer(lesson, LAST, 0)
    expect(notice(lesson)).to_be_hidden()
    expect(desk(lesson, "In this browser").locator(".wf-status")).to_contain_text("has not promised")


def test_a_promise_of_the_browser_is_told_at_the_desk(page: Page, context: BrowserContext, served: str) -> None:
    session = context.new_cdp_session(page)
    window = session.send("Target.getTargetInfo")["targetInfo"]["browserContextId"]
    session.send("Browser.grantPermissions", {"permissions": ["durableStorage"], "browserContextId": window})
    read(page, served)
    answer(page)
    expect(desk(page, "In this browser").get_by_role("button")).to_have_count(0)
    expect(desk(page, "In this browser").locator(".wf-status")).to_contain_text("has promised")
    expect(notice(page)).not_to_contain_text("has not promised")


def test_answers_that_the_browser_deleted_are_missed_aloud(lesson: Page, context: BrowserContext, served: str) -> None:
    answer(lesson)
    delete(lesson, context, served, "indexeddb,file_systems")
    read(lesson, served)
    expect(option(lesson, ONE, 1)).not_to_be_checked()
    expect(notice(lesson)).to_contain_text("Answers that you gave here before are gone")
    reload(lesson)
    expect(notice(lesson)).to_contain_text("are gone")
    notice(lesson).get_by_role("button", name="All right").click()
    reload(lesson)
    expect(notice(lesson)).not_to_contain_text("are gone")


def delete(page: Page, context: BrowserContext, served: str, kinds: str) -> None:
    """Leave the site, and delete what a browser stores of it."""
    page.goto("about:blank")
    site = {"origin": served.removesuffix("/site/"), "storageTypes": kinds}
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", site)


@pytest.mark.parametrize("encrypted", [False, True])
def test_a_database_that_the_browser_gave_up_is_put_back(
    lesson: Page, context: BrowserContext, served: str, *, encrypted: bool
) -> None:
    answer(lesson)
    if encrypted:
        lock(lesson)
    answer(lesson, LAST, 0)
    for _ in range(2):  # what was put back, and what came after it, has a second copy again
        delete(lesson, context, served, "indexeddb")
        read(lesson, served)
        expect(option(lesson, ONE, 1)).to_be_checked()
        expect(option(lesson, LAST, 0)).to_be_checked()
        expect(notice(lesson)).not_to_contain_text("are gone")
        answer(lesson, TWO, 0)


@pytest.fixture
def refusing(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Return a page of a browser whose user lets no site keep anything."""
    preferences = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "profile" / "Default").mkdir(parents=True)
    (tmp_path / "profile" / "Default" / "Preferences").write_text(json.dumps(preferences))
    context = browser.browser_type.launch_persistent_context(
        tmp_path / "profile", executable_path=chromium(), args=[*FLAGS, ALONE]
    )
    yield new_page(context)
    context.close()


def test_where_the_browser_keeps_nothing_it_says_so_and_answers_are_saved_as_a_file(
    refusing: Page, served: str, tmp_path: Path
) -> None:
    read(refusing, served)
    assert refusing.evaluate("try { localStorage.length } catch (error) { error.name }") == "SecurityError"
    expect(notice(refusing)).to_contain_text("This browser keeps nothing")
    option(refusing, ONE, 1).check()
    expect(status(refusing, ONE)).to_contain_text("In this page only")
    expect(refusing.get_by_text("Saved at")).to_have_count(0)
    with refusing.expect_download() as download:
        notice(refusing).get_by_role("button", name="Save all my answers as one file").click()
    download.value.save_as(tmp_path / "answers.jsonl")
    (event,) = replay(tmp_path / "answers.jsonl").events
    chosen = option(refusing, ONE, 1).input_value()
    assert (event["question"], event["response"], event[IN]) == ("q1", [chosen], LESSON)


def test_two_windows_and_a_page_later_a_passphrase_is_asked_for_once_and_nothing_is_readable(
    lesson: Page, context: BrowserContext, served: str
) -> None:
    answer(lesson)
    other = read(context.new_page(), served)
    assert "response" in lesson.evaluate(EVERYTHING)
    lock(lesson)
    answer(lesson, LAST, 0)
    stored = lesson.evaluate(EVERYTHING)
    plain = [PASSPHRASE, "response", "wording", "answers.jsonl"]
    assert [each for each in plain if each in stored] == []

    alive(other)  # it was loaded anew, and has the key from the first
    expect(option(other, LAST, 0)).to_be_checked()
    answer(other, ONE, 2)
    other.close()
    reload(lesson)  # it has the key from itself, a page before
    expect(option(lesson, ONE, 2)).to_be_checked()
    assert [each for each in plain if each in lesson.evaluate(EVERYTHING)] == []


def lock(page: Page) -> None:
    part = desk(page, "A passphrase for your answers")
    for field in part.locator("input[type=password]").all():
        field.fill(PASSPHRASE)
    part.get_by_role("button", name="Encrypt my answers").click()
    expect(part.locator(".wf-status")).to_contain_text("Your answers are encrypted")


def test_a_new_session_asks_for_the_passphrase_and_another_opens_nothing(lesson: Page, served: str) -> None:
    answer(lesson)
    lock(lesson)
    restarted(lesson, served)
    page = lesson
    expect(notice(page)).to_contain_text("Nobody can open them without your passphrase")
    expect(page.locator("[data-cell='graded-this']")).to_contain_text("Which one of three?")  # it is read meanwhile
    page.get_by_label("Your passphrase").fill(WRONG)
    page.keyboard.press("Enter")
    expect(notice(page)).to_contain_text("This passphrase does not open your answers")
    page.get_by_label("Your passphrase").fill(PASSPHRASE)
    page.keyboard.press("Enter")
    alive(page)
    expect(option(page, ONE, 1)).to_be_checked()
    part = desk(page, "A passphrase for your answers")
    part.get_by_role("button", name="Encrypt them no longer").click()
    expect(part.locator(".wf-status")).to_contain_text("not encrypted any more")
    restarted(page, served)
    alive(page)
    expect(option(page, ONE, 1)).to_be_checked()


def restarted(page: Page, address: str) -> None:
    """Let whatever still has the key in memory end, as the browser does when it is closed."""
    page.goto("about:blank")
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    page.goto(f"{address}{LESSON}/index.html#graded-this")


def test_whoever_lost_the_passphrase_is_told_so_and_may_begin_anew(lesson: Page, served: str) -> None:
    answer(lesson)
    lock(lesson)
    restarted(lesson, served)
    notice(lesson).get_by_role("button", name="I do not know it any more").click()
    expect(notice(lesson)).to_contain_text("stay closed for good")
    notice(lesson).get_by_role("button", name="Yes, delete my answers").click()
    alive(lesson)
    expect(option(lesson, ONE, 1)).not_to_be_checked()
    answer(lesson, ONE, 0)


def test_who_is_forgotten_leaves_nothing_and_other_windows_show_nothing_of_it(
    lesson: Page, context: BrowserContext, served: str
) -> None:
    answer(lesson)
    other = read(context.new_page(), served)
    expect(option(other, ONE, 1)).to_be_checked()
    other.evaluate("sessionStorage.setItem('wellfounded /x/y', '{}')")
    with other.expect_navigation():
        part = desk(lesson, "Forget me")
        part.get_by_role("button", name="Forget me…").click()
        asked = part.get_by_role("group", name="Are you sure?")
        expect(asked).to_contain_text("where you stopped in each lesson")
        part.get_by_role("button", name="Yes, delete all of this").click()
    expect(part.get_by_role("group", name="What was deleted")).to_contain_text("1 answer in 1 lesson")
    alive(other)
    expect(option(other, ONE, 1)).not_to_be_checked()
    expect(notice(other)).not_to_contain_text("gone")
    other.close()
    lesson.locator(".wf-foot button").first.click()  # to turn the page writes no place any more
    stored = lesson.evaluate(EVERYTHING)
    assert "wellfounded" not in stored.replace("wellfounded view", "")
    assert "answers.jsonl" not in stored
    reload(lesson)
    expect(option(lesson, ONE, 1)).not_to_be_checked()
    answer(lesson, ONE, 2)
    reload(lesson)
    expect(option(lesson, ONE, 2)).to_be_checked()


def test_a_file_goes_to_jupyterlab_and_to_another_browser_and_back_without_loss_or_doubles(
    lesson: Page, browser: Browser, served: str, small_course: Path, tmp_path: Path
) -> None:
    answer(lesson, ONE, 1)
    answer(lesson, LAST, 0)
    first = save(lesson, tmp_path / "first.jsonl")

    lay_out(small_course, tmp_path / "my-course", "home")
    home = open_workspace(tmp_path / "my-course")
    assert home
    assert opened_at_home(home, first).startswith("2 new answers")
    wording = replay(home.home(LESSON) / JOURNAL).latest("answer", "graded-this", "q1")["wording"]  # type: ignore[index]
    append(home.home(LESSON) / JOURNAL, new_event("answer", "graded-this", "q1", wording=wording, response=["c"]))
    (tmp_path / "home.jsonl").write_bytes(export_answers(home).data)

    window = Window(browser)
    other = read(new_page(window.context), served)
    answer(other, TWO, 3)
    expect(bring(other, tmp_path / "home.jsonl")).to_contain_text("3 new answers; 0 were here already.")
    reload(other)
    expect(option(other, ONE, 2)).to_be_checked()
    whole = save(other, tmp_path / "other.jsonl")
    window.close()

    part = desk(lesson, "Take your answers along")
    bring(lesson, tmp_path / "other.jsonl")
    part.get_by_role("button", name="Yes, open the file").click()  # a newer answer takes the place of one here
    expect(part.locator(".wf-status")).to_contain_text("2 new answers; 2 were here already.")
    expect(bring(lesson, tmp_path / "other.jsonl")).to_contain_text("0 new answers; 4 were here already.")
    reload(lesson)
    assert ids(save(lesson, tmp_path / "back.jsonl")) == ids(whole)
    assert len(ids(whole)) == 4
    assert opened_at_home(home, whole).startswith("1 new answer;")
    assert ids(export_answers(home).data) == ids(whole)


def ids(data: bytes) -> list[str]:
    return sorted(event["id"] for event in parse_lines(data).events)


def opened_at_home(workspace: Workspace, data: bytes) -> str:
    """Open a file at the desk of a JupyterLab: its kernel's part, with the messages that its view sends."""
    said: list[dict[str, str]] = []
    panel = DeskPanel(workspace)
    panel.send = lambda content, buffers=None: said.append(content)  # noqa: ARG005 (as traitlets calls it)
    message = {"id": "1", "event": "piece", "file": "f", "start": 0, "last": True}
    panel._receive(panel, message, [memoryview(data)])
    if said[-1].get("asks"):
        panel._receive(panel, {"id": "2", "event": "open", "file": "f"}, [])
    return said[-1]["says"]


def test_a_newer_site_keeps_answers_to_questions_that_are_reworded_or_gone(
    lesson: Page, served: str, small_course: Path, tmp_path: Path
) -> None:
    answer(lesson, ONE, 1)
    answer(lesson, LAST, 0)
    before = ids(save(lesson, tmp_path / "before.jsonl"))
    address = served.replace("/site/", "/newer/")
    newer = built(tmp_path / "newer", LESSON, "Which one of three?", "Which of these three?")
    build_site(newer, small_course.parent / "newer", ENGINE, lambda _: None)
    read(lesson, address)
    expect(status(lesson, ONE)).to_contain_text("You answered an earlier wording of this question")
    expect(option(lesson, LAST, 0)).to_be_checked()
    assert ids(save(lesson, tmp_path / "newer.jsonl")) == before

    newest = built(tmp_path / "newest", "02-other")
    shutil.rmtree(small_course.parent / "newer")
    build_site(newest, small_course.parent / "newer", ENGINE, lambda _: None)
    read(lesson, address, lesson="02-other")
    assert ids(save(lesson, tmp_path / "newest.jsonl")) == before
