"""Hostile and broken submissions, all in one cohort: a fair score or a clear refusal, and nobody else is harmed."""

import csv
import os
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.attacks.attack import ATTACKS, FAIR, IN_THE_KEY, MODULE, NOTEBOOK
from tests.attacks.attacked_cohort import FRIENDS, HONEST, Cohort
from tests.attacks.graders import run
from tests.attacks.table import DOCS, page, results
from wellfounded.grading.names import folder_name_problem

pytestmark = pytest.mark.timeout(900)  # the first test waits for the whole cohort, on whatever machine
OUTCOMES = ("fair score", "refused by name", "no points, and says why: ")
TABLE = results()
SECRETS = (IN_THE_KEY, FRIENDS, "root:x:0:0")


def test_there_are_enough_attacks() -> None:
    assert len(ATTACKS) >= 40


def test_the_page_of_attacks_is_what_the_table_says() -> None:
    assert TABLE.keys() == ATTACKS.keys()
    assert DOCS.read_text() == page(), "run: python -m tests.attacks.table"


@pytest.mark.parametrize("name", sorted(ATTACKS))
def test_an_attack_ends_in_a_fair_score_or_a_clear_refusal(attacked_cohort: Cohort, name: str) -> None:
    outcome = attacked_cohort.outcome(ATTACKS[name])
    assert outcome == TABLE[name][attacked_cohort.grader]
    assert outcome.startswith(OUTCOMES)
    assert not outcome.endswith("it does not")


def test_the_run_goes_to_its_end(attacked_cohort: Cohort) -> None:
    assert attacked_cohort.said.status is not None


def test_no_code_of_a_submission_ran(attacked_cohort: Cohort) -> None:
    assert sorted(path.name for path in attacked_cohort.marks.iterdir()) == []


@pytest.mark.parametrize("learner", HONEST)
def test_honest_neighbours_keep_their_marks(attacked_cohort: Cohort, learner: str) -> None:
    assert attacked_cohort.score(learner) == FAIR


def test_no_file_but_the_attackers_own_has_changed(attacked_cohort: Cohort) -> None:
    assert attacked_cohort.untouched() == attacked_cohort.before


def test_autograded_holds_nothing_that_was_submitted(attacked_cohort: Cohort) -> None:
    for folder, _, names in os.walk(attacked_cohort.course / "autograded"):
        for name in names:
            assert name in (NOTEBOOK, "timestamp.txt", "boxes.svg"), folder
            assert not os.path.islink(os.path.join(folder, name))  # noqa: PTH114, PTH118 (any bytes may be a name)


def test_no_key_and_nothing_of_a_neighbours_shows(attacked_cohort: Cohort) -> None:
    shown = [attacked_cohort.said.text.encode()]
    for folder, _, names in os.walk(attacked_cohort.course / "autograded"):
        shown += [open(os.path.join(folder, name), "rb").read() for name in names]  # noqa: PTH118, PTH123, SIM115
    assert len(shown) > len(ATTACKS) / 2
    assert [each for each in SECRETS if any(each.encode() in text for text in shown)] == []


def test_no_escape_sequence_reaches_the_terminal(attacked_cohort: Cohort) -> None:
    assert not any(each in attacked_cohort.said.text for each in ("\x1b", "\x07", "\u202e", "\u200b"))


def test_the_gradebook_takes_no_name_that_a_program_acts_upon(attacked_cohort: Cohort) -> None:
    with Gradebook(f"sqlite:///{attacked_cohort.course / 'gradebook.db'}") as book:
        known = {each.id for each in book.students}
        most = {each.max_score for each in book.assignment_submissions(MODULE)}
    assert known <= {each.folder for each in ATTACKS.values()} | set(HONEST)
    assert [each for each in known if folder_name_problem(each, sqlite=True)] == []
    assert len(most) == 1


def test_the_export_holds_a_row_a_learner_and_no_formula(attacked_cohort: Cohort, tmp_path: Path) -> None:
    said = run(attacked_cohort.course, "nbgrader", "export", f"--to={tmp_path / 'grades.csv'}")
    assert said.status == 0, said.text
    with (tmp_path / "grades.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["student_id"]: row["score"] for row in rows}.items() >= dict.fromkeys(HONEST, str(FAIR)).items()
    assert [row for row in rows if None in row or None in row.values()] == []
    assert [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@\t\r")] == []
