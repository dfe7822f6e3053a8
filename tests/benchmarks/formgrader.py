"""How long formgrader's pages take in a browser on a cohort: SQLite and PostgreSQL, without and with what helps."""

from __future__ import annotations

import os
import re
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from nbgrader.api import Gradebook
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import create_engine, text

from tests.benchmarks.cohort_course import generate
from tests.benchmarks.cohort_measures import Figures, family, say, spent_by
from tests.browser.chromium import FLAGS, chromium
from tests.browser.formgrader import server as lab_server
from tests.grading.large_cohort import learner
from tests.grading.postgres import server as database_server

TIMES = 3
PATIENCE = 300_000  # milliseconds
INDEXES = (
    "grade.notebook_id",
    "comment.notebook_id",
    "submitted_notebook.assignment_id",
    "submitted_assignment.student_id",
)
NUMBERED = "gradebook/.+/|submissions/"  # the pages that number submissions, and that `strict` changes
STRICT = "c.Exchange.root = {exchange!r}\nc.ExchangeSubmit.strict = {strict}\n"
# Each page says when its table is complete; two frames later it is on the screen.
READY = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const drawn = () => globalThis.formgrader
        ? formgrader.grades?.loaded && formgrader.comments?.loaded
        : globalThis.models?.loaded;
    while (!drawn()) await frame();
    await frame();
    await frame();
    return performance.now() / 1000;
}"""
FIRST_BYTE = """() => Object.fromEntries(
    [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .filter(({ entryType, name }) => entryType === "navigation" || name.includes("/formgrader/api/"))
        .map(({ name, requestStart, responseStart }) => [name, (responseStart - requestStart) / 1000])
)"""


def pages(course: Path, module: str, learners: int, grade: Callable[[], Figures]) -> None:
    """Grade the cohort into either database, and open each page three times: as it comes, strict, and with indexes."""
    config = course / "nbgrader_config.py"
    before = config.read_text("utf-8")
    exchange = course.with_name("exchange")
    exchange.mkdir()
    exchange.chmod(0o777)  # nbgrader uses no other
    for database in (sqlite, postgresql):
        with database(course) as (url, about):
            own = f"{before}\nc.CourseDirectory.db_url = {url!r}\n"
            config.write_text(own, "utf-8")
            generate(course, module)
            grade()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
                for strict in (False, True):
                    config.write_text(own + STRICT.format(exchange=str(exchange), strict=strict), "utf-8")
                    say(f"\n{database.__name__}, strict = {strict}")
                    measure(course, module, learners, url, about, browser, alone=NUMBERED if strict else "")
                if about:
                    index(url)
                    say(f"\n{database.__name__}, strict = True, with {len(INDEXES)} indexes")
                    measure(course, module, learners, url, about, browser)
                browser.close()
    config.write_text(before, "utf-8")


@contextmanager
def sqlite(course: Path) -> Iterator[tuple[str, list[int]]]:
    """Give the URL of the course's own gradebook, and no server."""
    yield f"sqlite:///{course / 'gradebook.db'}", []


@contextmanager
def postgresql(_course: Path) -> Iterator[tuple[str, list[int]]]:
    """Give the URL of an empty database, and its server's process."""
    with database_server() as url:
        (folder,) = parse_qs(urlsplit(url).query)["host"]
        yield url, [int((Path(folder) / "data" / "postmaster.pid").read_text().split()[0])]


def index(url: str) -> None:
    """Add indexes that nbgrader's tables lack."""
    with create_engine(url).begin() as connection:
        for table, column in (each.split(".") for each in INDEXES):
            connection.execute(text(f"CREATE INDEX extra_{table}_{column} ON {table} ({column})"))
        connection.execute(text("ANALYZE"))


def measure(
    course: Path, module: str, learners: int, url: str, database: list[int], browser: Browser, alone: str = ""
) -> None:
    """Print a line a page; of those `alone` whose address matches."""
    with Gradebook(url) as book:
        one = book.find_submission_notebook(module, module, learner(learners // 2)).id
    shown = {  # and the rows that its table has at least
        "manage_assignments": 1,
        f"manage_submissions/{module}": learners,
        f"gradebook/{module}": 1,
        f"gradebook/{module}/{module}": learners,
        f"submissions/{one}/": 0,
        "manage_students": learners,
    }
    shown = {path: rows for path, rows in shown.items() if re.match(alone, path)}
    columns = "".join(f"{column:>11}" for column in ("first byte", "ready", "server", "database", "browser", "load"))
    say(f"{'seconds, medians of three':58}{columns}   ready")
    with lab_server(course) as (address, lab):
        page = browser.new_context().new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}/formgrader/manage_assignments?token=t")  # once, for the token and what all pages load
        page.evaluate(READY)
        chromiums = [each for each in family(os.getpid()) if "chrom" in each.name()]
        groups = ([lab], database, [chromiums[0].pid])
        for path, rows in shown.items():
            found = [visit(page, f"{address}/formgrader/{path}", rows, groups) for _ in range(TIMES)]
            medians = "".join(f"{statistics.median(each):11.2f}" for each in zip(*found, strict=True))
            every = " ".join(f"{each[1]:.2f}" for each in found)
            say(f"{path:58}{medians}{os.getloadavg()[0]:11.1f}   {every}")
        page.context.close()


def visit(page: Page, address: str, rows: int, groups: Iterable[list[int]]) -> list[float]:
    """Open a page; return the seconds to the slowest first byte and until it is drawn, and each group's processor."""
    before = [spent_by(each for root in roots for each in family(root)) for roots in groups]
    page.goto(address, wait_until="commit")
    ready = float(page.evaluate(READY))
    time.sleep(0.2)  # until the database's process has ended
    after = [spent_by(each for root in roots for each in family(root)) for roots in groups]
    if (drawn := page.locator("#main-table tr").count()) < rows:
        raise SystemExit(f"{address} shows {drawn} rows instead of {rows}")
    byte = max(page.evaluate(FIRST_BYTE).values())
    return [byte, ready, *(end - begin for begin, end in zip(before, after, strict=True))]
