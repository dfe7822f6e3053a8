"""Dates that instructors write are understood in one way only, or refused with what to write."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from wellfounded.grading.dates import moments
from wellfounded.grading.dates.moments import DateError, in_full, local_zone, read_moment

BERLIN = "Monday 1 February 2027, 23:59 Europe/Berlin (UTC+01:00), which is 22:59 UTC"


@pytest.fixture(autouse=True)
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2027-02-01 23:59", BERLIN),
        ("2027-02-01", BERLIN),
        ("2027-2-1  23:59", BERLIN),
        ("2027-02-01T23:59", BERLIN),
        ("2027-02-01 23:59:00 Europe/Berlin", BERLIN),
        ("2027-07-01 12:00", "Thursday 1 July 2027, 12:00 Europe/Berlin (UTC+02:00), which is 10:00 UTC"),
        ("2027-02-01 22:59 UTC", "Monday 1 February 2027, 22:59 UTC"),
        ("2027-02-01T22:59Z", "Monday 1 February 2027, 22:59 UTC"),
        (
            "2027-02-01 23:59 America/Toronto",
            "Monday 1 February 2027, 23:59 America/Toronto (UTC-05:00), which is Tuesday 2 February 2027, 04:59 UTC",
        ),
        ("2027-02-01 23:59 +0530", "Monday 1 February 2027, 23:59 UTC+05:30 (UTC+05:30), which is 18:29 UTC"),
        ("2027-02-01 23:59+01:00", "Monday 1 February 2027, 23:59 UTC+01:00 (UTC+01:00), which is 22:59 UTC"),
        ("2027-02-01 23:59 UTC-3", "Monday 1 February 2027, 23:59 UTC-03:00 (UTC-03:00), which is Tuesday 2 "
                                   "February 2027, 02:59 UTC"),
    ],
)  # fmt: skip
def test_a_date_is_said_back_in_full(written: str, said: str) -> None:
    assert in_full(read_moment(written)) == said


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "no date that can be read without doubt"),
        ("1.2.2027", "Write it as 2027-02-01 23:59"),
        ("02/01/2027 23:59", "Write it as 2027-02-01 23:59"),
        ("tomorrow", "Write it as 2027-02-01 23:59"),
        ("2027-02-30 12:00", "there is no such day or time"),
        ("2027-02-01 25:00", "there is no such day or time"),
        ("2027-02-01 23:59 CET", "Name a place, such as"),
        ("2027-02-01 23:59 Europe/Berlim", "such as Europe/Berlin"),
        ("2027-02-01 23:59 +25:00", "Name a place, such as"),
        ("2027-02-01 23:59 \x1b[31m", "\\u001b"),
        ("2027-03-28 02:30", "does not exist in Europe/Berlin: clocks go forward over it"),
        ("2027-10-31 02:30", "comes twice in Europe/Berlin: clocks go back over it. Say which, by +02:00 or +01:00"),
    ],
)
def test_what_could_be_misread_is_refused_with_what_to_write(written: str, why: str) -> None:
    with pytest.raises(DateError) as refused:
        read_moment(written)
    assert why in str(refused.value)
    assert "\x1b" not in str(refused.value)


def test_either_of_two_such_times_can_be_named() -> None:
    first, second = (read_moment(f"2027-10-31 02:30 {zone}") for zone in ("+02:00", "+01:00"))
    assert (second - first).total_seconds() == 3600


def test_the_machines_zone_is_found_where_it_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TZ")
    monkeypatch.setattr(moments, "LOCALTIME", tmp_path / "localtime")
    (tmp_path / "timezone").write_text("Asia/Kolkata\n")
    monkeypatch.setattr(moments, "TIMEZONE", tmp_path / "timezone")
    assert str(local_zone()) == "Asia/Kolkata"
    (tmp_path / "zoneinfo" / "America").mkdir(parents=True)
    (tmp_path / "zoneinfo" / "America" / "Toronto").touch()
    (tmp_path / "localtime").symlink_to(tmp_path / "zoneinfo" / "America" / "Toronto")
    assert str(local_zone()) == "America/Toronto"
    monkeypatch.setattr(moments, "LOCALTIME", tmp_path / "none")
    (tmp_path / "timezone").write_text("Nowhere/Land\n")
    here = datetime(2027, 2, 1, tzinfo=local_zone())
    assert here.astimezone(UTC) == datetime(2027, 2, 1).astimezone(UTC)
