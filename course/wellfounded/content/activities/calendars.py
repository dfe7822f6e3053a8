"""The calendars in which papers are dated: what a date in one is in another, and by how many days that is in doubt.

Hijri dates are those of Umm al-Qura, the calendar of Saudi Arabia's offices, as far as its tables go (1343 to 1500).
The civil count, which takes months of 30 and 29 days in turn, often differs by a day, and whoever waits for the new
moon may differ from both. The Ethiopian calendar has twelve months of 30 days, and five or six days more.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from wellfounded.i18n.messages import MONTHS as GREGORIAN_MONTHS
from wellfounded.i18n.messages import later, long_date, phrase

Calendar = Literal["gregorian", "hijri", "ethiopian", "persian"]
Parts = tuple[int, int, int]  # year, month, day

NAMES: dict[Calendar, str] = {
    "gregorian": later("Gregorian"),
    "hijri": later("Hijri (Umm al-Qura)"),
    "ethiopian": later("Ethiopian"),
    "persian": later("Persian, or Solar Hijri"),
}
NOTES: dict[Calendar, str] = {
    "hijri": later(
        "A Hijri date may be a day off. Umm al-Qura, which offices in Saudi Arabia use, is computed ahead; the civil "
        "count is another; elsewhere somebody must see the new moon. A day begins at sunset."
    ),
    "ethiopian": later(
        "The Ethiopian year begins on 11 September, or on 12 September before a Gregorian leap year. Until 31 December "
        "it is seven years behind, and then eight. So a year alone names parts of two Gregorian years."
    ),
    "persian": later(
        "The Persian year begins in spring, on 20 or 21 March. Iran and Afghanistan count the same days. Their months "
        "have different names, and both are given here."
    ),
}
MONTHS: dict[Calendar, tuple[str, ...]] = {
    "gregorian": GREGORIAN_MONTHS,
    "hijri": (
        *("Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula", "Jumada al-Akhira"),
        *("Rajab", "Shaban", "Ramadan", "Shawwal", "Dhu al-Qada", "Dhu al-Hijja"),
    ),
    "ethiopian": (
        *("Meskerem", "Tikimt", "Hidar", "Tahsas", "Tir", "Yekatit", "Megabit"),
        *("Miyazya", "Ginbot", "Sene", "Hamle", "Nehase", "Pagume"),
    ),
    "persian": (
        *("Farvardin/Hamal", "Ordibehesht/Sawr", "Khordad/Jawza", "Tir/Saratan", "Mordad/Asad", "Shahrivar/Sunbula"),
        *("Mehr/Mizan", "Aban/Aqrab", "Azar/Qaws", "Dey/Jadi", "Bahman/Dalw", "Esfand/Hut"),
    ),
}
CIVIL_BEGAN = date(622, 7, 19).toordinal()
ETHIOPIAN_BEGAN = date(8, 8, 27).toordinal()
UMM_AL_QURA = (date(1924, 8, 1), date(2077, 11, 16))  # the days of its tables


def day_of(calendar: Calendar, year: int, month: int, day: int) -> date:
    """Return the day of a date; ValueError when its calendar has none such, or it lies outside the years 1 to 9999."""
    try:
        day_found = _day_of(calendar, year, month, day)
        if date_of(calendar, day_found) == (year, month, day):
            return day_found
    except (OverflowError, ValueError):
        pass  # each library says so in its own words
    raise ValueError(f"{year}-{month}-{day} is no {calendar} date")


def _day_of(calendar: Calendar, year: int, month: int, day: int) -> date:
    # Slow to import, and not needed to read most lessons.
    if calendar == "persian":
        from persiantools.jdatetime import JalaliDate

        return date.fromordinal(JalaliDate(year, month, day).to_gregorian().toordinal())
    if calendar == "hijri" and 1343 <= year <= 1500:
        from hijridate import Hijri

        return date.fromordinal(Hijri(year, month, day).to_gregorian().toordinal())
    if calendar == "hijri":
        return civil_day_of(year, month, day)
    if calendar == "ethiopian":
        return date.fromordinal(ETHIOPIAN_BEGAN + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1)
    return date(year, month, day)


def date_of(calendar: Calendar, day: date) -> Parts:
    """Return year, month and day in a calendar."""
    if calendar == "persian":
        from persiantools.jdatetime import JalaliDate

        persian = JalaliDate(day)
        return persian.year, persian.month, persian.day
    if calendar == "hijri" and UMM_AL_QURA[0] <= day <= UMM_AL_QURA[1]:
        from hijridate import Gregorian

        year, month, number = Gregorian.fromdate(day).to_hijri().datetuple()
        return year, month, number
    if calendar == "hijri":
        return civil_date_of(day)
    if calendar == "ethiopian":
        days = day.toordinal() - ETHIOPIAN_BEGAN
        year = (4 * days + 1463) // 1461
        within = days - 365 * (year - 1) - year // 4
        return year, within // 30 + 1, within % 30 + 1
    return day.year, day.month, day.day


def civil_day_of(year: int, month: int, day: int) -> date:
    """Return the day of a Hijri date by the civil count, in which eleven of thirty years have a day more."""
    return date.fromordinal(
        CIVIL_BEGAN + 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    )


def civil_date_of(day: date) -> Parts:
    """Return a day's Hijri date by the civil count."""
    year = (30 * (day.toordinal() - CIVIL_BEGAN) + 10646) // 10631
    month = max(month for month in range(1, 13) if civil_day_of(year, month, 1) <= day)
    return year, month, (day - civil_day_of(year, month, 1)).days + 1


def possible_days(calendar: Calendar, day: date) -> tuple[date, date]:
    """Return the first and the last day that somebody may mean who writes this day's date in the calendar."""
    if calendar != "hijri":
        return day, day
    civil = civil_day_of(*date_of("hijri", day)).toordinal()
    near = day.toordinal()
    return date.fromordinal(min(near - 1, civil)), date.fromordinal(max(near + 1, civil))


def in_words(calendar: Calendar, day: date) -> str:
    """Return a day as 12 Meskerem 2017; a Hijri one also by the civil count, where that differs."""
    if calendar == "gregorian":
        return long_date(day)
    words = _words(calendar, date_of(calendar, day))
    if calendar == "hijri" and (civil := civil_date_of(day)) != date_of("hijri", day):
        return phrase("{date} (by the civil count {civil})", date=words, civil=_words("hijri", civil))
    return words


def _words(calendar: Calendar, parts: Parts) -> str:
    year, month, day = parts
    return phrase("{day} {month} {year}", day=day, month=MONTHS[calendar][month - 1], year=year)


def shifted_by_leap_day(day: date) -> bool:
    """Return whether a day lies where Ethiopia has had its leap day and the Gregorian calendar not yet."""
    year, month, _ = date_of("ethiopian", day)
    return year % 4 == 0 and day < date(day.year if day.month < 9 else day.year + 1, 3, 1) and month < 8
