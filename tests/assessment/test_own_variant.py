"""Which variant of a case is a learner's own: by a seed, then by what they met; and when an objective is mastered."""

from collections import Counter
from typing import Any

import pytest

from tests.variants_told import RIGHT, SEEDS, WRONG, case_with_variants, told
from wellfounded.assessment.own_variant import another_variant, is_mastered, next_variant, own_variant
from wellfounded.assessment.scoring import leaving_out, score_lesson

GRADED, PRACTICE = case_with_variants(), case_with_variants("practice")


def test_a_seed_gives_each_graded_variant_to_about_as_many_learners_and_the_same_one_again() -> None:
    own = [own_variant(GRADED, told(("seed", "", seed))).variant for seed in SEEDS]
    assert own == [own_variant(GRADED, told(("seed", "", seed))).variant for seed in SEEDS]
    assert all(70 < count < 130 for count in Counter(own).values())
    assert set(own) == {"", "b", "c"}


def test_the_first_seed_counts_where_two_copies_were_merged() -> None:
    other = next(seed for seed in SEEDS if own_variant(GRADED, told(("seed", "", seed))).variant == "c")
    first = next(seed for seed in SEEDS if own_variant(GRADED, told(("seed", "", seed))).variant == "b")
    assert own_variant(GRADED, told(("seed", "", first), ("seed", "", other))).variant == "b"


def test_an_answer_tells_which_variant_was_shown_whatever_the_seed_says() -> None:
    for seed in SEEDS[:20]:
        journal = told(("seed", "", seed), ("answer", "cq1", RIGHT))
        assert own_variant(GRADED, journal).variant == "c"
        assert score_lesson([GRADED], journal)["two"].points == 2


def test_each_variant_is_marked_by_its_own_key() -> None:
    for question, response, points in (("q1", ["b"], 2), ("bq1", ["b"], 0), ("bq1", ["a"], 2), ("cq1", ["a"], 0)):
        score = score_lesson([GRADED], told(("answer", question, response)))["two"]
        assert (score.points, score.case.variant) == (points, question.removesuffix("q1"))


def test_an_answer_of_before_there_were_variants_stays_what_it_was() -> None:
    assert score_lesson([GRADED], told(("answer", "q1", RIGHT)))["two"].points == 2


def test_practice_begins_with_the_first_and_goes_on_to_one_not_tried_yet_then_to_that_tried_longest_ago() -> None:
    journal: list[tuple[str, str, Any]] = [("seed", "", "any")]
    for letter, following in (("", "b"), ("b", "c"), ("c", ""), ("", "b")):
        assert own_variant(PRACTICE, told(*journal)).variant == letter
        journal.append(("try", f"{letter}q1", RIGHT))
        assert next_variant(PRACTICE, told(*journal)).variant == following
        other = another_variant(PRACTICE, own_variant(PRACTICE, told(*journal)), told(*journal))
        assert other is not None
        assert other.variant == following
        journal.append(("variant", "", following or "a"))


def test_what_turned_the_answer_is_asked_only_of_who_has_met_two() -> None:
    alone = own_variant(PRACTICE, told(("variant", "", "b")))
    begun = own_variant(PRACTICE, told(("try", "q1", RIGHT), ("variant", "", "b"), ("answer", "bq1", RIGHT)))
    assert [question.id for question in begun.questions] == ["bq1"]
    both = own_variant(PRACTICE, told(("try", "q1", RIGHT), ("try", "bq1", RIGHT)))
    assert [question.id for question in alone.questions] == ["bq1"]
    assert [question.id for question in both.questions] == ["bq1", "bq2"]


def test_nobody_chooses_among_graded_variants_but_to_be_spared_what_the_note_warns_of() -> None:
    assert another_variant(GRADED, GRADED, told()) is None
    noted = case_with_variants(note="A death.")
    spared = another_variant(noted, noted, told())
    assert spared is not None
    assert spared.content_note == ""
    assert another_variant(noted, spared, told()) is None
    left = told(("skip", "", True), ("variant", "", "b"), ("answer", "bq1", ["a"]))
    assert leaving_out([own_variant(noted, left)], left).excused == []
    assert score_lesson([noted], left)["two"].points == 2


@pytest.mark.parametrize(
    ("events", "mastered"),
    [
        ([("try", "q1", RIGHT)], False),
        ([("try", "q1", RIGHT), ("try", "bq1", ["a"])], True),
        ([("try", "q1", RIGHT), ("try", "bq1", ["b"])], False),
        ([("try", "q1", RIGHT), ("hint", "bq1", None), ("try", "bq1", ["a"])], False),
        ([("try", "q1", WRONG), ("try", "bq1", ["a"]), ("try", "cq1", RIGHT)], True),
        ([("try", "q1", RIGHT), ("try", "bq1", ["a"]), ("try", "cq1", WRONG)], False),
        ([("try", "q1", RIGHT), ("try", "q1", RIGHT)], False),
    ],
)
def test_two_variants_in_a_row_right_without_a_hint_are_mastery(events: list[Any], mastered: bool) -> None:
    assert is_mastered(PRACTICE, told(*events)) is mastered
