"""Four ways from a learner to a mark: nbgrader's exchange, its zip_collect, and `wellfounded collect` of two LMSs."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from tests.commands import nbgrader, wellfounded
from tests.grading.downloads import laid, tree, zipped
from tests.grading.submissions import ANSWERS, CASE, MODULE, NOTEBOOK, WORTH
from tests.places import SAMPLE, copy_course
from wellfounded.authoring.course_build import build
from wellfounded.content.case_file import read_module
from wellfounded.journal.file import JOURNAL, append, new_event
from wellfounded.launch.commands import app

pytestmark = pytest.mark.full
RIGHT = {"q1": ["b"], "q2": ["a", "b"], "q3": ["b"]}
MARKS = {"ada": WORTH, "lovelaceada": WORTH, "delacruzbo": 6, "cyn": WORTH, "dee": 6}
Ran = Callable[..., str]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Return how to run nbgrader in a folder, with an exchange and a home that are nobody else's."""
    scratch = tmp_path_factory.mktemp("machine")
    (scratch / "exchange").mkdir(mode=0o777)
    (scratch / "exchange").chmod(0o777)
    private = {"HOME": str(scratch), "JUPYTER_DATA_DIR": str(scratch / "data")}

    def run(folder: Path, *arguments: str) -> str:
        done = nbgrader(folder, *arguments, f"--Exchange.root={scratch / 'exchange'}", **private)
        assert done.returncode == 0, done.stderr
        return done.stderr

    return run


@pytest.fixture(scope="module")
def exchange_course(tmp_path_factory: pytest.TempPathFactory, ran: Ran) -> Path:
    """Build the sample course, and bring a cohort's answers into it in each of the ways; grade them once."""
    root = tmp_path_factory.mktemp("exchange") / "course"
    copy_course(SAMPLE, root)
    build(root)
    ran(root, "generate_assignment", MODULE, "--force")
    exchange(root, ran)
    zip_collect(root, ran)
    collect(root)
    ran(root, "autograde", MODULE)
    return root


def answered(course: Path, folder: Path, answers: dict[str, Any]) -> Path:
    """Answer a lesson in a folder, as the lesson itself does."""
    for question in read_module(course / "source" / MODULE)[CASE].questions:
        told = {"wording": question.wording, "response": answers[question.id]}
        append(folder / JOURNAL, new_event("answer", CASE, question.id, **told))
    append(folder / JOURNAL, new_event("handin", module=MODULE, number=1))
    return folder


def exchange(course: Path, ran: Ran) -> None:
    ran(course, "release_assignment", MODULE)
    home = course.parent / "ada"
    home.mkdir()
    ran(home, "fetch_assignment", MODULE, "--course", "well-founded")
    assert tree(home / MODULE) == tree(course / "release" / MODULE)
    answered(course, home / MODULE, ANSWERS)
    ran(home, "submit", MODULE, "--course", "well-founded", "--student", "ada")
    ran(course, "collect", MODULE)


def packed(course: Path, answers: dict[str, Any], name: str) -> bytes:
    """Return the file that a kit's lesson writes."""
    folder = shutil.copytree(course / "release" / MODULE, course.parent / "kits" / name)
    files = tree(answered(course, folder, answers))
    inside = {each: files[each] for each in (NOTEBOOK, JOURNAL)} | {"timestamp.txt": b"2026-11-23 18:00:00.000000 UTC"}
    return zipped({f"{MODULE}/{each}": data for each, data in inside.items()})


def zip_collect(course: Path, ran: Ran) -> None:
    """Canvas's zip is put where nbgrader looks for it, with hand-in files in it; a file may lie beside it by itself."""
    whole = {f"lovelaceada_LATE_101_9001_{MODULE}-20261123-180000-000000.zip": packed(course, ANSWERS, "lovelaceada")}
    loose = {"delacruzbo_102_9002_answers-1.jsonl": answered(course, course.parent, RIGHT) / JOURNAL}
    notebook = {f"delacruzbo_102_9003_{NOTEBOOK}": course / "release" / MODULE / NOTEBOOK}
    files = {name: path.read_bytes() for name, path in (loose | notebook).items()}
    laid(course / "downloaded" / MODULE / "archive", {"submissions.zip": zipped(whole), **files})
    ran(course, "zip_collect", MODULE)


def collect(course: Path) -> None:
    (course / "roster.csv").write_text("id,name\ncyn,Cyn Li\ndee,Dee Day\n")
    moodle = {f"Cyn Li_7_assignsubmission_file_/{MODULE}-1.zip": packed(course, ANSWERS, "cyn")}
    canvas = {"daydee_8_9_answers.jsonl": answered(course, laid(course.parent / "dee", {"x": b""}), RIGHT) / JOURNAL}
    laid(course.parent / "moodle", {"all.zip": zipped(moodle)})
    laid(course.parent / "canvas", {"all.zip": zipped({name: path.read_bytes() for name, path in canvas.items()})})
    zips = [str(course.parent / lms / "all.zip") for lms in ("moodle", "canvas")]
    told = CliRunner().invoke(app, ["collect", *zips, "--course", str(course), "--roster", str(course / "roster.csv")])
    assert told.exit_code == 0, told.output


def test_the_journals_marks_stand_in_the_gradebook_whichever_way_they_came(exchange_course: Path) -> None:
    with Gradebook(f"sqlite:///{exchange_course / 'gradebook.db'}") as book:
        found = {
            each.student.id: (each.score, each.timestamp is not None) for each in book.assignment_submissions(MODULE)
        }
    assert {learner: score for learner, (score, _) in found.items()} == pytest.approx(MARKS)
    assert {learner for learner, (_, timed) in found.items() if not timed} == {"delacruzbo"}


def test_a_learner_fetches_the_page_that_wellfounded_feedback_wrote(exchange_course: Path, ran: Ran) -> None:
    done = wellfounded(exchange_course, "feedback", "--learner", "ada")
    assert done.stdout == "1 written, 0 as they were; 0 not written.\n"
    ran(exchange_course, "release_feedback", MODULE)
    home = exchange_course.parent / "ada"
    ran(home, "fetch_feedback", MODULE, "--course", "well-founded", "--student", "ada")
    (page,) = (home / MODULE / "feedback").rglob("*.html")
    assert page.read_bytes() == (exchange_course / "feedback" / "ada" / MODULE / f"{MODULE}.html").read_bytes()


def test_a_later_hand_in_is_collected_and_graded_anew(exchange_course: Path, ran: Ran) -> None:
    changed = answered(exchange_course, exchange_course.parent / "ada" / MODULE, RIGHT).parent
    ran(changed, "submit", MODULE, "--course", "well-founded", "--student", "ada")
    ran(exchange_course, "collect", MODULE, "--update")
    later = laid(exchange_course.parent / "later", {"cyn/x": b""}) / "cyn"
    answered(exchange_course, later, RIGHT)
    told = CliRunner().invoke(
        app, ["collect", str(later), "--course", str(exchange_course), "--roster", str(exchange_course / "roster.csv")]
    )
    assert "4  " in told.output
    ran(exchange_course, "autograde", MODULE)
    with Gradebook(f"sqlite:///{exchange_course / 'gradebook.db'}") as book:
        assert {book.find_submission(MODULE, learner).score for learner in ("ada", "cyn")} == {6}
