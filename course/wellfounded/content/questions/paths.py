"""All the paths through an interview's script: the best, the worst, and what no path reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from wellfounded.content.questions.question import Problems
from wellfounded.content.questions.script import Gate, Move, Scripted, State, Turn, earned


@dataclass(frozen=True)
class Route:
    """A path from some state to the end, and the conduct points it earns."""

    conduct: float = 0.0
    steps: tuple[tuple[str, str], ...] = ()

    def response(self) -> list[list[str]]:
        """Return the path as a response."""
        return [list(step) for step in self.steps]


@dataclass(frozen=True)
class Play:
    """One way through one turn: a move, or two where a reply left a second way open."""

    moves: list[Move]
    after: State

    def then(self, path: Route) -> Route:
        """Return the path that begins with this play."""
        steps = tuple((move.turn.id, move.way.id) for move in self.moves)
        return Route(earned(self.moves) + path.conduct, steps + path.steps)


def extremes(script: Scripted) -> tuple[Route, Route]:
    """Return the path with the most conduct points, and the one with the least."""
    best: dict[State, Route] = {}
    worst: dict[State, Route] = {}
    for state, plays in _backwards(script):
        best[state] = max((play.then(best[play.after]) for play in plays), key=_conduct, default=Route())
        worst[state] = min((play.then(worst[play.after]) for play in plays), key=_conduct, default=Route())
    return best[State(script.trust)], worst[State(script.trust)]


def guessed(script: Scripted) -> float:
    """Return the conduct points of one who takes at random, in each turn, any play there is: the mean."""
    mean: dict[State, float] = {}
    for state, plays in _backwards(script):
        mean[state] = sum(earned(play.moves) + mean[play.after] for play in plays) / len(plays) if plays else 0.0
    return mean[State(script.trust)]


def one_sided(script: Scripted, place: int) -> float:
    """Return the conduct points of one who always takes the way in one place, counted from 0, or the last there is."""
    return _always(script, lambda moves: moves[min(place, len(moves) - 1)])


def by_form(script: Scripted) -> dict[str, float]:
    """Return the conduct points of those who look at the form of ways and replies alone, by what they always take."""
    return {
        "the way with the longest reply": _always(script, lambda moves: max(moves, key=_said)),
        "the way with the shortest reply": _always(script, lambda moves: min(moves, key=_said)),
        "the way that opens most": _always(script, lambda moves: max(moves, key=_opened)),
        "the longest way": _always(script, lambda moves: max(moves, key=lambda move: len(move.way.text))),
        "the shortest way": _always(script, lambda moves: min(moves, key=lambda move: len(move.way.text))),
    }


def _always(script: Scripted, choose: Callable[[list[Move]], Move]) -> float:
    state, total = State(script.trust), 0.0
    while ways := [each for each in script.offered(state) if each[0] != state.turn]:
        move = choose([script.say(state, *each) for each in ways])
        state, total = move.after, total + earned([move])
    return total


def _said(move: Move) -> int:
    return sum(len(reply.text) for reply in move.replies)


def _opened(move: Move) -> int:
    return sum(len(reply.opens) for reply in move.replies)


def unreached(script: Scripted) -> Problems:
    """Yield what no path reaches, and where a path would come to a stop."""
    seen: set[int] = set()  # by identity: two replies may well read alike
    for state, plays in _backwards(script):
        following = script.following(state)
        if following is not None and not plays:
            remedy = "let one of its ways have no 'when'"
            yield f"turns.{following}.ways", "some path comes here and finds no way to speak", remedy
        for move in (move for play in plays for move in play.moves):
            seen |= {id(move.turn), id(move.way), *map(id, move.replies)}
            if not move.replies:
                yield _place(script, move), "on some path nothing is said in reply", "let the last reply have no 'when'"
    for place, item, name in _items(script):
        if id(item) not in seen:
            yield place, f"no path comes to this {name}", "mend its 'when', or what is to open it before"


def unknown(script: Scripted, facts: list[str]) -> Problems:
    """Yield tokens that nothing opens or nothing asks for, and such as are no tokens."""
    opened = {token for _, item, name in _items(script) if name == "reply" for token in item.opens}
    asked = {token for turn in script.turns for gate in _gates(turn) for token in (*gate.after, *gate.without)}
    for place, item, name in _items(script):
        for token in (*item.when.after, *item.when.without):
            if token not in opened:
                yield f"{place}.when", f"nothing opens '{token}'", "write it under 'opens' of a reply, or mend it here"
        for token in item.opens if name == "reply" else ():
            if token not in facts and not (token[:1] == "k" and token[1:].isdigit()):
                remedy = "use the id of a fact, or k1, k2, k3 for a thread: learners can see it, so it says nothing"
                yield f"{place}.opens", f"'{token}' is neither a fact nor a thread", remedy
            elif token not in facts and token not in asked:
                yield f"{place}.opens", f"nothing asks for '{token}'", "name it in a 'when', or remove it"


def _backwards(script: Scripted) -> list[tuple[State, list[Play]]]:
    """Return every state that some path comes to, the last turns first, with what can be played from it."""
    asked = [
        {token for turn in script.turns[number:] for gate in _gates(turn) for token in (*gate.after, *gate.without)}
        for number in range(len(script.turns) + 1)
    ]
    found: dict[State, list[Play]] = {}
    waiting = [State(script.trust)]
    while waiting:
        state = waiting.pop()
        if state not in found:
            found[state] = list(_plays(script, state, asked))
            waiting += [play.after for play in found[state]]
    return sorted(found.items(), key=lambda item: -item[0].turn)


def _plays(script: Scripted, state: State, asked: list[set[str]]) -> Iterator[Play]:
    for number, way in script.offered(state):
        move = script.say(state, number, way)
        # What no later gate asks for is forgotten, so that paths which differ in nothing else meet again.
        kept = asked[number + 1]
        yield Play([move], State(move.after.trust, move.after.open & kept, number))
        for same, another in script.offered(move.after):
            if same == number:
                second = script.say(move.after, number, another)
                yield Play([move, second], State(second.after.trust, second.after.open & kept, number))


def _items(script: Scripted) -> Iterator[tuple[str, Any, str]]:
    """Yield everything that has a gate: its place in the file, itself, and what it is."""
    for t, turn in enumerate(script.turns):
        yield f"turns.{t}", turn, "turn"
        for w, way in enumerate(turn.ways):
            place = f"turns.{t}.ways.{w}"
            yield place, way, "way"
            yield from ((f"{place}.replies.{r}", reply, "reply") for r, reply in enumerate(way.replies))
            yield from ((f"{place}.adds.{r}", reply, "reply") for r, reply in enumerate(way.adds))


def _gates(turn: Turn) -> list[Gate]:
    replies = [reply for way in turn.ways for reply in (*way.replies, *way.adds)]
    return [turn.when, *(way.when for way in turn.ways), *(reply.when for reply in replies)]


def _place(script: Scripted, move: Move) -> str:
    turn = script.turns.index(move.turn)
    return f"turns.{turn}.ways.{move.turn.ways.index(move.way)}"


def _conduct(path: Route) -> float:
    return path.conduct
