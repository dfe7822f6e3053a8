"""Numbers as a learner reads them."""

import pytest

from wellfounded.assessment.handed_in import points_in_words
from wellfounded.i18n.numbers import in_figures

NUMBERS = [(20 / 3, "6.67"), (2.0, "2"), (0.25, "0.25"), (41.999, "42"), (12, "12")]


@pytest.mark.parametrize(("number", "figures"), NUMBERS)
def test_thirds_are_cut_and_whole_numbers_stay_whole(number: float, figures: str) -> None:
    assert in_figures(number) == figures
    assert points_in_words(number, 42, 0) == f"{figures} of 42 points"
