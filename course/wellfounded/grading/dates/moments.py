"""Dates that an instructor writes, with or without a time and a zone, and the same said in full."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from difflib import get_close_matches
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from wellfounded.grading.names import escape_controls
from wellfounded.i18n.errors import UserError
from wellfounded.i18n.messages import long_date

LOCALTIME, TIMEZONE = Path("/etc/localtime"), Path("/etc/timezone")  # where Linux and macOS keep the machine's zone
WRITTEN = re.compile(
    r"(?P<day>\d{4}-\d{1,2}-\d{1,2})(?:[ T]+(?P<time>\d{1,2}:\d\d(?::\d\d)?))?(?: *(?P<zone>\S+))?", re.ASCII
)
OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d\d)?", re.ASCII)
END_OF_DAY = "23:59"
HOW = "Write it as 2027-02-01 23:59. A zone other than your own comes after it: Europe/Berlin, UTC or +01:00"


class DateError(UserError):
    """A date cannot be understood; the message says why, and how to write one."""


def read_moment(written: str) -> datetime:
    """Return the moment that an instructor wrote, with its zone; DateError where it is none, or two.

    Without a zone it is one of this machine's zone, and without a time the end of that day.
    """
    match = WRITTEN.fullmatch(" ".join(written.split()))
    if match is None:
        raise DateError(f"“{escape_controls(written)}” is no date that can be read without doubt. {HOW}.")
    text = f"{match['day']} {match['time'] or END_OF_DAY}"
    try:
        plain = datetime.strptime(text, f"%Y-%m-%d %H:%M{':%S' if text.count(':') == 2 else ''}")
    except ValueError as error:
        raise DateError(f"“{escape_controls(written)}”: there is no such day or time. {HOW}.") from error
    return _in_zone(plain, _zone(match["zone"]) if match["zone"] else local_zone())


def local_zone() -> tzinfo:
    """Return the zone of this machine; where nothing names it, what its clock goes by."""
    names = (os.environ.get("TZ", "").removeprefix(":"), _name_in_path(LOCALTIME), _first_line(TIMEZONE))
    for name in filter(None, names):
        with suppress(ValueError, OSError, LookupError):
            return ZoneInfo(name)
    return datetime.now().astimezone().tzinfo or UTC


def in_full(moment: datetime) -> str:
    """Return a moment in its zone and in UTC, in words that leave no doubt."""
    utc = moment.astimezone(UTC)
    offset = moment.strftime("%z")
    name = str(moment.tzinfo) if isinstance(moment.tzinfo, ZoneInfo) else moment.tzname() or ""
    here = f"{long_date(moment.date(), weekday=True)}, {moment:%H:%M} {name}".strip()
    if moment.utcoffset() == timedelta() and name in ("UTC", "Etc/UTC"):
        return here
    day = "" if utc.date() == moment.date() else f"{long_date(utc.date(), weekday=True)}, "
    return f"{here} (UTC{offset[:3]}:{offset[3:5]}), which is {day}{utc:%H:%M} UTC"


def _zone(name: str) -> tzinfo:
    if match := OFFSET.fullmatch(name):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        if minutes <= 14 * 60:  # Kiribati is as far ahead as any place
            return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))
    if name.upper() in ("UTC", "Z", "GMT"):
        return UTC
    with suppress(ValueError, OSError, LookupError):
        if "/" in name:  # abbreviations mean several zones: IST is in India, Ireland and Israel
            return ZoneInfo(name)
    near = get_close_matches(name, available_timezones(), 3, 0.6) or ["Europe/Berlin", "America/Toronto"]
    raise DateError(
        f"“{escape_controls(name)}” is no zone that can be known without doubt. Name a place, such as "
        f"{', '.join(near)}, or the difference from UTC, such as +01:00."
    )


def _in_zone(plain: datetime, zone: tzinfo) -> datetime:
    """Return the moment at which clocks of a zone show this; DateError where they never do, or do it twice."""
    moment, other = plain.replace(tzinfo=zone), plain.replace(tzinfo=zone, fold=1)
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != plain:
        raise DateError(
            f"{plain:%Y-%m-%d %H:%M} does not exist in {zone}: clocks go forward over it. Take an hour later."
        )
    if moment.utcoffset() != other.utcoffset():
        first, second = (f"{each:%z}"[:3] + ":" + f"{each:%z}"[3:5] for each in (moment, other))
        raise DateError(
            f"{plain:%Y-%m-%d %H:%M} comes twice in {zone}: clocks go back over it. Say which, by {first} or {second} "
            "after the time."
        )
    return moment


def _name_in_path(path: Path) -> str:
    with suppress(OSError):
        return str(path.resolve()).partition("zoneinfo/")[2]
    return ""


def _first_line(path: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return path.read_text("utf-8").strip()
    return ""
