"""A place on a decision path, as a section of the lesson and the cases in it name it."""

from __future__ import annotations

from dataclasses import dataclass

from wellfounded.content.questions.question import public


@dataclass(frozen=True, kw_only=True)
class PathPlace:
    """A node of a path, by the path's title, its own name, and which of all nodes it is."""

    title: str = public()
    name: str = public()
    n: int = public()
    all: int = public()
