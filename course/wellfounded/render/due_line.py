"""When a lesson is due, how long is left, and what happens later: a line for the lesson, and a shorter one for the map.

The moment stands in UTC; a view says it in the reader's own time, with the name of their zone.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from wellfounded.content.markup import fill_html
from wellfounded.i18n.messages import course_text, later, long_date, phrase_html, phrase_many
from wellfounded.learner.dates import Dates

RULES = {
    "none": later("Nothing is taken off for what comes later."),
    "zero": later("What comes later earns no points. If something keeps you, tell your instructor."),
}
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def due_line(dates: Dates, module: str, now: datetime) -> Markup:
    """Return the line for a lesson; "" where it has no due date."""
    due = dates.modules.get(module)
    if due is None:
        return Markup("")
    time = _time(due.at, "long")
    if now > due.at:
        message = later("This lesson was due on {time}, {ago}. You can still hand it in.")
        words = phrase_html(message, time=time, ago=_ago(now - due.at))
    elif due.extended:
        words = phrase_html("You were given more time: hand in by {time}. {left}", time=time, left=_left(due.at - now))
    else:
        words = phrase_html("Hand in by {time}. {left}", time=time, left=_left(due.at - now))
    return fill_html("<p class='wf-due'>{} {}</p>", words, _rule(dates))


def due_on_map(dates: Dates, module: str, now: datetime) -> Markup:
    """Return the shorter line, for a lesson that is not handed in; "" where it has no due date."""
    due = dates.modules.get(module)
    if due is None:
        return Markup("")
    time = _time(due.at, "short")
    if now > due.at:
        return phrase_html("was due {time}; you can still hand in", time=time)
    return phrase_html("due {time}. {left}", time=time, left=_left(due.at - now))


def _time(at: datetime, form: str) -> Markup:
    utc = at.astimezone(UTC)
    words = f"{long_date(utc.date())}, {utc:%H:%M} UTC"
    return fill_html("<time datetime='{}' data-local='{}'>{}</time>", f"{utc:%Y-%m-%dT%H:%M:%SZ}", form, words)


def _rule(dates: Dates) -> Markup:
    if dates.late_words:
        return course_text(dates.late_words)
    return phrase_html(RULES[dates.late]) if dates.late else Markup("")


def _left(time: timedelta) -> str:
    """Return how long is left, in one unit that tells enough."""
    if time >= 2 * DAY:
        return phrase_many("{n} day is left.", "{n} days are left.", time // DAY)
    if time >= 2 * HOUR:
        return phrase_many("{n} hour is left.", "{n} hours are left.", time // HOUR)
    return phrase_many("{n} minute is left.", "{n} minutes are left.", time // MINUTE)


def _ago(time: timedelta) -> str:
    if time >= 2 * DAY:
        return phrase_many("{n} day ago", "{n} days ago", time // DAY)
    if time >= 2 * HOUR:
        return phrase_many("{n} hour ago", "{n} hours ago", time // HOUR)
    return phrase_many("{n} minute ago", "{n} minutes ago", time // MINUTE)
