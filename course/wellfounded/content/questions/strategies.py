"""Plays interviews as one would who asks by a simple rule, or by chance: what that earns, and what no play comes to."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from wellfounded.content.questions.debrief import Debriefed
from wellfounded.content.questions.interview_walk import Move, Offer
from wellfounded.content.questions.question import Problems
from wellfounded.content.questions.script_mistakes import gated

PLAYS = 1000
SEED = 18
OPENNESS = ("open", "probing", "closed", "statement", "compound", "leading")
BY_FORM = 0.6  # of the points, at most, for who goes by the look of ways or replies
BOUNDS = {
    "the warmest way": 1 / 2,
    "the most open way": 2 / 3,
    "the way that opens most": 2 / 3,
    "the longest way": BY_FORM,
    "the shortest way": BY_FORM,
    "the way with the longest reply": BY_FORM,
    "the way with the shortest reply": BY_FORM,
    "the first way": BY_FORM,
    "the last way": BY_FORM,
    "any way, by chance": 0.01,  # the mean: nothing, but for a lucky play
}
TOLERANCE = 1e-9

Rule = Callable[[list[Move]], Move]
Leaning = Callable[[Offer], float]  # how much likelier a way is drawn


def earnings(script: Debriefed) -> dict[str, float]:
    """Return, by strategy, the share of the points that it earns; of chance, the mean of many plays."""
    earned = {name: script.earned(_always(script, rule)) for name, rule in RULES.items()}
    mean = sum(script.earned(moves) for moves in by_chance(script, PLAYS)) / PLAYS
    return {**earned, "any way, by chance": mean}


def by_chance(script: Debriefed, plays: int, weigh: Leaning | None = None) -> Iterator[list[Move]]:
    """Yield plays in which topic, then way, are drawn: the same ones each time. `weigh` makes some ways likelier."""
    chance = random.Random(SEED)  # noqa: S311 (nothing secret)
    for _ in range(plays):
        moves: list[Move] = []
        while offers := script.offered(moves[-1].after if moves else script.beginning()):
            topic = chance.choice(sorted({offer.topic for offer in offers}))
            there = [offer for offer in offers if offer.topic == topic]
            (offer,) = chance.choices(there, [weigh(open_one) for open_one in there] if weigh else None)
            moves.append(script.say(moves[-1].after if moves else script.beginning(), offer))
        yield moves


def unreached(script: Debriefed) -> Problems:
    """Yield what none of many plays comes to: some go by chance, some are careful, some careless, some cold."""
    seen: set[int] = set()  # by identity: two replies may well read alike
    for leaning in LEANINGS:
        for move in (move for moves in by_chance(script, PLAYS // 3, leaning) for move in moves):
            seen |= {id(move.way), *map(id, move.replies)}
            if move.offer.topic >= 0:
                topic = script.topics[move.offer.topic]
                seen |= {id(topic), id(topic.steps[move.offer.step])}
    for place, item in gated(script):
        if id(item) not in seen:
            yield (
                place,
                f"no play comes to this {type(item).__name__.lower()}",
                "mend its 'when', or what is to open it",
            )


def _always(script: Debriefed, rule: Rule) -> list[Move]:
    """Return the play of one who goes through the topics in order, and takes each step by a rule."""
    moves: list[Move] = []
    state = script.beginning()
    while within := [offer for offer in script.offered(state) if offer.topic >= 0]:
        moves.append(rule([script.say(state, offer) for offer in within if offer.topic == within[0].topic]))
        state = moves[-1].after
    return moves


def _opened(move: Move) -> int:
    return len(move.after.open - move.before.open)


def _heard(move: Move) -> int:
    return sum(len(reply.text) for reply in move.replies)


# How each strategy but chance takes one of several moves: it sees what each would bring.
RULES: dict[str, Rule] = {
    "the warmest way": lambda moves: max(moves, key=lambda move: move.way.trust),
    "the most open way": lambda moves: min(moves, key=lambda move: OPENNESS.index(move.way.form or "leading")),
    "the way that opens most": lambda moves: max(moves, key=_opened),
    "the longest way": lambda moves: max(moves, key=lambda move: len(move.way.text)),
    "the shortest way": lambda moves: min(moves, key=lambda move: len(move.way.text)),
    "the way with the longest reply": lambda moves: max(moves, key=_heard),
    "the way with the shortest reply": lambda moves: min(moves, key=_heard),
    "the first way": lambda moves: moves[0],
    "the last way": lambda moves: moves[-1],
}
LEANINGS: list[Leaning | None] = [
    None,
    lambda offer: 1.0 if offer.way.misses else 9.0,
    lambda offer: 9.0 if offer.way.misses else 1.0,
    lambda offer: 9.0 if offer.way.trust < 0 else 1.0,
]
