"""An exploration: the learner changes facts, and sees what becomes of each outcome, and why.

The rules are plain tables. Of an outcome's rules the first counts whose every condition holds; the last has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from math import prod
from typing import ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.activities.activity import Activity, Statement
from wellfounded.content.activities.inputs import (
    DATES,
    Condition,
    Input,
    Limits,
    Value,
    condition_mistakes,
    holds,
    in_words,
)
from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.question import Problems
from wellfounded.content.questions.repeated_ids import repeated_id_mistakes
from wellfounded.i18n.messages import course_text, phrase_html

MAX_NAME = 24  # characters: it stands on a bar
MAX_COMBINATIONS = 20_000  # that the build tries, to find rules that never count


@dataclass(frozen=True, kw_only=True)
class Rule(Statement):
    """What holds where every condition does; they are by the inputs' ids. A line of days shows its name."""

    name: str = ""
    when: dict[str, Condition] = field(default_factory=dict)

    def holds(self, values: dict[str, Value]) -> bool:
        """Return whether the rule counts for these values of the inputs."""
        return all(holds(condition, values[name]) for name, condition in self.when.items())


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What depends on the facts: a country's answer, for instance."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    name: str
    rules: list[Rule]

    def rule(self, values: dict[str, Value]) -> int:
        """Return the number of the rule that counts."""
        return next(number for number, rule in enumerate(self.rules) if rule.holds(values))


@dataclass(frozen=True, kw_only=True)
class Exploration(Activity):
    """Inputs, and what becomes of each outcome."""

    kind: Literal["explore"]
    inputs: list[Input]
    outcomes: list[Outcome]

    def mistakes(self) -> Problems:
        """Yield what is wrong with inputs and rules; rules that never count, if nothing else is."""
        problems = [*self._input_mistakes(), *self._rule_mistakes()]
        yield from problems or self._unused_rule_mistakes()

    def _input_mistakes(self) -> Problems:
        yield from repeated_id_mistakes("inputs", [entry.id for entry in self.inputs])
        if not self.inputs or not self.outcomes:
            yield "inputs", "nothing can be changed, or nothing comes of it", "write 'inputs' and 'outcomes'"
        if [entry.kind for entry in self.inputs].count("day") > 1:
            yield "inputs", "two inputs are a day", "make one of them a 'date': there is one line"
        for number, entry in enumerate(self.inputs):
            yield from ((f"inputs.{number}.{place}", *rest) for place, *rest in entry.mistakes())  # type: ignore[misc]

    def _rule_mistakes(self) -> Problems:
        inputs = {entry.id: entry for entry in self.inputs}
        for number, outcome in enumerate(self.outcomes):
            place = f"outcomes.{number}.rules"
            if not outcome.rules or outcome.rules[-1].when:
                yield place, "the last rule has conditions, so some facts have no outcome", "end with a rule without"
            for position, rule in enumerate(outcome.rules):
                if len(rule.name) > MAX_NAME:
                    yield f"{place}.{position}.name", f"longer than {MAX_NAME} characters", "say it shorter"
                if not rule.when and position < len(outcome.rules) - 1:
                    yield f"{place}.{position}", "a rule without conditions, before the last", "add 'when:'"
                for name, condition in rule.when.items():
                    yield from condition_mistakes(f"{place}.{position}.when.{name}", condition, inputs.get(name))

    def _unused_rule_mistakes(self) -> Problems:
        if prod(len(self._tried(entry)) for entry in self.inputs) > MAX_COMBINATIONS:
            yield "inputs", "too many combinations to try them all", "use fewer inputs, or a larger 'step'"
            return
        for number, outcome in enumerate(self.outcomes):
            used = {outcome.rule(values) for values in self.combinations()}
            for position in sorted({*range(len(outcome.rules))} - used):
                place = f"outcomes.{number}.rules.{position}"
                yield place, "no facts lead to this rule", "remove it, or mend the conditions of those before it"

    def combinations(self) -> Iterator[dict[str, Value]]:
        """Yield every combination of values that can make a difference."""
        names = [entry.id for entry in self.inputs]
        for values in product(*(self._tried(entry) for entry in self.inputs)):
            yield dict(zip(names, values, strict=True))

    def _tried(self, entry: Input) -> list[Value]:
        """Return the values of an input that can make a difference; of dates, each limit and the day after."""
        if entry.kind not in DATES:
            return entry.values()
        conditions = [rule.when.get(entry.id) for outcome in self.outcomes for rule in outcome.rules]
        bounds = {str(bound) for limits in conditions if isinstance(limits, Limits) for bound in limits.bounds()}
        after = {date.fromordinal(date.fromisoformat(bound).toordinal() + 1).isoformat() for bound in bounds}
        return [
            day
            for day in sorted({*map(str, entry.values()), *bounds, *after})
            if str(entry.lowest) <= day <= str(entry.highest)
        ]

    def static_body(self) -> Markup:
        """Return, for each outcome, every rule with the facts that it asks for."""
        inputs = {entry.id: entry for entry in self.inputs}
        return join_html(_static_outcome(outcome, inputs) for outcome in self.outcomes)


def _static_outcome(outcome: Outcome, inputs: dict[str, Input]) -> Markup:
    lines = [
        fill_html("<li>{}{}</li>", _facts(rule, inputs, len(outcome.rules)), rule.static()) for rule in outcome.rules
    ]
    return fill_html("<h4>{}</h4><ul>{}</ul>", course_text(outcome.name), join_html(lines))


def _facts(rule: Rule, inputs: dict[str, Input], rules: int) -> Markup:
    """Return the facts that a rule asks for, in words, in the order of the inputs: a release keeps no other."""
    if not rule.when:
        return phrase_html("Otherwise:") if rules > 1 else phrase_html("Whatever the facts:")
    parts = [part for name in inputs if name in rule.when for part in in_words(rule.when[name], inputs[name])]
    return fill_html("{}:", Markup("; ").join(parts))
