"""The parts of a mark that Moodle knows: no other fraction of a question's points can be given to an option there."""

from __future__ import annotations

from fractions import Fraction

# question/engine/bank.php of Moodle: p/q for q to 6, tenths, 1/q for q to 10, and 1/20; each also below zero.
KNOWN = sorted(
    {Fraction(p, q) for q in range(1, 7) for p in range(1, q + 1)}
    | {Fraction(p, 10) for p in range(1, 11)}
    | {Fraction(1, q) for q in range(1, 11)}
    | {Fraction(1, 20)}
)


def moodle_share(share: Fraction) -> Fraction:
    """Return the share that Moodle knows and that is nearest, of two as near the smaller."""
    if not share:
        return share
    nearest = min(KNOWN, key=lambda known: abs(known - abs(share)))
    return nearest if share > 0 else -nearest


def percent(share: Fraction) -> str:
    """Return a share as Moodle writes it: in per cent, with the seven digits that it compares."""
    return f"{float(100 * moodle_share(share)):.7g}"
