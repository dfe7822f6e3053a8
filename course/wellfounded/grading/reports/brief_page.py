"""Writes the page for the hour before teaching, which names nobody, and one that names whom to look after."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from wellfounded.grading.reports.brief import make_brief
from wellfounded.grading.reports.cohort import Tracked, read, untracked
from wellfounded.grading.reports.csv_files import make_output_folder, write_whole
from wellfounded.grading.reports.gradebook import ReportError
from wellfounded.grading.reports.html_page import page_environment
from wellfounded.grading.reports.look_after import look_after

TEMPLATE = "brief.html.jinja"


def write_brief(
    course: Path,
    modules: Iterable[str],
    folder: Path,
    tracked: Tracked = untracked,
    only: Collection[str] | None = None,
) -> list[str]:
    """Write both pages into a folder and return what to say of them; ReportError unless it is about one module."""
    cohort = read(course, modules, tracked, only)
    if len(cohort.modules) != 1:
        example = cohort.modules[-1] if cohort.modules else "01-refugee-definition"
        raise ReportError(f"Name the one module that you teach: wellfounded report {example} --brief")
    (module,) = cohort.modules
    made = f"{datetime.now():%Y-%m-%d %H:%M}"
    brief, concerns = make_brief(cohort, module), look_after(cohort, module)
    make_output_folder(folder)
    pages: dict[str, dict[str, Any]] = {
        "brief.html": {"title": f"Before class: {module}", "brief": brief},
        "look-after.html": {"title": f"Whom to look after: {module}", "concerns": concerns},
    }
    for name, values in pages.items():
        write_whole(folder / name, page_environment().get_template(TEMPLATE).render(made=made, **values))
    return [
        f"Written: {folder / 'brief.html'}, one page to print, which names nobody.",
        f"Written: {folder / 'look-after.html'}, for you alone: {len(concerns)} learners.",
    ]
