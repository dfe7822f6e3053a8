"""Answers are shared out by chance and in balance; when more come in, what somebody has stays theirs."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellfounded.grading.marking.shares import Rule, Shares, share_out
from wellfounded.grading.marking.written_answers import AnswerKey

MARKERS = ("anna", "ben", "cleo")


def answers(learners: int, first: int = 0, questions: int = 3) -> list[AnswerKey]:
    return [AnswerKey("01-m", "c", f"q{q}", f"learner-{n}") for n in range(first, learners) for q in range(questions)]


def shared(rule: Rule, keys: list[AnswerKey], before: Shares | None = None) -> Shares:
    return share_out(before or Shares(), rule, keys, lambda *_: False)


def loads(shares: Shares) -> Counter[str]:
    return Counter(marker for share in shares.answers.values() for marker in share.markers)


def markers_by_key(shares: Shares) -> dict[AnswerKey, tuple[str, ...]]:
    return {key: share.markers for key, share in shares.answers.items()}


@given(st.integers(1, 40), st.sampled_from(["learner", "question"]), st.integers(1, 4), st.text(max_size=5))
def test_shares_are_balanced_and_the_same_whatever_the_order(n: int, by: str, markers: int, seed: str) -> None:
    rule = Rule(tuple(f"m{i}" for i in range(markers)), by, 0.0, seed)  # type: ignore[arg-type]
    keys = answers(n)
    shares = shared(rule, keys)
    counts = [loads(shares)[marker] for marker in rule.markers]
    assert max(counts) - min(counts) <= (3 if by == "learner" else markers)
    assert markers_by_key(shares) == markers_by_key(shared(rule, keys[::-1]))
    assert len({share.code for share in shares.answers.values()}) == len(keys)


def test_by_learner_one_marker_has_all_of_a_learner() -> None:
    shares = shared(Rule(MARKERS, "learner"), answers(20))
    by_learner: dict[str, set[str]] = {}
    for key, share in shares.answers.items():
        by_learner.setdefault(key.learner, set()).update(share.markers)
    assert {len(markers) for markers in by_learner.values()} == {1}


def test_by_question_a_marker_has_as_few_questions_as_a_fair_share_allows() -> None:
    shares = shared(Rule(MARKERS, "question"), answers(20))
    questions = {marker: {key.question for key in shares.of_marker(marker)} for marker in MARKERS}
    assert [len(each) for each in questions.values()] == [1, 1, 1]
    two = shared(Rule(MARKERS[:2], "question"), answers(20))
    assert sum(len({key.question for key in two.of_marker(marker)}) for marker in MARKERS[:2]) == 4


@pytest.mark.parametrize("by", ["learner", "question"])
def test_a_part_is_marked_twice_by_another_and_another_seed_chooses_others(by: str) -> None:
    rule = Rule(MARKERS, by, 0.2)  # type: ignore[arg-type]
    shares = shared(rule, answers(50))
    double = {key for key, share in shares.answers.items() if len(share.markers) == 2}
    assert Counter(key.question for key in double) == {"q0": 10, "q1": 10, "q2": 10}
    assert all(len(set(shares.answers[key].markers)) == 2 for key in double)
    assert max(loads(shares).values()) - min(loads(shares).values()) <= 4
    other = shared(replace(rule, seed="2"), answers(50))
    assert double != {key for key, share in other.answers.items() if len(share.markers) == 2}


@pytest.mark.parametrize("by", ["learner", "question"])
def test_when_more_come_in_what_somebody_has_stays_theirs(by: str) -> None:
    rule = Rule(MARKERS, by, 0.2)  # type: ignore[arg-type]
    first = shared(rule, answers(30))
    more = shared(rule, answers(50), first)
    for key, share in first.answers.items():
        assert more.answers[key].code == share.code
        assert more.answers[key].markers[: len(share.markers)] == share.markers
    assert Counter(key.question for key, share in more.answers.items() if len(share.markers) == 2)["q0"] == 10
    assert max(loads(more).values()) - min(loads(more).values()) <= 5


def test_who_leaves_keeps_what_they_marked_and_the_rest_goes_to_the_others() -> None:
    keys = answers(12)
    first = shared(Rule(MARKERS), keys)
    done = set(first.of_marker("cleo")[:3])
    more = share_out(first, Rule(MARKERS[:2]), keys, lambda key, marker: marker == "cleo" and key in done)
    assert set(more.of_marker("cleo")) == done
    assert all(share.markers for share in more.answers.values())
    assert abs(loads(more)["anna"] - loads(more)["ben"]) <= 3
