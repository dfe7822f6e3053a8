"""Makes a report: reads the cohort, writes one page and its CSV files, and says in short what is in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from wellfounded.grading.reports.cohort import Tracked, read, untracked
from wellfounded.grading.reports.files import canvas, moodle, output, replace, table
from wellfounded.grading.reports.html_page import Tables, page, tables
from wellfounded.grading.reports.spreadsheet_text import visible

NAMES = {"concerns": "questions-to-look-at"}


def report(
    course: Path,
    modules: Iterable[str],
    folder: Path,
    tracked: Tracked = untracked,
    only: Collection[str] | None = None,
) -> tuple[list[str], list[str]]:
    """Write the report into a folder; return what to say of it, and what it leaves out, harmless for a terminal.

    ReportError or MistakesError where it cannot be made; nothing is written before all is read.
    """
    cohort = read(course, modules, tracked, only)
    found = tables(cohort)
    made = page(found, cohort.modules, f"{datetime.now():%Y-%m-%d %H:%M}", cohort.strays, tracked)
    output(folder)
    replace(folder / "report.html", made)
    for name, each in vars(found).items():
        replace(folder / f"{NAMES.get(name, name)}.csv", table(each))
    replace(folder / "canvas.csv", canvas(found.marks))
    replace(folder / "moodle.csv", moodle(found.marks))
    return [visible(line) for line in _said(found, cohort.modules, folder)], [visible(each) for each in cohort.strays]


def _said(found: Tables, modules: list[str], folder: Path) -> Iterator[str]:
    for module in modules:
        rows = found.of(module)
        states = ", ".join(f"{count} {state}" for state, count in rows.marks["state"].value_counts().items())
        look = rows.concerns[["case", "question"]].drop_duplicates()
        yield f"{module}: {states}; {len(look)} question{'' if len(look) == 1 else 's'} to look at."
    if not modules:
        yield "Nobody has handed in anything yet."
    if found.marks["state"].isin(["waiting", "not graded"]).any():
        yield "Marks that wait for a person, or are not graded yet, are left empty in canvas.csv and moodle.csv."
    yield f"Written: {folder / 'report.html'}, and CSV files beside it. They hold learners' records."
