"""A timeline: what the papers of a file date, each in its own calendar, and pairs of entries that seem to disagree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.activities.activity import Activity, Statement, folded, folded_answer, sources_line
from wellfounded.content.activities.calendars import NAMES, NOTES, Calendar
from wellfounded.content.activities.prediction import Answer, Prediction, Row
from wellfounded.content.activities.written_dates import WrittenDate, read_date
from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.question import UNWRITTEN, Block, Inline, Problems
from wellfounded.content.questions.repeated_ids import repeated_id_mistakes
from wellfounded.i18n.messages import course_text, later, phrase, phrase_html

MAX_NAME = 60  # characters: an entry's name stands beside another's

# Whether both entries of a pair can be right.
ANSWERS = {
    "yes": later("Both can be right"),
    "no": later("As they stand, one is wrong"),
    "depends": later("It depends on something nobody has asked"),
}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What one paper dates: the date as `calendars` reads it, how the paper itself writes it, and what happened."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str
    name: str
    date: str
    calendar: Calendar = "gregorian"
    written: str = ""
    paper: str
    what: Inline = UNWRITTEN

    def when(self) -> WrittenDate:
        """Return the date; ValueError if it is none."""
        return read_date(self.date, self.calendar)


@dataclass(frozen=True, kw_only=True)
class Pair(Statement):
    """Two entries that do not seem to agree; the verdict says whether both can be right."""

    between: list[str]

    @property
    def id(self) -> str:
        """Return the name of the pair in a journal."""
        return "-".join(sorted(self.between))


@dataclass(frozen=True, kw_only=True)
class Timeline(Activity):
    """Entries in one or two calendars. With `case`, each paper is one of that case's documents."""

    kind: Literal["timeline"]
    calendars: list[Calendar]
    case: str = ""
    entries: list[Entry]
    pairs: list[Pair]
    closing: Block = UNWRITTEN

    def in_order(self) -> list[Entry]:
        """Return the entries by the first day that each may mean."""
        return sorted(self.entries, key=lambda entry: entry.when().days())

    def drawn_days(self) -> tuple[date, date]:
        """Return the first and the last day that is drawn."""
        days = [entry.when().drawn_days() for entry in self.entries]
        return min(first for first, _ in days), max(last for _, last in days)

    def prediction(self) -> Prediction:
        """Return the pairs as what a learner predicts: whether both entries can be right."""
        names = {entry.id: entry.name for entry in self.entries}
        rows = [
            Row(
                id=pair.id,
                name=" / ".join(names[entry] for entry in pair.between),
                answer=pair.verdict,
                why=fill_html("{} {}", pair.says, pair.why),
                sources=pair.sources,
            )
            for pair in self.pairs
        ]
        return Prediction(
            kind="predict",
            title=self.title,
            law_as_of=self.law_as_of,
            facts=self.facts,
            prompt=self.prompt,
            answers=[Answer(id=answer, text=text) for answer, text in ANSWERS.items()],
            rows=rows,
            closing=self.closing,
        )

    def mistakes(self) -> Problems:
        """Yield what is wrong with calendars, dates and pairs."""
        yield from repeated_id_mistakes("entries", [entry.id for entry in self.entries])
        for number, pair in enumerate(self.pairs):
            if pair.id in [other.id for other in self.pairs[:number]]:
                yield f"pairs.{number}.between", "the same pair stands twice", "remove one"
        if not 1 <= len(self.calendars) <= 2 or len({*self.calendars}) < len(self.calendars):
            yield "calendars", "these are not one or two calendars", "write [gregorian, ethiopian], for instance"
        if len(self.entries) < 2:
            yield "entries", "fewer than two entries", "add another: a line needs two points"
        if not self.pairs:
            yield "pairs", "no two entries are there to be compared", "write what does, or does not, agree"
        for number, entry in enumerate(self.entries):
            yield from _entry_mistakes(f"entries.{number}", entry, self.calendars)
        for number, pair in enumerate(self.pairs):
            yield from _pair_mistakes(f"pairs.{number}.between", pair, [entry.id for entry in self.entries])

    def static_body(self) -> Markup:
        """Return the entries as a table, what to know of the calendars, and each pair with its answer folded."""
        heads = join_html(fill_html("<th>{}</th>", phrase_html(NAMES[calendar])) for calendar in self.calendars)
        head = fill_html("<tr>{}<th>{}</th><th>{}</th></tr>", heads, phrase("What"), phrase("Paper"))
        rows = join_html(_static_entry(entry, self.calendars) for entry in self.in_order())
        table = fill_html("<table><thead>{}</thead><tbody>{}</tbody></table>", head, rows)
        ask = phrase_html("Say first whether both can be right, then look:")
        pairs = join_html(_static_pair(row, pair) for row, pair in zip(self.prediction().rows, self.pairs, strict=True))
        closing = folded(phrase_html("Once you have looked at all"), course_text(self.closing, "div"))
        notes = calendar_notes(self.calendars)
        return fill_html("{}{}<p>{}</p>{}{}", table, notes, ask, pairs, closing if self.closing else "")


def calendar_notes(calendars: Iterable[Calendar]) -> Markup:
    """Return, a paragraph each, what to know of the calendars."""
    return join_html(
        fill_html("<p>{}</p>", phrase_html(NOTES[calendar])) for calendar in calendars if calendar in NOTES
    )


def _entry_mistakes(place: str, entry: Entry, calendars: list[Calendar]) -> Problems:
    if len(entry.name) > MAX_NAME:
        yield f"{place}.name", f"longer than {MAX_NAME} characters", "say it shorter, and the rest in 'what'"
    if entry.calendar not in calendars:
        yield f"{place}.calendar", f"'{entry.calendar}' is not one of the timeline's calendars", "add it to 'calendars'"
    try:
        entry.when()
    except ValueError as error:
        remedy = "write 2017-01-02, 2017-01, 2017, '2017-01 to 2017-03' or 'about 2017-01', as its calendar counts"
        yield f"{place}.date", f"{error}", remedy


def _pair_mistakes(place: str, pair: Pair, known: list[str]) -> Problems:
    if len({*pair.between}) != 2:
        yield place, "a pair is of two entries", "write 'between: [one, other]'"
    for name in pair.between:
        if name not in known:
            yield place, f"no entry '{name}'", f"known are: {', '.join(known)}"


def _static_entry(entry: Entry, calendars: list[Calendar]) -> Markup:
    when = entry.when()
    dates = join_html(fill_html("<td>{}</td>", when.in_words_of(calendar)) for calendar in calendars)
    what = fill_html("<strong>{}.</strong> {}", course_text(entry.name), course_text(entry.what))
    return fill_html("<tr>{}<td>{}</td><td>{}</td></tr>", dates, what, paper_of(entry))


def paper_of(entry: Entry) -> Markup:
    """Return which paper says so, and how it writes the date where that is not as here."""
    paper = course_text(entry.paper)
    return (
        phrase_html("{paper} writes “{written}”.", paper=paper, written=course_text(entry.written))
        if entry.written
        else paper
    )


def _static_pair(row: Row, pair: Pair) -> Markup:
    verdict, why = phrase_html(ANSWERS[pair.verdict]), course_text(row.why)
    answer = fill_html("<p><strong>{}.</strong> {}</p>{}", verdict, why, sources_line(pair.sources))
    return fill_html("<h4>{}</h4>{}", course_text(row.name), folded_answer(answer))
