"""What a question of the kind `classify` is made of: cards, the bins they belong in, and what to say of a wrong bin."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from markupsafe import Markup

from wellfounded.content.markup import fill_html
from wellfounded.content.questions.question import UNWRITTEN, Block, Inline, Pick, Problems, public


@dataclass(frozen=True, kw_only=True)
class Bin:
    """A place for cards: an element of the definition, a ground, a weight. It may stay empty."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str = public()
    text: Inline = public()


@dataclass(frozen=True, kw_only=True)
class Misplaced:
    """What to say to somebody who put the card into this wrong bin."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    bin: str
    feedback: Block
    misconception: str = ""


@dataclass(frozen=True, kw_only=True)
class Card:
    """A card, the bin it belongs in, and why. Wrong bins that tempt have feedback of their own."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str = public()
    text: Inline = public()
    bin: str = ""
    feedback: Block = UNWRITTEN
    misplaced: list[Misplaced] = field(default_factory=list)

    def feedback_for(self, put: str | None) -> Markup:
        """Return what the author says to those who put the card there, if anything."""
        return next((mistake.feedback for mistake in self.misplaced if mistake.bin == put), Markup(""))

    def pick(self, put: Bin) -> Pick:
        """Return what it says to put the card there."""
        named = next((mistake.misconception for mistake in self.misplaced if mistake.bin == put.id), "")
        text = fill_html("{}: {}", self.text, put.text)
        return Pick(f"{self.id}{put.id}", text, put.id == self.bin, named, self.id)

    def mistakes(self, bins: list[str]) -> Problems:
        """Yield what is wrong with the card's key, given the ids of the bins."""
        if self.bin not in bins:
            remedy = f"write 'bin:' and one of {', '.join(bins)}"
            yield "bin", f"card '{self.id}' belongs in no bin that there is", remedy
        if not self.feedback.strip():
            yield "feedback", f"card '{self.id}' has no feedback", "say why it belongs where it does"
        for number, mistake in enumerate(self.misplaced):
            place = f"misplaced.{number}"
            if mistake.bin not in bins or mistake.bin == self.bin:
                yield f"{place}.bin", f"'{mistake.bin}' is no wrong bin", "name a bin in which the card does not belong"
            if mistake.bin in [other.bin for other in self.misplaced[:number]]:
                yield f"{place}.bin", f"the bin '{mistake.bin}' stands twice", "put both texts under one of them"
            if not mistake.feedback.strip():
                yield f"{place}.feedback", "there is no feedback", "say why the bin tempts and what that misses"
