"""The learner's view: a lesson is read, nothing of JupyterLab is in the way, and all of it comes back on demand."""

import re
import shutil
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Locator, Page, expect

from tests.accessibility import run_axe
from tests.browser.lesson import IDLE, MODULE, START, Lesson, at, at_path, wait_for_start
from tests.browser.shared_server import SharedServer

pytestmark = pytest.mark.full

OF_JUPYTERLAB = (
    "#jp-menu-panel, #jp-bottom-panel, #jp-title-panel-title, .jp-SideBar, .jp-Toolbar, .jp-InputPrompt, .jp-Editor,"
    " .jp-Collapser, .jp-Notebook-footer, .jp-cell-toolbar, .jp-Placeholder, .jp-InternalAnchorLink,"
    " .lm-DockPanel-tabBar, .jp-Dialog, .lm-Menu"
)
SEEN = "nodes => nodes.filter((node) => node.checkVisibility()).map((node) => node.outerHTML.slice(0, 120))"
WORDS = re.compile(r"kernel|\.ipynb|notebook|JupyterLab|\bcell\b|Mode: ", re.IGNORECASE)
BAR = 44  # its height in pixels
ROOM = "node => { const {top, width, height} = node.getBoundingClientRect(); return [top, width, top + height]; }"
ONE = "New York"


def seen_of_jupyterlab(page: Page) -> list[str]:
    found: list[str] = page.locator(OF_JUPYTERLAB).evaluate_all(SEEN)
    return found


def scroller(page: Page) -> Locator:
    return page.locator(".jp-NotebookPanel-notebook .jp-WindowedPanel-outer")


def has_room(page: Page, width: int, height: int) -> None:
    """Wait until the lesson has the window below the bar; JupyterLab lays it out a moment after a change of size."""
    said = f"([node, room]) => String(({ROOM})(node)) === String(room)"
    page.wait_for_function(said, arg=[document(page).element_handle(), [BAR, width, height]])


def document(page: Page) -> Locator:
    return page.locator(".jp-NotebookPanel")


def open_menu(page: Page) -> Locator:
    page.get_by_role("button", name="Menu").click()
    return page.get_by_role("group", name="Menu")


def show_jupyterlab(page: Page) -> None:
    open_menu(page).get_by_role("button", name="Show JupyterLab").click()
    expect(page.get_by_role("menuitem", name="Kernel", exact=True)).to_be_visible()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """Collect what the browser complains of."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            said.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.shares_lesson
def test_nothing_of_jupyterlab_is_seen_and_the_lesson_has_its_room(lesson: Lesson, page: Page) -> None:
    assert seen_of_jupyterlab(page) == []
    assert WORDS.findall(page.get_by_role("banner").inner_text()) == []
    has_room(page, 1280, 900)
    expect(page).to_have_title("01 The refugee definition · Well-Founded")
    page.set_viewport_size({"width": 320, "height": 700})
    expect(page.get_by_role("button", name="Menu")).to_be_in_viewport(ratio=1)
    has_room(page, 320, 700)
    lesson.option(ONE, "words of a US statute").click()
    expect(page).to_have_title("01 The refugee definition · Well-Founded")  # also when something is not saved yet


def test_no_key_and_no_click_changes_a_lesson_and_nothing_is_asked_on_leaving(lesson: Lesson, page: Page) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    cells, prose = page.locator(".jp-Notebook-cell"), page.locator(".jp-MarkdownCell")
    before = cells.evaluate_all("nodes => nodes.map((node) => [node.className.split(' ')[1], node.innerText])")
    prose.first.get_by_role("heading").click()
    for key in ("x", "d", "d", "a", "b", "m", "y", "c", "v", "z", "Enter", "Shift+Enter", "Alt+Enter", "Control+b"):
        page.keyboard.press(key)
    prose.first.locator("p").first.dblclick()
    prose.first.locator("p").first.click(button="right")
    after = cells.evaluate_all("nodes => nodes.map((node) => [node.className.split(' ')[1], node.innerText])")
    assert after == before
    expect(page.locator(".jp-MarkdownCell:not(.jp-mod-rendered)")).to_have_count(0)
    assert seen_of_jupyterlab(page) == []
    page.keyboard.press("Control+s")
    expect(page.locator(".wf-trouble")).to_have_text("Your answers are saved by themselves.")
    lesson.open()
    assert asked == []


@pytest.mark.shares_lesson
def test_arrows_and_page_keys_scroll_as_on_any_page(lesson: Lesson, page: Page) -> None:
    page.locator(".jp-MarkdownCell p").first.click()
    page.keyboard.press("ArrowDown")
    page.wait_for_function("node => node.scrollTop > 0", arg=scroller(page).element_handle())
    assert scroller(page).evaluate("node => node.scrollTop") < 200
    page.keyboard.press("PageDown")
    page.wait_for_function("node => node.scrollTop > 400", arg=scroller(page).element_handle())
    page.keyboard.press("Home")
    page.wait_for_function("node => node.scrollTop === 0", arg=scroller(page).element_handle())
    assert lesson.journal().events == []


@pytest.mark.shares_lesson
def test_jupyterlab_comes_back_whole_and_goes_again(lesson: Lesson, page: Page) -> None:
    show_jupyterlab(page)
    expect(page.get_by_text(IDLE)).to_be_visible()
    for css in (
        ".jp-SideBar.jp-mod-left",
        ".jp-NotebookPanel-toolbar",
        "#jp-title-panel-title",
        ".jp-Cell-inputWrapper",
    ):
        expect(page.locator(css).first).to_be_visible()
    expect(page.locator("body")).to_have_attribute("data-wf-view", "jupyterlab")
    page.reload()
    expect(page.get_by_text(IDLE)).to_be_visible()
    page.get_by_role("menuitem", name="View", exact=True).click()
    page.locator(".lm-Menu").get_by_text("Show as a lesson").click()
    expect(page.get_by_role("button", name="Menu")).to_be_visible()
    assert seen_of_jupyterlab(page) == []
    show_jupyterlab(page)
    page.get_by_role("button", name="Back to the lesson").click()
    expect(page.get_by_role("button", name="Menu")).to_be_visible()
    assert seen_of_jupyterlab(page) == []
    lesson.option(ONE, "words of a US statute").click()
    expect(lesson.status(ONE)).to_have_attribute("data-state", "saved")


def test_a_panel_that_was_opened_on_a_laptop_is_not_there_on_a_telephone(
    lesson: Lesson, page: Page, context: BrowserContext
) -> None:
    show_jupyterlab(page)
    page.locator(".jp-SideBar .lm-TabBar-tab").first.click()
    expect(page.locator("#filebrowser")).to_be_visible()
    page.get_by_role("button", name="Back to the lesson").click()
    expect(page.locator("#filebrowser")).to_be_hidden()
    telephone = Lesson(context.new_page(), lesson.address, lesson.folder)
    telephone.page.set_viewport_size({"width": 390, "height": 844})
    telephone.open()
    assert seen_of_jupyterlab(telephone.page) == []
    has_room(telephone.page, 390, 844)


def test_the_menu_by_keyboard(lesson: Lesson, page: Page, server: SharedServer) -> None:
    button = page.get_by_role("button", name="Menu")
    button.focus()
    page.keyboard.press("Enter")
    menu = page.get_by_role("group", name="Menu")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(menu.get_by_role("button", name="Print this lesson")).to_be_focused()
    menu.get_by_role("button", name="Larger").focus()
    page.keyboard.press("Enter")
    expect(menu.get_by_role("status")).to_have_text("115 %")
    menu.get_by_role("radio", name="Dark").focus()
    page.keyboard.press("Space")
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
    page.locator(".jp-Notebook").focus()  # as JupyterLab does when it is late
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    lesson.open()
    assert page.evaluate("document.documentElement.style.getPropertyValue('--wf-zoom')") == "1.15"
    assert '"textSize": 1.15' in (server.settings / "wellfounded" / "view.jupyterlab-settings").read_text()


def test_the_language_is_chosen_in_the_menu(lesson: Lesson, page: Page) -> None:
    open_menu(page).get_by_role("radio", name="Español").click()  # the menu is drawn anew, maybe before one can look
    expect(page.get_by_role("button", name="Entregar esta lección")).to_be_visible()
    expect(page.locator("#wf-bar")).to_have_attribute("lang", "es")
    expect(page.locator(".wf-bar-title [lang=en]")).to_have_text("The refugee definition")
    assert lesson.journal().events == []


def test_a_lesson_is_printed_with_its_answers_and_no_complaint(
    lesson: Lesson, page: Page, complaints: list[str]
) -> None:
    lesson.option(ONE, "words of a US statute").click()
    expect(lesson.status(ONE)).to_have_attribute("data-state", "saved")
    page.context.add_init_script("window.print = () => { document.documentElement.dataset.printed = 'yes'; };")
    page.keyboard.press("Control+p")
    sheet = page.locator("iframe.wf-print").content_frame
    expect(sheet.locator("html")).to_have_attribute("data-printed", "yes")
    expect(sheet.locator(".wf-given", has_text="words of a US statute")).to_have_count(1)
    expect(sheet.get_by_role("heading", level=1, include_hidden=True)).to_have_text("The refugee definition")
    assert [words for words in complaints if "script" in words] == []


@pytest.mark.shares_lesson
def test_a_course_that_does_not_answer_is_said_in_one_line_until_it_does(
    lesson: Lesson, page: Page, context: BrowserContext
) -> None:
    line = page.locator(".wf-trouble")
    context.set_offline(True)
    expect(line).to_contain_text("The course does not answer. Your answers are kept here")
    expect(line).to_have_role("status")
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    context.set_offline(False)
    expect(line).to_be_empty()
    lesson.option(ONE, "words of a US statute").click()
    expect(lesson.status(ONE)).to_have_attribute("data-state", "saved")


def test_questions_that_stopped_start_again_and_no_dialog_stands_before_them(
    lesson: Lesson, page: Page, kernel: psutil.Process
) -> None:
    kernel.kill()
    expect(page.locator(".wf-trouble")).to_contain_text("The questions have stopped, and start again by themselves.")
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    lesson.started()
    expect(page.locator(".wf-trouble")).to_be_empty()


@pytest.mark.shares_lesson
def test_the_whole_page_is_accessible_and_its_bar_is_passed_by_one_key(lesson: Lesson, page: Page) -> None:
    expect(page.get_by_role("banner")).to_have_count(1)
    expect(page.get_by_role("main")).to_have_count(1)
    page.get_by_role("button", name="Skip to the lesson").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('[role=main]').contains(document.activeElement)")
    open_menu(page)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        found = run_axe(page)
        assert found.violations_count == 0, found.generate_report()
    assert lesson.journal().events == []


def test_another_notebook_is_shown_in_jupyterlab_with_a_way_to_the_course(
    page: Page, lab: str, workspace: Path
) -> None:
    (workspace / "mine").mkdir()
    shutil.copy(workspace / MODULE / f"{MODULE}.ipynb", workspace / "mine" / "notes.ipynb")
    page.goto(at_path(lab, "mine/notes.ipynb"))
    expect(page.get_by_text(IDLE)).to_be_visible()
    page.get_by_role("button", name="Back to the course").click()
    expect(page).to_have_title("00 Start here · Well-Founded")
    assert seen_of_jupyterlab(page) == []


def test_the_mark_leads_to_the_start_page(page: Page, lesson: Lesson) -> None:
    link = page.get_by_role("banner").get_by_role("link", name="Well-Founded")
    expect(link).to_have_attribute("href", re.compile(f"/doc/tree/{START}/{START}.ipynb$"))
    link.click()
    expect(page.get_by_role("heading", level=1, name="Start here")).to_be_visible()
    expect(page).to_have_title("00 Start here · Well-Founded")
    assert lesson.journal().events == []


def test_in_notebook_7_a_lesson_looks_the_same(page: Page, lab: str, complaints: list[str]) -> None:
    page.goto(at(lab, MODULE).replace("/doc/tree/", "/notebooks/"))
    wait_for_start(page, "started")
    expect(page.get_by_role("button", name="Menu")).to_be_visible()
    expect(page).to_have_title("01 The refugee definition · Well-Founded")
    assert seen_of_jupyterlab(page) == []
    open_menu(page).get_by_role("button", name="Show JupyterLab").click()
    expect(page.get_by_role("menuitem", name="Kernel", exact=True)).to_be_visible()
    page.get_by_role("button", name="Back to the lesson").click()
    expect(page.get_by_role("menuitem", name="Kernel", exact=True)).to_be_hidden()
    assert [words for words in complaints if "wellfounded" in words] == []


def test_the_server_prints_lessons_alone_for_who_may_and_refuses_an_unknown_language(page: Page, lab: str) -> None:
    root, token = re.split(r"/doc/tree/.*\?token=", lab)
    owner = {"Authorization": f"token {token}"}

    def printed(path: str, headers: dict[str, str]) -> int:
        return page.request.get(f"{root}/wellfounded/print?path={path}", headers=headers, max_redirects=0).status

    assert printed(f"{MODULE}/{MODULE}.ipynb", {}) == 302  # to the login
    assert printed(f"{MODULE}/{MODULE}.ipynb", owner) == 200
    assert [printed(path, owner) for path in ("", "../secret", f"{MODULE}/cases.json")] == [404] * 3
    for language in ("xx", "../es", None, 7):
        body = {"language": language}
        assert page.request.put(f"{root}/wellfounded/language", headers=owner, data=body).status == 400
