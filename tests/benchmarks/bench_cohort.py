"""`make bench-cohort`: how fast a cohort is graded, six ways, given feedback, two ways, reported on, and shown.

Each way is run once, on the same submissions; of formgrader's pages each is opened three times. Asserts nothing.

Stock nbgrader gets the same folders and no configuration of ours. It executes each notebook; `case()` refuses to draw
while marks are given and its cell ends with that refusal, which takes less time than drawing: stock is not slowed.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from tests.benchmarks.cohort_course import changed, generate, hand_in, released_course
from tests.benchmarks.cohort_measures import Figures, disk, say
from tests.benchmarks.cohort_nbgrader import step, stock, stock_feedback
from tests.benchmarks.cohort_ours import bare, feedback, ours, report, scheduler
from tests.benchmarks.cohort_rival import rival
from tests.benchmarks.formgrader import pages

GRADE = ("bare", "no notebooks", "ours", "scheduler", "step", "stock", "rival")
FEEDBACK = ("feedback", "stock feedback")
WAYS = (*GRADE, *FEEDBACK, "report", "formgrader")


def bench(
    learners: Annotated[int, typer.Option(help="How many submissions.")] = 200,
    module: Annotated[str, typer.Option(help="The module handed in.")] = "01-refugee-definition",
    only: Annotated[list[str] | None, typer.Option(help=f"Of {', '.join(WAYS)}: only these.")] = None,
    sample: Annotated[int, typer.Option(help="How many nbgrader grades: it is slow.")] = 40,
    jobs: Annotated[int, typer.Option(help="Processes of ours; 0: one a core.")] = 0,
    linked: Annotated[bool, typer.Option("--linked", help="A thousand learners share a notebook: less disk.")] = False,
    python: Annotated[str, typer.Option("--rival", help="A Python that has nbgrader-jupyterquiz, graded, too.")] = "",
    also: Annotated[list[str] | None, typer.Option(help="More modules, for the report alone.")] = None,
) -> None:
    """Make a cohort and time each way."""
    # Formgrader's pages take a quarter of an hour, and the rival an environment of its own.
    chosen = only or [way for way in WAYS if way != "formgrader" and (way != "rival" or python)]
    if "rival" in chosen and not python:
        raise SystemExit("For the rival, --rival names a Python that has nbgrader-jupyterquiz.")
    if unknown := set(chosen) - set(WAYS):
        raise SystemExit(f"Not known: {', '.join(unknown)}. There are {', '.join(WAYS)}.")
    with tempfile.TemporaryDirectory(prefix="wellfounded-cohort-") as scratch:
        course = Path(scratch) / "course"
        released_course(course, module)
        hand_in(course, module, learners, linked=linked)
        say(f"handed in: {disk(course / 'submitted') / learners:.0f} bytes each")
        some, here = min(sample, learners), ("--jobs", str(jobs))
        ways: dict[str, Callable[[], Figures]] = {
            "bare": lambda: bare(course, module, learners),
            "no notebooks": lambda: ours(course, "grade", module, learners, [*here, "--no-notebooks"]),
            "ours": lambda: ours(course, "grade", module, learners, here),
            "scheduler": lambda: scheduler(course, module, learners),
            "step": lambda: step(course, module, some),
            "stock": lambda: stock(course, module, some),
            "rival": lambda: rival(course, module, some, python),
            "feedback": lambda: feedback(course, module, learners, jobs),
            "stock feedback": lambda: stock_feedback(course, module, some),
        }
        tell({way: ways[way]() for way in GRADE if way in chosen}, learners, "stock")
        graded = bool({"ours", "scheduler"} & set(chosen))
        if asked := [way for way in FEEDBACK if way in chosen]:
            if not graded:
                ways["ours"]()
            tell({way: ways[way]() for way in asked}, learners, "stock feedback")
        if "formgrader" in chosen:
            pages(course, module, learners, ways["ours"])
        if "report" in chosen:
            for other in also or []:
                generate(course, other)
                hand_in(course, other, learners, linked=linked)
            tell({"report": report(course, learners * (1 + len(also or [])))}, learners, "stock")
        if linked and (written := changed(course, module, learners)):
            raise SystemExit(f"Somebody wrote to what was handed in: {written[0]}")


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


if __name__ == "__main__":
    typer.run(bench)
