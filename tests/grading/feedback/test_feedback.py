"""`wellfounded feedback` writes what `nbgrader generate_feedback` does, to the byte; it repeats, stops, resumes."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.server_extensions.formgrader.handlers import template_path

from tests.commands import nbgrader, wellfounded
from tests.grading.course_pair import GALLERY_MODULE, grade, hand_in, made
from tests.grading.gradebook_contents import sqlite_url
from tests.grading.large_cohort import hand_in_crowd
from tests.grading.scheduler.cluster import QUICK, Cluster, documented
from tests.grading.submissions import CASE, MODULE, TYPED

WRITTEN = "written-graded--q2"
# By the number of the learner. What stands for a slot of ours is left to nbgrader.
COMMENTS = [
    "See *the Act*, `s 96`:\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    f"{TYPED} $x^2$ [here](javascript:alert(1)) ![p](http://example.org/p.png) </div></body><!-- & &amp; é ني",
    "770077000003.25 <pre>  a\n\n\n b</pre>",
    "",
    '<section data-written="wf-slot-source"></section>',
]
Files = dict[str, tuple[int, bytes]]


def mark_by_hand(course: Path) -> None:
    """Give marks, extra credit and comments, as formgrader does."""
    with Gradebook(sqlite_url(course)) as book:
        for number, comment in enumerate(COMMENTS):
            about = (WRITTEN, GALLERY_MODULE, GALLERY_MODULE, f"learner-{number:05}")
            grade, remark = book.find_grade(*about), book.find_comment(*about)
            grade.manual_score, grade.extra_credit, grade.needs_manual_grade = number / 3, 0.335 * number, False
            remark.manual_comment = comment
        grade = book.find_grade(CASE, MODULE, MODULE, "good")
        grade.manual_score, grade.extra_credit = 0.125, -3.01
        book.db.commit()


def files(course: Path) -> Files:
    """Return every file under feedback/: its mode and what it holds."""
    root = course / "feedback"
    paths = [path for path in root.rglob("*") if path.is_file()]
    return {path.relative_to(root).as_posix(): (path.stat().st_mode, path.read_bytes()) for path in paths}


def folders(course: Path) -> dict[str, int]:
    """Return every folder under feedback/, and that itself: its mode."""
    root = course / "feedback"
    paths = [root, *(path for path in root.rglob("*") if path.is_dir())]
    return {path.relative_to(root).as_posix(): path.stat().st_mode for path in paths}


def times(course: Path) -> dict[str, int]:
    """Return when each page was written, by its learner."""
    return {path.parts[-3]: path.stat().st_mtime_ns for path in course.glob("feedback/*/*/*.html")}


def by_nbgrader(course: Path, *arguments: str) -> Files:
    """Return what nbgrader makes of a course, which is left as it was."""
    copy = shutil.copytree(course, course.with_name("nbgraders"), ignore=shutil.ignore_patterns("feedback"))
    done = nbgrader(copy, "generate_feedback", *arguments)
    assert done.returncode == 0, done.stderr
    found = files(copy)
    shutil.rmtree(copy)
    return found


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a course with all kinds of submissions, graded, and with some marks by hand."""
    root = made(tmp_path_factory.mktemp("graded") / "course")
    hand_in(root)
    assert "0 with another mark" in grade(root).stdout
    mark_by_hand(root)
    return root


def copied(course: Path, to: Path) -> Path:
    return shutil.copytree(course, to, ignore=shutil.ignore_patterns("submitted", "feedback"))


@pytest.fixture(scope="module")
def theirs(graded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the course with the feedback that nbgrader makes."""
    root = copied(graded, tmp_path_factory.mktemp("theirs") / "course")
    for module in (MODULE, GALLERY_MODULE):
        done = nbgrader(root, "generate_feedback", module)
        assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="module")
def written(graded: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the course with the feedback that we make, and what was said."""
    root = copied(graded, tmp_path_factory.mktemp("written") / "course")
    done = wellfounded(root, "feedback")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return root, done.stdout


@pytest.fixture
def ours(written: tuple[Path, str], tmp_path: Path) -> Path:
    """Return the course with the feedback that we made, to be changed."""
    return shutil.copytree(written[0], tmp_path / "course")


@pytest.fixture
def few(graded: Path, tmp_path: Path) -> Path:
    """Return the course with one module of three learners, and no feedback yet."""
    root = copied(graded, tmp_path / "few")
    for folder in (root / "autograded").iterdir():
        if folder.name not in ("learner-00000", "learner-00001", "learner-00002"):
            shutil.rmtree(folder)
    return root


def test_files_and_folders_are_nbgraders_to_the_byte(theirs: Path, written: tuple[Path, str]) -> None:
    course, said = written
    found, expected = files(course), files(theirs)
    assert found.keys() == expected.keys()
    assert len(expected) > 100
    assert [name for name in found if found[name] != expected[name]] == []
    assert folders(course) == folders(theirs)
    assert "51 written, 0 as they were; 0 not written.\n2 of them by nbgrader itself" in said


def test_only_what_has_changed_is_written_again(ours: Path) -> None:
    before = times(ours)
    assert "0 written, 51 as they were" in wellfounded(ours, "feedback").stdout
    assert times(ours) == before
    with Gradebook(sqlite_url(ours)) as book:
        book.find_grade(CASE, MODULE, MODULE, "perfect").manual_score = 1.25
        about = (WRITTEN, GALLERY_MODULE, GALLERY_MODULE, "learner-00005")
        book.find_comment(*about).manual_comment = "Well argued."
        book.db.commit()
    (ours / "feedback" / "wrong" / MODULE / f"{MODULE}.html").write_text("somebody wrote over it")
    assert "3 written, 48 as they were" in wellfounded(ours, "feedback").stdout
    after = times(ours)
    assert {learner for learner in after if after[learner] != before[learner]} == {"perfect", "learner-00005", "wrong"}
    expected = by_nbgrader(ours, MODULE, "--student=perfect") | by_nbgrader(
        ours, GALLERY_MODULE, "--student=learner-00005"
    )
    assert {name: files(ours)[name] for name in expected} == expected
    assert b"Score: 1.25 / 6.0" in expected[f"perfect/{MODULE}/{MODULE}.html"][1]


def test_a_graded_notebook_that_was_not_kept_is_made_again(graded: Path, theirs: Path, tmp_path: Path) -> None:
    root = copied(graded, tmp_path / "course")
    for module, learner in [(MODULE, "late"), (GALLERY_MODULE, "learner-00001"), (GALLERY_MODULE, "learner-00002")]:
        shutil.rmtree(root / "autograded" / learner / module)
        shutil.copytree(graded / "submitted" / learner / module, root / "submitted" / learner / module)
    chosen = [f"--learner={learner}" for learner in ("late", "learner-00001", "learner-00002")]
    done = wellfounded(root, "feedback", *chosen)
    assert "3 written, 0 as they were; 0 not written.\n1 of them by nbgrader itself" in done.stdout
    assert files(root) == {name: found for name, found in files(theirs).items() if name in files(root)}
    assert "0 written, 3 as they were" in wellfounded(root, "feedback", *chosen).stdout
    (root / "submitted" / "late" / MODULE / "answers.jsonl").write_text("")
    (root / "feedback" / "late" / MODULE / f"{MODULE}.html").unlink()
    done = wellfounded(root, "feedback", "--learner", "late")
    assert (done.returncode, "late was not graded since answers or keys changed" in done.stdout) == (1, True)


def test_what_an_instructor_changed_by_hand_is_made_by_nbgrader(few: Path) -> None:
    path = few / "autograded" / "learner-00001" / GALLERY_MODULE / f"{GALLERY_MODULE}.ipynb"
    path.chmod(0o644)
    path.write_text(path.read_text().replace('"source": [', '"source": [\n    "Read this first. ",', 1))
    (few / "autograded" / "learner-00002" / GALLERY_MODULE / "notes.txt").write_text("beside it")
    done = wellfounded(few, "feedback", "01")
    assert "3 written, 0 as they were; 0 not written.\n2 of them by nbgrader itself" in done.stdout
    assert files(few) == by_nbgrader(few, GALLERY_MODULE)
    assert b"Read this first." in files(few)[f"learner-00001/{GALLERY_MODULE}/{GALLERY_MODULE}.html"][1]


def test_a_template_of_ones_own_is_seen_and_left_to_nbgrader(few: Path) -> None:
    stock = Path(template_path) / "feedback"
    own = few / "own" / "feedback"
    shutil.copytree(stock, own)
    text = (own / "index.html.j2").read_text()
    counted = text.replace("{% block markdowncell scoped %}", "{% block markdowncell scoped %}{{ loop.index }}")
    assert counted != text
    (own / "index.html.j2").write_text(counted)
    with (few / "nbgrader_config.py").open("a") as file:
        file.write(f"c.HTMLExporter.extra_template_basedirs.insert(0, {str(few / 'own')!r})\n")
    done = wellfounded(few, "feedback")
    assert "3 of them by nbgrader itself" in done.stdout
    assert files(few) == by_nbgrader(few, GALLERY_MODULE)


def test_a_group_that_shares_the_course_can_write_as_after_nbgrader(few: Path) -> None:
    with (few / "nbgrader_config.py").open("a") as file:
        file.write("c.CourseDirectory.groupshared = True\n")
    assert wellfounded(few, "feedback", "--learner", "learner-00000").returncode == 0
    found = files(few), folders(few)
    shutil.rmtree(few / "feedback")
    assert nbgrader(few, "generate_feedback", GALLERY_MODULE, "--student=learner-00000").returncode == 0
    assert found == (files(few), folders(few))


def test_workers_of_a_scheduler_write_the_same(few: Path, written: tuple[Path, str], tmp_path: Path) -> None:
    (tmp_path / "cluster").mkdir()
    cluster = Cluster(tmp_path / "cluster")
    try:
        cluster.start_worker()
        done = wellfounded(few, *documented("wellfounded feedback", cluster.address), **QUICK)
    finally:
        cluster.stop()
    assert done.returncode == 0, done.stderr
    assert "3 written, 0 as they were; 0 not written.\n1 of them by nbgrader itself" in done.stdout
    expected = files(written[0])
    assert files(few) == {name: expected[name] for name in files(few)}


def test_one_learner_stops_no_other(few: Path) -> None:
    (few / "autograded" / "nobody").mkdir()
    shutil.copytree(few / "autograded" / "learner-00001", few / "autograded" / "nobody", dirs_exist_ok=True)
    (few / "feedback").mkdir()
    (few / "feedback" / "learner-00001").write_text("a file where a folder should be")
    done = wellfounded(few, "feedback")
    assert done.returncode == 1
    assert f"  nobody {GALLERY_MODULE}: the gradebook has no marks; run 'wellfounded grade" in done.stdout
    assert f"  learner-00001 {GALLERY_MODULE}: " in done.stdout
    assert "2 written, 0 as they were; 2 not written." in done.stdout
    assert times(few).keys() == {"learner-00000", "learner-00002"}


def test_where_nothing_can_be_written_it_says_what_to_do(few: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "Run this in its root" in wellfounded(tmp_path / "empty", "feedback").stderr
    assert (
        "Nothing was graded of zoe. Run 'wellfounded grade' first."
        in wellfounded(few, "feedback", "--learner", "zoe").stderr
    )
    assert (
        "Nothing was graded of 07-other. Run 'wellfounded grade' first."
        in wellfounded(few, "feedback", "07-other").stderr
    )


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_stopped_at_any_moment_no_page_is_half_and_the_next_run_does_the_rest(
    graded: Path, tmp_path: Path, sent: signal.Signals
) -> None:
    root = copied(graded, tmp_path / "course")
    hand_in_crowd(root, GALLERY_MODULE, 300, first=100)
    grade(root)
    command = [sys.executable, "-m", "wellfounded", "feedback", GALLERY_MODULE, "--jobs", "1"]

    def in_front() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell has what it starts with "&" ignore Ctrl-C

    with subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, text=True, preexec_fn=in_front) as run:
        while run.poll() is None and len(list((root / "feedback").glob("learner-001*"))) < 20:
            pass
        run.send_signal(sent)
        said = run.communicate()[1]
    assert run.returncode in (-sent, 130)
    assert sent == signal.SIGKILL or "Stopped. The pages written so far are kept" in said
    before = times(root)
    assert 0 < len(before) < 308
    done = wellfounded(root, "feedback", GALLERY_MODULE)
    assert done.returncode == 0
    after = times(root)
    kept = {learner for learner in before if before[learner] == after[learner]}
    assert f"{308 - len(kept)} written, {len(kept)} as they were; 0 not written." in done.stdout
    whole = copied(root, tmp_path / "whole")
    (whole / ".feedback.db").unlink()
    wellfounded(whole, "feedback", GALLERY_MODULE)
    assert files(root) == files(whole)
