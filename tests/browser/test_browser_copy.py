"""A copy of the answers in a Binder's browser: off at first, never plain, opened by its passphrase alone."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import desk_lesson as at_desk
from tests.browser.desk_lesson import MANY, ONE, SMALL, answer, part
from tests.browser.lesson import Lesson
from wellfounded.journal.file import JOURNAL
from wellfounded.learner.workspace import RECORD

pytestmark = pytest.mark.full

PASSPHRASE, WRONG = "nine grey herons wait", "nine grey herons fly"
STORED = """async () => {
  const found = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
  for (const { name } of await indexedDB.databases()) {
    const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames)
      found.push(JSON.stringify(await done(database.transaction(store).objectStore(store).getAll())));
  }
  return found.join("\\n");
}"""


course, module, on_binder = at_desk.course, at_desk.module, at_desk.on_binder  # fixtures


def fill(copy: Locator, *passphrases: str) -> None:
    for field, passphrase in zip(copy.locator("input[type=password]").all(), passphrases, strict=True):
        field.fill(passphrase)


def test_a_copy_is_kept_when_asked_for_encrypted_and_opened_on_the_next_server(on_binder: Lesson, page: Page) -> None:
    copy, status = part(on_binder, "A copy in this browser"), part(on_binder, "A copy in").locator(".wf-status")
    answer(on_binder)
    expect(copy.get_by_role("checkbox")).not_to_be_checked()
    copy.get_by_role("checkbox").check()
    fill(copy, "short", "short")
    copy.get_by_role("button", name="Keep a copy").click()
    expect(status).to_contain_text("at least 12 characters")
    fill(copy, PASSPHRASE, WRONG)
    page.keyboard.press("Enter")
    expect(status).to_contain_text("differ")
    assert "wellfounded" not in page.evaluate(STORED)
    fill(copy, PASSPHRASE, PASSPHRASE)
    copy.get_by_role("button", name="Keep a copy").click()
    expect(status).to_contain_text("A copy is kept")
    stored = page.evaluate(STORED)
    assert "wellfounded copy" in stored
    kept = on_binder.journal().events[0]
    plain = [PASSPHRASE, "graded-this", "response", "answer", kept["id"], kept["at"], SMALL]
    assert [each for each in plain if each in stored.replace("wellfounded copy", "")] == []

    (on_binder.folder / JOURNAL).unlink()  # Binder has ended; the next one shares the browser's storage
    on_binder.open()
    copy.get_by_label("Your passphrase").fill(WRONG)
    copy.get_by_role("button", name="Open the copy").click()
    expect(status).to_contain_text("This passphrase does not open the copy")
    assert on_binder.journal().events == []
    answer(on_binder, "Delta", MANY)
    copy.get_by_label("Your passphrase").fill(PASSPHRASE)
    copy.get_by_role("button", name="Renew the copy").click()  # what is in the copy alone is not lost by it
    expect(status).to_contain_text("The copy is renewed")
    assert kept in on_binder.journal().events
    both = on_binder.journal()
    assert len(both.events) == 2

    (on_binder.folder / JOURNAL).unlink()
    on_binder.open()
    copy.get_by_label("Your passphrase").fill(PASSPHRASE)
    page.keyboard.press("Enter")
    expect(status).to_contain_text("2 new answers; 0 were here already.")
    assert on_binder.journal() == both
    on_binder.open()
    expect(on_binder.option(ONE, "Beta").locator("input")).to_be_checked()

    copy.get_by_role("checkbox").uncheck()
    copy.get_by_role("button", name="No, keep everything").click()
    expect(copy.get_by_role("checkbox")).to_be_checked()
    copy.get_by_role("checkbox").uncheck()
    copy.get_by_role("button", name="Delete the copy").click()
    expect(status).to_contain_text("The copy is deleted.")
    assert "wellfounded" not in page.evaluate(STORED)


def test_a_copy_that_somebody_changed_is_not_opened(on_binder: Lesson, page: Page) -> None:
    copy = part(on_binder, "A copy in this browser")
    answer(on_binder)
    copy.get_by_role("checkbox").check()
    fill(copy, PASSPHRASE, PASSPHRASE)
    copy.get_by_role("button", name="Keep a copy").click()
    expect(copy.locator(".wf-status")).to_contain_text("A copy is kept")
    page.evaluate("""() => {
        const copy = JSON.parse(localStorage.getItem("wellfounded copy"));
        copy.data = copy.data.replace(/^./, (first) => first === "A" ? "B" : "A");
        localStorage.setItem("wellfounded copy", JSON.stringify(copy));
    }""")
    fill(copy, PASSPHRASE)
    copy.get_by_role("button", name="Open the copy").click()
    expect(copy.locator(".wf-status")).to_contain_text("or the copy was changed")


def test_without_encryption_no_copy_is_kept_and_it_says_so(lab: str, page: Page, workspace: Path) -> None:
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });")  # as on plain http
    record = workspace / RECORD
    record.write_text(record.read_text().replace('"home"', '"binder"'))
    lesson = Lesson(page, lab, workspace / SMALL)
    lesson.open()
    copy = part(lesson, "A copy in this browser")
    expect(copy.get_by_role("checkbox")).to_be_disabled()
    expect(copy.locator(".wf-status")).to_contain_text("Not possible here")


def test_at_home_there_is_no_copy_in_the_browser(lesson: Lesson, page: Page) -> None:
    expect(part(lesson, "Forget me")).to_be_visible()
    expect(page.get_by_role("heading", name="A copy in this browser")).to_have_count(0)


PLANT = """() => {
  localStorage.setItem("wellfounded copy", "{");
  const planted = JSON.stringify({ id: "x", event: "handin", wording: "", response: null });
  for (const each of document.querySelectorAll(".wf-question"))
    sessionStorage.setItem(`wellfounded ${each.dataset.place}`, planted);
}"""


def test_what_another_page_planted_in_the_browser_breaks_nothing_and_is_not_written(
    on_binder: Lesson, page: Page
) -> None:
    page.evaluate(PLANT)
    on_binder.open()
    expect(page.get_by_role("button", name="Leave now")).to_be_visible()
    expect(part(on_binder, "Forget me").get_by_role("button", name="Forget me")).to_be_visible()
    expect(part(on_binder, "A copy in this browser").get_by_role("checkbox")).not_to_be_checked()
    answer(on_binder)
    assert [event["event"] for event in on_binder.journal().events] == ["answer"]
