"""How long our own commands take on a cohort, here or by a scheduler; and a bare loop, with which they are compared."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
from distributed import Client

from tests.benchmarks.cohort_measures import Figures, disk, memory, peak, spent, spent_by
from tests.grading.large_cohort import learner
from tests.grading.scheduler.cluster import QUICK, Cluster, documented
from wellfounded.content.case import Case
from wellfounded.content.case_file import read_module, rendered
from wellfounded.grading.submission import read_plain
from wellfounded.journal.file import JOURNAL, Journal, parse

WELLFOUNDED = [sys.executable, "-m", "wellfounded"]
WRITTEN = {"grade": ("gradebook.db", ".graded.db", "autograded"), "feedback": ("feedback", ".feedback.db")}
WORKERS = 2
# The tests' dask is quick to give up. What an instructor starts has dask's own settings.
PATIENT = dict(zip(QUICK, ("30s", "3", "True"), strict=True))


def bare(course: Path, module: str, learners: int) -> Figures:
    """Read, score and insert, in one process, with no nbgrader at all: what cannot be done without."""
    cases = [rendered(case) for case in read_module(course / "source" / module).values() if case.use == "graded"]
    db = sqlite3.connect(course / "bare.db")
    db.execute("CREATE TABLE grade (learner TEXT, cell TEXT, score REAL, PRIMARY KEY (learner, cell))")
    start, used = time.perf_counter(), time.process_time()
    for number in range(learners):
        journal = parse(read_plain(course / "submitted" / learner(number) / module / JOURNAL)).counted()
        rows = [(learner(number), case.id, score(case, journal)) for case in cases]
        db.executemany("INSERT INTO grade VALUES (?, ?, ?)", rows)
        if number % 50 == 49:
            db.commit()
    db.commit()
    db.close()
    cpu = 1000 * (time.process_time() - used) / learners
    return {"ms": 1000 * (time.perf_counter() - start) / learners, "cpu ms": cpu}


def score(case: Case, journal: Journal) -> float:
    said = [(question, journal.latest("answer", case.id, question.id)) for question in case.questions]
    return sum(each.score(event["response"]).points for each, event in said if event)


def ours(
    course: Path,
    what: str,
    module: str,
    learners: int,
    options: Sequence[str] = (),
    beside: Sequence[psutil.Process] = (),
) -> Figures:
    """Time `wellfounded grade` or `feedback` as a whole, its start included; each process's memory, and the disk.

    The processes `beside` it, which were there before, work for it: theirs counts, too.
    """
    command = [*WELLFOUNDED, what, module, *options]
    if what == "grade":  # of what an earlier way graded nothing is known
        shutil.copy(course.with_name("empty.db"), course / "gradebook.db")
        (course / ".graded.db").unlink(missing_ok=True)
    folder, all_done = {
        "grade": (course / ".graded.db", f"{learners} new"),
        "feedback": (course / "feedback", f"{learners} written"),
    }[what]
    peaks, said = dict[int, int](), course.with_name("said.txt")
    start, used = time.perf_counter(), spent() + spent_by(beside)
    # Into a file: what a large cohort has to be told would fill a pipe, and the command would wait.
    with said.open("w") as out, subprocess.Popen(command, cwd=course, stdout=out, start_new_session=True) as run:
        begun = 0.0
        while run.poll() is None:
            begun = begun or (time.perf_counter() if folder.exists() else 0.0)
            for process, kib in memory(run.pid).items():
                peaks[process] = max(kib, peaks.get(process, 0))
            time.sleep(min(1.0, 0.05 + learners / 100_000))
    whole, cpu = time.perf_counter() - start, spent() + spent_by(beside) - used
    if all_done not in (words := said.read_text()):
        raise SystemExit(words)
    steady = (time.perf_counter() - (begun or start)) * 1000 / learners
    peaks.update({process.pid: peak(process.pid) for process in beside})
    workers = sorted((kib for process, kib in peaks.items() if process != run.pid), reverse=True)
    more = {"cpu ms": 1000 * cpu / learners, "ms after start": steady, "start s": (begun or start) - start}
    return {
        "ms": 1000 * whole / learners,
        **more,
        "MiB main": peaks.get(run.pid, 0) / 1024,
        **{f"MiB worker {number}": kib / 1024 for number, kib in enumerate(workers, 1)},
        **{f"bytes {name}": disk(course / name) / learners for name in WRITTEN[what]},
    }


def scheduler(course: Path, module: str, learners: int) -> Figures:
    """Time `wellfounded grade` by a dask scheduler and two workers here, started by the manual before."""
    logs = course.with_name("scheduler")
    logs.mkdir()
    cluster = Cluster(logs, **PATIENT)
    try:
        for _ in range(WORKERS):
            cluster.start_worker()
        with Client(cluster.address) as client:
            client.wait_for_workers(WORKERS, timeout=120)
        beside = [process for service in (cluster.scheduler, *cluster.workers) for process in service.processes()]
        return ours(course, "grade", module, learners, documented("wellfounded grade", cluster.address)[1:], beside)
    finally:
        cluster.stop()


def feedback(course: Path, module: str, learners: int, jobs: int) -> Figures:
    """Time `wellfounded feedback`, and once more with nothing to write: its start, and a look at each submission."""
    found, used = ours(course, "feedback", module, learners, ["--jobs", str(jobs)]), spent()
    subprocess.run([*WELLFOUNDED, "feedback", module], cwd=course, check=True)
    return {**found, "cpu ms again": 1000 * (spent() - used) / learners}


def report(course: Path, submissions: int) -> Figures:
    """Time `wellfounded report` on what lies in submitted/, graded before, and its largest process's memory."""
    subprocess.run([*WELLFOUNDED, "grade", "--no-notebooks"], cwd=course, check=True, capture_output=True)
    command = [*WELLFOUNDED, "report", "--output", str(course.parent / "report")]
    start, peaks, used = time.perf_counter(), dict[int, int](), spent()
    with subprocess.Popen(command, cwd=course, stdout=subprocess.DEVNULL, start_new_session=True) as run:
        while run.poll() is None:
            for process, kib in memory(run.pid).items():
                peaks[process] = max(kib, peaks.get(process, 0))
            time.sleep(0.05)
    if run.returncode:
        raise SystemExit(run.returncode)
    whole, cpu = time.perf_counter() - start, spent() - used
    size = (course.parent / "report" / "report.html").stat().st_size
    more = {"cpu ms": 1000 * cpu / submissions, "s": whole, "MiB most": max(peaks.values()) / 1024}
    return {"ms": 1000 * whole / submissions, **more, "page MB": size / 1e6}
