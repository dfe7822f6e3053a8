"""`make bench-cohort`: how fast a cohort is graded, four ways, given feedback, two ways, and reported on.

Each way is run once, on the same submissions. Asserts nothing.

Stock nbgrader gets the same folders and no configuration of ours. It executes each notebook; `case()` refuses to draw
while marks are given and its cell ends with that refusal, which takes less time than drawing: stock is not slowed.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from tests.grading.large_cohort import hand_in_crowd
from tests.places import COURSE
from wellfounded.content.case import Case
from wellfounded.content.case_file import read_module, rendered
from wellfounded.grading.demo_class import nbgrader
from wellfounded.grading.submission import read_plain
from wellfounded.journal.file import JOURNAL, Journal, parse

WAYS = ("stock", "step", "ours", "no notebooks", "bare", "feedback", "stock feedback", "report")
PART = 1000  # submissions that a process makes at once
Figures = dict[str, float]


def bench(
    learners: Annotated[int, typer.Option(help="How many submissions.")] = 200,
    module: Annotated[str, typer.Option(help="The module handed in.")] = "01-refugee-definition",
    only: Annotated[list[str] | None, typer.Option(help=f"Of {', '.join(WAYS)}: only these.")] = None,
    sample: Annotated[int, typer.Option(help="How many nbgrader grades: it is slow.")] = 40,
    jobs: Annotated[int, typer.Option(help="Processes of ours; 0: one a core.")] = 0,
    light: Annotated[bool, typer.Option("--light", help="Hand in notebooks of no cells: less disk.")] = False,
    also: Annotated[list[str] | None, typer.Option(help="More modules, for the report alone.")] = None,
) -> None:
    """Make a cohort and time each way."""
    with tempfile.TemporaryDirectory(prefix="wellfounded-cohort-") as scratch:
        course = Path(scratch) / "course"
        for name in ("source", "release"):
            shutil.copytree(COURSE / name, course / name)
        shutil.copy(COURSE / "nbgrader_config.py", course)
        generate(course, module)
        hand_in(course, module, learners, notebooks=not light)
        chosen = only or list(WAYS)
        found: dict[str, Figures] = {}
        some = min(sample, learners)
        shutil.copy(course / "gradebook.db", course.with_name("empty.db"))
        for way in (each for each in ("bare", "no notebooks", "ours", "step", "stock") if each in chosen):
            act = {"bare": bare, "step": step, "stock": stock}.get(way)
            options = ["--no-notebooks"] if way == "no notebooks" else []
            found[way] = act(course, module, some) if act else ours(course, "grade", module, learners, jobs, *options)
        tell(found, learners, "stock")
        if pages := [way for way in ("feedback", "stock feedback") if way in chosen]:
            if "ours" not in found:
                ours(course, "grade", module, learners, jobs)
            acts = {
                "feedback": lambda: feedback(course, module, learners, jobs),
                "stock feedback": lambda: stock_feedback(course, module, some),
            }
            tell({way: acts[way]() for way in pages}, learners, "stock feedback")
        if "report" in chosen:
            for other in also or []:
                generate(course, other)
                hand_in(course, other, learners, notebooks=not light)
            tell({"report": report(course, learners * (1 + len(also or [])))}, learners, "stock")


def tell(found: dict[str, Figures], learners: int, stock: str) -> None:
    """Print milliseconds a submission and how they compare, by the clock and by the processor's time."""
    if not found:
        return
    say(f"{learners} submissions, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} (1 min.)")
    say(f"{'':16}{'ms each':>10}{'cpu ms':>10}{'a second':>10}{'times stock':>13}{'by cpu':>10}{'times bare':>12}")
    for way, each in found.items():
        ms, cpu = each["ms"], each["cpu ms"]
        stocks = [f"{found[stock][kind] / each[kind]:.1f}" if stock in found else "-" for kind in ("ms", "cpu ms")]
        bares = f"{ms / found['bare']['ms']:.2f}" if "bare" in found else "-"
        more = "   ".join(f"{k} {v:.6g}" for k, v in each.items() if k not in ("ms", "cpu ms"))
        say(f"{way:16}{ms:10.2f}{cpu:10.2f}{1000 / ms:10.1f}{stocks[0]:>13}{stocks[1]:>10}{bares:>12}   {more}")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def hand_in(course: Path, module: str, learners: int, *, notebooks: bool) -> None:
    """Make the submissions, part by part, on every core; no process holds more than one submission."""
    part = partial(hand_in_crowd, course, module, notebooks=notebooks)
    firsts = range(0, learners, PART)
    with ProcessPoolExecutor() as pool:
        list(pool.map(part, (min(PART, learners - first) for first in firsts), firsts))


def generate(course: Path, module: str) -> None:
    done = nbgrader(course, "generate_assignment", module, "--force")
    if done.returncode:
        raise SystemExit(done.stderr)


def bare(course: Path, module: str, _sample: int) -> Figures:
    """Read, score and insert, in one process, with no nbgrader at all: what cannot be done without."""
    cases = [rendered(case) for case in read_module(course / "source" / module).values() if case.use == "graded"]
    db = sqlite3.connect(course / "bare.db")
    db.execute("CREATE TABLE grade (learner TEXT, cell TEXT, score REAL, PRIMARY KEY (learner, cell))")
    start, used, folders = time.perf_counter(), time.process_time(), sorted((course / "submitted").iterdir())
    for number, folder in enumerate(folders):
        journal = parse(read_plain(folder / module / JOURNAL)).counted()
        rows = [(folder.name, case.id, score(case, journal)) for case in cases]
        db.executemany("INSERT INTO grade VALUES (?, ?, ?)", rows)
        if number % 50 == 49:
            db.commit()
    db.commit()
    cpu = 1000 * (time.process_time() - used) / len(folders)
    return {"ms": 1000 * (time.perf_counter() - start) / len(folders), "cpu ms": cpu}


def spent() -> float:
    """Return the processor seconds of all processes that were started here and have ended."""
    about = resource.getrusage(resource.RUSAGE_CHILDREN)
    return about.ru_utime + about.ru_stime


def score(case: Case, journal: Journal) -> float:
    said = [(question, journal.latest("answer", case.id, question.id)) for question in case.questions]
    return sum(each.score(event["response"]).points for each, event in said if event)


def ours(course: Path, what: str, module: str, learners: int, jobs: int, *options: str) -> Figures:
    """Time `wellfounded grade` or `feedback` as a whole, its start included; each process's memory, and the disk."""
    command = [sys.executable, "-m", "wellfounded", what, module, "--jobs", str(jobs), *options]
    if what == "grade":  # of what an earlier way graded nothing is known
        shutil.copy(course.with_name("empty.db"), course / "gradebook.db")
        (course / ".graded.db").unlink(missing_ok=True)
    folder, all_done = {
        "grade": (course / ".graded.db", f"{learners} new"),
        "feedback": (course / "feedback", f"{learners} written"),
    }[what]
    start, peak, used = time.perf_counter(), dict[int, int](), spent()
    with subprocess.Popen(command, cwd=course, stdout=subprocess.PIPE, text=True, start_new_session=True) as run:
        begun = 0.0
        while run.poll() is None:
            begun = begun or (time.perf_counter() if folder.exists() else 0.0)
            for process, kib in memory(run.pid).items():
                peak[process] = max(kib, peak.get(process, 0))
            time.sleep(min(1.0, 0.05 + learners / 100_000))
        said = run.stdout.read() if run.stdout else ""
    whole, cpu = time.perf_counter() - start, spent() - used
    if all_done not in said:
        raise SystemExit(said)
    steady = (time.perf_counter() - (begun or start)) * 1000 / learners
    workers = sorted((kib for process, kib in peak.items() if process != run.pid), reverse=True)
    more = {"cpu ms": 1000 * cpu / learners, "ms after start": steady, "start s": (begun or start) - start}
    return {
        "ms": 1000 * whole / learners,
        **more,
        "MiB main": peak.get(run.pid, 0) / 1024,
        **{f"MiB worker {number}": kib / 1024 for number, kib in enumerate(workers, 1)},
        **{f"bytes {name}": disk(course / name) / learners for name in WRITTEN[what]},
    }


WRITTEN = {"grade": ("gradebook.db", ".graded.db", "autograded"), "feedback": ("feedback", ".feedback.db")}


def disk(path: Path) -> int:
    """Return the bytes that a file or a folder takes on the disk."""
    if not path.exists():
        return 0
    inside = sum(disk(Path(entry)) for entry in os.scandir(path)) if path.is_dir() else 0
    return path.stat().st_blocks * 512 + inside


def report(course: Path, submissions: int) -> Figures:
    """Time `wellfounded report` on what lies in submitted/, graded before, and its largest process's memory."""
    wellfounded = [sys.executable, "-m", "wellfounded"]
    subprocess.run([*wellfounded, "grade", "--no-notebooks"], cwd=course, check=True, capture_output=True)
    command = [*wellfounded, "report", "--output", str(course.parent / "report")]
    start, peak, used = time.perf_counter(), dict[int, int](), spent()
    with subprocess.Popen(command, cwd=course, stdout=subprocess.DEVNULL, start_new_session=True) as run:
        while run.poll() is None:
            for process, kib in memory(run.pid).items():
                peak[process] = max(kib, peak.get(process, 0))
            time.sleep(0.05)
    if run.returncode:
        raise SystemExit(run.returncode)
    whole, cpu = time.perf_counter() - start, spent() - used
    size = (course.parent / "report" / "report.html").stat().st_size
    more = {"cpu ms": 1000 * cpu / submissions, "s": whole, "MiB most": max(peak.values()) / 1024}
    return {"ms": 1000 * whole / submissions, **more, "page MB": size / 1e6}


def memory(session: int) -> dict[int, int]:
    """Return the peak resident memory, in KiB, of each process of a session; Linux alone."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(path.read_text().rpartition(")")[2].split()[3]) == session:
                status = path.with_name("status").read_text()
                found[int(path.parent.name)] = int((re.search(r"VmHWM:\s+(\d+)", status) or [0, 0])[1])
        except OSError:
            continue
    return found


def step(course: Path, module: str, sample: int) -> Figures:
    """Time `nbgrader autograde` with our steps on some of the submissions, by its own log."""
    return graded(part(course, course.with_name("step"), module, sample), module, sample)


def stock(course: Path, module: str, sample: int) -> Figures:
    """Time `nbgrader autograde` as it comes on the same."""
    root = part(course, course.with_name("stock"), module, sample)
    (root / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'stock'\n")
    generate(root, module)
    return graded(root, module, sample)


def part(course: Path, root: Path, module: str, sample: int) -> Path:
    """Copy a course with some of its submissions."""
    for name in ("source", "release"):
        shutil.copytree(course / name, root / name)
    shutil.copy(course / "nbgrader_config.py", root)
    for folder in sorted((course / "submitted").iterdir())[:sample]:
        shutil.copytree(folder, root / "submitted" / folder.name)
    generate(root, module)
    return root


def feedback(course: Path, module: str, learners: int, jobs: int) -> Figures:
    """Time `wellfounded feedback`, and once more with nothing to write: its start, and a look at each submission."""
    found, used = ours(course, "feedback", module, learners, jobs), spent()
    subprocess.run([sys.executable, "-m", "wellfounded", "feedback", module], cwd=course, check=True)
    return {**found, "cpu ms again": 1000 * (spent() - used) / learners}


def stock_feedback(course: Path, module: str, sample: int) -> Figures:
    """Time `nbgrader generate_feedback` with our configuration on some of the graded submissions."""
    root = part(course, course.with_name("stock-feedback"), module, sample)
    shutil.copy(course / "gradebook.db", root)
    for folder in (root / "submitted").iterdir():
        shutil.copytree(course / "autograded" / folder.name, root / "autograded" / folder.name)
    return timed(root, ["generate_feedback", module], "Converting notebook", sample)


def graded(root: Path, module: str, sample: int) -> Figures:
    """Time `nbgrader autograde` on the submissions of a course."""
    return timed(root, ["autograde", module], "Creating/updating student", sample)


def timed(root: Path, command: list[str], begins: str, sample: int) -> Figures:
    """Run nbgrader and read from its log how long each submission took, its own start aside."""
    log = ("--log-level=INFO", "--NbGrader.log_format=%(created)f|%(message)s")
    used = [spent()]
    nbgrader(root, *command, "--student", min(each.name for each in (root / "submitted").iterdir()))
    used.append(spent())
    said = nbgrader(root, *command, "--force", *log).stderr
    cpu = 1000 * (spent() - 2 * used[1] + used[0]) / max(1, sample - 1)
    start, end = (
        [float(each) for each in re.findall(rf"^([0-9.]+)\|{words}", said, re.MULTILINE)]
        for words in (begins, "Setting destination file permissions")
    )
    if not len(start) == len(end) == sample:
        raise SystemExit(f"nbgrader's log reads otherwise than expected:\n{said[-1500:]}")
    each = [1000 * (b - a) for a, b in zip(start, end, strict=True)]
    return {"ms": statistics.mean(each), "cpu ms": cpu, "median": statistics.median(each), "of": sample}


if __name__ == "__main__":
    typer.run(bench)
