"""`make bench`: how fast the things are that people wait for. Prints each command, median and p95; asserts nothing."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page, sync_playwright

from tests.benchmarks import longest_lesson, visit, web_pages
from tests.browser.chromium import FLAGS, chromium
from tests.browser.lesson import MODULE, Lesson, at, free_port
from tests.browser.shared_server import write_settings
from tests.places import COURSE
from wellfounded.content.case_file import read_module
from wellfounded.grading.demo_class import LEARNERS, hand_in_four, nbgrader
from wellfounded.learner.layout import lay_out
from wellfounded.notebook.widgets.marking import marked, prepare

HEAVY = ("pandas", "nbgrader", "pydantic", "jupytext")
CLICKS = 60
SHOWN_AND_LIVE = """
    globalThis.seen = {};
    new MutationObserver(() => {
        for (const [name, css] of [["shown", ".jp-Notebook .jp-RenderedMarkdown h1"], ["live", ".wf-question input"]])
            if (!(name in seen) && document.querySelector(css)?.checkVisibility()) seen[name] = performance.now();
    }).observe(document, {childList: true, subtree: true, attributes: true});
"""


def say(what: str, command: str, seconds: list[float], aim: str) -> None:
    """Print one result: median and p95, in milliseconds."""
    p95 = statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
    figures = f"median {1000 * statistics.median(seconds):8.0f} ms   p95 {1000 * p95:8.0f} ms   n={len(seconds)}"
    sys.stdout.write(f"{what:42} {figures}   aim: {aim}\n    {command}\n")
    sys.stdout.flush()


def timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def imports() -> None:
    def run(code: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, "-c", code], check=True)

    ours, theirs = (
        "import wellfounded, wellfounded.notebook.widgets.case, wellfounded.notebook.widgets.hand_in_panel",
        "import ipywidgets, anywidget",
    )
    pairs = [(timed(run(ours)), timed(run(theirs))) for _ in range(10)]  # side by side: the machine's mood is shared
    say("import a lesson's code", f"python -c '{ours}'", [a for a, _ in pairs], "under twice the next")
    say("import what it stands on", f"python -c '{theirs}'", [b for _, b in pairs], "-")
    ratio = statistics.median(a / b for a, b in pairs)
    probe = f"{ours}; import sys; print([name for name in {HEAVY} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout.strip()
    sys.stdout.write(f"    ratio {ratio:.2f} (median of pairs); of {', '.join(HEAVY)} loaded: {loaded}\n")


def lessons(scratch: Path) -> None:
    """Time a lesson shown to its live questions, and click to Saved, in a real browser."""
    command = [sys.executable, "-m", "wellfounded", "learn", "--no-browser", "--course", str(COURSE)]
    options = ["--workspace", str(scratch / "my-course"), "--port", str(free_port())]
    write_settings(scratch / "settings")
    env = {**os.environ, "JUPYTERLAB_SETTINGS_DIR": str(scratch / "settings")}
    learn = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True, env=env)
    assert learn.stdout is not None
    ready = learn.stdout.readline().split()[1]
    address = at(ready, MODULE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        paints = [visit.painted(browser, ready) for _ in range(4)]
        say("the start page is first painted", "wellfounded learn; open what it says", paints, "under 2000 ms")
        visit.downloaded(browser, ready)
        page = browser.new_page()
        page.add_init_script(SHOWN_AND_LIVE)
        first = [first_live_question(page, address) for _ in range(5)]
        say("lesson shown to its first live question", "wellfounded learn; open a lesson", first, "under 2000 ms")
        lesson = Lesson(page, address, scratch / "my-course" / MODULE)
        say("click to Saved", f"{CLICKS} clicks on options", saved(lesson), "p95 under 100 ms")
        words = [visit.hand_in(browser.new_page(), ready) for _ in range(3)]
        say("Hand in anyway to its first word", "in a browser", [word for word, _ in words], "under 100 ms")
        say("  to its marks, on the page", "in a browser", [marks for _, marks in words], "under 1000 ms")
        browser.close()
    module, questions = longest_lesson.longest()
    times = [longest_lesson.live(at(ready, module)) for _ in range(3)]
    say(
        f"{module}: shown to its first live question",
        "wellfounded learn; open it",
        [each for each, _ in times],
        "under 1000 ms",
    )
    say(
        f"{module}: to its last of {questions}",
        "wellfounded learn; open it",
        [each for _, each in times],
        "under 2000 ms",
    )
    learn.terminate()
    learn.wait()


def first_live_question(page: Page, address: str) -> float:
    page.goto(address)
    page.locator(".wf-question").first.wait_for()
    return float(page.evaluate("(seen.live - seen.shown) / 1000"))


def saved(lesson: Lesson) -> list[float]:
    """Return the time from each click to "Saved", measured in the page itself."""
    measure = """input => new Promise(done => {
        const status = input.closest('.wf-question').querySelector('.wf-status');
        const start = performance.now();
        const seen = new MutationObserver(() => {
            if (status.dataset.state === 'saved') { seen.disconnect(); done((performance.now() - start) / 1000); }
        });
        seen.observe(status, {attributes: true, childList: true});
        input.click();
    })"""
    inputs = lesson.question("New York").locator(".wf-option input").all()
    return [inputs[number % len(inputs)].evaluate(measure) for number in range(CLICKS)]


def hand_ins(scratch: Path) -> None:
    lay_out(COURSE, scratch / "home", "home")
    (scratch / "home" / MODULE / "answers.jsonl").touch()
    command = f"python -m wellfounded.grading.at_home WORKSPACE {MODULE}"
    cold = [steps(scratch / "home") for _ in range(4)]
    say("hand in at home: marks", command, [marks for marks, _ in cold], "1 s")
    say("  recorded behind, the first time", command, [done for _, done in cold[:1]], "10 s")
    say("  recorded behind, later", command, [done for _, done in cold[1:]], "5 s")
    prepared = []
    for _ in range(4):
        prepare(scratch / "home")
        time.sleep(3)  # the learner comes near the button, and reads what stands there
        prepared.append(steps(scratch / "home")[0])
    say("  marks, by a process that waits", command, prepared, "1 s")


def steps(workspace: Path) -> tuple[float, float]:
    """Return the seconds until a hand-in is marked, and until it is recorded."""
    start = time.perf_counter()
    times = [time.perf_counter() - start for _ in marked(workspace, Path(MODULE))]
    return times[0], times[-1]


def autograde(scratch: Path) -> None:
    """Time autograde of a submission by our steps against nbgrader's own, which execute the notebook."""
    ours, stock = scratch / "ours", scratch / "stock"
    for name in ("source", "release"):
        shutil.copytree(COURSE / name, ours / name)
    shutil.copy(COURSE / "nbgrader_config.py", ours)
    hand_in_four(ours, MODULE)
    stock_course(stock)
    got = {name: per_submission(course) for name, course in (("ours", ours), ("stock", stock))}
    for part in ("whole", "graded"):
        for name, seconds in got.items():
            what = "autograde one submission" if part == "whole" else "its grading pass alone"
            say(f"{what}, {name}", "nbgrader autograde, by the clock of its log", seconds[part], "ours 10 times faster")
        ratio = statistics.median(got["stock"][part]) / statistics.median(got["ours"][part])
        sys.stdout.write(f"    ratio {ratio:.1f}\n")


def stock_course(course: Path) -> None:
    """Write a comparable course for plain nbgrader: as many cases, drawn by ipywidgets alone, and an assertion each."""
    cells = [new_code_cell("import ipywidgets")]
    for case in read_module(COURSE / "source" / MODULE).values():
        drawn = (
            f"display(ipywidgets.VBox([ipywidgets.RadioButtons(options='abcd') for _ in range({len(case.questions)})]))"
        )
        cells.append(new_code_cell(drawn))
        if case.use == "practice":
            continue
        about = {"grade": True, "grade_id": case.id, "locked": True, "points": case.points, "schema_version": 3}
        about |= {"solution": False, "task": False, "cell_type": "code"}
        cells.append(new_code_cell("assert 1 + 1 == 2", metadata={"nbgrader": about}))
    nb = new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    for folder in (course / "source" / MODULE, *(course / "submitted" / each / MODULE for each in LEARNERS)):
        folder.mkdir(parents=True)
        nbformat.write(nb, folder / f"{MODULE}.ipynb")
    (course / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'stock'\n")


def per_submission(course: Path) -> dict[str, list[float]]:
    """Return the time nbgrader takes for each submission, whole and from grading to writing, by its own log."""
    nbgrader(course, "generate_assignment", MODULE, "--force")
    said = nbgrader(
        course, "autograde", MODULE, "--log-level=INFO", "--NbGrader.log_format=%(created)f|%(message)s"
    ).stderr

    def at(words: str) -> list[float]:
        return [float(each) for each in re.findall(rf"^([0-9.]+)\|{words}", said, re.MULTILINE)]

    start, grading, end = (
        at("Creating/updating student"),
        at("Autograding "),
        at("Setting destination file permissions"),
    )
    if not len(start) == len(grading) == len(end) == len(LEARNERS):
        raise SystemExit(f"nbgrader's log reads otherwise than expected:\n{said[-1500:]}")
    return {"whole": gaps(start, end), "graded": gaps(grading, end)}


def gaps(starts: list[float], ends: list[float]) -> list[float]:
    return [end - start for start, end in zip(starts, ends, strict=True)]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="wellfounded-bench-") as folder:
        imports()
        longest_lesson.widgets(Path(folder))
        lessons(Path(folder))
        web_pages.visits(Path(folder) / "web", say)
        hand_ins(Path(folder))
        autograde(Path(folder))
