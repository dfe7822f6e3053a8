"""The manual's way, from an empty machine to marks that learners see, on a real hub with real accounts and browsers.

The tests of this file follow one another: each goes on where the one before it stopped.
"""

import re

import pytest
from nbgrader.api import Gradebook
from playwright.sync_api import Locator, Page, expect

from tests.browser.lesson import START, Lesson, wait_for_start
from tests.hub.conftest import SECOND, refusal
from tests.hub.hub import TERM, Hub
from wellfounded.journal.file import JOURNAL

pytestmark = [
    pytest.mark.full,
    pytest.mark.timeout(900),
    pytest.mark.skipif(bool(refusal()), reason=refusal()),
]
MODULE, CASE = "02-persecution-thresholds", "a-memo-for-three-hearings"
FORMGRADER = f"/services/{TERM}/formgrader"
TEXT = "In Leeds the test is section 31(2): a severe violation of a basic right. Six stitches and two days are enough."
COMMENT = "The test is right. Say what would change your view."


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


def choose_course(page: Page) -> None:
    choice = page.get_by_label("Which course?")
    expect(choice.locator("option")).to_have_text([TERM, SECOND])
    choice.select_option(TERM)
    page.get_by_role("button", name="Start").click()


def test_a_learner_of_two_courses_is_asked_which(hub: Hub, bo: Page) -> None:
    choose_course(bo)
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


def question(lesson: Lesson, number: int) -> Locator:
    return lesson.page.locator(f".wf-question[data-place$='/{CASE}/q{number}']")


def choose(lesson: Lesson, option: str) -> None:
    question(lesson, 1).locator(f"input[value='{option}']").click()
    expect(question(lesson, 1).locator(".wf-status").last).to_contain_text("Saved at")


def write(lesson: Lesson) -> None:
    """Write what a person marks."""
    text = lesson.page.locator(f".wf-question[data-place*='/{CASE}/']", has=lesson.page.locator("textarea"))
    text.locator("textarea").fill(TEXT)
    text.locator("textarea").blur()
    expect(text.locator(".wf-status").last).to_contain_text("Saved at")


def hand_in(lesson: Lesson) -> None:
    panel = lesson.page.locator(".wf-panel")
    panel.get_by_role("button", name="Hand in this lesson").click()
    panel.get_by_role("button", name="Hand in anyway").click()
    expect(panel.locator(".wf-result-title")).to_have_text("Your lesson is handed in")


@pytest.fixture(scope="module")
def of_ada(hub: Hub, ada: Page) -> Lesson:
    return lesson_of(hub, ada, "ada")


@pytest.fixture(scope="module")
def of_bo(hub: Hub, bo: Page) -> Lesson:
    return lesson_of(hub, bo, "bo")


def test_a_lesson_that_was_not_released_cannot_be_handed_in_and_says_so(hub: Hub, of_ada: Lesson) -> None:
    of_ada.open()
    choose(of_ada, "c")
    panel = of_ada.page.locator(".wf-panel")
    panel.get_by_role("button", name="Hand in this lesson").click()
    panel.get_by_role("button", name="Hand in anyway").click()
    expect(panel.locator(".wf-status").first).to_contain_text("Not handed in")
    assert not hub.machine.path(f"/srv/nbgrader/exchange/{TERM}/inbound").exists()


def test_no_answer_is_lost_with_a_server_that_is_ended_for_want_of_use(hub: Hub, of_ada: Lesson, of_bo: Lesson) -> None:
    hub.cull(ada=of_ada.page, bo=of_bo.page)
    of_ada.page.goto(of_ada.address)  # the hub says that the server does not run, and starts it
    of_ada.page.wait_for_url(f"{of_ada.address}**")
    of_ada.started()
    expect(question(of_ada, 1).locator("input[value='c']")).to_be_checked()


def test_an_instructor_releases_and_learners_hand_in(hub: Hub, of_ada: Lesson, of_bo: Lesson) -> None:
    hub.grade("nbgrader release_assignment")
    write(of_ada)
    hand_in(of_ada)
    of_bo.page.goto(of_bo.address)  # his server has ended too: he learns in two courses, and is asked again
    choose_course(of_bo.page)
    of_bo.page.wait_for_url(f"{of_bo.address}**")
    of_bo.started()
    choose(of_bo, "a")
    write(of_bo)
    hand_in(of_bo)
    inbound = hub.machine.path(f"/srv/nbgrader/exchange/{TERM}/inbound")
    assert sorted(path.name.split("+")[0] for path in inbound.iterdir()) == ["ada", "bo"]


def test_a_learner_can_open_nothing_of_another_nor_any_key(hub: Hub) -> None:
    inbound = f"/srv/nbgrader/exchange/{TERM}/inbound"
    (submission,) = (path.name for path in hub.machine.path(inbound).iterdir() if path.name.startswith("ada+"))
    closed = [
        f"ls {inbound}",
        f"cat '{inbound}/{submission}/{JOURNAL}'",
        f"cat ~ada/{TERM}/{MODULE}/{JOURNAL}",
        *(f"ls {folder}" for folder in (f"/srv/graders/{TERM}", "/opt/well-founded", "/srv/jupyterhub")),
    ]
    for command in closed:
        said = hub.machine.run(command, "bo")
        assert "Permission denied" in said.stderr, command
    assert hub.machine.do(f"cat '{inbound}/{submission}/{JOURNAL}'", "ada")


def test_a_submission_under_another_name_is_refused_and_named(hub: Hub) -> None:
    forged = f"/srv/nbgrader/exchange/{TERM}/inbound/ada+{MODULE}+2099-01-01 00:00:00.000000 UTC+x"
    hub.machine.do(f"cp -r ~/{TERM}/{MODULE} '{forged}'; chmod -R a+rX '{forged}'", "bo")
    said = hub.grade("nbgrader collect")
    assert f"{forged} bears the name of ada" in said
    assert scores(hub) == {"ada": 2, "bo": 0}


def scores(hub: Hub) -> dict[str, float]:
    with Gradebook(hub.gradebook()) as book:
        return {each.student.id: each.score for each in book.assignment_submissions(MODULE)}


def test_two_instructors_mark_by_hand_in_formgrader(hub: Hub, ines: Page, otto: Page) -> None:
    with Gradebook(hub.gradebook()) as book:
        numbers = {name: book.find_submission_notebook(MODULE, MODULE, name).id for name in ("ada", "bo")}
    for page, learner, points in ((ines, "ada", "4"), (otto, "bo", "1")):
        page.goto(f"{hub.address}{FORMGRADER}/submissions/{numbers[learner]}/")
        score = page.locator("input.score.needs_manual_grade")
        cell = page.locator(".nbgrader_cell", has=score)
        # Grades and comments come one after the other: what is typed before its own came is not kept.
        expect(cell.locator("textarea.comment")).to_have_attribute("placeholder", re.compile("."))
        for field, text in ((cell.locator("textarea.comment"), COMMENT), (score, points)):
            with page.expect_response(lambda reply: reply.request.method == "PUT") as kept:
                field.fill(text)
                field.blur()
            assert kept.value.ok
    assert scores(hub) == {"ada": 6, "bo": 1}


def test_learners_see_their_marks_and_what_was_said_of_their_work(hub: Hub, ada: Page) -> None:
    hub.grade("nbgrader release_feedback")
    panel = ada.locator(".wf-panel")
    panel.get_by_role("button", name="Look for marks and feedback").click()
    expect(panel).to_contain_text("Your marks and feedback are here.")
    with ada.expect_popup() as opened:
        panel.get_by_role("link", name="Your marks and feedback").click()
    expect(opened.value.get_by_text(COMMENT)).to_be_visible()
    expect(opened.value.get_by_text("6.0 / ").first).to_be_visible()
    assert list(hub.left) == []
