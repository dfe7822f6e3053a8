"""Weighted kappa is what SAS, R and scikit-learn say it is; where there is too little to go by, it is not given."""

from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from wellfounded.grading.marking.agreement import LEAST_PAIRS, agreement, quadratic, weighted_kappa

QUESTION = ("01-m", "c", "q1")
# irr's data set `anxiety`, raters 1 and 2; its manual prints kappa2(anxiety[,1:2], "squared") = 0.297.
FIRST = [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3]
SECOND = [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4]
LINEAR = 1 - abs(np.subtract.outer(np.arange(3), np.arange(3))) / 2


@pytest.mark.parametrize(
    ("table", "kappa", "error"),
    [  # printed by SAS, "Weighted Kappa Coefficient", with linear weights; kept as test data by statsmodels
        ([[0, 4, 1], [0, 8, 0], [0, 1, 5]], 0.4701, 0.1457),
        ([[0, 0, 0], [5, 16, 3], [8, 12, 28]], 0.2895, 0.0756),
    ],
)
def test_kappa_and_its_error_are_those_that_sas_printed(table: list[list[int]], kappa: float, error: float) -> None:
    assert weighted_kappa(np.array(table, float), LINEAR) == pytest.approx((kappa, error), abs=5e-5)


def test_quadratic_kappa_is_what_the_manual_of_irr_prints() -> None:
    found = agreement(QUESTION, [*zip(FIRST, SECOND, strict=True)])
    assert found.kappa == pytest.approx(0.297, abs=5e-4)
    assert found.interval[0] < 0 < found.kappa < found.interval[1]
    assert (found.n, found.same) == (20, 6)


MARKS = st.integers(0, 5).map(float)


@given(st.lists(st.tuples(MARKS, MARKS), min_size=LEAST_PAIRS, max_size=60))
def test_quadratic_kappa_is_that_of_scikit_learn(pairs: list[tuple[float, float]]) -> None:
    first, second = ([int(pair[side]) for pair in pairs] for side in (0, 1))
    found = agreement(QUESTION, pairs)
    if len({*first, *second}) == 1:
        assert isnan(found.kappa)
        assert "by chance" in found.note
    else:
        assert found.kappa == pytest.approx(
            cohen_kappa_score(first, second, weights="quadratic", labels=range(6)), abs=1e-9
        )
    assert not found.interval[0] < -1
    assert not found.interval[1] > 1


def test_the_error_is_about_how_far_kappa_varies_between_samples() -> None:
    chance = np.random.default_rng(7)
    true = chance.integers(0, 5, 200)
    pairs = [(float(mark), float(np.clip(mark + chance.integers(-1, 2), 0, 4))) for mark in true]
    _, error = weighted_kappa(*quadratic(pairs))
    drawn = [weighted_kappa(*quadratic([pairs[i] for i in chance.integers(0, 200, 200)]))[0] for _ in range(400)]
    assert error == pytest.approx(float(np.std(drawn)), rel=0.2)


def test_too_few_and_too_much_alike_are_said() -> None:
    few = agreement(QUESTION, [(1.0, 2.0)] * (LEAST_PAIRS - 1))
    assert isnan(few.kappa)
    assert "too few" in few.note
    alike = agreement(QUESTION, [(1.0, 1.0), (2.0, 2.0)] * 12)
    assert (alike.kappa, alike.same) == (1, 24)
    assert isnan(alike.interval[0])
    assert alike.same_interval[0] < 0.9
