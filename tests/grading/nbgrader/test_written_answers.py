"""What was written is laid before a person, who marks it in a cell of its own; no later run takes a mark away."""

import shutil
from html import unescape
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from tests.commands import nbgrader
from tests.grading.submissions import TYPED
from tests.places import GALLERY, copy_course
from wellfounded.authoring.course_build import build
from wellfounded.content.case_file import read_module
from wellfounded.journal.file import JOURNAL, append, new_event

MODULE, CASE, CELL = "01-gallery", "written-graded", "written-graded--q2"
TEXT = "The issue is **risk**.\n\nThe rule: see <Article> 1A(2), $x$.\nHe printed."
LEARNERS = {"ada": TEXT, "blank": "  ", "mallory": TYPED, "silent": None}


@pytest.fixture(scope="module")
def written_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("written") / "course"
    copy_course(GALLERY, root)
    build(root)
    ran(root, "generate_assignment")
    (asked,) = read_module(root / "source" / MODULE)[CASE].written
    for learner, text in LEARNERS.items():
        folder = shutil.copytree(root / "release" / MODULE, root / "submitted" / learner / MODULE)
        if text is not None:
            append(folder / JOURNAL, new_event("answer", CASE, asked.id, wording=asked.wording, response=text))
    ran(root, "autograde")
    return root


def ran(course: Path, step: str) -> None:
    done = nbgrader(course, step, MODULE, "--force")
    assert done.returncode == 0, done.stderr


def cell(course: Path, learner: str) -> str:
    nb = nbformat.read(course / "autograded" / learner / MODULE / f"{MODULE}.ipynb", as_version=4)
    (found,) = [each for each in nb.cells if each.metadata.get("nbgrader", {}).get("grade_id") == CELL]
    return str(found.source)


def grade(course: Path, learner: str) -> tuple[float | None, float | None, bool]:
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        found = book.find_grade(CELL, MODULE, MODULE, learner)
        return found.auto_score, found.manual_score, found.needs_manual_grade


def test_text_rubric_and_model_stand_before_who_marks(written_course: Path) -> None:
    shown = unescape(cell(written_course, "ada"))
    assert "The issue is **risk**." in shown
    assert "see <Article> 1A(2), $x$.<br>He printed." in shown
    assert "Uses the colleague as evidence of what happens to people like him (2 points)" in shown
    assert "A model answer" in shown
    assert grade(written_course, "ada") == (None, None, True)


@pytest.mark.parametrize("learner", ["blank", "silent"])
def test_who_wrote_nothing_waits_for_nobody(written_course: Path, learner: str) -> None:
    assert "is read and marked here" in cell(written_course, learner)
    assert grade(written_course, learner) == (0, None, False)


def test_markup_that_was_typed_stays_text(written_course: Path) -> None:
    assert "<script" not in cell(written_course, "mallory")
    assert "&#60;script&#62;" in cell(written_course, "mallory")


def test_the_release_holds_neither_rubric_nor_model(written_course: Path) -> None:
    released = (written_course / "release" / MODULE / f"{MODULE}.ipynb").read_text()
    public = (written_course / "release" / MODULE / "cases.json").read_text()
    assert "is read and marked here" in released
    for text in (released, public):
        assert "Uses the colleague" not in text
        assert "His press was taken, and a colleague" not in text


def test_a_persons_mark_and_comment_outlive_a_later_run_and_reach_the_feedback_page(written_course: Path) -> None:
    with Gradebook(f"sqlite:///{written_course / 'gradebook.db'}") as book:
        book.find_grade(CELL, MODULE, MODULE, "ada").manual_score = 3
        book.find_comment(CELL, MODULE, MODULE, "ada").manual_comment = "Two for the colleague, one for the close."
        book.db.commit()
    ran(written_course, "autograde")
    assert grade(written_course, "ada")[1] == 3
    ran(written_course, "generate_feedback")
    page = unescape((written_course / "feedback" / "ada" / MODULE / f"{MODULE}.html").read_text())
    for words in ("3.0 / 4.0", "Two for the colleague", "The issue is **risk**.", "A model answer", "(2 points)"):
        assert words in page
