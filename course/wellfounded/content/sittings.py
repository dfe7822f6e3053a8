"""The sittings of a lesson: parts of it that are done at one go, and how long they take.

The build works them out, see authoring/sittings.py; they lie in `cases.json`, and in the notebook's metadata.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wellfounded.i18n.messages import phrase, phrase_many

SITTINGS = "sittings"  # in `cases.json`, and in a notebook's metadata
SPREAD = 0.15  # by how much people are quicker or slower than a lesson's time says
ROUNDED = 5  # minutes: a time is an estimate, and looks like one


@dataclass(frozen=True)
class Sitting:
    """A part of a lesson: the id of the cell that it begins with, its minutes, and the ids of its cases."""

    begins: str
    minutes: int
    cases: list[str]


def read_sittings(items: Sequence[dict[str, Any]]) -> list[Sitting]:
    """Return the sittings of a `cases.json`; TypeError where they are damaged."""
    return [Sitting(**item) for item in items]


def time_in_words(minutes: int, sittings: int) -> str:
    """Return how long a lesson takes, as a range, and in how many sittings; "" where nobody knows."""
    if not minutes:
        return ""
    low, high = (ROUNDED * max(1, round(minutes * share / ROUNDED)) for share in (1 - SPREAD, 1 + SPREAD))
    time = phrase("{low} to {high} minutes", low=low, high=high)
    if low == high:
        time = phrase_many("about {n} minute", "about {n} minutes", minutes)
    return phrase("{time}, in {n} sittings", time=time, n=sittings) if sittings > 1 else time
