"""Two people mark in formgrader at once, while marks are taken from a page; graded again, nothing is lost."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from nbgrader.api import Gradebook

from tests.browser.formgrader import formgrader
from tests.commands import wellfounded
from tests.grading.marking.marked_class import CELL, MODULE, POINTS, Class, made
from tests.grading.postgres import server

pytestmark = pytest.mark.full
ROUNDS = 8
HANDS = {f"learner-{n:02}": n % 2 for n in range(8)}  # which grader marks whom; the others are marked on a page
TAKEN = ["learner-08", "learner-09", "learner-10"]


@pytest.fixture(params=["sqlite", "postgresql"])
def graded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Class]:
    with ExitStack() as stack:
        url = stack.enter_context(server()) if request.param == "postgresql" else ""
        yield made(tmp_path / "course", url)


def rows(school: Class, learner: str) -> tuple[str, str]:
    """Return the ids by which formgrader's page saves a mark and a comment."""
    with Gradebook(school.url) as book:
        about = (CELL, MODULE, MODULE, learner)
        return book.find_grade(*about).id, book.find_comment(*about).id


def save(address: str, kind: str, row: str, data: dict[str, object]) -> None:
    """Save as formgrader's page does."""
    headers = {"Authorization": "token t", "Content-Type": "application/json"}
    body = json.dumps(data).encode()
    request = Request(f"{address}/formgrader/api/{kind}/{row}", body, headers, method="PUT")  # noqa: S310 (our own)
    with urlopen(request, timeout=60) as answer:  # noqa: S310
        assert answer.status == 200


def test_two_graders_and_a_page_at_once_lose_nothing(graded: Class) -> None:
    graded.marking("share", "anna")
    file = graded.marks_file("anna", dict.fromkeys(TAKEN, POINTS), "From the page.")
    known = {learner: rows(graded, learner) for learner in HANDS}

    def mark(address: str, hand: int) -> None:
        for number in range(ROUNDS):
            for learner in (each for each, whose in HANDS.items() if whose == hand):
                grade, comment = known[learner]
                save(address, "grade", grade, {"manual_score": number % 5, "extra_credit": None})
                save(address, "comment", comment, {"manual_comment": f"{hand}, round {number}"})

    for learner in ("learner-00", "learner-08"):
        graded.hand_in(learner, "Another text, so that it is graded anew.")
    with formgrader(graded.course) as one, formgrader(graded.course) as two, ThreadPoolExecutor(4) as pool:
        hands = [pool.submit(mark, address, hand) for hand, address in enumerate((one, two))]
        take = pool.submit(wellfounded, graded.course, "marking", "take", str(file))
        for marked in hands:
            marked.result()
        taken = take.result()
        again = wellfounded(graded.course, "grade", MODULE)
    assert again.returncode == 0, again.stderr
    for learner, hand in HANDS.items():
        assert graded.book(learner)[::2] == ((ROUNDS - 1) % 5, f"{hand}, round {ROUNDS - 1}")
    assert taken.returncode == 1  # one text changed after it was marked
    assert [graded.book(learner)[0] for learner in TAKEN] == [None, 3, 3]
    assert "From the page." in str(graded.book("learner-10"))
    assert graded.book("learner-00")[1]  # to be looked at again, as nbgrader has it; and the mark stands
