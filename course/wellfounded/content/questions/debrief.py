"""What an interview is judged by, and what is told of it: transcript, standards, facts learned and never learned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, ClassVar

from wellfounded.content.questions.question import Inline
from wellfounded.content.questions.script import FORBID, Move, Scripted, Turn, earned, played
from wellfounded.i18n.messages import course, later, phrase

LEVELS = {1.0: later("What you learned"), 0.5: later("What you learned in part"), 0.0: later("What you never learned")}


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
        said = f"<p><strong>{phrase('What was said')}</strong></p>{self.transcript(moves, better)}"
        return f"{self._results(moves, most)}{said}{self._by_standard(moves)}{self._record(moves)}"

    def transcript(self, moves: list[Move], better: bool = False) -> str:
        """Return what was said, turn by turn, with its points, the standards it met or missed, and feedback."""
        turns = [self._told(turn) + (self._better(turn) if better else "") for turn in played(moves)]
        return f"<ol>{''.join(f'<li>{turn}</li>' for turn in turns)}</ol>"

    def _results(self, moves: list[Move], most: float) -> str:
        conduct, record = max(0.0, self.conduct(moves)), sum(self.learned(moves).values())
        reached = [band for band in self.bands if band.least <= conduct]
        band = max(reached, key=lambda band: band.least).text if reached else ""
        over = self.following(moves[-1].after) is None
        open_end = "" if over else f"<p>{phrase('The interview is not finished.')}</p>"
        asked = phrase("How you asked: {n} of {all}.", n=f"{conduct:g}", all=f"{most:g}")
        learned = phrase(
            "<strong>What you learned: {n} of {all} facts.</strong> This counts in no marks. A fact that came out only "
            "in part counts half. Nothing here says whether the account is true.",
            n=f"{record:g}",
            all=len(self.facts),
        )
        return f"{open_end}<p><strong>{asked}</strong> {course(band)}</p><p>{learned}</p>"

    def _told(self, turn: list[Move]) -> str:
        values = {"n": f"{earned(turn):g}", "all": f"{turn[0].turn.most:g}"}
        points = phrase("{turn}: {n} of {all}", turn=f"<strong>{course(turn[0].turn.title)}</strong>", **values)
        return f"<p>{points}</p>" + "".join(self._move(move) for move in turn)

    def _move(self, move: Move) -> str:
        judgements = (later("Met: {standards}."), move.way.meets), (later("Missed: {standards}."), move.way.misses)
        marks = [phrase(told, standards=names) for told, ids in judgements
                 if (names := ", ".join(course(each.name) for each in self.standards if each.id in ids))]  # fmt: skip
        judged = f"<p>{' '.join(marks)}</p>" if marks else ""
        return f"{self.said(move)}{judged}<div>{course(move.way.feedback, 'div')}</div>"

    def said(self, move: Move) -> str:
        """Return what was said and what was replied, from public fields alone."""
        replies = "".join(f"<p>{course(f'<strong>{self.name}:</strong> {reply.text}')}</p>" for reply in move.replies)
        return f"<p><strong>{phrase('You:')}</strong> {course(move.way.text)}</p>{replies}"

    def _better(self, turn: list[Move]) -> str:
        """Return the best way that was there, or the one that earlier turns had closed, where points were lost."""
        there = [way for number, way in self.offered(turn[0].before) if self.turns[number] is turn[0].turn]
        closed = turn[0].turn.ways, phrase("A better way, but closed to you by then:")
        for ways, word in ((there, phrase("A better way:")), closed):
            best = max(ways, key=lambda way: way.points)
            if best.points > earned(turn):
                return f"<p><strong>{word}</strong> {course(best.text)}</p>"
        return ""

    def _by_standard(self, moves: list[Move]) -> str:
        met = Counter(each for move in moves for each in move.way.meets)
        missed = Counter(each for move in moves for each in move.way.misses)
        rows = "".join(
            f"<tr><td>{course(f'<strong>{each.name}.</strong> {each.text}')}</td>"
            f"<td>{met[each.id]}</td><td>{missed[each.id]}</td></tr>"
            for each in self.standards
        )
        head = "".join(f"<th>{each}</th>" for each in (phrase("Standard"), phrase("Met"), phrase("Missed")))
        title = f"<p><strong>{phrase('Standard by standard')}</strong></p>"
        return f"{title}<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

    def _record(self, moves: list[Move]) -> str:
        """Return the facts by how far they came to light; where there was more to learn, also at which turns."""
        told, worth = "", self.learned(moves)
        for level, head in LEVELS.items():
            facts = "".join(f"<li>{self._fact(fact, level)}</li>" for fact in self.facts if worth[fact.id] == level)
            told += f"<p><strong>{phrase(head)}</strong></p><ul>{facts}</ul>" if facts else ""
        return told

    def _fact(self, fact: Fact, level: float) -> str:
        told = [course(fact.text), phrase("It bears on {subject}.", subject=course(fact.bears_on))]
        if level < 1:
            turns = [f"<em>{course(turn.title)}</em>" for turn in self.turns if _can_open(turn, fact.id)]
            told.append(phrase("It could come out at {turns}.", turns=f" {phrase('and at')} ".join(turns)))
        if fact.adverse and level == 1:
            told.append(phrase("This tells against the claim. It is good that you found it."))
        elif fact.adverse:
            told.append(phrase("This tells against the claim. It belongs on the record all the same."))
        return " ".join(told)


def silent() -> str:
    """Return what is told where nothing was said."""
    return f"<p>{phrase('Nothing is said yet.')}</p>"


def _can_open(turn: Turn, fact: str) -> bool:
    return any(fact in reply.opens for way in turn.ways for reply in (*way.replies, *way.adds))
