"""`wellfounded grade` leaves what nbgrader leaves, row for row, byte for byte; it repeats, stops and resumes safely."""

import csv
import hashlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.commands import nbgrader, wellfounded
from tests.grading.course_pair import (
    CROWD,
    DUE,
    GALLERY_MODULE,
    MORE,
    NBGRADER_FAILS,
    UNFIT,
    grade,
    hand_in,
    made,
)
from tests.grading.gradebook_contents import folders, sqlite_url, tables
from tests.grading.large_cohort import hand_in_crowd
from tests.grading.postgres import server
from tests.grading.submissions import ANSWERS, MODULE, SUBMISSIONS, WORTH, Cohort, Handed
from wellfounded.content.case_file import read_module
from wellfounded.grading.batch.autograded_folder import AutogradedNotebook
from wellfounded.grading.batch.graded_files import NotAsGradedError, graded_files
from wellfounded.grading.batch.ledger import Ledger, LedgerEntry
from wellfounded.grading.batch.module_template import configured_autograde, make_template
from wellfounded.grading.names import escape_controls
from wellfounded.grading.reports.csv_files import canvas_csv, moodle_csv
from wellfounded.grading.reports.tables import marks

REFUSED = {"pipe_journal", *UNFIT}
SAME = (SUBMISSIONS.keys() | MORE.keys()) - NBGRADER_FAILS
WRITTEN = "written-graded--q2"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a course that is released, with nothing handed in."""
    return made(tmp_path_factory.mktemp("empty") / "course")


@pytest.fixture(scope="module")
def theirs(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a course that nbgrader graded."""
    root = shutil.copytree(empty, tmp_path_factory.mktemp("theirs") / "course")
    hand_in(root)
    for module in (MODULE, GALLERY_MODULE):
        nbgrader(root, "autograde", module)
    return root


@pytest.fixture(scope="module")
def ours(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Cohort:
    """Return the same course, graded by ours."""
    root = shutil.copytree(empty, tmp_path_factory.mktemp("ours") / "course")
    cohort = hand_in(root)
    for learner in UNFIT:
        shutil.copytree(cohort.folder("submitted", "good"), cohort.folder("submitted", learner))
    done = grade(root)
    cohort.said["grade"], cohort.said["trouble"] = done.stdout, done.stderr
    return cohort


def about(found: object, learners: set[str]) -> bool:
    return any(f"'{each}'" in str(found) or f"{each}'" in str(found).replace('"', "'") for each in learners)


def rows(root: Path, without: set[str]) -> dict[str, list[tuple[object, ...]]]:
    found = tables(sqlite_url(root)).items()
    return {name: [row for row in each if not about(row, without)] for name, each in found}


def kept(root: Path, without: set[str]) -> dict[str, bytes]:
    return {name: data for name, data in folders(root).items() if name.split("/")[0] not in without}


def test_the_gradebook_is_row_for_row_nbgraders(theirs: Path, ours: Cohort) -> None:
    found = rows(ours.course, NBGRADER_FAILS)
    assert len(found["submitted_assignment"]) == len(SAME) + CROWD
    assert found == rows(theirs, NBGRADER_FAILS)


def test_the_graded_folders_are_byte_for_byte_nbgraders(theirs: Path, ours: Cohort) -> None:
    found = kept(ours.course, NBGRADER_FAILS)
    assert len({name.split("/")[0] for name in found}) == len(SAME) + CROWD
    assert found == kept(theirs, NBGRADER_FAILS)


def test_any_graded_folder_can_be_made_again_from_its_journal_to_the_byte(ours: Cohort) -> None:
    written, made_again = folders(ours.course), dict[str, bytes]()
    ledger = Ledger(ours.course, dry=True)
    for module in (MODULE, GALLERY_MODULE):
        copy = AutogradedNotebook(make_template(configured_autograde(ours.course), module, ours.course))
        for learner in {name.split("/")[0] for name in written if name.split("/")[1] == module}:
            files = graded_files(copy, learner, ledger.entry(module, learner))
            made_again |= {f"{learner}/{module}/{name}": data for name, data in files.items()}
    assert made_again == written


def test_no_graded_folder_is_made_of_what_was_not_graded(ours: Cohort) -> None:
    copy = AutogradedNotebook(make_template(configured_autograde(ours.course), MODULE, ours.course))
    entry = Ledger(ours.course, dry=True).entry(MODULE, "good")
    for other in (LedgerEntry(), entry._replace(journal="0" + entry.journal), entry._replace(setting="0")):
        with pytest.raises(NotAsGradedError, match=f"good was not graded since .*: wellfounded grade {MODULE}"):
            graded_files(copy, "good", other)


def test_what_was_left_out_beyond_a_third_waits_for_a_person_in_gradebook_report_and_lms(ours: Cohort) -> None:
    learner, cases = "learner-00003", read_module(ours.course / "source" / GALLERY_MODULE).values()
    noted = {each.id for each in cases if each.content_note and each.use == "graded"}
    with Gradebook(sqlite_url(ours.course)) as book:
        found = book.find_submission(GALLERY_MODULE, learner).notebooks[0].grades
        waiting = {each.name for each in found if each.needs_manual_grade and "--" not in each.name}
        assert all(each.auto_score is None for each in found if each.name in waiting)
        excused = {each.name for each in found if each.auto_score is not None and each.name in noted}
    assert waiting | excused == noted
    assert waiting
    assert excused
    assert f"  {learner} {GALLERY_MODULE}: {', '.join(sorted(waiting))}: left out beyond a third" in ours.said["grade"]
    found = marks(ours.course)
    (row,) = found[found["learner"].eq(learner) & found["module"].eq(GALLERY_MODULE)].to_dict("records")
    assert (row["state"], row["waiting"] >= len(waiting)) == ("waiting", True)
    for exported in (canvas_csv(found), moodle_csv(found)):
        (line,) = [each for each in csv.DictReader(exported.splitlines()) if learner in each.values()]
        assert line[GALLERY_MODULE] == ""


@pytest.mark.parametrize("learner", sorted(NBGRADER_FAILS - REFUSED))
def test_what_nbgrader_fails_on_has_the_marks_of_its_answers_and_is_told(ours: Cohort, learner: str) -> None:
    assert ours.score(learner) == WORTH
    assert f"  {learner} {MODULE}: " in ours.said["grade"].partition("To look at:")[2]


@pytest.mark.parametrize("learner", sorted(REFUSED))
def test_what_cannot_be_graded_is_refused_by_name_and_stops_no_other(ours: Cohort, learner: str) -> None:
    assert ours.score(learner) is None
    assert f"  {escape_controls(learner)} {MODULE}: " in ours.said["grade"].partition("Not graded:")[2]


def test_it_says_first_that_no_code_runs_and_none_ran(ours: Cohort) -> None:
    assert ours.said["grade"].startswith("No submitted code is run; answers are scored from answers.jsonl.")
    assert list(ours.marks.iterdir()) == []
    assert ours.said["trouble"] == ""


def test_no_name_steers_the_terminal(ours: Cohort) -> None:
    assert not {"\x1b", "\u202e"} & set(ours.said["grade"])


def everything(root: Path) -> dict[str, tuple[str, int]]:
    files = [path for path in root.rglob("*") if path.is_file() and "submitted" not in path.parts]
    return {str(p): (hashlib.sha256(p.read_bytes()).hexdigest(), p.stat().st_mtime_ns) for p in files}


def test_nothing_is_graded_twice(ours: Cohort) -> None:
    before = {k: v for k, v in everything(ours.course).items() if ".graded.db" not in k}
    said = grade(ours.course).stdout
    same = len(SAME | NBGRADER_FAILS) - 1 + CROWD
    assert f"0 new, 0 with another mark, {same} with the same mark; {len(REFUSED)} not" in said
    assert {k: v for k, v in everything(ours.course).items() if ".graded.db" not in k} == before


@pytest.fixture(scope="module")
def again(theirs: Path, ours: Cohort) -> tuple[str, dict[str, tuple[str, int]], dict[str, tuple[str, int]]]:
    """Change both courses: a manual mark, an extension, a corrected key, a new answer; grade both again."""
    for root in (theirs, ours.course):
        with Gradebook(sqlite_url(root)) as book:
            grade_row = book.find_grade(WRITTEN, GALLERY_MODULE, GALLERY_MODULE, "learner-00001")
            grade_row.manual_score, grade_row.extra_credit = 2.5, 0.5
            book.find_comment(WRITTEN, GALLERY_MODULE, GALLERY_MODULE, "learner-00001").manual_comment = "Well argued."
            book.db.commit()
            book.grant_extension(MODULE, "late", hours=2)
        path = root / "source" / GALLERY_MODULE / "cases" / "choice-graded.yaml"
        text = path.read_text().replace("        correct: true\n", "", 1)
        path.write_text(text.replace("        misconception: only-the-state-persecutes\n", "        correct: true\n"))
        Handed(root / "submitted" / "blank" / MODULE, Cohort(root, root)).answer(ANSWERS)
    before = everything(ours.course)
    said = grade(ours.course, "--dry-run").stdout
    after = everything(ours.course)
    grade(ours.course)
    for module in (MODULE, GALLERY_MODULE):
        nbgrader(theirs, "autograde", module, "--force")
    return said, before, after


Again = tuple[str, dict[str, tuple[str, int]], dict[str, tuple[str, int]]]


def test_a_dry_run_says_whose_mark_would_change_and_why_and_writes_nothing(again: Again) -> None:
    said, before, after = again
    assert before == after
    assert f"  blank {MODULE}: 0 → 4.5 (other answers were handed in; graded-this 0 → 4.5)" in said
    assert f"  late {MODULE}: 0 → 4.5 (late penalty 4.5 → 0)" in said
    changed = [line for line in said.splitlines() if f"{GALLERY_MODULE}: " in line and " → " in line]
    assert changed
    by_key = [line for line in changed if "in time" not in line]
    assert [line for line in by_key if "choice-graded" not in line or ": its key changed" not in line] == []


def test_after_corrections_the_gradebook_is_still_nbgraders(theirs: Path, ours: Cohort, again: Again) -> None:
    assert again
    assert rows(ours.course, NBGRADER_FAILS) == rows(theirs, NBGRADER_FAILS)
    assert kept(ours.course, NBGRADER_FAILS) == kept(theirs, NBGRADER_FAILS)


def test_a_manual_mark_and_comment_are_kept(ours: Cohort, again: Again) -> None:
    assert again
    with Gradebook(sqlite_url(ours.course)) as book:
        kept = book.find_grade(WRITTEN, GALLERY_MODULE, GALLERY_MODULE, "learner-00001")
        assert (kept.manual_score, kept.extra_credit, kept.needs_manual_grade) == (2.5, 0.5, True)
        comment = book.find_comment(WRITTEN, GALLERY_MODULE, GALLERY_MODULE, "learner-00001")
        assert comment.manual_comment == "Well argued."


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_stopped_at_any_moment_it_is_whole_and_the_next_run_does_the_rest(
    empty: Path, tmp_path: Path, sent: signal.Signals
) -> None:
    many = 400  # eight batches, so that it is seen at work after the first and before the last
    whole, root = (shutil.copytree(empty, tmp_path / name) for name in ("whole", "stopped"))
    for each in (whole, root):
        hand_in_crowd(each, GALLERY_MODULE, many)
    command = [sys.executable, "-m", "wellfounded", "grade", "--jobs", "1"]

    def in_front() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell has what it starts with "&" ignore Ctrl-C

    with subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, text=True, preexec_fn=in_front) as run:
        while run.poll() is None and not (root / "autograded" / "learner-00000" / GALLERY_MODULE).exists():
            pass
        run.send_signal(sent)
        said = run.communicate()[1]
    with Gradebook(sqlite_url(root)) as book:
        done = {each.student.id for each in book.assignment_submissions(GALLERY_MODULE)}
        assert 0 < len(done) < many
        assert all(len(each.notebooks[0].grades) == 13 for each in book.assignment_submissions(GALLERY_MODULE))
    assert sent == signal.SIGKILL or "Stopped. What was graded so far is kept" in said
    put = {name for name in folders(root) if "/." not in name}
    assert f"{many - len(done)} new" in grade(root).stdout
    assert put <= folders(root).keys()
    grade(whole)
    assert tables(sqlite_url(root)) == tables(sqlite_url(whole))
    assert folders(root) == folders(whole)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the worker in /proc")
def test_a_worker_that_dies_takes_no_submission_with_it(empty: Path, tmp_path: Path) -> None:
    root = shutil.copytree(empty, tmp_path / "course")
    hand_in_crowd(root, GALLERY_MODULE, 130)
    command = [sys.executable, "-m", "wellfounded", "grade", "--jobs", "1"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as run:
        children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
        while not any(root.glob(f"autograded/learner-*/.{GALLERY_MODULE}.new")):
            assert run.poll() is None
        os.kill(int(children.read_text().split()[0]), signal.SIGKILL)
        said = run.communicate()[0]
    assert "130 new, 0 with another mark, 0 with the same mark; 0 not graded." in said
    assert len({path.parent for path in root.glob(f"autograded/*/{GALLERY_MODULE}/*.ipynb")}) == 130


def test_where_nothing_can_be_graded_it_says_what_to_do(ours: Cohort, tmp_path: Path) -> None:
    assert "Run this in the root of the course" in grade(tmp_path).stderr
    assert "Nothing in submitted/ is by nobody" in grade(ours.course, "--learner", "nobody").stderr
    assert "Nothing was submitted for 09-other" in grade(ours.course, "09-other").stderr


def test_a_damaged_record_is_named_and_once_moved_away_all_is_graded(empty: Path, tmp_path: Path) -> None:
    root = shutil.copytree(empty, tmp_path / "course")
    hand_in_crowd(root, GALLERY_MODULE, 2)
    (root / ".graded.db").write_bytes(b"damaged " * 999)
    done = grade(root)
    assert done.returncode == 1
    assert ".graded.db cannot be read (file is not a database). Move it away and run it again" in done.stderr
    assert "Traceback" not in done.stderr
    (root / ".graded.db").rename(root / "away")
    assert "2 new, 0 with another mark, 0 with the same mark; 0 not graded." in grade(root).stdout


def test_a_gradebook_that_another_program_holds_is_waited_for_and_then_named(empty: Path, tmp_path: Path) -> None:
    root = shutil.copytree(empty, tmp_path / "course")
    hand_in_crowd(root, GALLERY_MODULE, 2)
    with closing(sqlite3.connect(root / "gradebook.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        done = grade(root)
    assert done.returncode == 1
    assert "Another program is writing to the gradebook or to .graded.db. Close it" in done.stderr
    assert "Traceback" not in done.stderr
    assert "SELECT" not in done.stderr


@pytest.mark.parametrize("command", ["grade", "report"])
def test_a_configuration_of_another_release_is_named(command: str, empty: Path, tmp_path: Path) -> None:
    root = shutil.copytree(empty, tmp_path / "course")
    (root / "nbgrader_config.py").write_text("from wellfounded.nowhere import STEPS\n")
    done = wellfounded(root, command)
    assert done.returncode == 1
    assert "nbgrader_config.py: cannot be read (No module named 'wellfounded.nowhere')" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_thread_is_alive_when_workers_are_forked(empty: Path, tmp_path: Path) -> None:
    root = shutil.copytree(empty, tmp_path / "course")
    hand_in_crowd(root, GALLERY_MODULE, 2)
    probe = (
        "import os, sys, threading; from pathlib import Path; from rich.console import Console\n"
        "from wellfounded.grading.batch.grade import grade_cohort\n"
        "alive = []; os.register_at_fork(before=lambda: alive.append(threading.active_count()))\n"
        "out = Console(force_terminal=True)\n"
        "grade_cohort(Path(), [], [], out, out, dry=False, jobs=2); print('threads', set(alive))"
    )
    done = subprocess.run([sys.executable, "-c", probe], cwd=root, capture_output=True, text=True, check=True)
    assert "threads {1}" in done.stdout


def test_late_means_after_the_due_date(ours: Cohort) -> None:
    with Gradebook(sqlite_url(ours.course)) as book:
        found = {each.student.id: each for each in book.assignment_submissions(MODULE)}
        assert found["in time"].timestamp < DUE < found["late-elsewhere"].timestamp
        assert found["late-elsewhere"].notebooks[0].late_submission_penalty == WORTH
        assert found["in time"].notebooks[0].late_submission_penalty is None


@pytest.mark.full
def test_on_postgresql_the_rows_are_those_on_sqlite(empty: Path, tmp_path: Path) -> None:
    light = shutil.copytree(empty, tmp_path / "light" / "course")
    with server() as url:
        heavy = made(tmp_path / "heavy" / "course", url)
        for root in (light, heavy):
            hand_in(root)
            assert grade(root).returncode == 1  # one is refused
            assert "0 with another mark, " in grade(root).stdout
        assert tables(url) == tables(sqlite_url(light))
        assert folders(heavy) == folders(light)
        assert nbgrader(heavy, "autograde", GALLERY_MODULE, "--force").returncode == 0
        assert tables(url) == tables(sqlite_url(light))
