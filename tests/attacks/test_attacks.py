"""Hostile and broken submissions, all in one cohort: a fair score or a clear refusal, and nobody else is harmed."""

import csv
import os
from pathlib import Path

import pytest
from attack import ATTACKS, FAIR, IN_THE_KEY, MODULE, NOTEBOOK
from cohort import FRIENDS, HONEST, Cohort
from graders import run
from nbgrader.api import Gradebook
from table import DOCS, page, results

from wellfounded.grading.names import folder_name_problem

pytestmark = pytest.mark.timeout(900)  # the first test waits for the whole cohort, on whatever machine
OUTCOMES = ("fair score", "refused by name", "no points, and says why: ")
TABLE = results()
SECRETS = (IN_THE_KEY, FRIENDS, "root:x:0:0")


def test_there_are_enough_attacks() -> None:
    assert len(ATTACKS) >= 40


def test_the_page_of_attacks_is_what_the_table_says() -> None:
    assert TABLE.keys() == ATTACKS.keys()
    assert DOCS.read_text() == page(), "run: python tests/attacks/table.py"


@pytest.mark.parametrize("name", sorted(ATTACKS))
def test_an_attack_ends_in_a_fair_score_or_a_clear_refusal(cohort: Cohort, name: str) -> None:
    outcome = cohort.outcome(ATTACKS[name])
    assert outcome == TABLE[name][cohort.grader]
    assert outcome.startswith(OUTCOMES)
    assert not outcome.endswith("it does not")


def test_the_run_goes_to_its_end(cohort: Cohort) -> None:
    assert cohort.said.status is not None


def test_no_code_of_a_submission_ran(cohort: Cohort) -> None:
    assert sorted(path.name for path in cohort.marks.iterdir()) == []


@pytest.mark.parametrize("learner", HONEST)
def test_honest_neighbours_keep_their_marks(cohort: Cohort, learner: str) -> None:
    assert cohort.score(learner) == FAIR


def test_no_file_but_the_attackers_own_has_changed(cohort: Cohort) -> None:
    assert cohort.untouched() == cohort.before


def test_autograded_holds_nothing_that_was_submitted(cohort: Cohort) -> None:
    for folder, _, names in os.walk(cohort.course / "autograded"):
        for name in names:
            assert name in (NOTEBOOK, "timestamp.txt", "boxes.svg"), folder
            assert not os.path.islink(os.path.join(folder, name))  # noqa: PTH114, PTH118 (any bytes may be a name)


def test_no_key_and_nothing_of_a_neighbours_shows(cohort: Cohort) -> None:
    shown = [cohort.said.text.encode()]
    for folder, _, names in os.walk(cohort.course / "autograded"):
        shown += [open(os.path.join(folder, name), "rb").read() for name in names]  # noqa: PTH118, PTH123, SIM115
    assert len(shown) > len(ATTACKS) / 2
    assert [each for each in SECRETS if any(each.encode() in text for text in shown)] == []


def test_no_escape_sequence_reaches_the_terminal(cohort: Cohort) -> None:
    assert not any(each in cohort.said.text for each in ("\x1b", "\x07", "\u202e", "\u200b"))


def test_the_gradebook_takes_no_name_that_a_program_acts_upon(cohort: Cohort) -> None:
    with Gradebook(f"sqlite:///{cohort.course / 'gradebook.db'}") as book:
        known = {each.id for each in book.students}
        most = {each.max_score for each in book.assignment_submissions(MODULE)}
    assert known <= {each.folder for each in ATTACKS.values()} | set(HONEST)
    assert [each for each in known if folder_name_problem(each, sqlite=True)] == []
    assert len(most) == 1


def test_the_export_holds_a_row_a_learner_and_no_formula(cohort: Cohort, tmp_path: Path) -> None:
    said = run(cohort.course, "nbgrader", "export", f"--to={tmp_path / 'grades.csv'}")
    assert said.status == 0, said.text
    with (tmp_path / "grades.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["student_id"]: row["score"] for row in rows}.items() >= dict.fromkeys(HONEST, str(FAIR)).items()
    assert [row for row in rows if None in row or None in row.values()] == []
    assert [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@\t\r")] == []
