"""Work that was laid by hand is named by grade and report, with what to do, and that does it; whose it is, is said."""

import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.commands import nbgrader, wellfounded
from tests.grading.submissions import MODULE
from tests.places import SAMPLE, copy_course
from wellfounded.authoring.course_build import build
from wellfounded.content.case_file import read_module
from wellfounded.journal.file import JOURNAL, append, new_event

LAID = ["eve/answers.jsonl", f"gil/{MODULE}-20261123-180000-000000.zip", "answers.jsonl", f"hal/{MODULE}/x.zip"]


@pytest.fixture(scope="module")
def strays(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a course with one honest submission, and what was laid by hand beside it."""
    root = tmp_path_factory.mktemp("strays") / "course"
    copy_course(SAMPLE, root)
    build(root)
    nbgrader(root, "generate_assignment", MODULE, "--force")
    for name in ("ada/" + MODULE, "bo/" + MODULE, "jovyan/" + MODULE):
        shutil.copytree(root / "release" / MODULE, root / "submitted" / name)
        append(root / "submitted" / name / JOURNAL, event(root))
    shutil.copy(root / "submitted" / "ada" / MODULE / JOURNAL, root / "submitted" / "bo" / MODULE / JOURNAL)
    for name in LAID:
        (root / "submitted" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / "submitted" / "ada" / MODULE / JOURNAL, root / "submitted" / name)
    return root


def event(root: Path) -> dict[str, object]:
    case = next(each for each in read_module(root / "source" / MODULE).values() if each.use == "graded")
    question = case.questions[0]
    return new_event("answer", case.id, question.id, wording=question.wording, response=question.key())


def ran(course: Path, *arguments: str) -> tuple[int, str]:
    done = wellfounded(course, *arguments, "--course", str(course), COLUMNS="500")
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


def test_what_was_laid_by_hand_is_named_with_what_to_do(strays: Path) -> None:
    for command in ("grade", "report"):
        code, said = ran(strays, command)
        assert code == 1
        for name in LAID:
            assert f"submitted/{name}: lies where nothing is graded. Move it to downloaded/by-hand/" in said
        assert "wellfounded collect downloaded/by-hand --pattern '{learner}'" in said
        assert "jovyan: is the name of everybody who works in a container of JupyterHub" in said
    with Gradebook(f"sqlite:///{strays / 'gradebook.db'}") as book:
        assert {"ada", "bo"} <= {each.id for each in book.students}


def test_the_page_names_submissions_to_sort_out(strays: Path) -> None:
    ran(strays, "report")
    page = (strays / "reports" / "report.html").read_text()
    section = page.partition("<h2")[2].partition("<h2")[0]
    for name in LAID:
        assert f"submitted/{name}: lies where nothing is graded. Move it to downloaded/by-hand/" in section
    assert "wellfounded collect downloaded/by-hand" in section
    assert "jovyan: is the name of everybody who works in a container of JupyterHub" in section


def test_a_copied_journal_shows_in_the_report(strays: Path) -> None:
    ran(strays, "grade")
    ran(strays, "report")
    text = (strays / "reports" / "marks.csv").read_text()
    assert "holds entries of bo" in text
    assert "holds entries of ada" in text
    assert "holds entries of bo" in (strays / "reports" / "report.html").read_text()


def test_who_is_excluded_or_in_another_group_is_in_no_report(strays: Path, tmp_path: Path) -> None:
    ran(strays, "grade")
    (tmp_path / "group.csv").write_text("id,name\nada,Ada\n")
    ran(strays, "report", "--roster", str(tmp_path / "group.csv"))
    assert "bo" not in (strays / "reports" / "marks.csv").read_text().replace("holds entries of bo", "")
    config = strays / "nbgrader_config.py"
    before = config.read_text()
    config.write_text(f'{before}\nc.CourseDirectory.student_id_exclude = "bo,jovyan"\n')
    ran(strays, "report")
    text = (strays / "reports" / "marks.csv").read_text()
    config.write_text(before)
    assert '"ada"' in text
    assert '"bo"' not in text


def test_the_remedy_grades_what_was_laid_by_hand(strays: Path) -> None:
    to = strays / "downloaded" / "by-hand" / "eve"
    to.mkdir(parents=True)
    (strays / "submitted" / "eve" / "answers.jsonl").rename(to / "answers.jsonl")
    code, said = ran(strays, "collect", str(strays / "downloaded" / "by-hand"), "--pattern", "{learner}")
    assert code == 0, said
    assert "eve/answers.jsonl" not in ran(strays, "grade")[1]
    with Gradebook(f"sqlite:///{strays / 'gradebook.db'}") as book:
        assert book.find_submission(MODULE, "eve").score == book.find_submission(MODULE, "ada").score > 0


def test_lateness_that_canvas_told_is_kept_for_the_report(strays: Path) -> None:
    journal = (strays / "submitted" / "ada" / MODULE / JOURNAL).read_bytes()
    folder = strays / "downloaded" / "canvas"
    folder.mkdir(parents=True)
    (folder / "lovelaceada_LATE_101_1_answers.jsonl").write_bytes(journal)
    (folder / "roster.csv").write_text("id,name\nada,Ada Lovelace\n")
    ran(strays, "collect", str(folder), "--roster", str(folder / "roster.csv"))
    ran(strays, "report")
    assert "Canvas says: late" in (strays / "reports" / "marks.csv").read_text()
