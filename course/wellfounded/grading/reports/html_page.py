"""Makes the report's HTML page: no network, every text escaped by the template; a script for a large cohort alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd
from markupsafe import Markup

from wellfounded.grading.reports.attention import concerns_of
from wellfounded.grading.reports.charts import GROUPS, histogram, intervals, traces
from wellfounded.grading.reports.cohort import Cohort, Tracked, untracked
from wellfounded.grading.reports.formulas import MIN_LEARNERS
from wellfounded.grading.reports.graded_questions import QUESTION_KEY
from wellfounded.grading.reports.marks_search import MOST_LISTED, format_number, marks_search
from wellfounded.grading.reports.question_statistics import misconceptions, options, questions, reliability
from wellfounded.grading.reports.spreadsheet_text import escape_hidden
from wellfounded.grading.reports.tables import alike, marks, requests
from wellfounded.grading.reports.variant_statistics import variants

TEMPLATE = "report.html.jinja"
MAX_TYPED = 8  # typed answers that are shown; all of them are in options.csv
MOST_TRACED = 12  # questions to look at of a large cohort that get a chart; the counts are under Options
MOST_NAMED = 20  # learners in one row; a line of a CSV file names all
MAX_DRAWN = 15  # misconceptions in the chart; all of them are in the table


@dataclass(frozen=True)
class ReportTables:
    """All the tables of a report, by their names."""

    marks: pd.DataFrame
    questions: pd.DataFrame
    options: pd.DataFrame
    misconceptions: pd.DataFrame
    reliability: pd.DataFrame
    concerns: pd.DataFrame
    requests: pd.DataFrame
    alike: pd.DataFrame
    variants: pd.DataFrame

    def of_module(self, module: str) -> ReportTables:
        """Return the rows of one module."""
        return ReportTables(**{name: table[table["module"].eq(module)] for name, table in vars(self).items()})


def make_tables(cohort: Cohort) -> ReportTables:
    """Return the tables of a cohort."""
    item_tables = {"questions": questions(cohort), "options": options(cohort)}
    return ReportTables(
        marks=marks(cohort),
        **item_tables,
        misconceptions=misconceptions(cohort),
        reliability=reliability(cohort),
        concerns=concerns_of(**item_tables),
        requests=requests(cohort),
        alike=alike(cohort),
        variants=variants(cohort),
    )


def render_page(
    tables: ReportTables, modules: list[str], made: str, strays: Iterable[str] = (), tracked: Tracked = untracked
) -> str:
    """Return the page. `made` says when it was made; `strays` are messages on files and names in `submitted/`."""
    environment = page_environment()
    sections = [_section(module, tables.of_module(module)) for module in tracked(modules, "Drawing")]
    values = {"made": made, "strays": list(strays), "sections": sections, "groups": GROUPS}
    return environment.get_template(TEMPLATE).render(
        values, min_learners=MIN_LEARNERS, search=marks_search(tables.marks)
    )


def page_environment() -> jinja2.Environment:
    """Return what fills the templates of a report: every text is escaped, and shows its hidden characters."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=lambda value: value if isinstance(value, Markup) else escape_hidden(value),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"number": format_number, "share": format_share}
    return environment


def format_share(row: Any, name: str) -> str:
    """Return a value of a row with its interval, from its columns; a dash for a missing one."""
    ends = ("low", "high") if name == "share" else (f"{name}_low", f"{name}_high")
    if row[name] != row[name]:
        return "–"
    return f"{row[name]:.2f} ({row[ends[0]]:.2f} to {row[ends[1]]:.2f})"


def _section(module: str, tables: ReportTables) -> dict[str, Any]:
    questions = tables.questions.assign(label=tables.questions["case"] + " " + tables.questions["question"])
    misconceptions = tables.misconceptions.assign(label=tables.misconceptions["misconception"])
    tempting = misconceptions[misconceptions["n"].gt(0)]
    held = tempting[tempting["held"].gt(0)].head(MAX_DRAWN)
    ends = ("difficulty_low", "difficulty_high"), ("discrimination_low", "discrimination_high")
    return {
        "module": module,
        "counts": tables.marks["state"].value_counts().to_dict(),
        "late": int(tables.marks["late"].sum()),
        "learners": len(tables.marks),
        "marks": tables.marks.to_dict("records") if len(tables.marks) <= MOST_LISTED else None,
        "histogram": histogram(tables.marks, f"Marks in {module}"),
        "reliability": tables.reliability.to_dict("records")[0],
        "concerns": list(_concerns(tables)),
        "requests": list(_listed(tables.requests.sort_values(["answer", "at"]))),
        "more_requests": max(0, len(tables.requests) - MOST_LISTED),
        "alike": list(_listed(tables.alike)),
        "more_alike": max(0, len(tables.alike) - MOST_LISTED),
        "questions": questions.to_dict("records"),
        "difficulty": intervals(questions, "difficulty", ends[0], (0, 1), "difficulty"),
        "discrimination": intervals(questions, "discrimination", ends[1], (-1, 1), "discrimination"),
        "misconceptions": tempting.to_dict("records"),
        "held": intervals(held, "share", ("low", "high"), (0, 1), "share who hold it"),
        "options": list(_options(tables)),
        "variants": tables.variants.to_dict("records"),
    }


def _listed(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the rows that the page shows, of names the first; the table's CSV file has all."""
    for row in table.head(MOST_LISTED).to_dict("records"):
        names = str(row.get("learners", "")).split(", ")
        if len(names) > MOST_NAMED:
            row["learners"] = f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more"
        yield row


def _concerns(tables: ReportTables) -> Iterator[dict[str, Any]]:
    """Yield each question to look at, with the reasons and a chart of how its options were chosen."""
    most = len(tables.questions) if len(tables.marks) <= MOST_LISTED else MOST_TRACED
    for number, (key, reasons) in enumerate(tables.concerns.groupby(QUESTION_KEY, sort=False)):
        question = _rows_of(tables.questions, key).to_dict("records")[0]
        title = f"Who chose what in {question['case']} {question['question']}"
        picture = traces(_rows_of(tables.options, key), title) if question["chosen_from"] and number < most else ""
        yield {**question, "reasons": list(reasons["reason"]), "picture": picture}


def _options(tables: ReportTables) -> Iterator[dict[str, Any]]:
    """Yield each question with a row for each option, and in it the counts of each score group."""
    for question in tables.questions.to_dict("records"):
        rows = _rows_of(tables.options, tuple(question[column] for column in QUESTION_KEY))
        if rows.empty:
            continue
        everybody = rows[rows["group"].eq("all")]
        if rows["part"].eq("").all() and not question["chosen_from"]:
            everybody = everybody.sort_values("chosen", ascending=False, kind="stable")
        is_typed = question["kind"] in ("short", "number", "date", "order")
        shown = everybody.head(MAX_TYPED) if is_typed else everybody
        by_group = {(row["option"], row["group"]): row for row in rows.to_dict("records")}
        yield {
            **question,
            "rows": [
                {**row, **{group: by_group.get((row["option"], group)) for group in GROUPS}}
                for row in shown.to_dict("records")
            ],
            "more": len(everybody) - len(shown),
            "grouped": rows["group"].isin(GROUPS).any(),
        }


def _rows_of(frame: pd.DataFrame, key: Any) -> pd.DataFrame:
    module, case, question = key
    return frame[frame["module"].eq(module) & frame["case"].eq(case) & frame["question"].eq(question)]
