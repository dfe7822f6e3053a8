"""What is printed: a lesson's page and the completion record, offline, and what JupyterLab prints by itself."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility import run_axe
from tests.browser.fitting import light_and_dark
from tests.browser.lesson import MODULE, START, Lesson
from tests.browser.shared_server import SYSTEM
from tests.effort import FULL
from tests.every_kind_copy import case, copy, perfect, say
from tests.places import COURSE
from wellfounded.content.case_file import read_module
from wellfounded.content.questions import kinds
from wellfounded.grading.at_home import graded
from wellfounded.grading.submission import read_journal
from wellfounded.journal.file import JOURNAL, append, new_event
from wellfounded.learner.layout import lay_out
from wellfounded.learner.workspace import REVIEW, find_workspace
from wellfounded.render.completion_record import print_record
from wellfounded.render.home_review import lesson_review
from wellfounded.render.lesson_page import print_lesson

# A bin, into which cards go, is named on paper.
CONTROLS = (
    "button:not(.wf-bin), jp-button, textarea, input[type=text], progress, [role=toolbar], .jp-StatusBar-TextItem"
)
VISIBLE = "nodes => nodes.filter((n) => n.checkVisibility({ visibilityProperty: true })).map((n) => n.outerHTML)"
TOPS = "nodes => nodes.map((node) => node.getBoundingClientRect().top)"
COLOURS = "node => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]"
ONE = "New York"
MODULES = sorted(path.name for path in (COURSE / "release").iterdir())
ANSWERED = [name for name in MODULES if (COURSE / "source" / name / "cases").is_dir() and name != START]


def sheets(page: Page, paper: str = "A4") -> int:
    """Return how many sheets of paper a page prints to."""
    return len(re.findall(rb"/Type */Page\b", page.pdf(format=paper)))


def every_kind(root: Path) -> Path:
    """Answer the samples of all kinds, practice and graded, and print them."""
    lesson = copy(root)
    for kind in kinds():
        for use in ("practice", "graded"):
            each = case(kind, use)
            for event in ("answer", "try", "hint"):
                say(lesson, event, each, perfect(each.questions[0]))
    return print_lesson(lesson.parent, "01")


def handed_in(root: Path, module: str = MODULE) -> Path:
    """Answer all of a lesson, hand it in at home, and print it."""
    lay_out(COURSE, root / "my-course", "home")
    folder = root / "my-course" / module
    for each in read_module(COURSE / "source" / module).values():
        for asked in each.questions:
            told = {"wording": asked.wording, "response": asked.key()}
            append(folder / JOURNAL, new_event("answer", each.id, asked.id, **told))
            append(folder / JOURNAL, new_event("try", each.id, asked.id, **told))
    append(folder / JOURNAL, new_event("handin", module=module))
    workspace = find_workspace(folder)
    assert workspace is not None
    workspace.hidden(module).mkdir(parents=True)
    review = lesson_review(graded(workspace, folder, module), read_journal(folder)[0])
    (workspace.hidden(module) / REVIEW).write_text(review, encoding="utf-8")
    return print_lesson(root / "my-course", module)


def record_of(root: Path, modules: int) -> Path:
    """Print the record of so many modules, with long names, all handed in twice."""
    for number in range(1, modules + 1):
        name = f"{number:02}-module"
        title = "Membership of a particular social group, and who decides"
        folder = copy(root, name, title, [case("choice", "graded")])
        for points in (12.5, 26):
            handed = append(folder / JOURNAL, new_event("handin", module=name))
            append(folder / JOURNAL, new_event("marked", module=name, handin=handed["id"], points=points, most=26))
    return print_record(root / "my-course", name="Sokha Vann")


@pytest.fixture
def warnings(page: Page) -> Iterator[list[str]]:
    """Give what the browser complains of, a thing that the page's policy did not let it load above all."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield said
    assert said == []


@pytest.mark.usefixtures("warnings")
@pytest.mark.parametrize(
    "printed",
    [every_kind, pytest.param(handed_in, marks=pytest.mark.full), lambda root: record_of(root, 24)],
    ids=["kinds", "01", "record"],
)
def test_what_is_printed_reads_well_on_a_screen(printed: Callable[[Path], Path], page: Page, tmp_path: Path) -> None:
    page.goto(printed(tmp_path).as_uri())
    for scheme in ("light", "dark"):
        for width in (1280, 480, 320):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            root = page.locator(":root")
            assert root.evaluate("node => node.scrollWidth - node.clientWidth") == 0, width
            found = run_axe(page)
            assert found.violations_count == 0, found.generate_report()


def test_a_lesson_on_paper_is_whole_and_dark_on_white(page: Page, tmp_path: Path) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(handed_in(tmp_path).as_uri())
    assert 10 < sheets(page) < 25
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("body").evaluate(COLOURS) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert page.locator(":root").evaluate("node => getComputedStyle(node).colorScheme") == "light"  # of pictures too
    expect(page.get_by_role("heading", level=1)).to_have_text("The refugee definition")
    for words in ("A path of seven gates", "Your answer", "Feedback", "Your review:"):
        expect(page.get_by_text(words, exact=False).first).to_be_visible()
    expect(page.get_by_role("heading", name="Sources", exact=True)).to_be_visible()
    expect(page.locator("details:not([open]) > summary:visible")).to_have_count(0)  # the facts stand above already
    given = page.locator(".wf-given").first  # told apart without colour too
    assert given.evaluate("node => getComputedStyle(node).borderLeftStyle") == "solid"
    style = "node => [getComputedStyle(node).breakAfter, getComputedStyle(node).breakInside]"
    assert page.locator(".wf-asked h4").first.evaluate(style) == ["avoid", "avoid"]  # it stays with its question
    assert page.locator(".wf-asked li").first.evaluate(style)[1] == "avoid"


def test_every_lesson_prints_on_fewer_than_25_sheets(page: Page, tmp_path: Path) -> None:
    lay_out(COURSE, tmp_path / "my-course", "home")
    for module in MODULES if FULL else ["04-where-to-claim"]:  # the longest
        page.goto(print_lesson(tmp_path / "my-course", module).as_uri())
        assert sheets(page) < 25, module


def test_an_answered_lesson_with_its_review_prints_on_fewer_than_25_sheets(page: Page, tmp_path: Path) -> None:
    for module in ANSWERED if FULL else ["04-where-to-claim"]:
        page.goto(handed_in(tmp_path / module, module).as_uri())
        assert sheets(page) < 25, module


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_record_of_a_whole_course_fits_one_sheet(paper: str, page: Page, tmp_path: Path) -> None:
    page.goto(record_of(tmp_path, 24).as_uri())
    expect(page.locator("tbody tr")).to_have_count(24)
    expect(page.get_by_text("26 of 26, first 12.5 of 26").first).to_be_visible()
    assert sheets(page, paper) == 1


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_what_the_modules_teach_fits_a_second_sheet(paper: str, page: Page, tmp_path: Path) -> None:
    lay_out(COURSE, tmp_path / "my-course", "home")
    page.goto(print_record(tmp_path / "my-course").as_uri())
    expect(page.locator(".wf-taught h3")).to_have_count(len(ANSWERED))
    assert sheets(page, paper) == 2


@pytest.mark.full
@pytest.mark.parametrize("view", ["jupyterlab"])
def test_printing_in_jupyterlab_shows_answers_and_calls_nobody(lesson: Lesson, page: Page) -> None:
    lesson.option(ONE, "words of a US statute").click()
    expect(lesson.status(ONE)).to_contain_text("Saved at")
    page.evaluate("window.print = () => {}")
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.locator(".lm-Menu").get_by_text("Print…", exact=False).click()
    sheet = page.locator("iframe").last.content_frame
    expect(sheet.get_by_role("heading", name="Your answer")).to_have_count(1)
    expect(sheet.locator(".wf-given ul")).to_contain_text("words of a US statute")
    expect(sheet.get_by_text("Not answered.").first).to_be_attached()
    expect(sheet.locator(".jp-InputPrompt, .jp-CodeMirrorEditor")).to_have_count(0)
    picture = sheet.get_by_role("img", name=re.compile("seven numbered gates"))
    expect(picture).to_have_attribute("src", re.compile("^data:image/svg"))
    loads = sheet.locator("[src]").evaluate_all("nodes => nodes.map((node) => node.getAttribute('src').slice(0, 5))")
    assert set(loads) <= {"", "data:"}


@pytest.mark.full
@pytest.mark.parametrize("theme", [SYSTEM])
def test_the_browser_prints_a_live_lesson_whole_and_without_buttons(lesson: Lesson, page: Page) -> None:
    lesson.option(ONE, "words of a US statute").click()
    expect(lesson.status(ONE)).to_contain_text("Saved at")
    closed = page.locator(".wf-question:not(:visible)").count()
    for _ in light_and_dark(page):
        page.emulate_media(media="print")
        is_whole_and_without_buttons(lesson, page)
        assert page.locator(".wf-question:not(:visible)").count() == closed > 0  # behind a content note
        page.emulate_media(media="screen")


def is_whole_and_without_buttons(lesson: Lesson, page: Page) -> None:
    page.evaluate("new Promise(requestAnimationFrame)")  # what was out of the window is laid out too
    assert 8 < sheets(page) < 25
    assert page.locator(CONTROLS).evaluate_all(VISIBLE) == []
    assert page.locator(".lm-mod-hidden").evaluate_all(VISIBLE) == []
    notebook = page.locator(".jp-Notebook")
    assert notebook.evaluate("node => getComputedStyle(node).columnCount") == "2"
    notebook.evaluate("node => { node.style.columns = 'auto'; }")  # so that one place is below another
    tops = page.locator(".jp-Notebook-cell").evaluate_all(TOPS)
    notebook.evaluate("node => { node.style.columns = ''; }")
    assert tops == sorted(tops)
    assert tops[-1] > 5_000  # the last cell lies where it belongs, not outside a window that is cut off
    for each in (lesson.questions().first, page.locator(".jp-RenderedMarkdown").first):
        assert each.evaluate("node => getComputedStyle(node).color") == "rgb(0, 0, 0)"
