"""The script of an interview: turns, ways to speak, replies, and the gates between them; and how a path walks it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any, ClassVar, Literal

from wellfounded.content.questions.question import UNWRITTEN, Block, Inline, Question, public
from wellfounded.i18n.messages import phrase

MOST_TRUST = 10
FORBID = {"extra": "forbid"}


@dataclass(frozen=True)
class State:
    """How an interview stands: trust, the tokens that are open, the turn just played, its ways still to be had."""

    trust: int
    open: frozenset[str] = frozenset()
    turn: int = -1
    again: tuple[str, ...] = ()


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

    `again` names ways of the same turn; after this reply the learner may say one of them too.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = FORBID

    text: Inline = public()
    when: Gate = public(factory=Gate)
    opens: list[str] = public(factory=list)
    again: list[str] = public(factory=list)


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to speak. Trust changes first; then the first of `replies` whose gate holds is said.

    After it come all of `adds` whose gates hold, in turn. `partly` are facts that come out only in part.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = FORBID

    id: str = public()
    text: Inline = public()
    trust: int = public(0)
    when: Gate = public(factory=Gate)
    replies: list[Reply] = public(factory=list)
    adds: list[Reply] = public(factory=list)
    points: float = 0
    meets: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    partly: list[str] = field(default_factory=list)
    feedback: Block = UNWRITTEN
    misconception: str = ""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One turn: where the interview stands, and the ways to speak. It is passed over while its gate is shut."""

    __pydantic_config__: ClassVar[dict[str, str]] = FORBID

    id: str = public()
    title: Inline = public()
    scene: Inline = public("")
    when: Gate = public(factory=Gate)
    ways: list[Way] = public()

    @property
    def most(self) -> float:
        """Return what its best way earns: no more can be earned in the turn, also where a second way is said."""
        return max((way.points for way in self.ways), default=0)


@dataclass(frozen=True)
class Move:
    """One thing said, and what came of it."""

    turn: Turn
    way: Way
    replies: list[Reply]
    before: State
    after: State


@dataclass(frozen=True, kw_only=True)
class Scripted(Question):
    """A question that is played. A response is the path so far, `[["t1", "b"], ["t2", "a"]]`.

    A path can be given only if each step was there to be taken. `interview.js` walks as this does, from the same
    public fields; so a determined learner can read in them which gates there are, but no points and no names.
    """

    role: Literal["officer", "representative"] = public()
    name: Inline = public()  # of the person interviewed
    trust: int = public()
    turns: list[Turn] = public()

    def following(self, state: State) -> int | None:
        """Return the turn that comes next, by its place; None when the interview is over."""
        later = range(state.turn + 1, len(self.turns))
        return next((number for number in later if self.turns[number].when.holds(state)), None)

    def offered(self, state: State) -> list[tuple[int, Way]]:
        """Return what can be said now: what a reply left open in the turn just played, and the next turn's ways."""
        following = self.following(state)
        found = (
            [(state.turn, way) for way in self.turns[state.turn].ways if way.id in state.again] if state.again else []
        )
        found += [] if following is None else [(following, way) for way in self.turns[following].ways]
        return [(number, way) for number, way in found if way.when.holds(state)]

    def say(self, state: State, number: int, way: Way) -> Move:
        """Return what comes of saying, in turn `number`, one of the ways offered."""
        now = State(min(MOST_TRUST, max(0, state.trust + way.trust)), state.open, number)
        first = [reply for reply in way.replies if reply.when.holds(now)][:1]
        said: list[Reply] = []
        for reply in [*first, *way.adds]:
            if reply.when.holds(now):
                said.append(reply)
                again = () if number == state.turn else (*now.again, *reply.again)  # one more way, not two
                now = replace(now, open=now.open.union(reply.opens), again=again)
        return Move(self.turns[number], way, said, state, now)

    def walk(self, response: Any) -> list[Move] | None:
        """Return the moves of a path; None when it is no path of this script."""
        if not isinstance(response, list):
            return None
        moves: list[Move] = []
        for step in response:
            state = moves[-1].after if moves else State(self.trust)
            ways = [each for each in self.offered(state) if [self.turns[each[0]].id, each[1].id] == step]
            if not ways:
                return None
            moves.append(self.say(state, *ways[0]))
        return moves

    def unfinished(self, response: Any) -> str:
        """Say that the interview is not over, where it is not."""
        moves = self.walk(response)
        over = moves is not None and self.following(moves[-1].after if moves else State(self.trust)) is None
        return "" if over else phrase("The interview is not finished.")


def played(moves: list[Move]) -> list[list[Move]]:
    """Return the moves turn by turn: one of each, or two where a reply left a second way open."""
    return [list(group) for _, group in groupby(moves, key=lambda move: move.turn.id)]


def earned(turn: list[Move]) -> float:
    """Return the conduct points of the moves of one turn."""
    return min(sum(move.way.points for move in turn), turn[0].turn.most)
