"""Kernels stop, windows close, disks fill: the page says what became of each answer, and none is lost."""

import json
import re
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import desk_lesson
from tests.browser.desk_lesson import MANY, ONE, SMALL
from tests.browser.lesson import IDLE, Lesson, at, wait_for_start
from wellfounded.journal.file import JOURNAL
from wellfounded.launch.save_hook import WIDGET_VIEW

pytestmark = pytest.mark.full

course, module = desk_lesson.course, desk_lesson.module  # fixtures: what is tested is the same in a longer lesson

PRACTICE, RIGHT = "Which one?", "Beta"


def answers(lesson: Lesson) -> list[list[str]]:
    return [event["response"] for event in lesson.journal().events if event["event"] == "answer"]


@pytest.mark.shares_lesson
def test_saved_is_said_only_when_the_kernel_has_acknowledged(lesson: Lesson, kernel: psutil.Process) -> None:
    status = lesson.status(ONE)
    expect(status).to_have_attribute("data-state", "open")
    kernel.suspend()
    lesson.option(ONE, RIGHT).click()
    expect(status).to_have_attribute("data-state", "saving")
    expect(status).to_have_attribute("data-state", "lost")
    expect(status).to_contain_text("Not saved yet. Your answer is kept in this window")
    kernel.resume()
    expect(status).to_contain_text("Saved at")  # a late acknowledgement counts
    assert len(answers(lesson)) == 1


@pytest.mark.parametrize("starts", [False])  # or the next view is there before one could look
def test_an_answer_given_while_the_kernel_dies_is_sent_by_the_next_view_once(
    lesson: Lesson, kernel: psutil.Process
) -> None:
    kernel.suspend()
    lesson.option(ONE, RIGHT).click()
    kernel.kill()
    status = lesson.status(ONE)
    expect(status).to_have_attribute("data-state", "asleep")
    expect(status).to_contain_text("Your last answer waits here")
    expect(lesson.option(ONE, RIGHT).locator("input")).to_be_disabled()
    assert answers(lesson) == []
    lesson.page.get_by_role("button", name="Ok", exact=True).click()  # JupyterLab says that the kernel died
    expect(lesson.page.get_by_text(IDLE)).to_be_visible()
    lesson.run_all()
    expect(lesson.status(ONE)).to_contain_text("Saved at")
    expect(lesson.option(ONE, RIGHT).locator("input")).to_be_checked()
    lesson.run_all()
    expect(lesson.status(ONE)).to_contain_text("Saved at")
    assert len(answers(lesson)) == 1


@pytest.mark.shares_lesson
def test_an_answer_given_without_a_kernel_outlives_a_reload(lesson: Lesson, kernel: psutil.Process) -> None:
    kernel.suspend()
    lesson.option(ONE, RIGHT).click()
    expect(lesson.status(ONE)).to_have_attribute("data-state", "lost")
    lesson.page.reload()
    kernel.kill()
    lesson.open()
    expect(lesson.status(ONE)).to_contain_text("Saved at")
    assert len(answers(lesson)) == 1


@pytest.mark.shares_lesson
@pytest.mark.parametrize(
    ("target", "words"), [("/dev/full", "the disk is full"), ("/sys/kernel/answers.jsonl", "cannot be written to")]
)
def test_what_the_disk_refuses_is_said_and_can_be_tried_again(lesson: Lesson, target: str, words: str) -> None:
    (lesson.folder / JOURNAL).symlink_to(target)
    lesson.option(ONE, RIGHT).click()
    expect(lesson.status(ONE)).to_contain_text(re.compile(f"Not saved: .*{words}"))
    (lesson.folder / JOURNAL).unlink()
    lesson.question(ONE).get_by_role("button", name="Try again").click()
    expect(lesson.status(ONE)).to_contain_text("Saved at")
    expect(lesson.question(ONE).get_by_role("button", name="Try again")).to_be_hidden()
    assert len(answers(lesson)) == 1


@pytest.mark.shares_lesson
def test_two_windows_on_one_lesson_show_the_same_answer(lesson: Lesson, context: BrowserContext) -> None:
    other = Lesson(context.new_page(), lesson.address, lesson.folder)
    other.open()
    lesson.option(ONE, RIGHT).click()
    expect(other.option(ONE, RIGHT).locator("input")).to_be_checked()
    expect(other.status(ONE)).to_contain_text("Saved at")
    other.option(ONE, "Gamma").click()
    expect(lesson.option(ONE, "Gamma").locator("input")).to_be_checked()
    assert len(answers(lesson)) == 2


@pytest.mark.parametrize("view", ["jupyterlab"])
def test_what_is_saved_holds_no_widget_views_and_reads_without_a_kernel(lesson: Lesson, page: Page) -> None:
    lesson.option(ONE, RIGHT).click()
    expect(lesson.status(ONE)).to_contain_text("Saved at")
    with page.expect_response(lambda reply: "/api/contents/" in reply.url and reply.request.method == "PUT"):
        page.get_by_role("menuitem", name="File", exact=True).click()
        page.get_by_text("Save Notebook", exact=True).click()
    saved = json.loads((lesson.folder / f"{SMALL}.ipynb").read_text())
    shown = [output["data"] for cell in saved["cells"] for output in cell.get("outputs", [])]
    assert shown
    assert [data for data in shown if WIDGET_VIEW in data] == []
    assert "widgets" not in saved["metadata"]
    api = lesson.address.split("/doc/")[0] + "/api/sessions"
    for session in page.request.get(api).json():
        page.request.delete(f"{api}/{session['id']}", headers={"X-XSRFToken": xsrf(page)})
    page.route("**/api/sessions*", lambda route: route.abort())  # no kernel can be had
    page.reload()
    wait_for_start(page, "stopped")
    expect(page.get_by_role("heading", name="Graded this")).to_be_visible()
    expect(page.get_by_text("To answer, choose Run in JupyterLab's menu").first).to_be_visible()
    expect(page.get_by_text("model not found")).to_have_count(0)


def xsrf(page: Page) -> str:
    return next(each["value"] for each in page.context.cookies() if each["name"] == "_xsrf")


@pytest.mark.shares_lesson
@pytest.mark.usefixtures("lesson")
def test_an_instructors_panels_and_news_are_not_there(page: Page) -> None:
    expect(page.get_by_text("Create Assignment")).to_have_count(0)
    expect(page.get_by_text("Formgrader")).to_have_count(0)
    expect(page.get_by_text("Jupyter news")).to_have_count(0)
    expect(
        page.locator(".jp-mod-sourceHidden, .jp-InputArea.jp-mod-hidden, .jp-Cell-inputCollapser").first
    ).to_be_attached()


def test_a_journal_of_fifty_megabytes_delays_no_answer(lab: str, page: Page, workspace: Path) -> None:
    path = workspace / SMALL / JOURNAL
    line = json.dumps({"v": 1, "id": "%08d", "at": "2026-01-01T00:00:00.000000Z", "event": "note", "text": "x" * 900})
    path.write_text("".join(f"{line % number}\n" for number in range(52_000)))
    assert path.stat().st_size > 50_000_000
    lesson = Lesson(page, at(lab, SMALL), workspace / SMALL)
    lesson.open()
    lesson.option(ONE, RIGHT).click()
    expect(lesson.status(ONE)).to_contain_text("Saved at", timeout=3000)
    assert len(answers(lesson)) == 1


@pytest.mark.shares_lesson
def test_answers_that_are_acknowledged_in_a_burst_leave_the_last_one_and_the_focus_in_place(
    lesson: Lesson, kernel: psutil.Process, page: Page
) -> None:
    kernel.suspend()
    lesson.option(PRACTICE, "The first").locator("input").focus()
    for key in ("Space", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    last = lesson.option(PRACTICE, "The first").locator("input")
    expect(last).to_be_focused()
    kernel.resume()
    expect(lesson.status(PRACTICE)).to_contain_text("Saved at")
    expect(last).to_be_checked()
    expect(last).to_be_focused()
    for key in ("Enter", "Enter"):  # the first leads to how sure one is
        page.keyboard.press(key)
    expect(lesson.question(PRACTICE).locator(".wf-told")).to_contain_text("Right.")
    assert answers(lesson) == [["a"], ["b"], ["a"]]


@pytest.mark.parametrize("view", ["jupyterlab"])  # whose menu shuts the kernel down
def test_a_kernel_that_is_shut_down_is_seen_on_each_question_at_once_and_a_reload_goes_on(
    lesson: Lesson, page: Page
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    lesson.option(ONE, RIGHT).click()
    expect(lesson.status(ONE)).to_contain_text("Saved at")
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.locator(".lm-Menu").get_by_text("Shut Down Kernel", exact=True).click()
    for prompt in (ONE, MANY):
        expect(lesson.status(prompt)).to_have_attribute("data-state", "asleep")
        expect(lesson.status(prompt)).to_contain_text("Reload the page to go on.")
    expect(lesson.option(ONE, RIGHT).locator("input")).to_be_disabled()
    lesson.open()
    expect(lesson.option(ONE, RIGHT).locator("input")).to_be_checked()
    expect(lesson.option(ONE, RIGHT).locator("input")).to_be_enabled()
    assert errors == []
