"""A question missed in a lesson comes back in the Review lesson a day later, and is answered there for the lesson."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.answering import checks
from tests.browser.fitting import is_accessible_and_fits
from tests.browser.lesson import IDLE, Lesson, at
from tests.browser.shared_server import SYSTEM
from wellfounded.content.case import CASES, read_cases
from wellfounded.journal.file import JOURNAL, append, new_event, replay

pytestmark = pytest.mark.full

REVIEW = "98-review"
PRACTICE, WRONG, RIGHT = "best first answer under Canada", "Being locked up", "an ordinary law"
OTHER, OTHER_RIGHT = "Qualification Regulation, what is the best first answer", "used on those with a ribbon"


@pytest.fixture
def view() -> str:
    return "jupyterlab"  # whose menu runs the page again


def age(path: Path, days: int) -> None:
    """Make every event of a journal so many days older, as if its learner had come back then."""
    events = replay(path).events
    for event in events:
        at = datetime.fromisoformat(event["at"]) - timedelta(days=days)
        event["at"] = f"{at:%Y-%m-%dT%H:%M:%S.%fZ}"
    path.write_text("".join(f"{json.dumps(event)}\n" for event in events))


def open_review(page: Page, lab: str) -> Lesson:
    """Open the Review lesson; the folder is still the first lesson's, which keeps the answers."""
    page.goto(at(lab, REVIEW))
    expect(page.get_by_text(IDLE)).to_be_visible()  # its review may have come alive by then, or may wait to be run
    return Lesson(page, lab, Path())


def run(page: Page, words: str) -> None:
    """Run all cells, and wait until the page says the words of that run."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.locator(".lm-Menu").get_by_text("Run All Cells", exact=True).click()
    expect(page.locator(".wf-due h2")).to_have_text(words)
    expect(page.get_by_text(IDLE)).to_be_visible()


def test_what_was_missed_comes_back_and_is_answered_for_its_lesson(lesson: Lesson, page: Page, lab: str) -> None:
    journal = lesson.folder / JOURNAL
    lesson.option(PRACTICE, WRONG).click()
    expect(lesson.check(PRACTICE, "I am guessing")).to_contain_text("Not right.")
    lesson.option(PRACTICE, RIGHT).click()  # tried again at once, as one does: it was missed all the same
    expect(lesson.check(PRACTICE)).to_contain_text("Right.")

    review = open_review(page, lab)
    run(page, "Nothing is due today")
    expect(page.locator(".wf-due")).to_contain_text("(tomorrow)")
    expect(review.questions()).to_have_count(0)

    age(journal, 1)
    run(page, "1 question due today")
    expect(review.questions()).to_have_count(1)
    expect(review.question(OTHER).locator("input:checked")).to_have_count(0)  # a version that was not seen yet
    expect(review.question(OTHER).locator(".wf-told")).to_be_empty()
    review.option(OTHER, OTHER_RIGHT).click()
    expect(review.check(OTHER, "Fairly sure")).to_contain_text("Right.")
    expect(review.status(OTHER)).to_contain_text("Saved at")
    *_, answer, sure, tried = replay(journal).events
    assert [(e["event"], e["case"], e["response"]) for e in (answer, sure, tried)] == [
        ("answer", "thirty-days", ["d"]),
        ("sure", "thirty-days", 2),
        ("try", "thirty-days", ["d"]),
    ]
    assert not (lesson.folder.parent / REVIEW / JOURNAL).exists()

    run(page, "Nothing is due today")
    expect(page.locator(".wf-due")).to_contain_text("(in 2 days)")
    lesson.open()
    version = page.locator(".wf-question[data-place*='/thirty-days/']")
    expect(version.locator(".wf-option", has_text=OTHER_RIGHT).locator("input")).to_be_checked()
    expect(version.last).to_contain_text("What turned it?")  # both versions were answered


@pytest.fixture
def missed(lab: str, workspace: Path, module: str) -> Path:
    """Miss every practice question of the lesson, most of them two days ago."""
    folder = workspace / module
    assert lab
    cases = [case for case in read_cases(folder / CASES).values() if case.use == "practice"]
    for turn, part in enumerate((cases[:-1], cases[-1:])):
        for case in part:
            for asked in case.questions:
                told = {"wording": asked.wording, "response": None}
                append(folder / JOURNAL, new_event("try", case.id, asked.id, **told))
        if not turn:
            age(folder / JOURNAL, 2)
    return folder


@pytest.mark.parametrize("theme", [SYSTEM])
def test_it_draws_five_cases_and_is_accessible_and_fits(missed: Path, page: Page, lab: str) -> None:
    cases = [case for case in read_cases(missed / CASES).values() if case.use == "practice"]
    review = open_review(page, lab)
    run(page, f"{sum(len(case.questions) for case in cases[:-1])} questions due today")
    expect(page.locator(".wf-facts")).to_have_count(5)
    expect(page.locator(".wf-due").first).to_contain_text(f"From {len(cases) - 1} cases. The first 5 are drawn below.")
    expect(page.locator(".wf-due table tbody tr")).to_have_count(1)
    first = review.questions().filter(has=page.locator(".wf-option")).first
    first.locator(".wf-option").first.click()
    checks(first).click()
    expect(first.locator(".wf-told")).to_contain_text("Source")
    is_accessible_and_fits(page, 1280, 400)
