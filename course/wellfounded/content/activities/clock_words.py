"""Clocks in words: the rule by which each counts, and all of them as text that needs no kernel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from markupsafe import Markup

from wellfounded.content.activities.activity import sources_line
from wellfounded.content.activities.clocks import Clock, Credit, Event
from wellfounded.content.activities.last_days import Run, runs
from wellfounded.content.markup import fill_html, join_html
from wellfounded.i18n.messages import course_text, later, long_date, phrase, phrase_html, phrase_many

BINDS = {"person": later("Your clock"), "office": later("The office’s clock"), "gate": later("A gate")}
ENDS = {"person": later("Last day"), "office": later("Meant to be by"), "gate": later("Not before")}

MISSED = {
    "person": later("If you miss it: {what}"),
    "office": later("If the office misses it: {what}"),
    "gate": later("Before it: {what}"),
}


def rules(events: Sequence[Event], clocks: Sequence[Clock]) -> dict[str, Markup]:
    """Return how each clock counts, in words, by its id."""
    names = {event.id: event.name for event in events} | {clock.id: clock.name for clock in clocks}
    return {clock.id: join_html(_rule(clock, names), between=" ") for clock in clocks}


def _rule(clock: Clock, names: Mapping[str, str]) -> Iterator[Markup]:
    yield _counted_from(clock, [course_text(names[name]) for name in clock.starts])
    if clock.only_after:
        day = long_date(date.fromisoformat(clock.only_after))
        yield phrase_html("What happened on {date} or before starts nothing.", date=day)
    if clock.counts_first_day:
        yield phrase_html("The first day counts.")
    elif clock.credit:
        yield _credited(clock.credit)
    elif clock.length > 0:
        yield phrase_html("The day of the event is not counted.")
    if clock.moves_to_working_day:
        yield phrase_html("If that is no working day, the next working day is the last.")


def _credited(credit: Credit) -> Markup:
    since = long_date(date.fromisoformat(credit.since))
    return phrase_html(
        "Of the days before it, from {date} on, every {n} count as one, up to {most}.",
        date=since,
        n=credit.days,
        most=credit.most,
    )


def _counted_from(clock: Clock, starts: list[Markup]) -> Markup:
    length = _length(clock)
    if len(starts) == 1 and clock.length < 0:
        return phrase_html("{length} before “{event}”.", length=length, event=starts[0])
    if len(starts) == 1:
        return phrase_html("{length} from “{event}”.", length=length, event=starts[0])
    events = join_html(starts, between="; ")
    if clock.takes == "first":
        return phrase_html("{length} from the first of these: {events}.", length=length, events=events)
    return phrase_html("{length} from the last of these: {events}.", length=length, events=events)


def _length(clock: Clock) -> str:
    n = abs(clock.length)
    return {
        "days": phrase_many("{n} day", "{n} days", n),
        "working days": phrase_many("{n} working day", "{n} working days", n),
        "weeks": phrase_many("{n} week", "{n} weeks", n),
        "months": phrase_many("{n} month", "{n} months", n),
        "years": phrase_many("{n} year", "{n} years", n),
    }[clock.unit]


def static_clocks(events: Sequence[Event], clocks: Sequence[Clock]) -> Markup:
    """Return a table of the events, and one of the last days, and then what each clock asks."""
    happen = join_html(fill_html("<tr><td>{}</td><td>{}</td></tr>", course_text(e.name), _day(e.day())) for e in events)
    run_of, words = runs(events, clocks), rules(events, clocks)
    ends = join_html(_row(clock, run_of[clock.id]) for clock in clocks)
    event_head = fill_html("<tr><th>{}</th><th>{}</th></tr>", phrase("What happens"), phrase("When"))
    heads = (phrase("Clock"), phrase("Counted from"), phrase("Its day"))
    clock_head = fill_html("<tr><th>{}</th><th>{}</th><th>{}</th></tr>", *heads)
    details = join_html(_details(clock, words[clock.id]) for clock in clocks)
    tables = fill_html("<table>{}{}</table><table>{}{}</table>", event_head, happen, clock_head, ends)
    return fill_html("{}{}", tables, details)


def _row(clock: Clock, run: Run | None) -> Markup:
    end = fill_html("{}: {}", phrase(ENDS[clock.binds]), _day(run.last if run else None))
    start = _day(run.start if run else None)
    return fill_html("<tr><td>{}</td><td>{}</td><td>{}</td></tr>", course_text(clock.name), start, end)


def _details(clock: Clock, rule: Markup) -> Markup:
    head = fill_html("<h4>{}</h4><p><em>{}.</em> {}</p>", course_text(clock.name), phrase(BINDS[clock.binds]), rule)
    more_time = phrase_html("More time: {how}", how=course_text(clock.extended))
    extended = fill_html("<p>{}</p>", more_time) if clock.extended else ""
    missed = fill_html("<p>{}</p>", phrase_html(MISSED[clock.binds], what=course_text(clock.missed)))
    return fill_html("{}<p>{}</p>{}{}{}", head, course_text(clock.says), extended, missed, sources_line(clock.sources))


def _day(day: date | None) -> str:
    return long_date(day, weekday=True) if day else phrase("not yet")
