"""What was answered in the browser is graded by nbgrader, and read in feedback page and formgrader."""

import shutil
from pathlib import Path

import pytest
from nbformat import read, write
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook
from playwright.sync_api import Page, expect

from tests.browser.formgrader import formgrader
from tests.browser.lesson import MODULE, Lesson
from tests.commands import nbgrader
from tests.places import COURSE
from wellfounded.content.case_file import read_module
from wellfounded.journal.file import JOURNAL, append, new_event

pytestmark = pytest.mark.full

TYPED = '<script>document.title="ran"</script><img src=x onerror="document.title=\'ran\'">'


@pytest.fixture
def graded(scratch_course: Path, lesson: Lesson) -> Path:
    """Answer one question rightly and one wrongly in the browser; hand in; grade. Mallory hands in markup."""
    lesson.option("what most likely decides", "each country of which she is a citizen").click()
    lesson.option("New York", "people with no nationality at all").click()
    expect(lesson.question("New York").locator(".wf-status")).to_contain_text("Saved at")
    shutil.copytree(lesson.folder, scratch_course / "submitted" / "ada" / MODULE)
    hostile(scratch_course)
    for step in ("generate_assignment", "autograde", "generate_feedback"):
        done = nbgrader(scratch_course, step, MODULE, "--force")
        assert done.returncode == 0, done.stderr
    return scratch_course


def hostile(course: Path) -> None:
    folder = course / "submitted" / "mallory" / MODULE
    shutil.copytree(COURSE / "release" / MODULE, folder)
    for question in read_module(COURSE / "source" / MODULE)["two-passports"].questions:
        told = {"wording": question.wording, "response": [TYPED]}
        append(folder / JOURNAL, new_event("answer", "two-passports", question.id, **told))
    path = folder / f"{MODULE}.ipynb"
    nb = read(path, as_version=4)
    nb.cells.insert(0, new_markdown_cell(TYPED))
    write(nb, path)


def read_review(page: Page) -> None:
    expect(page.get_by_text("Two passports: 2 of 5 points")).to_be_visible()
    expect(page.get_by_text("(✓ your answer, right answer)")).to_be_visible()
    expect(page.get_by_text("The facts again").first).to_have_css("display", "list-item")  # with the mark to unfold it
    expect(page.get_by_text("What keeps it from helping her is whose law")).to_be_visible()
    expect(page.get_by_role("link", name="section 96").first).to_be_visible()


def test_feedback_page_and_formgrader_show_the_same_review_and_run_nothing(graded: Path, page: Page) -> None:
    feedback_page_says_why(graded, page)
    formgrader_says_why(graded, page)


def feedback_page_says_why(graded: Path, page: Page) -> None:
    page.goto((graded / "feedback" / "ada" / MODULE / f"{MODULE}.html").as_uri())
    read_review(page)
    page.goto((graded / "feedback" / "mallory" / MODULE / f"{MODULE}.html").as_uri())
    expect(page.get_by_text("not one that this question allows").first).to_be_visible()
    assert page.title() != "ran"


def formgrader_says_why(graded: Path, page: Page) -> None:
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}") as book:
        ids = {name: book.find_submission_notebook(MODULE, MODULE, name).id for name in ("ada", "mallory")}
    with formgrader(graded) as address:
        page.goto(f"{address}/formgrader/submissions/{ids['ada']}/?token=t")
        read_review(page)
        page.goto(f"{address}/formgrader/submissions/{ids['mallory']}/?token=t")
        expect(page.get_by_text("not one that this question allows").first).to_be_visible()
        assert page.title() != "ran"
