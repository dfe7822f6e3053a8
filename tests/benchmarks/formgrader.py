"""How long formgrader's pages take in a browser on a cohort: SQLite and PostgreSQL, without and with what helps."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
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
                    measure(course, module, learners, url, about, browser)
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


def measure(course: Path, module: str, learners: int, url: str, database: list[int], browser: Browser) -> None:
    """Print a line a page."""
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
    say(f"{'seconds, medians of three':56}{'first byte':>10}{'ready':>8}{'server':>8}{'postgres':>10}{'load':>6}")
    with lab_server(course) as (address, lab):
        page = browser.new_context().new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}/formgrader/manage_assignments?token=t")  # once, for the token and what all pages load
        page.evaluate(READY)
        for path, rows in shown.items():
            found = [visit(page, f"{address}/formgrader/{path}", rows, lab, database) for _ in range(TIMES)]
            byte, ready, used, theirs = (statistics.median(each) for each in zip(*found, strict=True))
            load, every = os.getloadavg()[0], " ".join(f"{each[1]:.2f}" for each in found)
            say(f"{path:56}{byte:10.2f}{ready:8.2f}{used:8.2f}{theirs:10.2f}{load:6.1f}   ready {every}")
        page.context.close()


def visit(page: Page, address: str, rows: int, lab: int, database: list[int]) -> tuple[float, float, float, float]:
    """Open a page; return the seconds to the slowest first byte and until it is drawn, and both servers' processor."""
    servers = ([lab], database)
    before = [spent_by(each for root in roots for each in family(root)) for roots in servers]
    page.goto(address, wait_until="commit")
    ready = float(page.evaluate(READY))
    time.sleep(0.2)  # until the database's process has ended
    after = [spent_by(each for root in roots for each in family(root)) for roots in servers]
    if (drawn := page.locator("#main-table tr").count()) < rows:
        raise SystemExit(f"{address} shows {drawn} rows instead of {rows}")
    byte = max(page.evaluate(FIRST_BYTE).values())
    return byte, ready, after[0] - before[0], after[1] - before[1]
