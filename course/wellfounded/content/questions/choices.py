"""The kind `choices`: several options may be right, at least one is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.questions.options import OptionsQuestion, sample_options
from wellfounded.content.questions.question import Problems, Sample, Score, public


@dataclass(frozen=True, kw_only=True)
class Choices(OptionsQuestion):
    """At least one option is right and at least one is wrong. A response lists the ticked ids."""

    thinking: ClassVar[int] = 12
    kind: Literal["choices"] = public()

    def mistakes(self) -> Problems:
        """Yield the mistakes in the options, and a key with nothing to tick or nothing to leave."""
        yield from super().mistakes()
        if not self.right():
            yield "options", "no option is right", "write 'correct: true' under each right option"
        elif len(self.right()) == len({option.id for option in self.options}):
            yield "options", "no option is wrong", "add a wrong one: ticking everything must not pay"

    def score(self, response: Any) -> Score:
        """Give points x (hit rate + correct-rejection rate - 1), never below zero.

        This is Youden's J (W. J. Youden, "Index for rating diagnostic tests", Cancer 3, 1950):
        ticking everything, nothing, or at random earns nothing on average before the floor.
        """
        chosen = self.chosen_ids(response)
        if chosen is None:
            return Score(0.0, readable=False)
        right = self.right()
        wrong = {option.id for option in self.options} - right
        parts = {option.id: (option.id in chosen) == option.correct for option in self.options}
        if not right or not wrong:  # as on a learner's side, which has no key
            return Score(0.0, parts)
        worth = len(chosen & right) * len(wrong) - len(chosen & wrong) * len(right)
        share = max(0.0, worth / (len(right) * len(wrong)))
        return Score(self.points * share, parts)

    @classmethod
    def samples(cls) -> list[Sample]:
        """Return one question and responses to it."""
        question = cls(
            id="q1", kind="choices", prompt=Markup("Which?"), points=3, options=sample_options("ab", "abcde")
        )
        return [
            Sample("perfect", question, ["b", "a"], 3),
            Sample("empty", question, [], 0),
            Sample("wrong", question, ["c", "d"], 0),
            Sample("wrong", question, ["a", "b", "c", "d", "e"], 0),  # ticking everything
            Sample("partial", question, ["a"], 1.5),
            Sample("partial", question, ["a", "b", "c"], 2),
            Sample("malformed", question, "ab", 0),
            Sample("malformed", question, ["a", "z"], 0),
            Sample("malformed", question, [["a"]], 0),
        ]
