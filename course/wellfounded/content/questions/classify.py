"""The kind `classify`: cards are put where they belong, each into one of several named bins."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.classify_cards import Bin, Card, Misplaced
from wellfounded.content.questions.question import (
    Pick,
    Problems,
    Question,
    Sample,
    Score,
    public,
)
from wellfounded.content.questions.repeated_ids import repeated_id_mistakes
from wellfounded.i18n.messages import course_text, phrase_html, phrase_many


@dataclass(frozen=True, kw_only=True)
class Classify(Question):
    """Each card belongs in one bin. A response maps cards to bins, `{"c1": "a"}`; cards may be left out."""

    thinking: ClassVar[int] = 8
    kind: Literal["classify"] = public()
    bins: list[Bin] = public()
    cards: list[Card] = public()

    def mistakes(self) -> Problems:
        """Yield ids that stand twice, cards without a right key, and a key that one bin for all would satisfy."""
        bins = [bin_.id for bin_ in self.bins]
        yield from repeated_id_mistakes("bins", bins)
        yield from repeated_id_mistakes("cards", [card.id for card in self.cards])
        for number, card in enumerate(self.cards):
            for place, problem, remedy in card.mistakes(bins):
                yield f"cards.{number}.{place}", problem, remedy
        if len({card.bin for card in self.cards}) < 2:
            yield "cards", "fewer than two bins hold a card", "add a card for another: one bin for all must not pay"

    def choices(self) -> list[Pick]:
        """Return every card in every bin."""
        return [card.pick(put) for card in self.cards for put in self.bins]

    def chosen(self, response: Any) -> list[Pick]:
        """Return each placed card in its bin."""
        placed = self.placed(response) or {}
        return [card.pick(put) for card in self.cards for put in self.bins if placed.get(card.id) == put.id]

    def placed(self, response: Any) -> dict[str, str] | None:
        """Return the bin of each placed card, or None when the response does not fit this question."""
        cards, bins = {card.id for card in self.cards}, {bin_.id for bin_ in self.bins}
        if not isinstance(response, dict):
            return None
        fits = all(card in cards and isinstance(put, str) and put in bins for card, put in response.items())
        return response if fits else None

    def score(self, response: Any) -> Score:
        """Give points x (balanced accuracy - 1/k) / (1 - 1/k), never below zero; k bins hold a card.

        Balanced accuracy is the mean, over those bins, of the share of a bin's cards that were put there (K. H.
        Brodersen et al., "The balanced accuracy and its posterior distribution", ICPR 2010), here adjusted for
        chance as by scikit-learn's `balanced_accuracy_score(adjusted=True)`. With two bins it is Youden's J, as in
        `choices`: one bin for all cards earns nothing, and guessing nothing on average before the floor.
        """
        placed = self.placed(response)
        if placed is None:
            return Score(0.0, readable=False)
        parts = {card.id: placed.get(card.id) == card.bin for card in self.cards}
        return Score(self.points * self._share(parts), parts)

    def _share(self, parts: dict[str, bool]) -> float:
        rights = defaultdict(list)
        for card in self.cards:
            rights[card.bin].append(parts[card.id])
        if len(rights) < 2:  # then chance alone would be perfect
            return 0.0
        chance = Fraction(1, len(rights))
        accuracy = sum(Fraction(sum(right), len(right)) for right in rights.values()) * chance
        return float(max(Fraction(0), (accuracy - chance) / (1 - chance)))

    def marks(self, response: Any) -> dict[str, bool]:
        """Return whether each placed card lies in its bin."""
        placed = self.placed(response) or {}
        return {card.id: placed[card.id] == card.bin for card in self.cards if card.id in placed}

    def key(self) -> dict[str, str]:
        """Return the right bin of each card."""
        return {card.id: card.bin for card in self.cards}

    def unfinished(self, response: Any) -> str:
        """Say how many cards are not placed yet."""
        left = len(self.cards) - len(self.placed(response) or {})
        return phrase_many("{n} card is not placed yet.", "{n} cards are not placed yet.", left) if left else ""

    def static(self) -> Markup:
        """Return the bins, then the cards as a numbered list."""
        bins = join_html(fill_html("<li>{}</li>", course_text(bin_.text)) for bin_ in self.bins)
        cards = join_html(fill_html("<li>{}</li>", course_text(card.text)) for card in self.cards)
        head = fill_html(
            "<p><strong>{}</strong></p><p>{}</p><ul>{}</ul>", self.heading(), phrase_html("The places:"), bins
        )
        return fill_html("{}<p>{}</p><ol>{}</ol>", head, phrase_html("Put each of these into one place:"), cards)

    def format_response(self, response: Any) -> Markup:
        """Return each placed card and its bin."""
        placed, names = self.placed(response) or {}, {bin_.id: bin_.text for bin_ in self.bins}
        put = [(card.text, names[placed[card.id]]) for card in self.cards if card.id in placed]
        items = join_html(
            fill_html("<li>{}</li>", course_text(fill_html("{}<br><strong>{}</strong>", card, name)))
            for card, name in put
        )
        return fill_html("<ul>{}</ul>", items) if items else Markup("")

    def review(self, response: Any) -> Markup:
        """Return, for each card, where it was put, where it belongs, and feedback for both."""
        placed = self.placed(response) or {}
        return fill_html("<ul>{}</ul>", join_html(self._row(card, placed.get(card.id)) for card in self.cards))

    def _row(self, card: Card, put: str | None) -> Markup:
        names = {bin_.id: bin_.text for bin_ in self.bins}
        mark, placed, right = "missed", phrase_html("Not placed."), phrase_html("That is right.")
        if put:
            mark = "right" if put == card.bin else "wrong"
            placed = phrase_html("Your answer: <strong>{answer}</strong>.", answer=course_text(names[put]))
        if put != card.bin:
            right = phrase_html("Right answer: <strong>{answer}</strong>.", answer=course_text(names.get(card.bin, "")))
        feedback = join_html(
            fill_html("<div>{}</div>", course_text(reason, "div"))
            for reason in (card.feedback_for(put), card.feedback)
            if reason
        )
        sign = {"right": "✓ ", "wrong": "✗ ", "missed": ""}[mark]
        shown = course_text(card.text), sign, placed, right, feedback
        return fill_html('<li data-verdict="{}">{}<p>{}{} {}</p>{}</li>', mark, *shown)

    def feedback(self, response: Any) -> Markup:
        """Return, for each placed card, whether it belongs there, and why or why not."""
        placed = self.placed(response)
        if not placed:
            return fill_html("<p>{}</p>", phrase_html("No card is placed yet."))
        lacking = self.unfinished(response)
        head = fill_html("<p>{}</p>", lacking) if lacking else Markup("")
        reasons = (self._reason(card, placed[card.id]) for card in self.cards if card.id in placed)
        return fill_html("{}<ul>{}</ul>", head, join_html(reasons))

    def _reason(self, card: Card, put: str) -> Markup:
        """Return whether a card belongs where it was put, and why; the view shows the reason at the card itself."""
        is_right = put == card.bin
        verdict = phrase_html("✓ Right.") if is_right else phrase_html("✗ Not there.")
        answer = course_text(next(bin_.text for bin_ in self.bins if bin_.id == put))
        return fill_html(
            '<li data-verdict="{}"><strong>{}</strong> <em>{}</em> {}<div data-reason="{}">{}</div></li>',
            "right" if is_right else "wrong",
            verdict,
            course_text(card.text),
            phrase_html("Your answer: {answer}.", answer=answer),
            card.id,
            course_text(card.feedback if is_right else card.feedback_for(put), "div"),
        )

    @classmethod
    def samples(cls) -> list[Sample]:
        """Return one question, with three cards in one bin, one in another and none in a third, and responses."""
        bins = [Bin(id=name, text=fill_html("Bin {}", name)) for name in "abc"]
        tempting = [Misplaced(bin="b", feedback=Markup("About b."))]
        cards = [
            Card(
                id=f"c{n}",
                text=fill_html("Card {}", n),
                bin=right,
                feedback=fill_html("About {}.", n),
                misplaced=tempting if n == 1 else [],
            )
            for n, right in enumerate("aaab", start=1)
        ]
        question = cls(id="q1", kind="classify", prompt=Markup("Where?"), points=3, bins=bins, cards=cards)
        return [
            Sample("perfect", question, {"c4": "b", "c1": "a", "c2": "a", "c3": "a"}, 3),
            Sample("empty", question, {}, 0),
            Sample("wrong", question, {"c1": "b", "c2": "c", "c3": "c", "c4": "a"}, 0),
            Sample("wrong", question, dict.fromkeys(("c1", "c2", "c3", "c4"), "a"), 0),  # one bin for all
            Sample("partial", question, {"c1": "a", "c4": "b"}, 1),
            Sample("partial", question, {"c1": "a", "c2": "a", "c3": "b", "c4": "b"}, 2),
            Sample("malformed", question, ["c1", "a"], 0),
            Sample("malformed", question, {"c1": "z"}, 0),
            Sample("malformed", question, {"c9": "a"}, 0),
            Sample("malformed", question, {"c1": ["a"]}, 0),
        ]
