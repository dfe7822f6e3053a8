"""The manual's way, from an empty machine to marks that learners see, on a real hub with real accounts and browsers.

The tests of this file follow one another: each goes on where the one before it stopped.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import START, Lesson, wait_for_start
from tests.hub.conftest import SECOND, refusal
from tests.hub.hub import TERM, Hub

pytestmark = [
    pytest.mark.full,
    pytest.mark.timeout(900),
    pytest.mark.skipif(bool(refusal()), reason=refusal()),
]
MODULE, CASE = "02-persecution-thresholds", "a-memo-for-three-hearings"
FORMGRADER = f"/services/{TERM}/formgrader"


@pytest.fixture(scope="module")
def ada(hub: Hub) -> Page:
    return hub.sign_in("ada")


@pytest.fixture(scope="module")
def bo(hub: Hub) -> Page:
    return hub.sign_in("bo")


@pytest.fixture(scope="module")
def ines(hub: Hub) -> Page:
    return hub.sign_in("ines")


@pytest.fixture(scope="module")
def otto(hub: Hub) -> Page:
    return hub.sign_in("otto")


def lesson_of(hub: Hub, page: Page, name: str) -> Lesson:
    """Return the lesson as a learner has it."""
    address = f"{hub.address}/user/{name}/doc/tree/{MODULE}/{MODULE}.ipynb"
    return Lesson(page, address, hub.home(name) / TERM / MODULE)


def test_a_learner_lands_on_the_start_page_in_the_learners_view(hub: Hub, ada: Page) -> None:
    ada.wait_for_url(f"{hub.address}/user/ada/doc/tree/{START}/{START}.ipynb**")
    wait_for_start(ada, "started")
    expect(ada.locator("body")).to_have_attribute("data-wf-view", "lesson")
    expect(ada.get_by_text("Formgrader")).to_have_count(0)


def test_a_learner_of_two_courses_is_asked_which(hub: Hub, bo: Page) -> None:
    choice = bo.get_by_label("Which course?")
    expect(choice.locator("option")).to_have_text([TERM, SECOND])
    choice.select_option(TERM)
    bo.get_by_role("button", name="Start").click()
    bo.wait_for_url(f"{hub.address}/user/bo/doc/tree/{START}/{START}.ipynb**")
    wait_for_start(bo, "started")


def test_an_instructor_finds_formgrader_of_their_own_courses(hub: Hub, ines: Page, otto: Page) -> None:
    for page, courses in ((ines, [TERM]), (otto, [TERM, SECOND])):
        page.wait_for_url(f"{hub.address}/hub/home")
        page.get_by_role("button", name="Services").click()
        expect(page.locator(".dropdown-menu a[href^='/services/']")).to_have_text(courses)
    ines.get_by_role("link", name=TERM).click()
    ines.wait_for_url(f"{hub.address}{FORMGRADER}**")
    expect(ines.get_by_role("link", name=MODULE)).to_be_visible()
    assert hub.status(ines, f"/services/{SECOND}/formgrader") == 403


def test_who_is_in_no_course_is_turned_away_with_a_reason(hub: Hub) -> None:
    expect(hub.sign_in("eve").get_by_text("You are in no course here.")).to_be_visible()


def test_a_learner_gets_neither_formgrader_nor_another_learners_server(hub: Hub, ada: Page, bo: Page) -> None:
    for page, path in ((ada, FORMGRADER), (ada, f"/services/{TERM}/lab"), (bo, "/user/ada/lab"), (ada, "/user/bo/lab")):
        assert hub.status(page, path) == 403
