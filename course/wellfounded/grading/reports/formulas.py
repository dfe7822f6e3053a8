"""The formulas of the reports: intervals, item-total correlation, score groups, reliability.

Every interval is of 95 %. The sources are cited from the field's common knowledge; none was opened for this module.
The tests compare each formula with scipy's or with values from pingouin.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import atanh, exp, lgamma, log, log1p, nan, sqrt, tanh
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]
Interval = tuple[float, float]

LEVEL = 0.95
MIN_LEARNERS = 20  # learners; below it correlations, groups and reliability are too uncertain to report
TAIL = 0.27  # of the learners, in the upper and in the lower group

SHUFFLES = 9_999
ROUNDING = 1e-9

_Z = NormalDist().inv_cdf((1 + LEVEL) / 2)
_HALVINGS = 60
_TERMS = 10_000
_TOLERANCE = 1e-13


def wilson_interval(mean: float, n: int) -> Interval:
    """Return the score interval of a share: E. B. Wilson, "Probable inference", JASA 22 (1927), 209-212.

    `mean` may also be the mean of shares between 0 and 1, such as partial credit. A variable in [0, 1] varies at most
    as much as one that is only ever 0 or 1 with the same mean (R. Bhatia and C. Davis, "A better bound on the
    variance", American Mathematical Monthly 107 (2000)), so the interval is then too wide rather than too narrow.
    (nan, nan) where n is 0.
    """
    if n == 0:
        return nan, nan
    centre = (mean + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z * sqrt(max(0.0, mean * (1 - mean)) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
    return max(0.0, min(mean, centre - half)), min(1.0, max(mean, centre + half))


def newcombe_interval(upper: float, n_upper: int, lower: float, n_lower: int) -> Interval:
    """Return the interval of upper - lower, two shares of two groups, made of their Wilson intervals.

    R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
    methods", Statistics in Medicine 17 (1998), 873-890, method 10.
    """
    (l1, u1), (l2, u2), gap = wilson_interval(upper, n_upper), wilson_interval(lower, n_lower), upper - lower
    return gap - sqrt((upper - l1) ** 2 + (u2 - lower) ** 2), gap + sqrt((u1 - upper) ** 2 + (lower - l2) ** 2)


def correlation(x: Values, y: Values) -> float:
    """Return Pearson's r; with a question that is only right or wrong it is the point-biserial correlation.

    nan where one of the two does not vary.
    """
    if len(x) < 2 or _constant(x) or _constant(y):
        return nan
    return float(np.clip(np.corrcoef(x, y)[0, 1], -1, 1))


def fisher_interval(r: float, n: int) -> Interval:
    """Return the interval of a correlation: tanh(artanh r -+ z / sqrt(n - 3)).

    R. A. Fisher, "On the 'probable error' of a coefficient of correlation deduced from a small sample", Metron 1
    (1921). It supposes both to be normal; for a question that is right or wrong it is a rough guide.
    """
    if n <= 3 or r != r:
        return nan, nan
    if abs(r) == 1:
        return r, r
    half = _Z / sqrt(n - 3)
    return tanh(atanh(r) - half), tanh(atanh(r) + half)


def score_groups(scores: Values) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return which learners are in the lower and the upper group: the 27 % with the lowest and the highest scores.

    T. L. Kelley, "The selection of upper and lower groups for the validation of test items", Journal of Educational
    Psychology 30 (1939). Learners with the same score are in the same group, so a group may be larger; both are empty
    where they would meet.
    """
    size = max(1, round(TAIL * len(scores))) if len(scores) else 0
    nobody = np.zeros(len(scores), dtype=bool)
    if not size:
        return nobody, nobody
    ordered = np.sort(scores)
    low, high = ordered[size - 1], ordered[-size]
    return (scores <= low, scores >= high) if low < high else (nobody, nobody)


def cronbach_alpha(points: Values) -> float:
    """Return Cronbach's alpha of an array of learners x questions: k / (k - 1) x (1 - sum of variances / variance).

    L. J. Cronbach, "Coefficient alpha and the internal structure of tests", Psychometrika 16 (1951). nan for fewer
    than two questions or learners, and where all learners have the same sum.
    """
    n, k = points.shape
    if n < 2 or k < 2 or _constant(points.sum(axis=1)):
        return nan
    return float(k / (k - 1) * (1 - points.var(axis=0, ddof=1).sum() / points.sum(axis=1).var(ddof=1)))


def feldt_interval(value: float, n: int, k: int) -> Interval:
    """Return the interval of alpha from n learners and k questions: 1 - (1 - alpha) F, at both ends of F's 95 %.

    F has n - 1 and (n - 1)(k - 1) degrees of freedom. L. S. Feldt, "The approximate sampling distribution of
    Kuder-Richardson reliability coefficient twenty", Psychometrika 30 (1965).
    """
    if n < 2 or k < 2 or value != value:
        return nan, nan
    first, second, tail = n - 1, (n - 1) * (k - 1), (1 - LEVEL) / 2
    return 1 - (1 - value) * f_quantile(1 - tail, first, second), 1 - (1 - value) * f_quantile(tail, first, second)


def permuted_difference(groups: Sequence[Values]) -> float:
    """Return how often chance alone makes the means of groups differ as much: the p value of a permutation test.

    It compares the sum of squares between groups (R. A. Fisher, The Design of Experiments, 1935, ch. 3) with those
    after the values were shuffled over the groups, with a fixed seed, and counts the order that was found as one of
    them: B. Phipson and G. K. Smyth, "Permutation p-values should never be zero", Statistical Applications in Genetics
    and Molecular Biology 9 (2010). Ties and partial credit need no other test.
    """
    values, counts = np.unique(np.concatenate(groups), return_counts=True)
    shuffle, left, between = np.random.default_rng(0), np.tile(counts, (SHUFFLES, 1)), np.zeros(SHUFFLES)
    for group in groups:
        dealt = _dealt(shuffle, left, len(group))
        between += (dealt @ values) ** 2 / len(group)
        left -= dealt
    found = sum(float(group.sum()) ** 2 / len(group) for group in groups) - ROUNDING
    return (1 + int((between >= found).sum())) / (1 + SHUFFLES)


def _dealt(shuffle: np.random.Generator, left: npt.NDArray[np.int64], size: int) -> npt.NDArray[np.int64]:
    """Return how often each value is among `size` that are drawn, in each shuffle, from what is left of them.

    To draw how often each comes, by the multivariate hypergeometric distribution, takes no longer for 20,000 learners
    than for 20, as long as few values are shared by all of them.
    """
    dealt, wanted, others = np.empty_like(left), np.full(len(left), size), left.sum(axis=1)
    for value in range(left.shape[1]):
        others -= left[:, value]
        dealt[:, value] = shuffle.hypergeometric(left[:, value], others, wanted)
        wanted -= dealt[:, value]
    return dealt


def holm(p_values: Sequence[float]) -> list[float]:
    """Return p values put right for several tests at once.

    S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
    """
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted, least = [1.0] * len(p_values), 0.0
    for rank, place in enumerate(order):
        least = max(least, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = least
    return adjusted


def f_quantile(share: float, first: float, second: float) -> float:
    """Return the quantile of F with these degrees of freedom, from the beta distribution: F = d2 b / (d1 (1 - b)).

    Our own, since scipy, which has it, would add 35 MB to what every learner downloads.
    """
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _beta(middle, first / 2, second / 2) < share else (low, middle)
    return second * low / (first * (1 - low))


def _beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function by its continued fraction (NIST, DLMF 8.17.22), for 0 < x < 1."""
    if x > (a + 1) / (a + b + 2):  # there the other tail converges faster
        return 1 - _beta(1 - x, b, a)
    front = exp(a * log(x) + b * log1p(-x) - (lgamma(a) + lgamma(b) - lgamma(a + b))) / a
    value, c, d = 1.0, 1.0, 0.0  # the modified method of W. J. Lentz
    for m in range(_TERMS):
        term = _coefficient(m, x, a, b) if m else 1.0
        d, c = 1 / (1 + term * d), 1 + term / c
        value *= c * d
        if abs(c * d - 1) < _TOLERANCE:
            break
    return front * (value - 1)


def _coefficient(m: int, x: float, a: float, b: float) -> float:
    half = m // 2
    if m % 2:
        return -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
    return half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))


def _constant(values: Values) -> bool:
    """Return whether values differ by no more than sums of floats may."""
    return bool(np.ptp(values) <= 1e-9 * max(1.0, float(np.abs(values).max())))
