"""The kind `order`: what an order earns, what an author may get wrong, what a learner is told."""

import re
from dataclasses import replace
from itertools import combinations, pairwise, permutations

import pytest
from dacite import from_dict
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from wellfounded.content.case import CHECKED
from wellfounded.content.questions.order import Item, Order
from wellfounded.content.questions.question import projection
from wellfounded.render.safe_html import TAGS

ASKED: Order = Order.samples()[0].question  # type: ignore[assignment]  # c, then b and d, then a
FILE = [item.id for item in ASKED.items]
HALF = ["c", "a", "b", "d"]  # a stands before b and d


def asking(places: list[int], points: float = 6) -> Order:
    """Return a question whose items a, b, c, … stand at the places."""
    items = [
        Item(id=chr(97 + n), text=escape(f"Step {n}"), place=place, feedback=Markup("Why."))
        for n, place in enumerate(places)
    ]
    return Order(id="q1", kind="order", prompt=Markup("In what order?"), points=points, items=items)


def worth(question: Order, order: list[str]) -> float:
    """Return the share of the points before the floor, worked out the long way."""
    place = {item.id: item.place for item in question.items}
    signs = [
        (place[later] > place[earlier]) - (place[later] < place[earlier]) for earlier, later in combinations(order, 2)
    ]
    return sum(signs) / sum(map(abs, signs))


PLACES = st.lists(st.integers(1, 5), min_size=3, max_size=7).filter(lambda places: len(set(places)) > 1)
ORDERED = PLACES.map(asking).flatmap(lambda q: st.tuples(st.just(q), st.permutations([item.id for item in q.items])))


@given(ORDERED)
def test_an_order_earns_what_the_formula_says(given_: tuple[Order, list[str]]) -> None:
    question, order = given_
    score = question.score(order)
    assert score.readable
    assert score.points == pytest.approx(6 * max(0, worth(question, order)))
    assert 0 <= score.points <= question.points


@given(ORDERED)
def test_an_item_is_right_when_it_stands_rightly_to_all_others(given_: tuple[Order, list[str]]) -> None:
    question, order = given_
    place = {item.id: item.place for item in question.items}
    for each, right in question.score(order).parts.items():
        before, after = order[: order.index(each)], order[order.index(each) + 1 :]
        fits = all(place[x] <= place[each] for x in before) and all(place[x] >= place[each] for x in after)
        assert right is fits


@given(ORDERED)
def test_to_turn_a_wrong_pair_of_neighbours_round_never_costs_anything(given_: tuple[Order, list[str]]) -> None:
    question, order = given_
    place = {item.id: item.place for item in question.items}
    for n, (first, second) in enumerate(pairwise(order)):
        if place[first] > place[second]:
            mended = [*order[:n], second, first, *order[n + 2 :]]
            assert question.score(mended).points >= question.score(order).points
            assert worth(question, mended) > worth(question, order)


@pytest.mark.parametrize("places", [[1, 2, 3], [2, 1, 2, 1], [1, 2, 3, 4], [3, 2, 1, 2, 5], [1, 1, 1, 2]])
def test_a_random_order_earns_nothing_before_the_floor_and_an_order_and_its_reverse_cancel_out(
    places: list[int],
) -> None:
    question = asking(places)
    every = [list(each) for each in permutations(item.id for item in question.items)]
    assert sum(worth(question, each) for each in every) == pytest.approx(0)
    for each in every:
        assert worth(question, each) == -worth(question, each[::-1])
        assert question.score(each).points == 0 or question.score(each[::-1]).points == 0


@given(PLACES)
def test_what_is_shown_first_earns_nothing_in_a_question_without_mistakes(places: list[int]) -> None:
    question = asking(places)
    if not list(question.mistakes()):
        assert question.score([item.id for item in question.items]).points == 0
        assert question.score([item.id for item in question.items][::-1]).points < question.points


@given(PLACES)
def test_the_key_earns_all_the_points_exactly(places: list[int]) -> None:
    question = asking(places, points=0.7)
    assert question.score(question.key()).points == 0.7
    assert all(question.score(question.key()).parts.values())


def test_a_hand_worked_order() -> None:
    # five pairs count, since b and d may change places: three right, two wrong; (3 - 2) / 5 of 5 points
    score = ASKED.score(HALF)
    assert score.points == pytest.approx(1)
    assert score.parts == {"c": True, "a": False, "b": False, "d": False}


@pytest.mark.parametrize(
    "response", [None, {}, "cbda", 3, [], ["c"], [*"cbdd"], [*"cbdaa"], [*"cbdz"], [1, 2, 3, 4], [["c"], "b", "d", "a"]]
)
def test_what_cannot_be_given_is_not_readable_and_earns_nothing(response: object) -> None:
    score = ASKED.score(response)
    assert not score.readable
    assert score.points == 0
    assert ASKED.unfinished(response) == "Nothing is moved yet."
    assert ASKED.feedback(response) == "<p>Nothing is moved yet.</p>"
    shown = ASKED.review(response)
    assert "You put it" not in shown
    assert re.findall("<li>Step (.)", shown) == ["c", "b", "d", "a"]


def test_what_is_unfinished_is_known_from_public_fields_alone() -> None:
    public = from_dict(Order, projection(ASKED), CHECKED)
    assert "About" not in str(public)
    assert public.unfinished(FILE) == ""
    assert public.unfinished(None) == "Nothing is moved yet."
    assert public.static() == ASKED.static()
    assert public.score(ASKED.key()).points == 0  # without the key nothing can be judged, and nothing raises


def test_the_static_form_shows_the_order_of_the_file_without_numbers() -> None:
    shown = ASKED.static()
    assert re.findall("<li>Step (.)", shown) == FILE
    assert "<ol" not in shown


def test_review_tells_the_right_order_and_where_each_item_was_put() -> None:
    shown = ASKED.review(HALF)
    assert "3 of 5 pairs stand in the right order." in shown
    c, b, d, a = re.findall("<li>.*?</li>", shown.partition("<ol>")[2])
    assert "Step c" in c
    assert "You put it at place 1." in c
    assert "Either" not in c + a
    assert "You put it at place 3. Either order is right between this and <em>Step d</em>." in b
    assert "You put it at place 4. Either order is right between this and <em>Step b</em>." in d
    assert "You put it at place 2." in a
    assert all(f"About {each}." in shown for each in FILE)


def test_practice_feedback_speaks_of_what_stands_wrongly_and_tells_no_place() -> None:
    told = ASKED.feedback(HALF)
    assert "3 of 5 pairs stand in the right order." in told
    assert re.findall("<em>Step (.)", told) == ["a", "b", "d"]  # in the learner's order
    assert "About a." in told
    assert "About c." not in told
    assert "place" not in told
    assert told.count("Look again.") == 3


def test_practice_feedback_says_why_when_all_is_right() -> None:
    told = ASKED.feedback(["c", "d", "b", "a"])
    assert "5 of 5 pairs" in told
    assert told.count("Right.") == 4
    assert all(f"About {each}." in told for each in FILE)
    assert "Look again" not in told


def test_review_and_feedback_are_made_of_the_tags_a_review_may_hold() -> None:
    shown = ASKED.review(HALF) + ASKED.feedback(HALF)
    assert set(re.findall(r"<(\w+)", shown)) <= set(TAGS)
    assert "class=" not in shown


def changed(places: list[int], **first: object) -> Order:
    """Return the sample with other places, and other fields in its first item."""
    asked = asking(places)
    return replace(asked, items=[replace(asked.items[0], **first), *asked.items[1:]])  # type: ignore[arg-type]


MISTAKES = {
    "an id twice": (changed([3, 1, 2], id="b"), "items.1.id", "the id 'b' stands twice"),
    "no place": (changed([0, 3, 1, 2]), "items.0", "item 'a' has no place"),
    "no feedback": (changed([2, 3, 1], feedback=" "), "items.0", "item 'a' has no feedback"),
    "two items": (asking([2, 1]), "items", "fewer than three items"),
    "one place for all": (asking([1, 1, 1]), "items", "every order would be right"),
    "the right order in the file": (asking([1, 2, 3]), "items", "the order in the file is mostly right already"),
    "an order in the file that pays": (asking([1, 3, 2]), "items", "the order in the file is mostly right already"),
    "the right order backwards": (asking([3, 2, 1]), "items", "the order in the file is the right one backwards"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_named_with_its_place_and_a_remedy(name: str) -> None:
    broken, where, problem = MISTAKES[name]
    found = list(broken.mistakes())
    assert [(place, problem in told) for place, told, _ in found] == [(where, True)]
    assert all(remedy for *_, remedy in found)


def test_a_mixed_order_in_the_file_is_no_mistake() -> None:
    for places in ([2, 3, 1], [1, 2, 1], [4, 2, 5, 1, 3]):
        assert list(asking(places).mistakes()) == []
