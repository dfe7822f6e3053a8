"""How an interview is played: what can be said in a state, what comes of saying it, and how a path walks a script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from wellfounded.content.questions.question import Inline, Question, public
from wellfounded.content.questions.script import MOST_TRUST, Reply, State, Topic, Way
from wellfounded.i18n.messages import phrase

ASIDE = "any"  # stands for the topic in a step of a path, where something was said that belongs to none


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
