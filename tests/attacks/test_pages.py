"""What hostile learners typed, and how they named themselves, in a real browser: nothing runs, nothing leaves."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import Page, expect

from tests.attacks.attack import ATTACKS, MODULE
from tests.attacks.attacked_cohort import Cohort, attacked
from tests.attacks.attacks_pages import FORGED, TYPED
from tests.attacks.graders import run
from tests.browser.formgrader import formgrader
from wellfounded.grading.nbgrader.page_filters import source_hosts

pytestmark = [
    pytest.mark.full,
    pytest.mark.timeout(900),
]  # the first test waits for the whole cohort, on whatever machine
ATTACKING = {name: each for name, each in ATTACKS.items() if name.startswith(("page_", "learner_named_"))}
ACTIVE = (
    "script:not([src]):has-text('ran'), [onerror], [onload], [ontoggle], a[href^='javascript'], iframe, base, animate"
)


@pytest.fixture(scope="module")
def marked(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cohort]:
    cohort = attacked(template, tmp_path_factory.mktemp("pages") / "course", "nbgrader", ATTACKING)
    said = run(cohort.course, "nbgrader", "generate_feedback", MODULE)
    assert said.status == 0, said.text
    yield cohort
    cohort.tidy()


def is_quiet(page: Page) -> None:
    """Nothing ran, nothing can run, and no link that is clicked leads anywhere but to the sources of the course."""
    assert page.locator(ACTIVE).count() == 0
    links = page.locator(".rendered_html a[href], .output_html a[href]")
    odd = [each for each in links.all() if urlsplit(each.get_attribute("href") or "").netloc not in source_hosts()]
    for each in odd:
        each.click()
    assert odd == []
    assert all(each.get_attribute("rel") == "noopener noreferrer" for each in links.all())
    assert page.title() != "ran"


def is_honest(page: Page) -> None:
    """What was typed is no heading and no review: it stands in its frame, or in none of the cells."""
    assert page.locator(":is(h1, h2, h3, h4, h5, h6, th, td, summary)").filter(has_text=FORGED).count() == 0
    outside = page.locator(".rendered_html, .output_html").evaluate_all(
        """cells => cells.map((cell) => {
          const rest = cell.cloneNode(true);
          for (const own of rest.querySelectorAll(".wf-own-words")) own.remove();
          return rest.textContent;
        }).join()"""
    )
    assert FORGED not in outside
    framed = page.locator("blockquote.wf-own-words, bdi.wf-own-words")
    widths = framed.evaluate_all("all => all.map((each) => getComputedStyle(each).borderInlineStartWidth)")
    assert widths
    assert "0px" not in widths


def shows(page: Page, name: str) -> None:
    """What was typed stands there to be read; characters that do not print aside, which no page keeps."""
    assert letters(TYPED[name])[:25] in letters(page.locator("body").inner_text())
    is_honest(page)
    is_quiet(page)


def letters(text: str) -> str:
    return "".join(each for each in text if each.isalnum())


@pytest.mark.parametrize("name", TYPED)
def test_a_feedback_page_shows_what_was_typed_and_runs_nothing(marked: Cohort, page: Page, name: str) -> None:
    page.goto((marked.folder("feedback", f"page_{name}") / f"{MODULE}.html").as_uri())
    expect(page.get_by_role("heading", name="Graded this: 4.5 of 6 points")).to_be_visible()
    shows(page, name)


def test_formgrader_shows_what_was_typed_and_runs_nothing(marked: Cohort, page: Page) -> None:
    with Gradebook(f"sqlite:///{marked.course / 'gradebook.db'}") as book:
        ids = {name: book.find_submission_notebook(MODULE, MODULE, f"page_{name}").id for name in TYPED}
    before = marked.scores()
    with formgrader(marked.course) as address:
        page.goto(f"{address}/formgrader/?token=t")
        for name, number in ids.items():
            page.goto(f"{address}/formgrader/submissions/{number}/")
            expect(page.get_by_role("heading", name="Graded this: 4.5 of 6 points")).to_be_visible()
            shows(page, name)
        for place, row in PLACES.items():
            page.goto(f"{address}/formgrader/{place}")
            expect(page.get_by_text(row, exact=True).first).to_be_visible()
            is_quiet(page)
    assert marked.scores() == before


# Pages of formgrader, and a name that shows once their tables are drawn. The first lists whatever lies in submitted/.
PLACES = {
    f"manage_submissions/{MODULE}": "<img src=x onerror=document.title='ran'>",
    "manage_students": "page_script",
    "manage_students/page_script": MODULE,
    f"manage_students/page_script/{MODULE}": MODULE,
    f"gradebook/{MODULE}/{MODULE}": "Submission #1",
}
