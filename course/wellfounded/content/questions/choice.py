"""The kind `choice`: one option is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from markupsafe import Markup

from wellfounded.content.markup import join_html
from wellfounded.content.questions.options import OptionsQuestion, sample_options
from wellfounded.content.questions.question import Problems, Sample, Score, public
from wellfounded.i18n.messages import course_text


@dataclass(frozen=True, kw_only=True)
class Choice(OptionsQuestion):
    """One option is right. A response is a list that holds one option's id, `["b"]`."""

    kind: Literal["choice"] = public()

    def mistakes(self) -> Problems:
        """Yield the mistakes in the options, and a key that is not exactly one option."""
        yield from super().mistakes()
        if not self.right():
            yield "options", "no option is right", "write 'correct: true' under the right option"
        if len(self.right()) > 1:
            yield "options", "more than one option is right", "keep one, or make this kind 'choices'"

    def score(self, response: Any) -> Score:
        """Give all the points for the right option, and none for anything else."""
        chosen = self.chosen_ids(response)
        if chosen is None or len(chosen) > 1:
            return Score(0.0, readable=False)
        right = chosen == self.right()
        return Score(float(self.points) if right else 0.0, dict.fromkeys(chosen, right))

    def feedback(self, response: Any) -> Markup:
        """Return the feedback of the chosen option; the option itself is marked."""
        chosen = self.chosen_ids(response) or set()
        reasons = [course_text(option.feedback, "div") for option in self.options if option.id in chosen]
        return join_html(reasons) or super().feedback(response)

    @classmethod
    def samples(cls) -> list[Sample]:
        """Return one question and responses to it."""
        question = cls(id="q1", kind="choice", prompt=Markup("Which?"), points=2, options=sample_options("b"))
        return [
            Sample("perfect", question, ["b"], 2),
            Sample("empty", question, [], 0),
            Sample("wrong", question, ["a"], 0),
            Sample("partial", question, ["a", "b"], 0),  # two in a single choice cannot be given
            Sample("malformed", question, {"b": True}, 0),
            Sample("malformed", question, ["z"], 0),
        ]
