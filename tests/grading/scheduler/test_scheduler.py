"""On a dask scheduler a cohort is graded as on one machine: row for row, byte for byte, whatever dies meanwhile."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client

from tests.commands import wellfounded
from tests.grading.course_pair import GALLERY_MODULE, made
from tests.grading.large_cohort import hand_in_crowd
from tests.grading.scheduler import jobs
from tests.grading.scheduler.cluster import QUICK, Cluster, Service
from tests.grading.scheduler.runs import MINUTES, assert_same, start, wait_until_graded
from wellfounded.grading.workers.dask_client import ScheduledWorkers
from wellfounded.grading.workers.dask_worker import UnfitWorkerError

LEARNERS = 400


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Return a scheduler with three workers."""
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        for _ in range(3):
            cluster.start_worker()
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a course in which a cohort has handed in."""
    course = made(tmp_path_factory.mktemp("scheduled") / "course")
    hand_in_crowd(course, GALLERY_MODULE, LEARNERS)
    return course


@pytest.fixture(scope="module")
def on_one_machine(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same course, graded on one machine."""
    root = shutil.copytree(course, tmp_path_factory.mktemp("one-machine") / "course")
    assert wellfounded(root, "grade", "--jobs", "2").returncode == 0
    return root


def test_workers_that_die_and_a_scheduler_that_restarts_change_nothing(
    course: Path, on_one_machine: Path, cluster: Cluster, tmp_path: Path
) -> None:
    chance = random.Random(23)  # noqa: S311
    root = shutil.copytree(course, tmp_path / "course")
    with start(root, cluster) as run:
        killed = 0
        for number in (1, chance.randrange(50, 150)):
            wait_until_graded(root, number, run)
            killed += chance.choice(cluster.workers).kill_child()
        wait_until_graded(root, chance.randrange(200, 300), run)
        assert run.poll() is None
        cluster.scheduler.kill()
        out, err = run.communicate(timeout=60 * MINUTES)
    assert killed == 2
    assert f"{LEARNERS} new, 0 with another mark, 0 with the same mark; 0 not graded." in out
    assert err == ""
    assert_same(root, on_one_machine)


def test_a_scheduler_that_does_not_come_back_is_named_and_the_next_run_does_the_rest(
    course: Path, on_one_machine: Path, cluster: Cluster, tmp_path: Path
) -> None:
    root = shutil.copytree(course, tmp_path / "course")
    with start(root, cluster, DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT="4s") as run:
        wait_until_graded(root, 1, run)
        cluster.scheduler.stop()
        _, err = run.communicate(timeout=60 * MINUTES)
    cluster.start_scheduler()
    assert run.returncode == 1
    assert f"No dask scheduler answers at {cluster.address}." in err
    assert "Traceback" not in err
    done = len(list(root.glob(f"autograded/*/{GALLERY_MODULE}")))
    assert 0 < done < LEARNERS
    with start(root, cluster) as run:
        out, err = run.communicate(timeout=60 * MINUTES)
    assert f"{LEARNERS - done} new, 0 with another mark, {done} with the same mark; 0 not graded." in out
    assert err == ""
    assert_same(root, on_one_machine)


@pytest.mark.full
def test_feedback_and_report_are_those_of_one_machine(on_one_machine: Path, cluster: Cluster, tmp_path: Path) -> None:
    root = shutil.copytree(on_one_machine, tmp_path / "course")
    for command in ("feedback", "report"):
        options = ["--learner", "learner-00000", "--learner", "learner-00003"] if command == "feedback" else []
        alone = wellfounded(on_one_machine, command, *options)
        scheduled = wellfounded(root, command, *options, "--scheduler", cluster.address, **QUICK)
        assert (scheduled.returncode, scheduled.stdout) == (alone.returncode, alone.stdout)
    for name in ("feedback", "reports"):
        files = [path.relative_to(root) for path in (root / name).rglob("*") if path.is_file()]
        assert len(files) > 1
        texts = {path: (root / path).read_bytes() for path in files if path.name != "report.html"}  # it says when
        assert texts == {path: (on_one_machine / path).read_bytes() for path in texts}


def test_an_item_that_kills_each_worker_that_has_it_is_alone_refused(cluster: Cluster, tmp_path: Path) -> None:
    chunks = [["a", "b"], ["c", jobs.DEADLY, "d"], ["e"]]
    workers = ScheduledWorkers(cluster.address, [tmp_path])
    results = [result for _, results in workers.results(jobs.JOB, chunks) for result in results]
    assert results == ["a done", "b done", "c done", "deadly refused", "d done", "e done"]


def test_what_an_item_raises_ends_the_run_and_is_raised_here(cluster: Cluster, tmp_path: Path) -> None:
    workers = ScheduledWorkers(cluster.address, [tmp_path])
    with pytest.raises(FileNotFoundError, match="no such thing"):
        list(workers.results(jobs.JOB, [["a"], [jobs.RAISES]]))


def refusal(cluster: Cluster, worker: Service, folder: Path) -> str:
    """Return why a run does not begin once one more worker is there; end that worker."""
    try:
        workers = ScheduledWorkers(cluster.address, [folder])
        with Client(cluster.address) as client:
            client.wait_for_workers(4, timeout=60 * MINUTES)
        with pytest.raises(UnfitWorkerError) as refused:
            list(workers.results(jobs.JOB, [["a"]]))
        return str(refused.value)
    finally:
        worker.stop()
        cluster.workers.remove(worker)


def stub(folder: Path, release: str) -> dict[str, str]:
    """Return the environment of a worker that has another release, or none."""
    package = folder / "wellfounded" / "grading" / "workers"
    package.mkdir(parents=True)
    for path in (package, *list(package.parents)[:2]):
        (path / "__init__.py").touch()
    (package / "release.py").write_text(release)
    return {"PYTHONPATH": str(folder)}


def test_a_worker_with_another_release_is_named(cluster: Cluster, tmp_path: Path) -> None:
    worker = cluster.start_worker(**stub(tmp_path, "def release():\n    return {'wellfounded': 'other'}\n"))
    said = refusal(cluster, worker, tmp_path)
    assert said.startswith("Workers have another release than this machine. Install the same there: tcp://127.0.0.1:")
    assert said.endswith(": wellfounded, Python, nbgrader, nbformat.")


def test_a_worker_without_the_course_is_named(cluster: Cluster, tmp_path: Path) -> None:
    said = refusal(cluster, cluster.start_worker(**stub(tmp_path, "")), tmp_path)
    assert "Install the same there: tcp://127.0.0.1:" in said
    assert "cannot load it" in said


@pytest.mark.skipif(not shutil.which("unshare"), reason="hides a folder by a mount of its own")
def test_a_worker_that_does_not_see_the_folder_is_named(cluster: Cluster, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    worker = cluster.start_worker(["unshare", "-rm", "sh", "-c", f'mount -t tmpfs none {shared} && exec "$@"', "-"])
    said = refusal(cluster, worker, shared)
    assert said.startswith("The worker at tcp://127.0.0.1:")
    assert said.endswith(f" does not see {shared}. Share it under the same path.")


@pytest.mark.parametrize(
    ("lacks", "remedy"),
    [
        ("scheduler", "No dask scheduler answers at tcp://127.0.0.1:9. Start one with 'dask scheduler'"),
        ("distributed", "For --scheduler a library is missing (distributed). Install it here and on every worker"),
    ],
)
def test_where_nobody_answers_or_dask_is_missing_the_remedy_is_named(
    lacks: str, remedy: str, course: Path, tmp_path: Path
) -> None:
    (tmp_path / f"{lacks}.py").write_text(f"raise ModuleNotFoundError('none', name='{lacks}')\n")
    command = [sys.executable, "-m", "wellfounded", "grade", "--scheduler", "tcp://127.0.0.1:9"]
    env = {**os.environ, "PYTHONPATH": str(tmp_path), "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"}
    done = subprocess.run(command, cwd=course, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(remedy)
