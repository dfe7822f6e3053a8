"""The inputs of an exploration: the facts that a learner changes, and conditions on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.markup import fill_html
from wellfounded.content.questions.question import Problems
from wellfounded.i18n.messages import course_text, long_date, phrase_html

DATES = ("date", "day")  # the kinds of inputs that are dates

Value = int | str | bool  # of an input: a number, a date or an option's id, or whether a switch is on


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What an input of the kind `choice` offers."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Input:
    """A fact that the learner changes. A slider has whole numbers, `step` apart; a date lies between two, as text.

    A day is a date that is moved along a line, on which it is drawn which rule counts when.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    id: str
    kind: Literal["slider", "switch", "choice", "date", "day"]
    name: str
    start: Value
    lowest: int | str = 0
    highest: int | str = 0
    step: int = 1
    unit: str = ""
    options: list[Choice] = field(default_factory=list)

    def values(self) -> list[Value]:
        """Return what the input can be; of dates only the two ends."""
        if self.kind == "slider":
            return [*range(int(self.lowest), int(self.highest) + 1, self.step)]
        if self.kind in DATES:
            return [self.lowest, self.highest]
        return [False, True] if self.kind == "switch" else [option.id for option in self.options]

    def mistakes(self) -> Problems:
        """Yield what is wrong with an input by itself."""
        if self.kind == "slider" and not _is_slider(self):
            yield "", "this is no slider", "write whole numbers as 'lowest', 'highest', 'step' and 'start'"
        elif self.kind in DATES and not _is_date_range(self):
            yield "", "this is no range of dates", "write 'lowest', 'highest' and 'start' as 2026-06-25, in order"
        elif self.kind in ("choice", "switch") and self.start not in self.values():
            yield "start", f"'{self.start}' is none of its values", "begin with one of them; a switch is true or false"


def _is_slider(entry: Input) -> bool:
    whole = all(type(value) is int for value in (entry.lowest, entry.highest, entry.start)) and entry.step > 0
    return whole and len(entry.values()) > 1 and entry.start in entry.values()


def _is_date_range(entry: Input) -> bool:
    days = [entry.lowest, entry.start, entry.highest]
    try:
        return days == sorted(str(date.fromisoformat(str(day))) for day in days) and len(set(days)) > 1
    except ValueError:
        return False


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Between which numbers or dates a slider or date has to lie."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    at_least: int | str | None = None
    over: int | str | None = None
    below: int | str | None = None

    def holds(self, value: Any) -> bool:
        """Return whether a value lies within."""
        return not (
            (self.at_least is not None and value < self.at_least)
            or (self.over is not None and value <= self.over)
            or (self.below is not None and value >= self.below)
        )

    def fits(self, entry: Input) -> bool:
        """Return whether an input can have such limits."""
        return bool(self.bounds()) and all(_is_bound(bound, entry) for bound in self.bounds())

    def bounds(self) -> list[int | str]:
        """Return the limits there are."""
        return [bound for bound in (self.at_least, self.over, self.below) if bound is not None]


Condition = bool | list[str] | Limits  # a switch's state; ids of a choice's options; between what a number lies


def holds(condition: Condition, value: Value) -> bool:
    """Return whether a condition holds for the value of its input."""
    if isinstance(condition, Limits):
        return condition.holds(value)
    return value in condition if isinstance(condition, list) else value is condition


def condition_mistakes(place: str, condition: Condition, entry: Input | None) -> Problems:
    """Yield what is wrong with a condition on an input, which is None where there is none of its id."""
    if entry is None:
        yield place, "no input has this id", "mend its spelling"
        return
    fits = {"slider": Limits, "date": Limits, "day": Limits, "switch": bool, "choice": list}[entry.kind]
    remedy = {
        "slider": "write {over: 50}, {at_least: 10} or {below: 10}",
        "date": "write {at_least: 2022-06-28} or {below: 2022-06-28}",
        "day": "write {at_least: 2022-06-28} or {below: 2022-06-28}",
        "switch": "write true or false",
        "choice": "write a list of its options' ids",
    }[entry.kind]
    if not isinstance(condition, fits):
        yield place, f"this is no condition for a {entry.kind}", remedy
    elif isinstance(condition, list) and not {*condition} <= {*entry.values()}:
        yield place, f"an option that '{entry.id}' does not have", f"it has: {', '.join(map(str, entry.values()))}"
    elif isinstance(condition, Limits) and not condition.fits(entry):
        yield place, f"limits that no {entry.kind} can have", remedy


def _is_bound(bound: Any, entry: Input) -> bool:
    if entry.kind == "slider":
        return type(bound) is int
    try:
        return str(bound) == date.fromisoformat(str(bound)).isoformat()
    except ValueError:
        return False


def in_words(condition: Condition, entry: Input) -> Iterator[Markup]:
    """Yield a condition in words."""
    name = course_text(entry.name)
    if isinstance(condition, bool):
        yield phrase_html("{name}: yes", name=name) if condition else phrase_html("{name}: no", name=name)
    elif isinstance(condition, list):
        chosen = [course_text(option.text) for option in entry.options if option.id in condition]
        yield fill_html("{}: {}", name, phrase_html(" or ").join(chosen))
    else:
        yield from _limits_in_words(condition, entry, name)


def _limits_in_words(limits: Limits, entry: Input, name: Markup) -> Iterator[Markup]:
    if limits.at_least is not None and entry.kind in DATES:
        yield phrase_html("{name}: on {value} or later", name=name, value=_amount(limits.at_least, entry))
    elif limits.at_least is not None:
        yield phrase_html("{name}: {value} or more", name=name, value=_amount(limits.at_least, entry))
    if limits.over is not None:
        yield phrase_html("{name}: over {value}", name=name, value=_amount(limits.over, entry))
    if limits.below is not None and entry.kind in DATES:
        yield phrase_html("{name}: before {value}", name=name, value=_amount(limits.below, entry))
    elif limits.below is not None:
        yield phrase_html("{name}: below {value}", name=name, value=_amount(limits.below, entry))


def _amount(bound: int | str, entry: Input) -> str:
    if entry.kind in DATES:
        return long_date(date.fromisoformat(str(bound)))
    return f"{bound}\N{NO-BREAK SPACE}{entry.unit}" if entry.unit else str(bound)
