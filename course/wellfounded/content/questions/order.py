"""The kind `order`: steps or events are put in order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any, ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.question import (
    UNWRITTEN,
    Block,
    Inline,
    Pick,
    Problems,
    Question,
    Sample,
    Score,
    public,
)
from wellfounded.i18n.messages import course_text, phrase, phrase_html

FEWEST = 3  # of two, the order shown would give the other away


@dataclass(frozen=True, kw_only=True)
class Item:
    """A step or an event, its place, counted from 1, and why it stands there. Of equal places any may come first."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str = public()
    text: Inline = public()
    place: int = 0
    feedback: Block = UNWRITTEN


@dataclass(frozen=True, kw_only=True)
class Order(Question):
    """Items to put in order; learners first see the order of the file. A response lists all ids, `["b", "a", "c"]`."""

    thinking: ClassVar[int] = 10
    kind: Literal["order"] = public()
    items: list[Item] = public()

    def mistakes(self) -> Problems:
        """Yield what is wrong with single items; with none, an order in the file that tells the key."""
        yield from list(self._item_mistakes()) or self._mix_mistakes()

    def _item_mistakes(self) -> Problems:
        for number, item in enumerate(self.items):
            place = f"items.{number}"
            if item.id in [other.id for other in self.items[:number]]:
                yield f"{place}.id", f"the id '{item.id}' stands twice", "give each item its own letter"
            if item.place < 1:
                yield place, f"item '{item.id}' has no place", "write 'place: 1' under what comes first, and so on"
            if not item.feedback.strip():
                yield place, f"item '{item.id}' has no feedback", "say why it stands where it does"

    def _mix_mistakes(self) -> Problems:
        agreement = self._agreement([item.id for item in self.items])
        if len(self.items) < FEWEST:
            yield "items", "fewer than three items", "add one: the order shown would give that of two away"
        elif not self.pairs():
            yield "items", "every order would be right", "give the items different places"
        elif agreement > 0:
            remedy = "mix the items: learners see them in this order, and leaving it must earn nothing"
            yield "items", "the order in the file is mostly right already", remedy
        elif agreement == -1:
            yield "items", "the order in the file is the right one backwards", "mix the items: that is soon found out"

    def pairs(self) -> list[tuple[str, str]]:
        """Return each two ids whose order matters, the earlier first."""
        return [(a.id, b.id) for a, b in product(self.items, repeat=2) if a.place < b.place]

    def ordered(self, response: Any) -> list[str] | None:
        """Return the order given, or None when the response is not all ids of this question."""
        if not isinstance(response, list) or not all(isinstance(item, str) for item in response):
            return None
        return response if sorted(response) == sorted(item.id for item in self.items) else None

    def chosen(self, response: Any) -> list[Pick]:
        """Return the order as one pick."""
        order, texts = self.ordered(response) or [], {item.id: item.text for item in self.items}
        text = Markup("; ").join(texts[item] for item in order)
        return [Pick(" ".join(order), text, not self._turned(order))]

    def _turned(self, order: list[str]) -> list[tuple[str, str]]:
        """Return the pairs that stand the wrong way round."""
        at = {item: number for number, item in enumerate(order)}
        return [(earlier, later) for earlier, later in self.pairs() if at[earlier] > at[later]]

    def _agreement(self, order: list[str]) -> float:
        pairs = len(self.pairs())
        return (pairs - 2 * len(self._turned(order))) / pairs if pairs else 0.0

    def score(self, response: Any) -> Score:
        """Give points x (pairs in order - pairs out of order) / pairs, never below zero.

        A pair is any two items with different places. This is Kendall's tau (M. G. Kendall, "A new measure of rank
        correlation", Biometrika 30, 1938); where places are equal it is Goodman and Kruskal's gamma ("Measures of
        association for cross classifications", Journal of the American Statistical Association 49, 1954). An order
        and its reverse cancel out, so that a random one earns nothing on average before the floor.
        """
        order = self.ordered(response)
        if order is None:
            return Score(0.0, readable=False)
        turned = {item for pair in self._turned(order) for item in pair}
        return Score(self.points * max(0.0, self._agreement(order)), {item: item not in turned for item in order})

    def marks(self, response: Any) -> dict[str, bool]:
        """Return whether each item stands rightly to all others."""
        return self.score(response).parts

    def key(self) -> list[str]:
        """Return the ids in the right order."""
        return [item.id for item in self._sorted()]

    def _sorted(self) -> list[Item]:
        return sorted(self.items, key=lambda item: item.place)

    def unfinished(self, response: Any) -> str:
        """Say that nothing is moved, where that is so."""
        return phrase("Nothing is moved yet.") if self.ordered(response) is None else ""

    def static(self) -> Markup:
        """Return the items in the order of the file, without numbers: it is not the right one."""
        items = join_html(fill_html("<li>{}</li>", course_text(item.text)) for item in self.items)
        return fill_html(
            "<p><strong>{}</strong></p><p>{}</p><ul>{}</ul>", self.heading(), phrase_html("Put these in order:"), items
        )

    def format_response(self, response: Any) -> Markup:
        """Return the items in the order given."""
        texts = {item.id: item.text for item in self.items}
        items = join_html(fill_html("<li>{}</li>", course_text(texts[item])) for item in self.ordered(response) or [])
        return fill_html("<ol>{}</ol>", items) if items else Markup("")

    def review(self, response: Any) -> Markup:
        """Return the right order, and for each item where it was put and why it stands where it does."""
        order = self.ordered(response)
        count = fill_html("<p>{}</p>", self._count(order)) if order else ""
        rows = join_html(self._row(item, order) for item in self._sorted())
        return fill_html("{}<p><strong>{}</strong></p><ol>{}</ol>", count, phrase_html("The right order"), rows)

    def _row(self, item: Item, order: list[str] | None) -> Markup:
        put = phrase_html("You put it at place {n}.", n=order.index(item.id) + 1) + " " if order else ""
        beside = [other.text for other in self.items if other.place == item.place and other is not item]
        others = Markup(", ").join(fill_html("<em>{}</em>", course_text(item)) for item in beside)
        free = phrase_html("Either order is right between this and {others}.", others=others) if beside else ""
        return fill_html(
            "<li>{}<p>{}{}</p><div>{}</div></li>", course_text(item.text), put, free, course_text(item.feedback, "div")
        )

    def feedback(self, response: Any) -> Markup:
        """Return how many pairs stand in the right order, and feedback on the items of the others."""
        order = self.ordered(response)
        if order is None:
            return fill_html("<p>{}</p>", phrase_html("Nothing is moved yet."))
        turned = {item for pair in self._turned(order) for item in pair}
        verdict = phrase_html("Look again.") if turned else phrase_html("Right.")
        items = [item for item in self.items if item.id in turned or not turned]
        items.sort(key=lambda item: order.index(item.id))
        rows = join_html(
            fill_html(
                "<p><strong>{}</strong> <em>{}</em></p>{}",
                verdict,
                course_text(item.text),
                course_text(item.feedback, "div"),
            )
            for item in items
        )
        return fill_html("<p>{}</p>{}", self._count(order), rows)

    def _count(self, order: list[str]) -> Markup:
        pairs = len(self.pairs())
        right = pairs - len(self._turned(order))
        return phrase_html(
            "{n} of {all} pairs stand in the right order. A pair is any two of these whose order matters.",
            n=right,
            all=pairs,
        )

    @classmethod
    def samples(cls) -> list[Sample]:
        """Return one question, in which b and d may change places, and responses to it."""
        places = {"a": 3, "b": 2, "c": 1, "d": 2}
        items = [
            Item(id=item, text=fill_html("Step {}", item), place=n, feedback=fill_html("About {}.", item))
            for item, n in places.items()
        ]
        question = cls(id="q1", kind="order", prompt=Markup("In what order?"), points=5, items=items)
        return [
            Sample("perfect", question, ["c", "b", "d", "a"], 5),
            Sample("perfect", question, ["c", "d", "b", "a"], 5),
            Sample("empty", question, None, 0),
            Sample("wrong", question, ["a", "b", "c", "d"], 0),
            Sample("partial", question, ["c", "b", "a", "d"], 3),
            Sample("partial", question, ["b", "c", "d", "a"], 3),
            Sample("malformed", question, ["c", "b", "d"], 0),
            Sample("malformed", question, ["c", "b", "d", "a", "a"], 0),
            Sample("malformed", question, {"c": 1}, 0),
            Sample("malformed", question, ["c", "b", ["d"], "a"], 0),
        ]
