"""The formulas agree with scipy's, and with values that pingouin worked out; they keep within their bounds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from wellfounded.grading.reports.formulas import (
    correlation,
    cronbach_alpha,
    f_quantile,
    feldt_interval,
    fisher_interval,
    holm,
    newcombe_interval,
    permuted_difference,
    score_groups,
    wilson_interval,
)

RIGHT_OR_WRONG = np.array(
    [[(i * i * 7 + j * j * 3 + i * j) % 11 < 3 + i // 3 for j in range(6)] for i in range(24)], float
)
POINTS = np.array([[((i * 5 + j * 3) % 7) / 2 + i / 4 + j for j in range(4)] for i in range(30)])
# pingouin 0.7.0: pg.cronbach_alpha(data=pd.DataFrame(…)), which rounds the ends to three digits
PINGOUIN = [(RIGHT_OR_WRONG, 0.5274911660777384, (0.159, 0.769)), (POINTS, 0.9354777691131444, (0.887, 0.966))]
SHARES = st.floats(0, 1)
NUMBERS = st.integers(1, 500)


@pytest.mark.parametrize(("table", "value", "ends"), PINGOUIN)
def test_alpha_and_its_interval_are_pingouins(table: np.ndarray, value: float, ends: tuple[float, float]) -> None:
    assert cronbach_alpha(table) == pytest.approx(value, abs=1e-12)
    assert feldt_interval(cronbach_alpha(table), *table.shape) == pytest.approx(ends, abs=5.1e-4)


@given(NUMBERS, st.data())
def test_wilsons_interval_is_scipys(n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(0, n))
    ends = stats.binomtest(k, n).proportion_ci(method="wilson")
    assert wilson_interval(k / n, n) == pytest.approx((ends.low, ends.high), abs=1e-12)


@given(SHARES, NUMBERS)
def test_wilsons_interval_holds_its_mean_and_stays_a_share(mean: float, n: int) -> None:
    low, high = wilson_interval(mean, n)
    assert 0 <= low <= mean <= high <= 1


@given(SHARES, NUMBERS, SHARES, NUMBERS)
def test_the_interval_of_a_difference_holds_it_and_turns_with_it(p: float, n: int, q: float, m: int) -> None:
    low, high = newcombe_interval(p, n, q, m)
    assert -1 - 1e-12 <= low <= p - q <= high <= 1 + 1e-12
    assert newcombe_interval(q, m, p, n) == pytest.approx((-high, -low), abs=1e-12)


def test_newcombes_interval_is_that_of_his_paper_by_hand() -> None:
    l1, u1 = stats.binomtest(56, 70).proportion_ci(method="wilson")
    l2, u2 = stats.binomtest(48, 80).proportion_ci(method="wilson")
    low, high = 0.2 - np.hypot(0.8 - l1, u2 - 0.6), 0.2 + np.hypot(u1 - 0.8, 0.6 - l2)
    assert newcombe_interval(0.8, 70, 0.6, 80) == pytest.approx((low, high))


@given(arrays(float, (2, 25), elements=st.integers(0, 6).map(float)))
def test_correlation_and_interval_are_scipys(table: np.ndarray) -> None:
    x, y = table
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        assert np.isnan(correlation(x, y))
        return
    found = stats.pearsonr(x, y)
    assert correlation(x, y) == pytest.approx(found.statistic, abs=1e-9)
    if abs(found.statistic) < 1 - 1e-9:
        ends = found.confidence_interval()
        assert fisher_interval(found.statistic, 25) == pytest.approx((ends.low, ends.high), abs=1e-9)


def test_with_a_question_that_is_right_or_wrong_it_is_the_point_biserial() -> None:
    found = stats.pointbiserialr(RIGHT_OR_WRONG[:, 0].astype(bool), POINTS[:24, 1])
    assert correlation(RIGHT_OR_WRONG[:, 0], POINTS[:24, 1]) == pytest.approx(found.statistic)


@given(st.floats(0.005, 0.995), st.integers(1, 3000), st.integers(1, 30_000))
def test_fs_quantile_is_scipys(share: float, first: int, second: int) -> None:
    assert f_quantile(share, first, second) == pytest.approx(stats.f.ppf(share, first, second), rel=1e-7)


@given(arrays(float, st.tuples(st.integers(2, 30), st.integers(2, 6)), elements=st.floats(0, 5, width=16)))
def test_alpha_is_at_most_one_and_lies_in_its_interval(table: np.ndarray) -> None:
    value = cronbach_alpha(table)
    low, high = feldt_interval(value, *table.shape)
    assert np.isnan(value) or (value <= 1 + 1e-9 and low <= value + 1e-9 and value <= high + 1e-9)


@given(st.lists(st.integers(0, 8).map(float), max_size=60), st.randoms())
def test_groups_part_who_differ_and_never_who_are_equal(scores: list[float], chance: object) -> None:
    lower, upper = score_groups(np.array(scores))
    assert not (lower & upper).any()
    assert lower.any() == upper.any()
    if lower.any():
        size = round(0.27 * len(scores))
        assert min(lower.sum(), upper.sum()) >= max(1, size)
        assert np.array(scores)[lower].max() < np.array(scores)[upper].min()
    mixed = list(range(len(scores)))
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    again, _ = score_groups(np.array(scores)[mixed]) if scores else (lower, upper)
    assert list(again) == list(lower[mixed] if scores else lower)


def test_nothing_is_said_of_nothing() -> None:
    for ends in (wilson_interval(0.0, 0), fisher_interval(0.5, 3), feldt_interval(float("nan"), 30, 4)):
        assert np.isnan(ends).all()
    assert np.isnan(cronbach_alpha(np.ones((30, 4))))


@pytest.mark.parametrize("shift", [0.0, 0.3, 0.6, 1.5])
def test_a_permuted_difference_is_scipys(shift: float) -> None:
    chance = np.random.default_rng(1)
    groups = [chance.normal(size=24), chance.normal(size=31) + shift, chance.normal(size=20)]

    def statistic(*parts: np.ndarray) -> float:
        return float(sum(part.sum() ** 2 / len(part) for part in parts))

    theirs = stats.permutation_test(groups, statistic, n_resamples=9999, alternative="greater", rng=2).pvalue
    assert permuted_difference(groups) == pytest.approx(theirs, abs=0.02)


def test_groups_that_are_all_alike_differ_by_chance() -> None:
    assert permuted_difference([np.ones(20), np.ones(30)]) == 1


def test_holms_values_are_those_of_his_method_by_hand_and_never_change_order() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []
    assert holm([0.9, 0.8]) == [1.0, 1.0]
