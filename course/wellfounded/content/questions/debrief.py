"""What an interview is judged by, and what is told of it: transcript, standards, facts learned and never learned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, ClassVar

from markupsafe import Markup

from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.question import Inline
from wellfounded.content.questions.script import FORBID, Move, Scripted, Turn, earned, played
from wellfounded.i18n.messages import course_text, later, phrase_html

SIGNS = {"right": "✓", "partly": "◐", "wrong": "✗"}
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

    def debrief(self, response: Any, most: float, better: bool) -> Markup:
        """Return all that is told of a path, "" of none; `better` also tells what would have been a better way."""
        moves = self.walk(response)
        if not moves:
            return Markup("")
        said = fill_html("<p><strong>{}</strong></p>{}", phrase_html("What was said"), self.transcript(moves, better))
        return self._results(moves, most) + said + self._by_standard(moves) + self._record(moves)

    def transcript(self, moves: list[Move], better: bool = False) -> Markup:
        """Return what was said, turn by turn, with its points, the standards it met or missed, and feedback."""
        rows = (
            fill_html(
                '<li data-verdict="{}">{}{}</li>',
                _verdict(turn),
                self._turn(turn),
                self._better(turn) if better else "",
            )
            for turn in played(moves)
        )
        return fill_html("<ol>{}</ol>", join_html(rows))

    def _results(self, moves: list[Move], most: float) -> Markup:
        conduct, record = max(0.0, self.conduct(moves)), sum(self.learned(moves).values())
        reached = [band for band in self.bands if band.least <= conduct]
        band = max(reached, key=lambda band: band.least).text if reached else ""
        over = self.following(moves[-1].after) is None
        open_end = "" if over else fill_html("<p>{}</p>", phrase_html("The interview is not finished."))
        asked = phrase_html("How you asked: {n} of {all}.", n=f"{conduct:g}", all=f"{most:g}")
        learned = phrase_html(
            "<strong>What you learned: {n} of {all} facts.</strong> This counts in no marks. A fact that came out only "
            "in part counts half. Nothing here says whether the account is true.",
            n=f"{record:g}",
            all=len(self.facts),
        )
        return fill_html("{}<p><strong>{}</strong> {}</p><p>{}</p>", open_end, asked, course_text(band), learned)

    def _turn(self, turn: list[Move]) -> Markup:
        title = fill_html("<strong>{}</strong>", course_text(turn[0].turn.title))
        points = phrase_html(_earned_in_words(turn), turn=title, n=f"{earned(turn):g}", all=f"{turn[0].turn.most:g}")
        return fill_html("<p>{} {}</p>", SIGNS[_verdict(turn)], points) + join_html(self._move(move) for move in turn)

    def _move(self, move: Move) -> Markup:
        judgements = (later("Met: {standards}."), move.way.meets), (later("Missed: {standards}."), move.way.misses)
        marks = [phrase_html(message, standards=names) for message, ids in judgements
                 if (names := self._names(ids))]  # fmt: skip
        judged = fill_html("<p>{}</p>", Markup(" ").join(marks)) if marks else ""
        return fill_html("{}{}<div>{}</div>", self.said(move), judged, course_text(move.way.feedback, "div"))

    def _names(self, ids: list[str]) -> Markup:
        return Markup(", ").join(course_text(each.name) for each in self.standards if each.id in ids)

    def said(self, move: Move) -> Markup:
        """Return what was said and what was replied, from public fields alone."""
        replies = join_html(
            fill_html("<p>{}</p>", course_text(fill_html("<strong>{}:</strong> {}", self.name, reply.text)))
            for reply in move.replies
        )
        return fill_html("<p><strong>{}</strong> {}</p>{}", phrase_html("You:"), course_text(move.way.text), replies)

    def _better(self, turn: list[Move]) -> Markup:
        """Return the best way that was there, or the one that earlier turns had closed, where points were lost."""
        there = [way for number, way in self.offered(turn[0].before) if self.turns[number] is turn[0].turn]
        closed = turn[0].turn.ways, phrase_html("A better way, but closed to you by then:")
        for ways, word in ((there, phrase_html("A better way:")), closed):
            best = max(ways, key=lambda way: way.points)
            if best.points > earned(turn):
                return fill_html("<p><strong>{}</strong> {}</p>", word, course_text(best.text))
        return Markup("")

    def _by_standard(self, moves: list[Move]) -> Markup:
        met = Counter(each for move in moves for each in move.way.meets)
        missed = Counter(each for move in moves for each in move.way.misses)
        rows = join_html(
            fill_html(
                "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
                course_text(fill_html("<strong>{}.</strong> {}", each.name, each.text)),
                met[each.id],
                missed[each.id],
            )
            for each in self.standards
        )
        head = join_html(
            fill_html("<th>{}</th>", each)
            for each in (phrase_html("Standard"), phrase_html("Met"), phrase_html("Missed"))
        )
        title = fill_html("<p><strong>{}</strong></p>", phrase_html("Standard by standard"))
        return fill_html("{}<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", title, head, rows)

    def _record(self, moves: list[Move]) -> Markup:
        """Return the facts by how far they came to light; where there was more to learn, also at which turns."""
        record, worth = Markup(""), self.learned(moves)
        for level, head in LEVELS.items():
            facts = join_html(
                fill_html("<li>{}</li>", self._fact(fact, level)) for fact in self.facts if worth[fact.id] == level
            )
            record += fill_html("<p><strong>{}</strong></p><ul>{}</ul>", phrase_html(head), facts) if facts else ""
        return record

    def _fact(self, fact: Fact, level: float) -> Markup:
        sentences = [course_text(fact.text), phrase_html("It bears on {subject}.", subject=course_text(fact.bears_on))]
        if level < 1:
            turns = [
                fill_html("<em>{}</em>", course_text(turn.title)) for turn in self.turns if _can_open(turn, fact.id)
            ]
            sentences.append(
                phrase_html("It could come out at {turns}.", turns=fill_html(" {} ", phrase_html("and at")).join(turns))
            )
        if fact.adverse and level == 1:
            sentences.append(phrase_html("This tells against the claim. It is good that you found it."))
        elif fact.adverse:
            sentences.append(phrase_html("This tells against the claim. It belongs on the record all the same."))
        return Markup(" ").join(sentences)


def silent() -> Markup:
    """Return what is told where nothing was said."""
    return fill_html("<p>{}</p>", phrase_html("Nothing is said yet."))


def _verdict(turn: list[Move]) -> str:
    if earned(turn) == turn[0].turn.most:
        return "right"
    return "partly" if earned(turn) > 0 else "wrong"


def _earned_in_words(turn: list[Move]) -> str:
    """Return the message on what was earned in a turn. A number below zero says less than what it cost."""
    if earned(turn) >= 0:
        return later("{turn}: {n} of {all}")
    return later("{turn}: this cost trust") if sum(move.way.trust for move in turn) < 0 else later("{turn}: lost here")


def _can_open(turn: Turn, fact: str) -> bool:
    return any(fact in reply.opens for way in turn.ways for reply in (*way.replies, *way.adds))
