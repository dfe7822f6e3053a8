"""Numbers as a learner reads them."""

from __future__ import annotations


def in_figures(number: float) -> str:
    """Return a number with two decimals at most, and none that say nothing: points may be thirds."""
    return f"{round(number, 2):g}"
