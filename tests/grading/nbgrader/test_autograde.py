"""nbgrader grades this course: marks from journals, no code run, no submission that harms another."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.commands import nbgrader
from tests.grading.submissions import MODULE, NOTEBOOK, SUBMISSIONS, TYPED, WORTH, Cohort

FAIL_ALONE = {"not_json", "future_format", "pipe_journal"}
BY_HAND = {  # of 6 points: q1 2, q2 3 (two right, two wrong), q3 1
    "good": 2 + 3 * (1 / 2 - 0 / 2) + 1,
    "perfect": 6,
    "wrong": 0,
    "everything_ticked": 0,
    "changed_mind": WORTH,
    "earlier_wording": 0,
    "malformed": 0,
    "blank": 0,
    "damaged_journal": 0,
    "partly_damaged_journal": WORTH,
    "linked_journal": 0,
    "hard_linked_journal": 0,
    "oversize_journal": 0,
}


@pytest.mark.parametrize("learner", BY_HAND)
def test_marks_are_those_worked_out_by_hand(graded_cohort: Cohort, learner: str) -> None:
    assert graded_cohort.score(learner) == pytest.approx(BY_HAND[learner])


@pytest.mark.parametrize("learner", sorted(SUBMISSIONS.keys() - BY_HAND.keys() - FAIL_ALONE))
def test_nothing_done_to_a_notebook_changes_the_mark(graded_cohort: Cohort, learner: str) -> None:
    assert graded_cohort.score(learner) == pytest.approx(WORTH)


def test_no_code_of_a_submission_ran(graded_cohort: Cohort) -> None:
    assert list(graded_cohort.marks.iterdir()) == []


@pytest.mark.parametrize("learner", sorted(FAIL_ALONE))
def test_what_nbgrader_cannot_read_fails_alone_and_by_name(graded_cohort: Cohort, learner: str) -> None:
    assert f"error processing assignment '{MODULE}' for student '{learner}'" in graded_cohort.said["autograde"]
    assert not graded_cohort.folder("autograded", learner).exists()


def test_every_other_submission_is_graded(graded_cohort: Cohort) -> None:
    graded = {path.parent.name for path in graded_cohort.course.glob(f"autograded/*/{MODULE}")}
    assert graded == SUBMISSIONS.keys() - FAIL_ALONE


@pytest.mark.parametrize(
    ("learner", "words"),
    [
        ("blank", "answers.jsonl is missing"),
        ("damaged_journal", "answers.jsonl is damaged"),
        ("partly_damaged_journal", "1 lines of answers.jsonl could not be read"),
        ("linked_journal", "answers.jsonl is a link"),
        ("hard_linked_journal", "answers.jsonl is a link or no ordinary file"),
        ("oversize_journal", "larger than 64 MiB"),
        ("earlier_wording", "You answered an earlier wording"),
        ("malformed", "not one that this question allows"),
    ],
)
def test_the_review_says_what_was_wrong_with_the_answers(graded_cohort: Cohort, learner: str, words: str) -> None:
    assert words in graded_cohort.review(learner)
    assert words in graded_cohort.feedback(learner)


def test_the_review_shows_answer_key_feedback_and_authorities(graded_cohort: Cohort) -> None:
    for page in (graded_cohort.review("wrong"), graded_cohort.feedback("wrong")):
        assert "Alpha <strong>(✗ your answer, not right)</strong>" in page
        assert "Beta <strong>(right answer)</strong>" in page
        assert "Graded feedback on alpha." in page
        assert "Graded feedback on beta." in page
        assert "Graded feedback on gamma." not in page
        assert 'href="https://laws-lois.justice.gc.ca/eng/acts/i-2.5/section-96.html"' in page
        assert "0 of 6 points" in page


def test_feedback_renders_every_tag_a_review_is_made_of(graded_cohort: Cohort) -> None:
    page = graded_cohort.feedback("good")
    assert "&lt;section" not in page
    assert "&lt;p&gt;" not in page


@pytest.mark.parametrize("learner", ["malformed", "script_in_text"])
def test_nothing_a_learner_typed_reaches_a_page_as_markup(graded_cohort: Cohort, learner: str) -> None:
    assert TYPED not in graded_cohort.feedback(learner)
    assert "document.title" not in graded_cohort.review(learner)


def test_autograded_and_feedback_hold_nothing_that_was_submitted(graded_cohort: Cohort) -> None:
    for learner in SUBMISSIONS.keys() - FAIL_ALONE:
        autograded, feedback = graded_cohort.folder("autograded", learner), graded_cohort.folder("feedback", learner)
        assert _files(autograded) == {NOTEBOOK, "figures/boxes.svg"}
        assert _files(feedback) == {f"{MODULE}.html", "figures/boxes.svg"}


@pytest.mark.parametrize("learner", ["link_at_key", "link_at_neighbour"])
def test_a_planted_link_reaches_no_output(graded_cohort: Cohort, learner: str) -> None:
    for stage in ("autograded", "feedback"):
        for path in graded_cohort.folder(stage, learner).rglob("*"):
            assert not path.is_symlink()
            assert path.is_dir() or b"alpha-is-right" not in path.read_bytes()
            assert path.is_dir() or b'"event": "answer"' not in path.read_bytes()


def test_a_second_autograde_changes_nothing(graded_cohort: Cohort) -> None:
    before = (_rows(graded_cohort.course), _digests(graded_cohort.course / "autograded"))
    nbgrader(graded_cohort.course, "autograde", MODULE, "--force")
    assert (_rows(graded_cohort.course), _digests(graded_cohort.course / "autograded")) == before


def test_export_holds_the_marks(graded_cohort: Cohort, tmp_path: Path) -> None:
    target = tmp_path / "grades.csv"
    nbgrader(graded_cohort.course, "export", f"--to={target}")
    (row,) = [line for line in target.read_text().splitlines() if ",perfect," in line]
    assert "6.0" in row.split(",")


def test_a_corrected_key_is_used_at_the_next_autograde(graded_cohort: Cohort, tmp_path: Path) -> None:
    course = tmp_path / "course"
    shutil.copytree(graded_cohort.course, course, symlinks=True, ignore=shutil.ignore_patterns("pipe_journal"))
    path = course / "source" / MODULE / "cases" / "graded-this.yaml"
    text = (
        path.read_text()
        .replace("        correct: true\n", "", 1)
        .replace("text: Alpha\n", "text: Alpha\n        correct: true\n")
    )
    path.write_text(text.replace("        misconception: alpha-is-right\n", ""))
    nbgrader(course, "autograde", MODULE, "--force", "--student", "wrong")
    assert Cohort(course, tmp_path).score("wrong") == 2


def test_outside_the_course_nbgrader_is_told_where_to_run(graded_cohort: Cohort, tmp_path: Path) -> None:
    stock = tmp_path / "course"
    shutil.copytree(graded_cohort.folder("release", "."), stock / "submitted" / "ada" / MODULE)
    shutil.copytree(graded_cohort.course / "source", stock / "source")
    nbgrader(stock, "generate_assignment", MODULE)
    nbgrader(stock, "autograde", MODULE)
    graded = (stock / "autograded" / "ada" / MODULE / NOTEBOOK).read_text()
    assert "start it in the root of the course" in json.dumps(json.loads(graded))


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _digests(folder: Path) -> dict[str, str]:
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*") if p.is_file()
    }


def _rows(course: Path) -> dict[str, list[tuple[str, float | None, bool]]]:
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        return {
            each.student.id: [
                (grade.name, grade.auto_score, grade.needs_manual_grade) for grade in each.notebooks[0].grades
            ]
            for each in book.assignment_submissions(MODULE)
        }


def test_who_is_passed_over_since_other_files_lie_in_the_feedback_is_named_and_others_go_on(
    graded_cohort: Cohort,
) -> None:
    folder, others = graded_cohort.folder("feedback", "blank"), graded_cohort.folder("feedback", "perfect")
    page = folder / f"{MODULE}.html"
    before = (others / page.name).read_bytes()
    shutil.rmtree(others)
    moved = page.rename(folder / "of-last-week.html")
    said = nbgrader(graded_cohort.course, "generate_feedback", MODULE).stderr
    moved.rename(page)
    assert (others / page.name).read_bytes() == before
    assert f"No feedback is made: {folder} holds other files. Move them away, or add --force." in said
    assert said.count("No feedback is made") == 1
