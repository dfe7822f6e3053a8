"""The report as one HTML page: no script, no network, every text escaped by the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd
from markupsafe import Markup

from wellfounded.grading.reports.attention import concerns
from wellfounded.grading.reports.charts import GROUPS, histogram, intervals, traces
from wellfounded.grading.reports.cohort import QUESTION, Cohort, Tracked, untracked
from wellfounded.grading.reports.formulas import FEWEST
from wellfounded.grading.reports.items import misconceptions, options, questions, reliability
from wellfounded.grading.reports.spreadsheet_text import visible
from wellfounded.grading.reports.tables import marks

TEMPLATE = "report.html.jinja"
SHOWN = 8  # of what was typed; all of it is in options.csv
DRAWN = 15  # misconceptions; all of them are in the table


@dataclass(frozen=True)
class Tables:
    """All the tables of a report, by their names."""

    marks: pd.DataFrame
    questions: pd.DataFrame
    options: pd.DataFrame
    misconceptions: pd.DataFrame
    reliability: pd.DataFrame
    concerns: pd.DataFrame

    def of(self, module: str) -> Tables:
        """Return the rows of one module."""
        return Tables(**{name: each[each["module"].eq(module)] for name, each in vars(self).items()})


def tables(cohort: Cohort) -> Tables:
    """Return the tables of a cohort."""
    made = (marks, questions, options, misconceptions, reliability, concerns)
    return Tables(**{each.__name__: each(cohort) for each in made})


def page(found: Tables, modules: list[str], made: str, strays: Iterable[str] = (), tracked: Tracked = untracked) -> str:
    """Return the page. `made` says when; `strays` names what lies in `submitted/` and is not graded or is shared."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=lambda value: value if isinstance(value, Markup) else visible(value),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"number": number, "share": share}
    sections = [_section(each, found.of(each)) for each in tracked(modules, "Drawing")]
    values = {"made": made, "strays": list(strays), "sections": sections, "fewest": FEWEST, "groups": GROUPS}
    return environment.get_template(TEMPLATE).render(values)


def number(value: Any, digits: int = 2) -> str:
    """Return a number for people; a dash for a missing one."""
    return "–" if value is None or value != value else f"{value:.{digits}f}".rstrip("0").rstrip(".") or "0"


def share(row: Any, name: str) -> str:
    """Return a value of a row with its interval, from its columns; a dash for a missing one."""
    ends = ("low", "high") if name == "share" else (f"{name}_low", f"{name}_high")
    if row[name] != row[name]:
        return "–"
    return f"{row[name]:.2f} ({row[ends[0]]:.2f} to {row[ends[1]]:.2f})"


def _section(module: str, found: Tables) -> dict[str, Any]:
    asked = found.questions.assign(label=found.questions["case"] + " " + found.questions["question"])
    named = found.misconceptions.assign(label=found.misconceptions["misconception"])
    ends = ("difficulty_low", "difficulty_high"), ("discrimination_low", "discrimination_high")
    held = named[named["n"].gt(0)]
    return {
        "module": module,
        "counts": found.marks["state"].value_counts().to_dict(),
        "late": int(found.marks["late"].sum()),
        "learners": len(found.marks),
        "marks": found.marks.to_dict("records"),
        "histogram": histogram(found.marks, f"Marks in {module}"),
        "reliability": found.reliability.to_dict("records")[0],
        "concerns": list(_concerned(found)),
        "questions": asked.to_dict("records"),
        "difficulty": intervals(asked, "difficulty", ends[0], (0, 1), "difficulty"),
        "discrimination": intervals(asked, "discrimination", ends[1], (-1, 1), "discrimination"),
        "misconceptions": held.to_dict("records"),
        "held": intervals(held[held["held"].gt(0)].head(DRAWN), "share", ("low", "high"), (0, 1), "share who hold it"),
        "options": list(_options(found)),
    }


def _concerned(found: Tables) -> Iterator[dict[str, Any]]:
    """Yield each question to look at, with its reasons and how its options were chosen."""
    for place, reasons in found.concerns.groupby(QUESTION, sort=False):
        asked = _rows_of(found.questions, place).to_dict("records")[0]
        name = f"{asked['case']} {asked['question']}"
        picture = traces(_rows_of(found.options, place), f"Who chose what in {name}") if asked["chosen_from"] else ""
        yield {**asked, "reasons": list(reasons["reason"]), "picture": picture}


def _options(found: Tables) -> Iterator[dict[str, Any]]:
    for asked in found.questions.to_dict("records"):
        rows = _rows_of(found.options, tuple(asked[each] for each in QUESTION))
        if rows.empty:
            continue
        everybody = rows[rows["group"].eq("all")]
        if rows["part"].eq("").all() and not asked["chosen_from"]:
            everybody = everybody.sort_values("chosen", ascending=False, kind="stable")
        shown = everybody if asked["kind"] not in ("short", "number", "date", "order") else everybody.head(SHOWN)
        by_group = {(each["option"], each["group"]): each for each in rows.to_dict("records")}
        yield {
            **asked,
            "rows": [
                {**each, **{group: by_group.get((each["option"], group)) for group in GROUPS}}
                for each in shown.to_dict("records")
            ],
            "more": len(everybody) - len(shown),
            "grouped": rows["group"].isin(GROUPS).any(),
        }


def _rows_of(frame: pd.DataFrame, place: Any) -> pd.DataFrame:
    module, case, question = place
    return frame[frame["module"].eq(module) & frame["case"].eq(case) & frame["question"].eq(question)]
