"""The page finds the last days that Python counts, for any dates to which events can be moved, in every file."""

import itertools
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from tests.javascript import evaluate
from tests.places import COURSE, GALLERY
from wellfounded.content.activities.clock_words import rules
from wellfounded.content.activities.clocks import Clock, Credit, Event
from wellfounded.content.activities.deadlines import Deadlines
from wellfounded.content.activities.last_days import runs, tables
from wellfounded.content.activity_file import read_activity_files
from wellfounded.notebook.widgets import activity

VIEW = Path(activity.__file__).with_name("clock_runs.js")
FOLDERS = [GALLERY / "source/01-gallery", *sorted((COURSE / "source").glob("[0-9]*"))]
FILES = {
    f"{folder.name} {name}": each
    for folder in FOLDERS
    for name, each in read_activity_files(folder).items()
    if isinstance(each, Deadlines)
}


def moved(events: list[Event]) -> Iterator[list[Event]]:
    """Yield the events with each at its earliest, its latest, where it stands, and, if it can be, not yet there."""
    days = [sorted({event.earliest, event.latest, event.date}) for event in events]
    for dates in itertools.islice(itertools.product(*days), 400):
        yield [replace(event, date=day) for event, day in zip(events, dates, strict=True)]


def as_page_says(deadlines: Deadlines, events: list[Event]) -> dict[str, Any]:
    found = runs(events, deadlines.clocks)
    return {name: run and {key: day.isoformat() for key, day in asdict(run).items()} for name, run in found.items()}


@pytest.mark.parametrize("deadlines", FILES.values(), ids=FILES)
def test_the_view_finds_the_last_days_that_python_counts(deadlines: Deadlines) -> None:
    placed = [*moved(deadlines.events)]
    given = {
        "clocks": [asdict(clock) for clock in deadlines.clocks],
        "tables": {name: asdict(table) for name, table in tables(deadlines.events, deadlines.clocks).items()},
        "dates": [{event.id: event.date for event in events} for events in placed],
    }
    found = evaluate(VIEW, "given.dates.map((dates) => module.runsOf(given.clocks, given.tables, dates))", given)
    for page in found:
        for run in filter(None, page.values()):
            run.pop("closed")
    assert found == [as_page_says(deadlines, events) for events in placed]


def test_some_files_play_days_and_some_clocks_do_not_run() -> None:
    assert any(deadlines.days for deadlines in FILES.values())
    week = FILES["01-gallery week"]
    unmoved = runs(week.events, week.clocks)
    assert unmoved["ask"]
    assert unmoved["ask"].last.isoformat() == "2026-07-15"
    early = [replace(event, date=event.earliest) if event.id in ("visit", "claim") else event for event in week.events]
    year = runs(early, week.clocks)["year"]
    assert year
    assert year.start.isoformat() == "2025-06-03"


def test_a_clock_counts_from_where_another_was_moved_to() -> None:
    week = FILES["01-gallery week"]
    form, ask = (next(clock for clock in week.clocks if clock.id == name) for name in ("form-due", "ask"))
    chain = [replace(form, moves_to_working_day=True), replace(ask, unit="days", length=-3)]
    counted = runs(week.events, chain)
    assert [(run.counted.isoformat(), run.last.isoformat()) for run in counted.values() if run] == [
        ("2026-07-18", "2026-07-20"),  # a Saturday
        ("2026-07-17", "2026-07-17"),
    ]
    test_the_view_finds_the_last_days_that_python_counts(replace(week, clocks=chain))


def test_a_table_begins_after_the_day_from_which_events_count() -> None:
    week = FILES["01-gallery week"]
    (year,) = (clock for clock in week.clocks if clock.id == "year")
    assert tables(week.events, [year])["year"].first == "2020-06-25"
    late = replace(year, only_after="2025-07-01")
    assert tables(week.events, [late])["year"].first == "2025-07-02"
    test_the_view_finds_the_last_days_that_python_counts(replace(week, clocks=[late]))


def test_only_choices_that_can_be_made_one_after_another_are_played() -> None:
    week = FILES["01-gallery week"]
    assert all(week.can_be_played(choices) for choices in ([], [0], [1], [1, 0], [1, 1]))
    for choices in ([2], [-1], [0, 0], [1, 2], [1, 0, 0], [True], ["0"], [[0]], None, {"0": 0}, 0):
        assert not week.can_be_played(choices), choices


def clock_with_credit() -> Clock:
    credit = Credit(since="2027-02-09", days=2, most=365)
    return Clock(
        id="days",
        name="Days",
        binds="gate",
        starts=["residence"],
        length=1095,
        unit="days",
        credit=credit,
        says=Markup(),
        missed=Markup(),
    )


def test_days_before_the_start_count_in_part_and_up_to_a_limit() -> None:
    days = clock_with_credit()
    ends = {start: days.end_of(date.fromisoformat(start))[1].isoformat() for start in STARTS_AND_ENDS}
    assert ends == STARTS_AND_ENDS


STARTS_AND_ENDS = {
    "2027-01-01": "2029-12-31",  # before the first day that counts: nothing is taken off
    "2027-02-10": "2030-02-09",  # one day is not yet one
    "2028-10-03": "2030-12-06",  # 602 days count as 301
    "2028-10-04": "2030-12-07",  # and 603 as 301
    "2031-01-01": "2032-12-31",  # 365 at most
}


def test_the_rule_of_a_credit_says_which_days_count_in_part() -> None:
    residence = Event(id="residence", name="Residence", earliest="2027-06-01", latest="2032-12-31")
    rule = rules([residence], [clock_with_credit()])["days"]
    assert "from 9 February 2027 on, every 2 count as one, up to 365" in rule
    assert "not counted" not in rule
