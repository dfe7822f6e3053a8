"""The kind `classify`: what a placement earns, what an author may get wrong, what a learner is told."""

import re
from collections import defaultdict
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from dacite import from_dict
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from wellfounded.content.case import CHECKED
from wellfounded.content.questions.choices import Choices
from wellfounded.content.questions.classify import Classify
from wellfounded.content.questions.classify_cards import Bin, Card, Misplaced
from wellfounded.content.questions.options import Option
from wellfounded.content.questions.question import projection
from wellfounded.render.safe_html import TAGS

ASKED: Classify = Classify.samples()[0].question  # type: ignore[assignment]  # c1, c2, c3 in a, c4 in b, none in c
PERFECT = ASKED.key()


def asking(rights: str, bins: str = "abcd", points: float = 6) -> Classify:
    """Return a question whose cards c0, c1, … belong in the bins named, one letter a card."""
    cards = [
        Card(id=f"c{n}", text=escape(f"Card {n}"), bin=right, feedback=Markup("Why.")) for n, right in enumerate(rights)
    ]
    drawn = [Bin(id=each, text=escape(f"Bin {each}")) for each in bins]
    return Classify(id="q1", kind="classify", prompt=Markup("Where?"), points=points, bins=drawn, cards=cards)


def worth(question: Classify, placed: dict[str, str]) -> float:
    """Return the share of the points before the floor, worked out the long way."""
    hits, sizes = defaultdict[str, int](int), defaultdict[str, int](int)
    for card in question.cards:
        sizes[card.bin] += 1
        hits[card.bin] += placed.get(card.id) == card.bin
    k = len(sizes)
    return (sum(hits[each] / sizes[each] for each in sizes) / k - 1 / k) / (1 - 1 / k)


def placements(question: Classify, bins: str) -> list[dict[str, str]]:
    """Return every way to place all cards into the bins."""
    ids = [card.id for card in question.cards]
    return [dict(zip(ids, each, strict=True)) for each in product(bins, repeat=len(ids))]


QUESTIONS = st.text("abcd", min_size=2, max_size=9).filter(lambda rights: len(set(rights)) > 1).map(asking)
PLACED = st.dictionaries(st.sampled_from([f"c{n}" for n in range(9)]), st.sampled_from("abcd"))


@given(question=QUESTIONS, placed=PLACED)
def test_a_placement_earns_what_the_formula_says(question: Classify, placed: dict[str, str]) -> None:
    fitting = {card.id: placed[card.id] for card in question.cards if card.id in placed}
    score = question.score(fitting)
    assert score.readable
    assert score.points == pytest.approx(6 * max(0, worth(question, fitting)))
    assert 0 <= score.points <= question.points
    assert score.parts == {card.id: fitting.get(card.id) == card.bin for card in question.cards}


@given(question=QUESTIONS, placed=PLACED, which=st.integers(0, 8))
def test_one_more_card_in_its_bin_never_costs_anything(question: Classify, placed: dict[str, str], which: int) -> None:
    fitting = {card.id: placed[card.id] for card in question.cards if card.id in placed}
    card = question.cards[which % len(question.cards)]
    mended = {**fitting, card.id: card.bin}
    assert question.score(mended).points >= question.score(fitting).points
    assert worth(question, mended) > worth(question, fitting) or fitting.get(card.id) == card.bin


@pytest.mark.parametrize("rights", ["ab", "aab", "aaaab", "abc", "aabbc", "abcd"])
def test_guessing_and_one_bin_for_all_earn_nothing(rights: str) -> None:
    question, used = asking(rights), "".join(sorted(set(rights)))
    assert sum(worth(question, each) for each in placements(question, used)) == pytest.approx(0)
    assert sum(worth(question, each) for each in placements(question, "abcd")) <= 1e-9
    for one in "abcd":
        assert question.score(dict.fromkeys(question.key(), one)).points == 0


@pytest.mark.parametrize("rights", ["ab", "abb", "aaabb"])
def test_with_two_bins_it_is_the_score_of_choices(rights: str) -> None:
    question = asking(rights, "ab")
    options = [Option(id=card.id, text=card.text, correct=card.bin == "a") for card in question.cards]
    choices = Choices(id="q1", kind="choices", prompt=Markup("Which?"), points=6, options=options)
    for placed in placements(question, "ab"):
        ticked = [card for card, put in placed.items() if put == "a"]
        assert question.score(placed).points == pytest.approx(choices.score(ticked).points)


def test_the_key_earns_all_the_points_exactly() -> None:
    for rights in ("ab", "abc", "aabbccd", "abbbbbb"):
        question = asking(rights, points=0.7)
        assert question.score(question.key()).points == 0.7


def test_a_hand_worked_placement() -> None:
    # two of three in a, one of one in b: (2/3 + 1) / 2 = 5/6; (5/6 - 1/2) / (1/2) = 2/3 of 3 points
    score = ASKED.score({"c1": "a", "c2": "a", "c4": "b"})
    assert score.points == pytest.approx(2)
    assert score.parts == {"c1": True, "c2": True, "c3": False, "c4": True}


@pytest.mark.parametrize("response", [None, [], "c1", 3, True, {"c9": "a"}, {"c1": "z"}, {"c1": None}, {"c1": ["a"]}])
def test_what_cannot_be_given_is_not_readable_and_earns_nothing(response: object) -> None:
    score = ASKED.score(response)
    assert not score.readable
    assert score.points == 0
    assert ASKED.unfinished(response) == "4 cards are not placed yet."
    assert ASKED.feedback(response) == "<p>No card is placed yet.</p>"
    assert ASKED.review(response).count("Not placed.") == 4


def test_what_is_unfinished_is_counted_from_public_fields_alone() -> None:
    public = from_dict(Classify, projection(ASKED), CHECKED)
    assert "About" not in str(public)
    assert public.unfinished({}) == "4 cards are not placed yet."
    assert public.unfinished({"c1": "c", "c2": "c", "c3": "a"}) == "1 card is not placed yet."
    assert public.unfinished(PERFECT) == ""
    assert public.static() == ASKED.static()
    assert public.score(PERFECT).points == 0  # without the key nothing can be judged, and nothing raises


def test_the_static_form_names_every_card_and_bin() -> None:
    shown = ASKED.static()
    texts = [card.text for card in ASKED.cards] + [each.text for each in ASKED.bins]
    assert all(f"<li>{text}</li>" in shown for text in texts)


def test_review_tells_where_each_card_was_put_and_where_it_belongs() -> None:
    c1, c2, c3, c4 = re.findall("<li .*?</li>", ASKED.review({"c1": "b", "c2": "a", "c4": "c"}))
    assert "Your answer: <strong>Bin b</strong>. Right answer: <strong>Bin a</strong>." in c1
    assert "About b." in c1
    assert "About 1." in c1
    assert "Your answer: <strong>Bin a</strong>. That is right." in c2
    assert "About 2." in c2
    assert "Not placed. Right answer: <strong>Bin a</strong>." in c3
    assert "Your answer: <strong>Bin c</strong>. Right answer: <strong>Bin b</strong>." in c4
    assert "About b." not in ASKED.review(PERFECT)
    signs = [re.findall('data-verdict="(\\w+)".*?<p>(. )?', each)[0] for each in (c1, c2, c3, c4)]
    assert signs == [("wrong", "✗ "), ("right", "✓ "), ("missed", ""), ("wrong", "✗ ")]


def test_practice_feedback_speaks_of_placed_cards_and_never_names_the_right_bin() -> None:
    told = ASKED.feedback({"c1": "b", "c4": "c"})
    assert "<p>2 cards are not placed yet.</p>" in told
    assert told.count('data-verdict="wrong"><strong>✗ Not there.') == 2
    assert '<div data-reason="c1">About b.</div>' in told
    assert "<em>Card 1</em> Your answer: Bin b." in told
    assert "About b." in told
    assert not re.search("Bin a|About [1-4]|Card [23]", told)


def test_practice_feedback_says_why_where_a_card_is_right() -> None:
    told = ASKED.feedback(PERFECT)
    assert told.count('data-verdict="right"><strong>✓ Right.') == 4
    assert all(f'<div data-reason="c{n}">About {n}.</div>' in told for n in (1, 2, 3, 4))
    assert "not placed" not in told


def test_review_and_feedback_are_made_of_the_tags_a_review_may_hold() -> None:
    shown = ASKED.review({"c1": "b"}) + ASKED.feedback({"c1": "b", "c2": "a"})
    assert set(re.findall(r"<(\w+)", shown)) <= set(TAGS)
    assert "class=" not in shown


CARD = ASKED.cards[0]
SAID = CARD.misplaced[0]
MISTAKES: dict[str, tuple[dict[str, Any], str, str]] = {
    "a bin's id twice": ({"bins": [ASKED.bins[0], *ASKED.bins]}, "bins.1.id", "the id 'a' stands twice"),
    "a card's id twice": ({"cards": [*ASKED.cards, CARD]}, "cards.4.id", "the id 'c1' stands twice"),
    "no bin": ({"bin": ""}, "cards.0.bin", "card 'c1' belongs in no bin"),
    "an unknown bin": ({"bin": "z"}, "cards.0.bin", "card 'c1' belongs in no bin"),
    "no feedback": ({"feedback": " "}, "cards.0.feedback", "card 'c1' has no feedback"),
    "a right bin as a wrong one": (
        {"misplaced": [Misplaced(bin="a", feedback=Markup("x"))]},
        "cards.0.misplaced.0.bin",
        "'a' is no wrong bin",
    ),
    "an unknown wrong bin": (
        {"misplaced": [Misplaced(bin="z", feedback=Markup("x"))]},
        "cards.0.misplaced.0.bin",
        "'z' is no wrong bin",
    ),
    "a wrong bin twice": ({"misplaced": [SAID, SAID]}, "cards.0.misplaced.1.bin", "the bin 'b' stands twice"),
    "a wrong bin without feedback": (
        {"misplaced": [Misplaced(bin="b", feedback=Markup(" "))]},
        "cards.0.misplaced.0.feedback",
        "there is no feedback",
    ),
    "one bin for all": ({"cards": ASKED.cards[:3]}, "cards", "fewer than two bins hold a card"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_named_with_its_place_and_a_remedy(name: str) -> None:
    change, where, problem = MISTAKES[name]
    of_question = {"bins", "cards"} & set(change)
    broken = (
        replace(ASKED, **change) if of_question else replace(ASKED, cards=[replace(CARD, **change), *ASKED.cards[1:]])
    )
    found = list(broken.mistakes())
    assert [(place, problem in told) for place, told, _ in found] == [(where, True)]
    assert all(remedy for *_, remedy in found)
