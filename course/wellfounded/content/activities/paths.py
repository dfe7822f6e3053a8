"""Stops that lead from one to the next by answers, until an end: decision paths, and days that are played."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from markupsafe import Markup

from wellfounded.content.activities.activity import Statement, sources_line
from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.question import UNWRITTEN, Citation, Inline, Problems
from wellfounded.content.questions.repeated_ids import repeated_id_mistakes
from wellfounded.i18n.messages import course_text, phrase_html


@dataclass(frozen=True, kw_only=True)
class Way:
    """An answer to a place's question: what it means, and to which place or end it leads."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    text: str
    to: str
    means: Inline = UNWRITTEN
    sources: list[Citation] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class End(Statement):
    """Where a path ends."""

    id: str
    name: str


class Stop(Protocol):
    """A place where one is asked something; `name` is short, for the drawing."""

    @property
    def id(self) -> str: ...  # noqa: D102 (a field)
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def question(self) -> Markup: ...  # noqa: D102
    @property
    def answers(self) -> Sequence[Way]: ...  # noqa: D102


def path_mistakes(field_name: str, stops: Sequence[Stop], ends: Sequence[End]) -> Problems:
    """Yield what is wrong: ids, answers that lead nowhere, places nobody reaches, paths without an end."""
    names = [stop.id for stop in stops]
    end_names = [end.id for end in ends]
    yield from repeated_id_mistakes(field_name, names)
    yield from repeated_id_mistakes("outcomes", end_names)
    if not names:
        yield field_name, "the path has no question", "add a node"
    if both := {*names} & {*end_names}:
        yield "outcomes", f"'{min(both)}' is a node, too", "give each its own id"
    wrong_answers = [*_answer_mistakes(field_name, stops, {*names, *end_names})]
    yield from wrong_answers or _way_mistakes(field_name, stops, end_names)


def _answer_mistakes(field_name: str, stops: Sequence[Stop], known: set[str]) -> Problems:
    for number, stop in enumerate(stops):
        if len(stop.answers) < 2:
            yield f"{field_name}.{number}.answers", "fewer than two answers", "add another, or remove the node"
        for position, way in enumerate(stop.answers):
            place = f"{field_name}.{number}.answers.{position}"
            if way.to not in known:
                yield f"{place}.to", f"no node or outcome '{way.to}'", f"known are: {', '.join(sorted(known))}"
            if way.means and not way.sources:
                yield place, "what the answer means names no source", "add 'sources: [key]'"


def _way_mistakes(field_name: str, stops: Sequence[Stop], ends: list[str]) -> Problems:
    """Yield places nobody reaches, and ways that come back to where they were; every answer leads somewhere."""
    names = [stop.id for stop in stops]
    reached, circular = _walk(stops)
    for part, ids in ((field_name, names), ("outcomes", ends)):
        for number, name in enumerate(ids):
            if name not in reached:
                yield f"{part}.{number}.id", f"no answer leads to '{name}'", "lead one there, or remove it"
    for name in sorted(circular):
        place = f"{field_name}.{names.index(name)}.id"
        yield place, f"from '{name}' one comes back to it", "let every way end in an outcome"


def _walk(stops: Sequence[Stop]) -> tuple[set[str], set[str]]:
    """Return every place that is reached from the first stop, and every stop from which one comes back to it."""
    ways = {stop.id: [way.to for way in stop.answers] for stop in stops}
    after = {name: _reached_from(name, ways) for name in ways}
    first = stops[0].id if stops else ""
    return {first, *after.get(first, ())}, {name for name, places in after.items() if name in places}


def _reached_from(name: str, ways: dict[str, list[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = [*ways[name]]
    while ahead:
        place = ahead.pop()
        if place not in reached:
            reached.add(place)
            ahead += ways.get(place, [])
    return reached


def longest_way(stops: Sequence[Stop], ends: Sequence[End]) -> Markup:
    """Return what one reads on the longest way: each question with its answers, what the one taken means, the end."""
    at = {stop.id: stop for stop in stops}
    texts = {end.id: fill_html("<h5>{}</h5>{}", course_text(end.name), end.static()) for end in ends}

    def from_here(name: str) -> Markup:
        if name not in texts:
            stop = at[name]
            asked = [stop.name, stop.question, *(way.text for way in stop.answers)]
            ways = (fill_html("<p>{}</p> {}", way.means, from_here(way.to)) for way in stop.answers)
            texts[name] = join_html([*(fill_html("<p>{}</p>", text) for text in asked), max(ways, key=_words)], " ")
        return texts[name]

    return from_here(stops[0].id) if stops else Markup("")


def _words(html: Markup) -> int:
    return len(html.striptags().split())


def static_path(stops: Sequence[Stop], ends: Sequence[End]) -> Markup:
    """Return every stop with its answers and where they lead, then every outcome."""
    titles = {stop.id: stop.name for stop in stops} | {end.id: end.name for end in ends}
    items = join_html(fill_html("<li>{}</li>", _static_stop(stop, titles)) for stop in stops)
    outcomes = join_html(fill_html("<h5>{}</h5>{}", course_text(end.name), end.static()) for end in ends)
    return fill_html("<ol>{}</ol><h4>{}</h4>{}", items, phrase_html("Where the path ends"), outcomes)


def _static_stop(stop: Stop, titles: dict[str, str]) -> Markup:
    answers = join_html(_static_ways(stop, titles))
    name, question = course_text(stop.name), course_text(stop.question)
    return fill_html("<p><strong>{}.</strong> {}</p><ul>{}</ul>", name, question, answers)


def _static_ways(stop: Stop, titles: dict[str, str]) -> Iterator[Markup]:
    for way in stop.answers:
        answer, place = course_text(way.text), course_text(titles[way.to])
        leads = phrase_html("{answer} → go to “{place}”.", answer=answer, place=place)
        yield fill_html("<li>{} {}{}</li>", leads, course_text(way.means), sources_line(way.sources))
