"""By an object store, workers that see nothing of the course do as one machine does: row for row, byte for byte."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from distributed import Client

from tests.commands import wellfounded
from tests.grading.course_pair import CROWD, GALLERY_MODULE, hand_in, made
from tests.grading.large_cohort import hand_in_crowd
from tests.grading.scheduler import jobs
from tests.grading.scheduler.cluster import QUICK, Cluster, documented
from tests.grading.scheduler.runs import MINUTES, assert_same, start, wait_until_graded
from tests.grading.scheduler.s3_server import STORE, S3Server, s3_server
from tests.grading.submissions import MODULE
from wellfounded.grading.workers.dask_client import ScheduledWorkers
from wellfounded.grading.workers.dask_worker import UnfitWorkerError

LEARNERS = 60
HIDDEN = 'mount -t tmpfs none {} && cd / && exec "$@"'

pytestmark = pytest.mark.skipif(not shutil.which("unshare"), reason="hides the courses by a mount of their own")


@pytest.fixture(scope="module")
def s3() -> Iterator[S3Server]:
    """Return a store."""
    with s3_server() as server:
        yield server


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of which the workers see nothing but that it is there."""
    return tmp_path_factory.mktemp("courses")


@pytest.fixture(scope="module")
def cluster(courses: Path, s3: S3Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Return a scheduler with three workers, in another folder and with an empty one in place of `courses`."""
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        for _ in range(3):
            cluster.start_worker(["unshare", "-rm", "sh", "-c", HIDDEN.format(courses), "-"], **s3.env)
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture(scope="module")
def course(courses: Path) -> Path:
    """Return a course in which a crowd has handed in, and in another module all that is odd or hostile."""
    root = made(courses / "course")
    hand_in(root)
    hand_in_crowd(root, GALLERY_MODULE, LEARNERS - CROWD, CROWD)
    return root


def copied(course: Path) -> Path:
    """Return a copy of a course, its links and pipes as they are, in the folder that no worker sees."""
    root = course.with_name(uuid4().hex)
    subprocess.run(["cp", "-a", course, root], check=True)
    return root


@pytest.fixture(scope="module")
def on_one_machine(course: Path) -> tuple[Path, str]:
    """Return the same course, graded on one machine, and what was said."""
    root = copied(course)
    return root, wellfounded(root, "grade", "--jobs", "2").stdout


def modes(root: Path, folder: str) -> dict[str, int]:
    """Return the modes of all that is in a folder of a course."""
    return {path.relative_to(root).as_posix(): path.lstat().st_mode for path in (root / folder).rglob("*")}


def texts(root: Path, folder: str) -> dict[str, bytes]:
    """Return the files of a folder of a course, but for the page that says when it was made."""
    paths = [path for path in (root / folder).rglob("*") if path.is_file() and path.name != "report.html"]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def test_workers_that_see_no_course_and_die_grade_as_one_machine(
    course: Path, on_one_machine: tuple[Path, str], cluster: Cluster, s3: S3Server
) -> None:
    chance = random.Random(23)  # noqa: S311
    root, (other, said) = copied(course), on_one_machine
    with start(root, cluster, STORE, **s3.env) as run:
        killed = 0
        # Two workers: one that was killed a moment ago may have no process yet.
        for number, worker in zip((1, chance.randrange(20, 50)), chance.sample(cluster.workers, 2), strict=True):
            wait_until_graded(root, number, run)
            killed += worker.kill_child()
        out, err = run.communicate(timeout=60 * MINUTES)
    assert killed == 2
    assert (err, out) == ("", said)
    assert_same(root, other)
    assert modes(root, "autograded") == modes(other, "autograded")
    assert s3.objects() == []


@pytest.mark.full
def test_what_is_graded_is_not_graded_again(on_one_machine: tuple[Path, str], cluster: Cluster, s3: S3Server) -> None:
    root, other = copied(on_one_machine[0]), copied(on_one_machine[0])
    done = wellfounded(root, *documented("wellfounded grade", cluster.address, STORE), **QUICK, **s3.env)
    assert (done.stderr, done.stdout) == ("", wellfounded(other, "grade", "--jobs", "2").stdout)
    assert_same(root, other)
    assert s3.objects() == []


def test_feedback_and_report_are_those_of_one_machine(
    on_one_machine: tuple[Path, str], cluster: Cluster, s3: S3Server
) -> None:
    root, other = copied(on_one_machine[0]), copied(on_one_machine[0])
    for course in (root, other):
        shutil.rmtree(course / "autograded" / "learner-00002")  # is made again
        (course / "autograded" / "learner-00003" / GALLERY_MODULE / "note.txt").write_text("By the instructor.")
        (course / "autograded" / "good" / MODULE / "timestamp.txt").write_text("2026-11-10 10:00:00 UTC")
    names = ["learner-00001", "learner-00002", "learner-00003", "good", "late", "in time"]
    for command in ("feedback", "report"):
        options = [f"--learner={name}" for name in names] if command == "feedback" else []
        by_store = documented(f"wellfounded {command}", cluster.address, STORE)
        elsewhere = wellfounded(root, *by_store, *options, **QUICK, **s3.env)
        alone = wellfounded(other, command, *options)
        assert (elsewhere.returncode, elsewhere.stdout) == (alone.returncode, alone.stdout), elsewhere.stderr
        assert s3.objects() == []
    for folder in ("feedback", "reports"):
        assert len(texts(root, folder)) > len(names)
        assert texts(root, folder) == texts(other, folder)
    assert modes(root, "feedback") == modes(other, "feedback")


def test_an_item_that_kills_each_worker_that_has_it_is_alone_refused(
    cluster: Cluster, s3: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in s3.env.items():
        monkeypatch.setenv(name, value)
    workers = ScheduledWorkers(cluster.address, [], STORE)
    results = [result for _, results in workers.results(jobs.JOB, [["a"], [jobs.DEADLY, "b"]]) for result in results]
    assert results == ["a done", "deadly refused", "b done"]
    with pytest.raises(FileNotFoundError, match="no such thing"):
        list(workers.results(jobs.JOB, [["a"], [jobs.RAISES]]))
    assert s3.objects() == []


def without_s3fs(folder: Path) -> dict[str, str]:
    """Return the environment of a process that lacks s3fs."""
    (folder / "s3fs.py").write_text("raise ImportError('none')\n")
    return {"PYTHONPATH": f"{folder}{os.pathsep}{Path.cwd()}"}


@pytest.mark.parametrize(
    ("env", "problem"),
    [
        ("no-library", "lacks a library for the store s3://grading/asylum (Install s3fs to access S3). Install it"),
        ("nothing-there", "cannot use the store s3://grading/asylum ("),
        ("another-store", "sees another store at s3://grading/asylum. Give it the same address and account."),
    ],
)
def test_a_worker_that_cannot_use_the_store_is_named(
    env: str, problem: str, cluster: Cluster, s3: S3Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in s3.env.items():
        monkeypatch.setenv(name, value)
    with s3_server() as another:
        about = {
            "no-library": without_s3fs(tmp_path),
            "nothing-there": {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"},
            "another-store": another.env,
        }
        worker = cluster.start_worker(**{**s3.env, **about[env]})
        try:
            with Client(cluster.address) as client:
                client.wait_for_workers(4, timeout=60 * MINUTES)
            with pytest.raises(UnfitWorkerError) as refused:
                list(ScheduledWorkers(cluster.address, [], STORE).results(jobs.JOB, [["a"]]))
        finally:
            worker.stop()
            cluster.workers.remove(worker)
    assert str(refused.value).startswith("The worker at tcp://127.0.0.1:")
    assert problem in str(refused.value)
    assert s3.objects() == []


@pytest.mark.parametrize(
    ("store", "env", "said"),
    [
        (STORE, "no-library", "This machine lacks a library for the store s3://grading/asylum (Install s3fs"),
        (STORE, "nothing-there", "This machine cannot use the store s3://grading/asylum ("),
        ("s3://nowhere/asylum", "", "This machine cannot use the store s3://nowhere/asylum (The specified bucket does"),
        ("grading/asylum", "", "--store grading/asylum: name an address such as s3://bucket/folder."),
        ("sftp://anna:secret@here/a", "", "--store: leave the password out of the address"),
    ],
)
def test_what_is_wrong_with_the_store_is_said_and_nothing_is_graded(
    store: str, env: str, said: str, course: Path, cluster: Cluster, s3: S3Server, tmp_path: Path
) -> None:
    about = {"no-library": without_s3fs(tmp_path), "nothing-there": {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, "": {}}
    root = copied(course)
    command = [sys.executable, "-m", "wellfounded", *documented("wellfounded grade", cluster.address, store)]
    environment = {**os.environ, **QUICK, **s3.env, **about[env]}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(said)
    assert "secret" not in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(root.glob(f"autograded/*/{GALLERY_MODULE}"))


def test_a_store_needs_a_scheduler(course: Path) -> None:
    for command in ("grade", "feedback", "report"):
        assert "name their --scheduler, too." in wellfounded(course, command, "--store", STORE).stderr
