"""A decision path: questions that lead from one to the next, and end in an outcome with its sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.activities.activity import Activity
from wellfounded.content.activities.paths import End, Way, path_mistakes, static_path
from wellfounded.content.questions.question import Inline, Problems


@dataclass(frozen=True, kw_only=True)
class Node:
    """A place on the path where one is asked something; `name` is short, for the drawing."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str
    name: str
    question: Inline
    answers: list[Way]


@dataclass(frozen=True, kw_only=True)
class DecisionPath(Activity):
    """A path that begins at the first of its nodes."""

    kind: Literal["path"]
    nodes: list[Node]
    outcomes: list[End]

    def mistakes(self) -> Problems:
        """Yield what is wrong with nodes, answers and outcomes."""
        yield from path_mistakes("nodes", self.nodes, self.outcomes)

    def static_body(self) -> Markup:
        """Return every node with its answers and where they lead, then every outcome."""
        return static_path(self.nodes, self.outcomes)
