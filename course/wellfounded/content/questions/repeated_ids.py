"""Ids that stand twice in a list of an author's file: each part is called by its own."""

from __future__ import annotations

from collections.abc import Sequence

from wellfounded.content.questions.question import Problems


def repeated_id_mistakes(place: str, ids: Sequence[str]) -> Problems:
    """Yield each id that stands twice in the list at `place`."""
    for number, name in enumerate(ids):
        if name in ids[:number]:
            yield f"{place}.{number}.id", f"the id '{name}' stands twice", "give each its own"
