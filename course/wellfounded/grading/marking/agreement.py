"""How far two markers agree on the answers that both marked: weighted kappa with its interval, and plain counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np
import numpy.typing as npt

from wellfounded.grading.marking.standing import Standing
from wellfounded.grading.reports.formulas import Interval, wilson_interval

Values = npt.NDArray[np.float64]
LEAST_PAIRS = (
    20  # answers marked twice; with fewer, kappa's interval says next to nothing, and its formula is too rough
)
_Z = 1.959963984540054  # of a normal distribution, for 95 %


@dataclass(frozen=True)
class Agreement:
    """How two marks of one text agree, over the `n` answers to a question that two persons marked.

    `same` of them have the same mark; `kappa` and its interval are nan where `note` says why.
    """

    question: tuple[str, str, str]
    n: int
    same: int
    same_interval: Interval
    mean_distance: float
    kappa: float
    interval: Interval
    note: str


def agreements(standings: Iterable[Standing]) -> list[Agreement]:
    """Return the agreement on each question of which answers were marked twice."""
    pairs: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    for standing in standings:
        if len(standing.marks) == 2:
            first, second = sorted(standing.marks, key=lambda mark: mark.marker)
            pairs[standing.answer.key[:3]].append((first.total, second.total))
    return [agreement(question, marks) for question, marks in sorted(pairs.items())]


def agreement(question: tuple[str, str, str], pairs: list[tuple[float, float]]) -> Agreement:
    """Return the agreement of pairs of marks: the first marker's by name, and the second's."""
    n, same = len(pairs), sum(a == b for a, b in pairs)
    distance = sum(abs(a - b) for a, b in pairs) / n
    counts = (question, n, same, wilson_interval(same / n, n), distance)
    if n < LEAST_PAIRS:
        return Agreement(*counts, nan, (nan, nan), f"too few to tell: {n} of at least {LEAST_PAIRS}")
    kappa, error = weighted_kappa(*quadratic(pairs))
    if kappa != kappa:
        return Agreement(*counts, nan, (nan, nan), "all have one mark, so that agreement by chance is all there is")
    if same == n:
        return Agreement(*counts, kappa, (nan, nan), "all agree, so that the formula has no interval")
    return Agreement(*counts, kappa, (max(-1.0, kappa - _Z * error), min(1.0, kappa + _Z * error)), "")


def quadratic(pairs: list[tuple[float, float]]) -> tuple[Values, Values]:
    """Return the table of two markers' marks, and how much each cell counts as agreement: 1 - (distance / range)²."""
    marks = sorted({mark for pair in pairs for mark in pair})
    table = np.zeros((len(marks), len(marks)))
    for a, b in pairs:
        table[marks.index(a), marks.index(b)] += 1
    values = np.array(marks)
    widest = max(1e-9, values[-1] - values[0])
    return table, 1 - ((values[:, None] - values[None, :]) / widest) ** 2


def weighted_kappa(table: Values, weights: Values) -> tuple[float, float]:
    """Return weighted kappa of a table of counts, and its standard error; nan where chance alone would agree fully.

    `weights` say how much each cell counts as agreement: 1 on the diagonal, less elsewhere. J. Cohen, "Weighted
    kappa: nominal scale agreement with provision for scaled disagreement or partial credit", Psychological Bulletin 70
    (1968), 213-220. The standard error, for samples that are not small, is that of J. L. Fleiss, J. Cohen and B. S.
    Everitt, "Large sample standard errors of kappa and weighted kappa", Psychological Bulletin 72 (1969), 323-327:

        sum of p_ij (w_ij - (w_i. + w_.j)(1 - kappa))², less (kappa - p_e (1 - kappa))², over n (1 - p_e)²

    Cited from the field's common knowledge; neither was opened. The tests compare it with results that SAS printed.
    """
    n = table.sum()
    shares = table / n
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    observed, chance = float((weights * shares).sum()), float((weights * np.outer(rows, columns)).sum())
    if chance >= 1 - 1e-12:
        return nan, nan
    kappa = (observed - chance) / (1 - chance)
    means = (weights @ columns)[:, None] + (weights.T @ rows)[None, :]
    spread = float((shares * (weights - means * (1 - kappa)) ** 2).sum()) - (kappa - chance * (1 - kappa)) ** 2
    return kappa, sqrt(max(0.0, spread) / n) / (1 - chance)
