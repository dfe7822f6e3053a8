"""Makes a report: reads the cohort, writes one page and its CSV files, and sums up what is in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from wellfounded.grading.reports.cohort import Tracked, read, untracked
from wellfounded.grading.reports.csv_files import canvas_csv, make_output_folder, moodle_csv, table_csv, write_whole
from wellfounded.grading.reports.html_page import ReportTables, make_tables, render_page
from wellfounded.grading.reports.spreadsheet_text import escape_hidden
from wellfounded.grading.workers.job import Workers

FILE_NAMES = {
    "concerns": "questions-to-look-at",
    "requests": "requests-for-another-look",
    "alike": "alike-work",
}  # where it is not the table's own name


def write_report(
    course: Path,
    modules: Iterable[str],
    folder: Path,
    tracked: Tracked = untracked,
    only: Collection[str] | None = None,
    workers: Workers | None = None,
) -> tuple[list[str], list[str]]:
    """Write the report into a folder; return its summary and what it leaves out, as lines that are safe to print.

    `workers` read the journals (see `read`). ReportError or MistakesError where it cannot be made; nothing is written
    before everything is read.
    """
    cohort = read(course, modules, tracked, only, workers)
    tables = make_tables(cohort)
    page = render_page(tables, cohort.modules, f"{datetime.now():%Y-%m-%d %H:%M}", cohort.strays, tracked)
    make_output_folder(folder)
    write_whole(folder / "report.html", page)
    for name, table in vars(tables).items():
        write_whole(folder / f"{FILE_NAMES.get(name, name)}.csv", table_csv(table))
    write_whole(folder / "canvas.csv", canvas_csv(tables.marks))
    write_whole(folder / "moodle.csv", moodle_csv(tables.marks))
    summary = [escape_hidden(line) for line in _summary(tables, cohort.modules, folder)]
    return summary, [escape_hidden(message) for message in cohort.strays]


def _summary(tables: ReportTables, modules: list[str], folder: Path) -> Iterator[str]:
    for module in modules:
        of_module = tables.of_module(module)
        states = ", ".join(f"{count} {state}" for state, count in of_module.marks["state"].value_counts().items())
        count = len(of_module.concerns[["case", "question"]].drop_duplicates())
        yield f"{module}: {states}; {count} question{'' if count == 1 else 's'} to look at."
        if opened := int(of_module.requests["answer"].eq("").sum()):
            yield f"{module}: {opened} request{'' if opened == 1 else 's'} for another look without an answer."
        if len(of_module.alike):
            yield f"{module}: hand-ins that are alike; the report says what was seen. It changes no mark."
    if not modules:
        yield "Nobody has handed in anything yet."
    if tables.marks["state"].isin(["waiting", "not graded"]).any():
        yield "Marks that wait for a person, or are not graded yet, are left empty in canvas.csv and moodle.csv."
    yield f"Written: {folder / 'report.html'}, and CSV files beside it. They hold learners' records."
