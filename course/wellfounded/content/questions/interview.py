"""The kind `interview`: a learner asks, turn by turn; trust and what was asked before decide what comes to light."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.debrief import Band, Debriefed, Fact, Standard, silent
from wellfounded.content.questions.paths import Route, extremes, guessed, one_sided, unknown, unreached
from wellfounded.content.questions.question import Pick, Problems, Sample, Score, public
from wellfounded.content.questions.script import MOST_TRUST, Gate, Reply, Turn, Way, earned, played
from wellfounded.i18n.messages import course_text, later, phrase_html

TOLERANCE = 1e-9  # of sums of floats
ROLES = {
    "officer": later("You are the officer, and speak with {name}. In each turn you choose what to say."),
    "representative": later("You are the representative, and speak with {name}. In each turn you choose what to say."),
}


@dataclass(frozen=True, kw_only=True)
class Interview(Debriefed):
    """An interview to conduct: as the officer who decides a claim, or as the representative who prepares it.

    A response is the path so far, see `Scripted`. Conduct is marked. The record, what came to light, is told and not
    marked: a fair interview may find little. Whether the account is true is neither asked nor told.
    """

    thinking: ClassVar[int] = 15
    kind: Literal["interview"] = public()

    @cached_property
    def best(self) -> Route:
        """Return the path with the most conduct points, found by walking them all."""
        return extremes(self)[0]

    def score(self, response: Any) -> Score:
        """Give points x conduct / the best path's conduct, never below zero or above the points.

        Conduct is the sum, over the turns played, of the points of what was said there, in each turn at most those
        of its best way. A path that stops early counts what it has earned. The build sees to it that guessing, or
        always taking the way in one place, earns nothing on average before the floor.
        """
        moves = self.walk(response)
        if moves is None:
            return Score(0.0, readable=False)
        parts = {turn[0].turn.id: earned(turn) == turn[0].turn.most for turn in played(moves)}
        best, conduct = self.best.conduct, self.conduct(moves)
        share = min(1.0, conduct / best) if conduct > 0 and best > 0 else 0.0  # above 1: before a bad end
        return Score(self.points * share, parts)

    def verdict(self, response: Any) -> None:
        """Return None: an interview is weighed turn by turn, and its debrief says how it went."""

    def readable(self, response: Any) -> bool:
        """Return whether a response is a path of this script, without walking all of them as `score` does."""
        return self.walk(response) is not None

    def key(self) -> list[list[str]]:
        """Return the best path."""
        return self.best.response()

    def choices(self) -> list[Pick]:
        """Return every way to speak, in every turn."""
        return [_pick(turn, way) for turn in self.turns for way in turn.ways]

    def chosen(self, response: Any) -> list[Pick]:
        """Return the ways that were taken."""
        return [_pick(move.turn, move.way) for move in self.walk(response) or []]

    def remarks(self) -> Iterator[str]:
        """Yield the conduct points of the best path and of the worst, and the paths."""
        for name, route in zip(("best", "worst"), extremes(self), strict=True):
            yield f"{name} path {route.conduct:g}: {' '.join(''.join(step) for step in route.response())}"

    def static(self) -> Markup:
        """Return every turn with its ways to speak; what is said in reply is left for the interview."""
        turns = join_html(
            fill_html("<li><p><strong>{}</strong></p>{}</li>", course_text(turn.title), _ways(turn))
            for turn in self.turns
        )
        about = phrase_html(ROLES[self.role], name=course_text(self.name))
        return fill_html("<p><strong>{}</strong></p><p>{}</p><ol>{}</ol>", self.heading(), about, turns)

    def format_response(self, response: Any) -> Markup:
        """Return what was said, turn by turn; nothing is judged."""
        moves = self.walk(response) or []
        turns = join_html(
            fill_html("<li><p><strong>{}</strong></p>{}</li>", course_text(move.turn.title), self.said(move))
            for move in moves
        )
        return fill_html("<ol>{}</ol>", turns) if turns else Markup("")

    def review(self, response: Any) -> Markup:
        """Return what came of the path, with better ways where points were lost; of no path, a sound interview."""
        if html := self.debrief(response, self.best.conduct, better=True):
            return html
        sound = fill_html(
            "<p><strong>{}</strong></p>{}",
            phrase_html("A sound interview"),
            self.transcript(self.walk(self.key()) or []),
        )
        return silent() + sound

    def feedback(self, response: Any) -> Markup:
        """Return the same, without the better ways."""
        return self.debrief(response, self.best.conduct, better=False) or silent()

    def mistakes(self) -> Problems:
        """Yield names that stand for nothing, what no path reaches, and scores that a guess would earn."""
        for place, items in (("turns", self.turns), ("standards", self.standards), ("facts", self.facts)):
            yield from _twice(place, [each.id for each in items])
        for t, turn in enumerate(self.turns):
            yield from _twice(f"turns.{t}.ways", [way.id for way in turn.ways])
            for w, way in enumerate(turn.ways):
                yield from ((f"turns.{t}.ways.{w}.{field}", *rest) for field, *rest in self._misnamed(turn, way))  # type: ignore[misc]
        yield from self._never_used()
        yield from unknown(self, [fact.id for fact in self.facts])
        yield from unreached(self)
        yield from self._worthless()

    def _misnamed(self, turn: Turn, way: Way) -> Problems:
        standards, facts = [each.id for each in self.standards], [each.id for each in self.facts]
        others = [each.id for each in turn.ways if each is not way]
        again = [each for reply in (*way.replies, *way.adds) for each in reply.again]
        for field, named, known in (
            ("meets", way.meets, standards),
            ("misses", way.misses, standards),
            ("partly", way.partly, facts),
            ("replies", again, others),
        ):
            for each in named:
                if each not in known:
                    yield field, f"there is no '{each}' to name here", f"known are: {', '.join(known)}"
        for each in {*way.meets} & {*way.misses}:
            yield "meets", f"way '{way.id}' both meets and misses '{each}'", "remove one of the two"
        if not way.feedback.strip():
            yield "feedback", f"way '{way.id}' has no feedback", "say why it tempts, or why it is right"

    def _never_used(self) -> Problems:
        ways = [way for turn in self.turns for way in turn.ways]
        judged = {each for way in ways for each in (*way.meets, *way.misses)}
        opened = {each for way in ways for reply in (*way.replies, *way.adds) for each in reply.opens}
        for number, standard in enumerate(self.standards):
            if standard.id not in judged:
                yield f"standards.{number}", f"no way meets or misses '{standard.id}'", "name it in one, or remove it"
        for number, fact in enumerate(self.facts):
            if fact.id not in opened:
                yield f"facts.{number}", f"no reply opens '{fact.id}'", "name it under 'opens', or remove it"

    def _worthless(self) -> Problems:
        if not 0 <= self.trust <= MOST_TRUST:
            yield "trust", f"trust cannot be {self.trust}", "start between 0 and 10"
        best = self.best.conduct
        if best <= 0:
            yield "turns", "no path earns any points", "give 'points' to the right ways"
            return
        if (mean := guessed(self)) > TOLERANCE:
            yield "turns", f"guessing earns {mean:.2f} conduct points on average", "take points from wrong ways"
        for place in range(max(len(turn.ways) for turn in self.turns)):
            if (total := one_sided(self, place)) > TOLERANCE:
                remedy = "mix the ways, so that the right ones stand in different places"
                yield "turns", f"always taking way {place + 1} earns {total:g} conduct points", remedy
        leasts = [band.least for band in self.bands]
        if leasts != sorted({*leasts}, reverse=True) or leasts[-1:] != [0] or leasts[0] > best:
            remedy = f"begin with 'least:' {best:g} or less, go down, end with 'least: 0'"
            yield "bands", "the bands do not fit what can be earned", remedy

    @classmethod
    def samples(cls) -> list[Sample]:
        """Return an interview of two turns, in which the first opens the best way of the second, and paths."""
        first = [_sample("a", 2, "k1", trust=1, meets=["s1"]), _sample("b", -2, trust=-1, misses=["s1"])]
        second = [_sample("a", -2), _sample("b", 1, partly=["f1"]), _sample("c", 2, "f1", when=Gate(after=["k1"]))]
        question = cls(
            id="q1",
            kind="interview",
            prompt=Markup("Ask."),
            points=4,
            role="officer",
            name=Markup("Ada"),
            trust=4,
            turns=[
                Turn(id="t1", title=Markup("First"), ways=first),
                Turn(id="t2", title=Markup("Second"), ways=second),
            ],
            standards=[Standard(id="s1", name=Markup("Openness"), text=Markup("Ask openly."))],
            facts=[Fact(id="f1", text=Markup("She ran."), bears_on=Markup("harm"), adverse=True)],
            bands=[Band(least=3, text=Markup("Sound.")), Band(least=0, text=Markup("Weak."))],
        )
        return [
            Sample("perfect", question, [["t1", "a"], ["t2", "c"]], 4),
            Sample("empty", question, [], 0),
            Sample("wrong", question, [["t1", "b"], ["t2", "a"]], 0),
            Sample("partial", question, [["t1", "a"]], 2),
            Sample("partial", question, [["t1", "a"], ["t2", "b"]], 3),
            Sample("malformed", question, [["t1", "b"], ["t2", "c"]], 0),  # the way was closed
            Sample("malformed", question, [["t2", "b"]], 0),
            Sample("malformed", question, {"t1": "a"}, 0),
            Sample("malformed", question, ["t1a"], 0),
        ]


def _sample(letter: str, points: float, opens: str = "", **more: Any) -> Way:
    reply = Reply(text=fill_html("Reply {}", letter), opens=[opens] if opens else [])
    return Way(
        id=letter,
        text=fill_html("Way {}", letter),
        replies=[reply],
        points=points,
        feedback=fill_html("About {}.", letter),
        **more,
    )


def _pick(turn: Turn, way: Way) -> Pick:
    text = fill_html("{}: {}", turn.title, way.text)
    return Pick(f"{turn.id}{way.id}", text, way.points == turn.most, way.misconception, turn.id)


def _ways(turn: Turn) -> Markup:
    scene = fill_html("<p>{}</p>", course_text(turn.scene)) if turn.scene else ""
    return fill_html(
        '{}<ol type="a">{}</ol>',
        scene,
        join_html(fill_html("<li>{}</li>", course_text(way.text)) for way in turn.ways),
    )


def _twice(place: str, ids: list[str]) -> Problems:
    for number, each in enumerate(ids):
        if each in ids[:number]:
            yield f"{place}.{number}.id", f"the id '{each}' stands twice", "give each its own"
