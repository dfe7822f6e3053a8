"""A decision path: questions that lead from one to the next, and end in an outcome with its sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.activities.activity import Activity
from wellfounded.content.activities.paths import End, Way, longest_way, path_mistakes, static_path
from wellfounded.content.markup import fill_html
from wellfounded.content.path_place import PathPlace
from wellfounded.content.questions.question import Inline, Problems
from wellfounded.i18n.messages import course_text, phrase_html


@dataclass(frozen=True, kw_only=True)
class Node:
    """A place on the path where one is asked something; `name` is short, for the drawing.

    `section` is the heading in the lesson under which it is told: the section, and the cases in it, say which place of
    the path it is.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str
    name: str
    question: Inline
    answers: list[Way]
    section: str = ""


@dataclass(frozen=True, kw_only=True)
class Outcome(End):
    """Where a path ends; `section` is the heading in the lesson under which more is told of it."""

    section: str = ""

    def static(self) -> Markup:
        """Return the outcome as HTML that needs no kernel, with the way to its section."""
        if not self.section:
            return super().static()
        address, heading = f"#{self.section.replace(' ', '-')}", course_text(self.section)  # as Jupyter names headings
        link = fill_html('<p>{} <a href="{}">{}</a></p>', phrase_html("In this lesson:"), address, heading)
        return super().static() + link


@dataclass(frozen=True, kw_only=True)
class DecisionPath(Activity):
    """A path that begins at the first of its nodes."""

    kind: Literal["path"]
    nodes: list[Node]
    outcomes: list[Outcome]

    def mistakes(self) -> Problems:
        """Yield what is wrong with nodes, answers and outcomes."""
        yield from path_mistakes("nodes", self.nodes, self.outcomes)

    def places(self) -> dict[str, PathPlace]:
        """Return each place of which a section of the lesson tells, by the section's heading.

        None where the path branches: that a place is the third of eight then says nothing of the way to it.
        """
        following = [node.id for node in self.nodes[1:]]
        ends = {outcome.id for outcome in self.outcomes}
        for node, after in zip(self.nodes, [*following, ""], strict=True):
            if not {way.to for way in node.answers} <= {after, *ends}:
                return {}
        numbered = reversed([*enumerate(self.nodes, start=1)])  # of two nodes in one section the first counts
        return {
            node.section: PathPlace(title=self.title, name=node.name, n=number, all=len(self.nodes))
            for number, node in numbered
            if node.section
        }

    def sections(self) -> Iterator[tuple[str, str]]:
        """Yield each place in the file that names a section of the lesson, and the section's heading."""
        named = [(f"nodes.{number}", node.section) for number, node in enumerate(self.nodes)]
        named += [(f"outcomes.{number}", outcome.section) for number, outcome in enumerate(self.outcomes)]
        yield from ((f"{place}.section", section) for place, section in named if section)

    def gone_through(self) -> Markup:
        """Return what is read on the longest way."""
        return longest_way(self.nodes, self.outcomes)

    def static_body(self) -> Markup:
        """Return every node with its answers and where they lead, then every outcome."""
        return static_path(self.nodes, self.outcomes)
