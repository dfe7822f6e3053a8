"""Each lesson of this course as a web page: its first and its last question, handed in; every page fits every phone."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.accessibility import run_axe
from tests.browser.answering import by_mouse, checks
from tests.browser.test_gallery import right
from tests.launch.site.web_lesson import alive, hand_in, misfits, open_notes, question, read, show_all
from tests.places import COURSE
from wellfounded.content.case import Case
from wellfounded.content.case_file import read_module
from wellfounded.content.questions import Question

pytestmark = [pytest.mark.full, pytest.mark.timeout(600)]

PAGES = sorted(path.name for path in (COURSE / "release").iterdir())
START, REVIEW, GLOSSARY = "00-start-here", "98-review", "99-glossary"
OTHERS = (START, REVIEW, GLOSSARY)
LESSONS = [name for name in PAGES if name not in OTHERS]
INSPECTED = (*OTHERS, "02-persecution-thresholds")


def first_and_last(page: Page, lesson: str, use: str) -> list[tuple[Case, Question]]:
    """Return the first and the last question of a lesson's practice, or of what is graded there, as it has them."""
    cases = [case for case in read_module(COURSE / "source" / lesson).values() if case.use == use]
    first, last = (own_variant_on(page, case) for case in (cases[0], cases[-1]))
    return [(first, first.questions[0]), (last, last.questions[-1])]


def own_variant_on(page: Page, case: Case) -> Case:
    """Return the variant of a case that is the reader's own."""
    return next(each for each in case.every_variant if question(page, f"{case.id}/{each.questions[0].id}").count())


@pytest.mark.parametrize("lesson", LESSONS)
def test_it_fits_a_phone_and_its_first_and_last_questions_are_answered_found_again_and_handed_in(
    lesson: str, page: Page, context: BrowserContext, course_address: str
) -> None:
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    show_all(context)
    read(page, course_address, lesson)
    open_notes(page)
    fits_a_phone_and_a_finger(page)
    practice, graded = (first_and_last(page, lesson, use) for use in ("practice", "graded"))
    for case, asked in [*practice, *graded]:
        by_mouse(question(page, f"{case.id}/{asked.id}"), asked, right(asked))
    for case, asked in practice:
        drawn = question(page, f"{case.id}/{asked.id}")
        checks(drawn).click()
        expect(drawn.locator(".wf-told")).not_to_be_empty()
    page.reload()
    alive(page)
    for case, asked in [*practice, *graded]:
        expect(question(page, f"{case.id}/{asked.id}")).to_have_attribute("data-state", "saved")
    for case, asked in practice:
        if not asked.by_hand and asked.kind != "interview":
            expect(question(page, f"{case.id}/{asked.id}")).to_have_attribute("data-verdict", "right")
    panel = hand_in(page)
    panel.get_by_text("The full review, question by question").click()
    expect(panel.locator(".wf-review")).to_contain_text(re.compile(r"Your review: [1-9][\d.]* of \d+ points"))


def test_who_opens_a_lesson_again_finds_the_same_version_of_each_graded_case_before_any_answer(
    page: Page, course_address: str
) -> None:
    read(page, course_address, LESSONS[0])
    places = ".wf-question:not(:has(.wf-check))"
    drawn = [each.get_attribute("data-place") for each in page.locator(places).all()]
    assert len(drawn) > 20
    page.reload()
    alive(page)
    assert [each.get_attribute("data-place") for each in page.locator(places).all()] == drawn


def fits_a_phone_and_a_finger(page: Page) -> None:
    """Look at a page on three telephones, and give it back its window."""
    window = page.viewport_size
    assert window
    for width in (320, 390, 430):
        page.set_viewport_size({"width": width, "height": 844})
        assert misfits(page) == [], width
    page.set_viewport_size(window)


@pytest.mark.parametrize("lesson", OTHERS)
def test_every_other_page_fits_a_phone_and_a_finger(
    lesson: str, page: Page, context: BrowserContext, course_address: str
) -> None:
    show_all(context)
    read(page, course_address, lesson)
    open_notes(page)
    fits_a_phone_and_a_finger(page)


@pytest.mark.parametrize("lesson", INSPECTED)
def test_whole_pages_are_accessible(lesson: str, page: Page, context: BrowserContext, course_address: str) -> None:
    show_all(context)
    read(page, course_address, lesson)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            found = run_axe(page)
            assert found.violations_count == 0, f"{scheme}, {width}: {found.generate_report()}"
