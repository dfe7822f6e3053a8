"""A decision path: questions that lead from one to the next, and end in an outcome with its sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.activities.activity import Activity, Statement, repeated_id_mistakes, sources_line
from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.question import UNWRITTEN, Citation, Inline, Problems
from wellfounded.i18n.messages import course_text, phrase_html


@dataclass(frozen=True, kw_only=True)
class Way:
    """An answer to a node's question: what it means, and to which node or outcome it leads."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    text: str
    to: str
    means: Inline = UNWRITTEN
    sources: list[Citation] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Node:
    """A place on the path where one is asked something; `name` is short, for the drawing."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str
    name: str
    question: Inline
    answers: list[Way]


@dataclass(frozen=True, kw_only=True)
class End(Statement):
    """Where a path ends."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class DecisionPath(Activity):
    """A path that begins at the first of its nodes."""

    kind: Literal["path"]
    nodes: list[Node]
    outcomes: list[End]

    def mistakes(self) -> Problems:
        """Yield what is wrong: ids, answers that lead nowhere, places nobody reaches, paths without an end."""
        names = [node.id for node in self.nodes]
        ends = [end.id for end in self.outcomes]
        yield from repeated_id_mistakes("nodes", names)
        yield from repeated_id_mistakes("outcomes", ends)
        if not names:
            yield "nodes", "the path has no question", "add a node"
        if both := {*names} & {*ends}:
            yield "outcomes", f"'{min(both)}' is a node, too", "give each its own id"
        found = [*self._answer_mistakes({*names, *ends})]
        yield from found or self._way_mistakes()

    def _answer_mistakes(self, known: set[str]) -> Problems:
        for number, node in enumerate(self.nodes):
            if len(node.answers) < 2:
                yield f"nodes.{number}.answers", "fewer than two answers", "add another, or remove the node"
            for position, way in enumerate(node.answers):
                place = f"nodes.{number}.answers.{position}"
                if way.to not in known:
                    yield f"{place}.to", f"no node or outcome '{way.to}'", f"known are: {', '.join(sorted(known))}"
                if way.means and not way.sources:
                    yield place, "what the answer means names no source", "add 'sources: [key]'"

    def _way_mistakes(self) -> Problems:
        """Yield places nobody reaches, and ways that come back to where they were; every answer leads somewhere."""
        reached, circular = self._walk()
        ends = [end.id for end in self.outcomes]
        for part, names in (("nodes", [node.id for node in self.nodes]), ("outcomes", ends)):
            for number, name in enumerate(names):
                if name not in reached:
                    yield f"{part}.{number}.id", f"no answer leads to '{name}'", "lead one there, or remove it"
        for name in sorted(circular):
            number = [node.id for node in self.nodes].index(name)
            yield f"nodes.{number}.id", f"from '{name}' one comes back to it", "let every way end in an outcome"

    def _walk(self) -> tuple[set[str], set[str]]:
        """Return every place that is reached from the first node, and every node from which one comes back to it."""
        ways = {node.id: [way.to for way in node.answers] for node in self.nodes}
        after = {name: _reached_from(name, ways) for name in ways}
        first = self.nodes[0].id if self.nodes else ""
        return {first, *after.get(first, ())}, {name for name, places in after.items() if name in places}

    def static_body(self) -> Markup:
        """Return every node with its answers and where they lead, then every outcome."""
        titles = {node.id: node.name for node in self.nodes} | {end.id: end.name for end in self.outcomes}
        nodes = join_html(fill_html("<li>{}</li>", _static_node(node, titles)) for node in self.nodes)
        ends = (fill_html("<h5>{}</h5>{}", course_text(end.name), end.static()) for end in self.outcomes)
        head = phrase_html("Where the path ends")
        return fill_html("<ol>{}</ol><h4>{}</h4>{}", nodes, head, join_html(ends))


def _reached_from(name: str, ways: dict[str, list[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = [*ways[name]]
    while ahead:
        place = ahead.pop()
        if place not in reached:
            reached.add(place)
            ahead += ways.get(place, [])
    return reached


def _static_node(node: Node, titles: dict[str, str]) -> Markup:
    answers = join_html(_static_ways(node, titles))
    return fill_html(
        "<p><strong>{}.</strong> {}</p><ul>{}</ul>", course_text(node.name), course_text(node.question), answers
    )


def _static_ways(node: Node, titles: dict[str, str]) -> Iterator[Markup]:
    for way in node.answers:
        leads = phrase_html(
            "{answer} → go to “{place}”.", answer=course_text(way.text), place=course_text(titles[way.to])
        )
        yield fill_html("<li>{} {}{}</li>", leads, course_text(way.means), sources_line(way.sources))
