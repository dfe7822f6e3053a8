"""The script of an interview: topics, questions within them, replies, gates and a clock; and how a path walks it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Literal, NamedTuple

from wellfounded.content.questions.question import UNWRITTEN, Block, Inline, Question, public
from wellfounded.i18n.messages import phrase

MOST_TRUST = 10
FORBID = {"extra": "forbid"}
ASIDE = "any"  # stands for the topic in a step of a path, where something was said that belongs to none
BORROWED = ("leading", "compound")  # what comes in reply to these rests on the words of who asked

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


class Offer(NamedTuple):
    """A way that can be said now, its topic and its step by their places; -1 where it belongs to none."""

    topic: int
    step: int
    way: Way


@dataclass(frozen=True)
class Move:
    """One thing said, and what came of it."""

    offer: Offer
    replies: list[Reply]
    before: State
    after: State

    @property
    def way(self) -> Way:
        """Return what was said."""
        return self.offer.way

    @property
    def meets(self) -> list[str]:
        """Return the standards that it met, in what was said or in when."""
        return [*self.way.meets, *(standard for reply in self.replies for standard in reply.meets)]

    @property
    def misses(self) -> list[str]:
        """Return the standards that it missed."""
        return [*self.way.misses, *(standard for reply in self.replies for standard in reply.misses)]


@dataclass(frozen=True, kw_only=True)
class Scripted(Question):
    """A question that is played. A response is the path so far, `[["t1", "b1"], ["any", "a"], ["t3", "a1"]]`.

    A path can be given only if each step was there to be taken. `interview_walk.js` walks as this does, from the same
    public fields; so a determined learner can read in them which gates there are, but no marks and no names.
    """

    role: Literal["officer", "representative"] = public()
    name: Inline = public()  # of the person interviewed
    trust: int = public()
    minutes: int = public()
    topics: list[Topic] = public()
    asides: list[Way] = public(factory=list)  # what can be said at any time

    def beginning(self) -> State:
        """Return the state before anything is said."""
        return State(self.trust, self.minutes, (0,) * len(self.topics))

    def following(self, state: State, topic: int) -> int | None:
        """Return the step of a topic that comes next; None where there is nothing to ask, or not yet."""
        if not self.topics[topic].when.holds(state):
            return None
        steps = self.topics[topic].steps
        return next((n for n in range(state.reached[topic], len(steps)) if steps[n].when.holds(state)), None)

    def is_over(self, state: State) -> bool:
        """Tell whether the interview has ended: by the clock, by its closing, or because all is asked."""
        if state.minutes <= 0:
            return True
        topics = range(len(self.topics))
        if any(self.topics[n].closes and state.reached[n] and self.following(state, n) is None for n in topics):
            return True
        return not any(True for n in topics for _ in self.ways_in(state, n))

    def ways_in(self, state: State, topic: int) -> list[Offer]:
        """Return the ways to go on with a topic."""
        step = self.following(state, topic)
        ways = () if step is None else self.topics[topic].steps[step].ways
        return [
            Offer(topic, step or 0, way) for way in ways if (topic, way.id) not in state.said and way.when.holds(state)
        ]

    def offered(self, state: State) -> list[Offer]:
        """Return all that can be said now: what goes on with each topic, then what belongs to none."""
        if self.is_over(state):
            return []
        within = [offer for topic in range(len(self.topics)) for offer in self.ways_in(state, topic)]
        aside = [way for way in self.asides if way.when.holds(state) and (state.lost or not way.repairs)]
        return within + [Offer(-1, -1, way) for way in aside]

    def say(self, state: State, offer: Offer) -> Move:
        """Return what comes of saying one of the ways offered."""
        topic, step, way = offer
        trust = state.trust + way.trust + ((state.lost + 1) // 2 if way.repairs else 0)
        now = replace(state, trust=min(MOST_TRUST, max(0, trust)), minutes=state.minutes - way.minutes)
        replies: list[Reply] = []
        for reply in [*[reply for reply in way.replies if reply.when.holds(now)][:1], *way.adds]:
            if reply.when.holds(now):
                replies.append(reply)
                now = replace(now, open=now.open.union(reply.opens))
        if topic >= 0:
            reached = (*now.reached[:topic], step + 1, *now.reached[topic + 1 :])
            now = replace(now, reached=reached, said=now.said | {(topic, way.id)}, last=(topic, step))
        elif way.repairs:
            again, place = state.last
            reached = tuple(place if n == again else value for n, value in enumerate(now.reached))
            now = replace(now, reached=reached)
        return Move(offer, replies, state, replace(now, lost=max(0, state.trust - now.trust)))

    def walk(self, response: Any) -> list[Move] | None:
        """Return the moves of a path; None when it is no path of this script."""
        if not isinstance(response, list):
            return None
        moves: list[Move] = []
        for step in response:
            state = moves[-1].after if moves else self.beginning()
            offers = [offer for offer in self.offered(state) if self.step_of(offer) == step]
            if not offers:
                return None
            moves.append(self.say(state, offers[0]))
        return moves

    def step_of(self, offer: Offer) -> list[str]:
        """Return an offer as a step of a path."""
        return [self.topics[offer.topic].id if offer.topic >= 0 else ASIDE, offer.way.id]

    def unfinished(self, response: Any) -> str:
        """Say that the interview is not over, where it is not."""
        moves = self.walk(response)
        over = moves is not None and self.is_over(moves[-1].after if moves else self.beginning())
        return "" if over else phrase("The interview is not finished.")
