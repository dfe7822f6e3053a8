"""A lesson starts by itself; nothing else does: only what this release shipped, where this program laid it out."""

import json
import shutil
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import desk_lesson
from tests.browser.desk_lesson import ONE, SMALL
from tests.browser.formgrader import formgrader
from tests.browser.lesson import IDLE, MODULE, Lesson, at, at_path, wait_for_start
from tests.places import COURSE
from wellfounded.notebook.widgets.window import WINDOWS

pytestmark = pytest.mark.full

course, module = desk_lesson.course, desk_lesson.module  # fixtures: what is tested is the same in a longer lesson

NAME = f"{SMALL}.ipynb"


def opened(page: Page, lab: str, path: str) -> None:
    """Open a notebook, and wait until its server has refused to start it."""
    page.goto(at_path(lab, path))
    wait_for_start(page, "refused")


def nothing_ran(page: Page) -> None:
    expect(page.locator(".jp-InputPrompt", has_text="[*]")).to_have_count(0)
    expect(page.locator(".wf-question")).to_have_count(0)


def change(notebook: Path, source: str) -> None:
    document = json.loads(notebook.read_text())
    cell = next(each for each in document["cells"] if each["cell_type"] == "code")
    cell["source"] = source
    notebook.write_text(json.dumps(document))


def test_a_lesson_is_live_without_a_menu_or_a_key(lesson: Lesson) -> None:
    lesson.option(ONE, "Alpha").click()
    expect(lesson.status(ONE)).to_contain_text("Saved at")


def test_a_lesson_that_is_opened_again_and_again_takes_the_one_kernel_that_runs_and_complains_of_nothing(
    lesson: Lesson, page: Page, kernel: psutil.Process
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for _ in range(WINDOWS + 1):  # each time as a new window: the kernel closes what it sent to the first
        lesson.open()
    lesson.option(ONE, "Alpha").click()
    expect(lesson.status(ONE)).to_contain_text("Saved at")
    server = kernel.parent()
    assert server is not None
    kernels = [each for each in server.children() if "ipykernel_launcher" in each.cmdline()]
    assert kernels == [kernel]
    assert complaints == []


def test_of_many_windows_the_oldest_says_that_it_has_stopped(lesson: Lesson, context: BrowserContext) -> None:
    for _ in range(WINDOWS):
        page = context.new_page()
        Lesson(page, lesson.address, lesson.folder).open()
        page.close()
    expect(lesson.status(ONE)).to_contain_text("This page has stopped")


@pytest.mark.parametrize("view", ["jupyterlab"])  # whose menu restarts the kernel
@pytest.mark.parametrize(("course", "module"), [(COURSE, MODULE)], ids=["long"])  # more than a window holds
def test_it_opens_at_its_beginning_and_a_restart_leaves_the_reader_in_place(lesson: Lesson, page: Page) -> None:
    expect(page.locator("#main .jp-Notebook h1").first).to_be_in_viewport()
    lesson.option("best first answer under Canada", "Being locked up").click()
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.locator(".lm-Menu").get_by_text("Restart Kernel…", exact=True).click()
    with lesson.drawn_anew():
        page.get_by_role("button", name="Confirm Kernel Restart").click()
    expect(lesson.questions().filter(has_text="best first answer under Canada")).to_be_in_viewport()


@pytest.mark.parametrize("pages", ["one"])
@pytest.mark.parametrize(("course", "module"), [(COURSE, MODULE)], ids=["long"])
def test_what_is_on_the_screen_runs_first(page: Page, lab: str) -> None:
    sent: list[str] = []  # to the kernel
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))))
    page.goto(f"{at(lab, MODULE)}#two-passports")
    wait_for_start(page, "started")
    cases = [case for frame in sent for case in ("marisol-at-gate-one", "two-passports") if f"{case}\\" in frame]
    assert cases == ["two-passports", "marisol-at-gate-one"]


@pytest.mark.parametrize("view", ["jupyterlab"])
def test_after_a_restart_it_starts_again_once(lesson: Lesson, page: Page) -> None:
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.locator(".lm-Menu").get_by_text("Restart Kernel and Run All Cells", exact=False).click()
    with lesson.drawn_anew():
        page.get_by_role("button", name="Confirm Kernel Restart").click()
    with page.expect_response(lambda reply: reply.request.method == "PUT" and NAME in reply.url):
        page.keyboard.press("Control+s")
    cells = json.loads((lesson.folder / NAME).read_text())["cells"]
    counts = [each["execution_count"] for each in cells if each["cell_type"] == "code"]
    assert counts == [*range(1, len(counts) + 1)]


def test_a_kernel_that_died_and_was_restarted_starts_the_lesson(lesson: Lesson, kernel: psutil.Process) -> None:
    with lesson.drawn_anew():
        kernel.kill()
    lesson.option(ONE, "Alpha").click()
    expect(lesson.status(ONE)).to_contain_text("Saved at")


def test_a_lesson_whose_kernel_cannot_be_had_is_read_and_starts_when_it_can(
    page: Page, lab: str, workspace: Path
) -> None:
    lesson = Lesson(page, at(lab, SMALL), workspace / SMALL)
    page.route("**/api/sessions*", lambda route: route.abort())
    page.goto(lesson.address)
    wait_for_start(page, "stopped")
    expect(page.get_by_text("Which one?").first).to_be_visible()
    page.unroute("**/api/sessions*")
    page.get_by_role("button", name="Start the questions").click()
    lesson.started()


@pytest.mark.parametrize("starts", [False])
def test_it_can_be_switched_off_in_settings_and_run_all_does_everything(page: Page, lab: str, workspace: Path) -> None:
    lesson = Lesson(page, at(lab, SMALL), workspace / SMALL)
    page.goto(lesson.address)
    expect(page.get_by_text(IDLE)).to_be_visible()
    nothing_ran(page)
    lesson.run_all()


def test_a_changed_lesson_does_not_start(page: Page, lab: str, workspace: Path, tmp_path: Path) -> None:
    change(workspace / SMALL / NAME, f"open({str(tmp_path / 'ran')!r}, 'w').close()")
    opened(page, lab, f"{SMALL}/{NAME}")
    nothing_ran(page)
    expect(page.get_by_text("This lesson was changed, so its questions do not start here.")).to_be_visible()
    expect(page.get_by_role("button", name="Start the questions")).to_be_hidden()
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("starts", [False])
@pytest.mark.parametrize("view", ["lesson"])
def test_a_changed_lesson_is_not_started_by_the_button_either(
    page: Page, lab: str, workspace: Path, tmp_path: Path
) -> None:
    change(workspace / SMALL / NAME, f"open({str(tmp_path / 'ran')!r}, 'w').close()")
    page.goto(at_path(lab, f"{SMALL}/{NAME}"))
    page.get_by_role("button", name="Start the questions").click()
    expect(page.get_by_text("This lesson was changed, so its questions do not start here.")).to_be_visible()
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("place", ["someone-else", f"deeper/{SMALL}"])
def test_a_strangers_notebook_and_a_genuine_one_elsewhere_do_not_start(
    page: Page, lab: str, workspace: Path, place: str
) -> None:
    (workspace / place).mkdir(parents=True)
    shutil.copy(workspace / SMALL / NAME, workspace / place / NAME)
    opened(page, lab, f"{place}/{NAME}")
    nothing_ran(page)


def test_a_module_that_lies_beside_a_lesson_is_not_run(page: Page, lab: str, workspace: Path, tmp_path: Path) -> None:
    for name in ("wellfounded.py", "anywidget.py"):
        (workspace / SMALL / name).write_text(f"open({str(tmp_path / 'ran')!r}, 'w').close()")
    Lesson(page, at(lab, SMALL), workspace / SMALL).open()
    assert not (tmp_path / "ran").exists()


def test_an_instructor_who_opens_a_submission_runs_nothing(page: Page, scratch_course: Path) -> None:
    handed = scratch_course / "submitted" / "ada" / MODULE
    shutil.copytree(scratch_course / "release" / MODULE, handed)
    with formgrader(scratch_course) as address:
        page.goto(f"{address}/lab/tree/submitted/ada/{MODULE}/{MODULE}.ipynb?token=t")
        expect(page.get_by_text(IDLE)).to_be_visible()
        nothing_ran(page)
        assert page.locator("body").get_attribute("data-wf-view") is None  # the learner's view is not there
