"""What the author of an interview writes: topics with ways to speak, replies and gates; and what it is judged by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from wellfounded.content.questions.question import UNWRITTEN, Block, Inline, public

MOST_TRUST = 10
FORBID = {"extra": "forbid"}

Form = Literal["open", "probing", "closed", "statement", "compound", "leading"]


@dataclass(frozen=True)
class State:
    """How an interview stands.

    `reached` is the step of each topic that comes next; `said`, the ways that were said, by topic; `last`, topic and
    step of what was said last within a topic; `lost`, how much trust the last move cost.
    """

    trust: int
    minutes: int
    reached: tuple[int, ...]
    open: frozenset[str] = frozenset()
    said: frozenset[tuple[int, str]] = frozenset()
    last: tuple[int, int] = (-1, -1)
    lost: int = 0


@dataclass(frozen=True, kw_only=True)
class Gate:
    """When something can be: trust within bounds, all tokens of `after` open, none of `without`."""

    __pydantic_config__: ClassVar[dict[str, str]] = FORBID

    trust_least: int = public(0)
    trust_most: int = public(MOST_TRUST)
    after: list[str] = public(factory=list)
    without: list[str] = public(factory=list)

    def holds(self, state: State) -> bool:
        """Tell whether the gate is open in this state."""
        trusted = self.trust_least <= state.trust <= self.trust_most
        return trusted and state.open.issuperset(self.after) and state.open.isdisjoint(self.without)


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What is said in reply, and the tokens it opens: facts `f1`, threads `k1`.

    `misrendered` says what the interpreter got wrong in it: until a later reply opens them anew, its facts are unsure.
    `meets` and `misses` are standards, where it depends on the moment whether it was right to say so.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = FORBID

    text: Inline = public()
    when: Gate = public(factory=Gate)
    opens: list[str] = public(factory=list)
    misrendered: Inline = UNWRITTEN
    meets: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to speak. Trust changes first; then the first of `replies` whose gate holds is said.

    After it come all of `adds` whose gates hold, in turn. One that `repairs` is there after a move that cost trust: it
    gives half of that back, and the same question can be put in another way. `partly` are facts that come out only in
    part.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = FORBID

    id: str = public()
    text: Inline = public()
    trust: int = public(0)
    minutes: int = public(3)
    repairs: bool = public(False)
    when: Gate = public(factory=Gate)
    replies: list[Reply] = public(factory=list)
    adds: list[Reply] = public(factory=list)
    form: Form | None = None
    meets: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    partly: list[str] = field(default_factory=list)
    feedback: Block = UNWRITTEN
    misconception: str = ""

    @property
    def balance(self) -> int:
        """Return how many more standards it meets than it misses."""
        return len(self.meets) - len(self.misses)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One place in a topic, and the ways to speak there. It waits while its gate is shut."""

    __pydantic_config__: ClassVar[dict[str, str]] = FORBID

    scene: Inline = public("")
    when: Gate = public(factory=Gate)
    ways: list[Way] = public()


@dataclass(frozen=True, kw_only=True)
class Topic:
    """Something to talk about, from its first question to its last. One that `closes` ends the interview."""

    __pydantic_config__: ClassVar[dict[str, str]] = FORBID

    id: str = public()
    title: Inline = public()
    closes: bool = public(False)
    when: Gate = public(factory=Gate)
    steps: list[Step] = public()


@dataclass(frozen=True, kw_only=True)
class Standard:
    """A standard of interviewing: its short name, and what it asks, with its source."""

    __pydantic_config__: ClassVar[dict[str, str]] = FORBID

    id: str
    name: Inline
    text: Inline


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What can come to light, as the claimant's account; what it bears on; `adverse` if it tells against the claim."""

    __pydantic_config__: ClassVar[dict[str, str]] = FORBID

    id: str
    text: Inline
    bears_on: Inline
    adverse: bool = False


@dataclass(frozen=True, kw_only=True)
class Point:
    """One point of the decision: the facts and standards it needs, and what a colleague makes of the record.

    `carried` is said where all of them are there, `unsure` where some rest on the learner's words or on a rendering
    that was off, `missing` where some are not there at all.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = FORBID

    title: Inline
    needs: list[str]
    carried: Inline
    unsure: Inline
    missing: Inline


@dataclass(frozen=True, kw_only=True)
class Band:
    """What an interview that earned at least so many hundredths amounts to."""

    __pydantic_config__: ClassVar[dict[str, str]] = FORBID

    least: float
    text: Inline
