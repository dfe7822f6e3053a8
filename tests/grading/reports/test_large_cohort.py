"""A large cohort costs little more for each learner: rows hold numbers of names, queries are few, the page is small."""

import re
import shutil
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import Engine, event

from tests.accessibility import run_axe
from tests.grading.reports.reported_cohort import HOSTILE, MODULE, Reported
from wellfounded.grading.reports import cohort
from wellfounded.grading.reports.alike_work import MOST_HOLDERS, Trace, alike
from wellfounded.grading.reports.cohort import Cohort, read
from wellfounded.grading.reports.html_page import ReportTables, make_tables, render_page
from wellfounded.grading.reports.marks_search import MOST_LISTED
from wellfounded.grading.workers.local import LocalWorkers
from wellfounded.journal.file import JOURNAL

MANY = 2000
BYTES_OF_ANSWER, BYTES_OF_CHOICE = 40, 10  # a row of `answers` and of `chosen`; names as text took 60 to 70 a column
BYTES_OF_LEARNER = 60  # of the page, for each learner and module


def frames(one: Cohort) -> Iterator[tuple[str, pd.DataFrame]]:
    for each in fields(one):
        if isinstance(frame := getattr(one, each.name), pd.DataFrame):
            yield each.name, frame


def test_processes_read_what_one_reads(reported: Reported, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cohort, "CHUNK", 5)
    several = dict(frames(read(reported.course, workers=LocalWorkers(2))))
    assert several.keys() == dict(frames(reported.cohort)).keys()
    for name, frame in frames(reported.cohort):
        pd.testing.assert_frame_equal(several[name], frame)


def test_a_row_of_answers_holds_numbers_and_no_names(reported: Reported, tmp_path: Path) -> None:
    course = crowd(reported, tmp_path / "course", 200)
    large = read(course)
    assert len(large.answers) > 200 * 15
    assert large.answers.memory_usage(deep=True).sum() < BYTES_OF_ANSWER * len(large.answers)
    assert large.chosen.memory_usage(index=False).sum() < BYTES_OF_CHOICE * len(large.chosen)


def crowd(reported: Reported, course: Path, number: int) -> Path:
    """Return a copy of the course with the journal of one learner under so many names."""
    shutil.copytree(reported.course, course)
    source = course / "submitted" / "strong-03" / MODULE
    for n in range(number):
        folder = course / "submitted" / f"crowd-{n:04}" / MODULE
        folder.mkdir(parents=True)
        (folder / JOURNAL).write_bytes((source / JOURNAL).read_bytes())
    return course


def test_the_gradebook_is_read_in_as_many_queries_however_many_learners(reported: Reported) -> None:
    with counted() as queries:
        read(reported.course)
    assert len(queries) == 5


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the statements that any database gets."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield statements
    event.remove(Engine, "before_cursor_execute", note)


def test_what_many_of_a_large_class_have_makes_no_pairs() -> None:
    def run_held_by(number: int) -> list[Trace]:
        held = (array("q", [1 if n < number else n + 2]) for n in range(3000))
        return [Trace(MODULE, f"l{n:04}", array("q"), gaps, {}) for n, gaps in enumerate(held)]

    assert len(alike(run_held_by(MOST_HOLDERS))) == MOST_HOLDERS * (MOST_HOLDERS - 1) / 2
    assert alike(run_held_by(MOST_HOLDERS + 1)) == []


def many_marks(reported: Reported) -> ReportTables:
    tables = make_tables(reported.cohort)
    (row,) = tables.marks[tables.marks["learner"].eq("strong-03")].to_dict("records")
    rows = [{**row, "learner": f"learner-{n:05}", "mark": n / 50, "state": "graded"} for n in range(MANY)]
    rows[7] |= {
        "learner": HOSTILE,
        "note": f"</script>{HOSTILE}",
        "first_name": "Zoë",
        "late": True,
        "hours_late": 3.25,
    }
    rows[8] |= {"state": "missing", "mark": float("nan"), "penalty": float("nan")}
    return replace(tables, marks=pd.DataFrame(rows))


def test_a_learner_more_adds_few_bytes_to_the_page(reported: Reported) -> None:
    tables = many_marks(reported)
    few = replace(tables, marks=tables.marks.head(MOST_LISTED + 1))
    large, small = (len(render_page(each, [MODULE], "today").encode()) for each in (tables, few))
    assert (large - small) / (MANY - MOST_LISTED - 1) < BYTES_OF_LEARNER


def test_no_script_is_in_the_page_of_a_small_cohort(reported: Reported) -> None:
    assert (
        "script"
        not in (reported.folder / "report.html")
        .read_text("utf-8")
        .replace("&lt;script&gt;", "")
        .partition("</style>")[0]
    )


@pytest.fixture
def page(browser: Browser, reported: Reported, tmp_path: Path) -> Iterator[Page]:
    path = tmp_path / "report.html"
    path.write_text(render_page(many_marks(reported), [MODULE], "today"), "utf-8")
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(path.as_uri())
    yield page
    context.close()


def test_marks_of_many_are_searched_sorted_and_turned_over(page: Page) -> None:
    rows, status = page.locator("#marks tbody tr"), page.locator("#marks [role=status]")
    assert (rows.count(), status.inner_text()) == (50, f"1 to 50 of {MANY}")
    page.get_by_role("button", name="On").click()
    assert status.inner_text() == f"51 to 100 of {MANY}"
    page.get_by_role("button", name="Mark", exact=True).click()
    page.get_by_role("button", name="Mark", exact=True).click()
    assert rows.first.inner_text().split("\t")[:4] == ["learner-01999", "", "graded", "39.98"]
    page.get_by_label("Name").fill("ZOË")
    assert status.inner_text() == "1 to 1 of 1"
    page.get_by_label("Name").fill("")
    page.get_by_label("State").select_option("missing")
    assert status.inner_text() == "1 to 1 of 1"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    found = run_axe(page)
    assert found.response["violations"] == [], found.generate_report()


def test_nothing_in_the_marks_of_many_runs(page: Page) -> None:
    page.get_by_label("Name").fill("onerror")
    assert page.locator("#marks tbody tr").count() == 1
    assert "<img src=x" in page.locator("#marks tbody").inner_text()
    assert page.title() == "Well-Founded: report on a cohort"
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    assert re.search(r"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[^' ]+'$", policy)
