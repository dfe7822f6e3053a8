"""What an interview is judged by, and what is told of it: transcript, standards, facts learned and never learned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, ClassVar

from wellfounded.questions.question import Inline
from wellfounded.questions.script import FORBID, Move, Scripted, Turn, earned, played

SILENT = "<p>Nothing is said yet.</p>"
LEVELS = {1.0: "What you learned", 0.5: "What you learned in part", 0.0: "What you never learned"}


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
class Band:
    """What conduct of at least so many points amounts to."""

    __pydantic_config__: ClassVar[dict[str, str]] = FORBID

    least: float
    text: Inline


@dataclass(frozen=True, kw_only=True)
class Debriefed(Scripted):
    """A played interview that is weighed twice: how it was conducted, and what its record holds."""

    standards: list[Standard] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)

    def conduct(self, moves: list[Move]) -> float:
        """Return the conduct points of some moves: the sum over their turns; it can be below zero."""
        return sum(earned(turn) for turn in played(moves))

    def learned(self, moves: list[Move]) -> dict[str, float]:
        """Return how far each fact came to light: 1, or 0.5 in part, or 0."""
        known = moves[-1].after.open if moves else frozenset()
        partly = {fact for move in moves for fact in move.way.partly}
        return {fact.id: 1.0 if fact.id in known else 0.5 * (fact.id in partly) for fact in self.facts}

    def debrief(self, response: Any, most: float, better: bool) -> str:
        """Return all that is told of a path, "" of none; `better` also tells what would have been a better way."""
        moves = self.walk(response)
        if not moves:
            return ""
        return (
            f"{self._results(moves, most)}<p><strong>What was said</strong></p>{self.transcript(moves, better)}"
            f"{self._by_standard(moves)}{self._record(moves)}"
        )

    def transcript(self, moves: list[Move], better: bool = False) -> str:
        """Return what was said, turn by turn, with its points, the standards it met or missed, and feedback."""
        turns = [self._told(turn) + (self._better(turn) if better else "") for turn in played(moves)]
        return f"<ol>{''.join(f'<li>{turn}</li>' for turn in turns)}</ol>"

    def _results(self, moves: list[Move], most: float) -> str:
        conduct, record = max(0.0, self.conduct(moves)), sum(self.learned(moves).values())
        reached = [band for band in self.bands if band.least <= conduct]
        band = max(reached, key=lambda band: band.least).text if reached else ""
        open_end = "" if self.following(moves[-1].after) is None else "<p>The interview is not finished.</p>"
        return (
            f"{open_end}<p><strong>How you asked: {conduct:g} of {most:g}.</strong> {band}</p>"
            f"<p><strong>What you learned: {record:g} of {len(self.facts)} facts.</strong> This counts in no marks. A "
            f"fact that came out only in part counts half. Nothing here says whether the account is true.</p>"
        )

    def _told(self, turn: list[Move]) -> str:
        head = f"<p><strong>{turn[0].turn.title}</strong>: {earned(turn):g} of {turn[0].turn.most:g}</p>"
        return head + "".join(self._move(move) for move in turn)

    def _move(self, move: Move) -> str:
        marks = [f"{word}: {names}." for word, ids in (("Met", move.way.meets), ("Missed", move.way.misses))
                 if (names := ", ".join(each.name for each in self.standards if each.id in ids))]  # fmt: skip
        judged = f"<p>{' '.join(marks)}</p>" if marks else ""
        return f"{self.said(move)}{judged}<div>{move.way.feedback}</div>"

    def said(self, move: Move) -> str:
        """Return what was said and what was replied, from public fields alone."""
        replies = "".join(f"<p><strong>{self.name}:</strong> {reply.text}</p>" for reply in move.replies)
        return f"<p><strong>You:</strong> {move.way.text}</p>{replies}"

    def _better(self, turn: list[Move]) -> str:
        """Return the best way that was there, or the one that earlier turns had closed, where points were lost."""
        there = [way for number, way in self.offered(turn[0].before) if self.turns[number] is turn[0].turn]
        for ways, word in ((there, "A better way"), (turn[0].turn.ways, "A better way, but closed to you by then")):
            best = max(ways, key=lambda way: way.points)
            if best.points > earned(turn):
                return f"<p><strong>{word}:</strong> {best.text}</p>"
        return ""

    def _by_standard(self, moves: list[Move]) -> str:
        met = Counter(each for move in moves for each in move.way.meets)
        missed = Counter(each for move in moves for each in move.way.misses)
        rows = "".join(
            f"<tr><td><strong>{each.name}.</strong> {each.text}</td>"
            f"<td>{met[each.id]}</td><td>{missed[each.id]}</td></tr>"
            for each in self.standards
        )
        head = "<tr><th>Standard</th><th>Met</th><th>Missed</th></tr>"
        return f"<p><strong>Standard by standard</strong></p><table><thead>{head}</thead><tbody>{rows}</tbody></table>"

    def _record(self, moves: list[Move]) -> str:
        """Return the facts by how far they came to light; where there was more to learn, also at which turns."""
        told, worth = "", self.learned(moves)
        for level, head in LEVELS.items():
            facts = "".join(f"<li>{self._fact(fact, level)}</li>" for fact in self.facts if worth[fact.id] == level)
            told += f"<p><strong>{head}</strong></p><ul>{facts}</ul>" if facts else ""
        return told

    def _fact(self, fact: Fact, level: float) -> str:
        where = "" if level == 1 else f" It could come out at {self._where(fact)}."
        good = "It is good that you found it" if level == 1 else "It belongs on the record all the same"
        adverse = f" This tells against the claim. {good}." if fact.adverse else ""
        return f"{fact.text} It bears on {fact.bears_on}.{where}{adverse}"

    def _where(self, fact: Fact) -> str:
        return " and at ".join(f"<em>{turn.title}</em>" for turn in self.turns if _can_open(turn, fact.id))


def _can_open(turn: Turn, fact: str) -> bool:
    return any(fact in reply.opens for way in turn.ways for reply in (*way.replies, *way.adds))
