"""What an interview is judged by, and what is told of it: the transcript line by line, and the record it leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from math import ceil, fsum  # fsum: every version of Python adds to the same points

from markupsafe import Markup

from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.interview_walk import Move, Scripted
from wellfounded.content.questions.question import UNWRITTEN, Inline
from wellfounded.content.questions.script import Band, Fact, Point, Reply, Standard
from wellfounded.i18n.messages import course_text, later, phrase_html, phrase_many_html

BORROWED = ("leading", "compound")  # what comes in reply to these rests on the words of who asked
SIGNS = {"right": "✓", "partly": "◐", "wrong": "✗"}
WEIGHTS = {"facts": 0.3, "reliability": 0.2, "trust": 0.1, "conduct": 0.4}
SOUND, UNSURE = 1.0, 0.5
COUNTS_FROM, COUNTS_FULLY = 0.25, 0.5  # of the sound interview's conduct
FORMS = {
    "open": later("Open question"),
    "probing": later("Probing question"),
    "closed": later("Closed question"),
    "leading": later("Leading question"),
    "compound": later("Several questions in one"),
    "statement": later("No question"),
}


@dataclass(frozen=True, kw_only=True)
class Debriefed(Scripted):
    """A played interview with what it is weighed by."""

    standards: list[Standard] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    decision: list[Point] = field(default_factory=list)
    reader: Inline = UNWRITTEN  # who decides on the record
    bands: list[Band] = field(default_factory=list)
    sound: list[list[str]] = field(default_factory=list)  # the path of an interview that earns all

    def learned(self, moves: list[Move]) -> dict[str, float]:
        """Return how far each fact is on the record: 1 in the person's words, 0.5 unsure, 0 not at all.

        It is unsure where it came out in part, in reply to words that held it, or by a rendering that was off.
        """
        record = dict.fromkeys((fact.id for fact in self.facts), 0.0)
        for move in moves:
            for fact in (name for name in move.way.partly if name in record):
                record[fact] = max(record[fact], UNSURE)
            for reply in move.replies:
                for fact in (name for name in reply.opens if name in record):
                    record[fact] = max(record[fact], UNSURE if borrowed(move, reply) else SOUND)
        return record

    def conduct(self, moves: list[Move]) -> int:
        """Return the standards met, less those missed. What is met counts once, however often the same is said."""
        met = {id(move.way): len(move.way.meets) for move in moves}
        met |= {id(reply): len(reply.meets) for move in moves for reply in move.replies}
        return sum(met.values()) - sum(len(move.misses) for move in moves)

    def shares(self, moves: list[Move]) -> dict[str, float]:
        """Return what each part earned, as a share of what the sound interview has: conduct from -1, others from 0."""
        record = self.learned(moves).values()
        gained = moves[-1].after.trust - self.trust if moves else 0
        most_conduct, most_trust = self._most
        return {
            "facts": sum(level > 0 for level in record) / max(1, len(record)),
            "reliability": sum(level == SOUND for level in record) / max(1, len(record)),
            "trust": min(1.0, max(0, gained) / most_trust) if most_trust > 0 else 0.0,
            "conduct": min(1.0, max(-1.0, self.conduct(moves) / most_conduct)) if most_conduct > 0 else 0.0,
        }

    def earned(self, moves: list[Move]) -> float:
        """Return the share of the points that an interview earned: its parts, weighed, as far as its conduct counts."""
        shares = self.shares(moves)
        parts = fsum(WEIGHTS[part] * share for part, share in shares.items())
        return min(1.0, max(0.0, parts)) * counted(shares["conduct"])

    @cached_property
    def _most(self) -> tuple[int, int]:
        """Return the conduct of the sound interview, and the trust that it gains."""
        moves = self.walk(self.sound)
        return (self.conduct(moves), moves[-1].after.trust - self.trust) if moves else (0, 0)

    def transcript(self, moves: list[Move], *, better: bool = False) -> Markup:
        """Return what was said, line by line, with what each line gained and cost, and why."""
        lines = (
            fill_html('<li data-verdict="{}">{}{}</li>', verdict(move), self._line(moves, number),
                      self._better(move) if better else "")
            for number, move in enumerate(moves)
        )  # fmt: skip
        return fill_html("<ol>{}</ol>", join_html(lines))

    def said(self, move: Move) -> Markup:
        """Return what was said and what was replied, from public fields alone."""
        replies = join_html(
            fill_html("<p>{}</p>", course_text(fill_html("<strong>{}:</strong> {}", self.name, reply.text)))
            for reply in move.replies
        )
        you = fill_html("<p><strong>{}</strong> {}</p>", phrase_html("You:"), course_text(move.way.text))
        return fill_html("<p><strong>{}</strong></p>{}{}", self.title_of(move), you, replies)

    def title_of(self, move: Move) -> Markup:
        """Return the title of the topic that a move belongs to."""
        return course_text(self.topics[move.offer.topic].title) if move.offer.topic >= 0 else phrase_html("At any time")

    def _line(self, moves: list[Move], number: int) -> Markup:
        move = moves[number]
        marks = join_html(fill_html("<li>{}</li>", mark) for mark in self._marks(moves, number))
        sign = fill_html('<span aria-hidden="true">{}</span>', SIGNS[verdict(move)])
        why = course_text(move.way.feedback, "div")
        return fill_html("{}<div>{} {}<ul>{}</ul></div>", self.said(move), sign, why, marks)

    def _marks(self, moves: list[Move], number: int) -> list[Markup]:
        """Return what a line gained and cost, in words."""
        move = moves[number]
        before, after = self.learned(moves[:number]), self.learned(moves[: number + 1])
        marks = [phrase_html(FORMS[move.way.form])] if move.way.form else []
        for fact in self.facts:
            if after[fact.id] > before[fact.id]:
                on_record, unsure = later("On the record: {fact}"), later("On the record, but unsure: {fact}")
                message = on_record if after[fact.id] == SOUND else unsure
                marks.append(phrase_html(message, fact=course_text(fact.text)))
        marks += [
            phrase_html("What was lost on the way: {what}", what=course_text(r.misrendered))
            for r in move.replies
            if r.misrendered
        ]
        for message, ids in (
            (later("Met: {standards}."), move.meets),
            (later("Missed: {standards}."), move.misses),
        ):
            if ids:
                marks.append(phrase_html(message, standards=self._names(ids)))
        change = move.after.trust - move.before.trust
        if change:
            marks.append(phrase_html(later("Trust rose.") if change > 0 else later("Trust fell.")))
        marks.append(phrase_many_html("It took {n} minute.", "It took {n} minutes.", move.way.minutes))
        return marks

    def _names(self, ids: list[str]) -> Markup:
        return join_html((course_text(standard.name) for standard in self.standards if standard.id in ids), ", ")

    def _better(self, move: Move) -> Markup:
        """Return the best way that was there, or one that was closed by then, where what was said missed something."""
        if move.offer.topic < 0 or not move.misses:
            return Markup("")
        ways = self.topics[move.offer.topic].steps[move.offer.step].ways
        best = max(ways, key=lambda way: way.balance)
        there = best.when.holds(move.before)
        word = phrase_html("A better way:") if there else phrase_html("A better way, but closed to you by then:")
        return fill_html("<p><strong>{}</strong> {}</p>", word, course_text(best.text))

    def results(self, moves: list[Move]) -> Markup:
        """Return what the interview amounts to, part by part."""
        hundredths = round(100 * self.earned(moves))
        reached = [band for band in self.bands if band.least <= hundredths]
        band = course_text(max(reached, key=lambda band: band.least).text) if reached else ""
        record, count = self.learned(moves).values(), len(self.facts)
        on_record, sound = sum(level > 0 for level in record), sum(level == SOUND for level in record)
        met, missed = (
            sum(len(ids) for ids in side) for side in zip(*((m.meets, m.misses) for m in moves), strict=True)
        )
        lines = [
            phrase_html("Facts on the record: {n} of {all}.", n=on_record, all=count),
            phrase_html("In words that can be relied on: {n} of {all}.", n=sound, all=count),
            phrase_html("Standards met: {n}; missed: {missed}.", n=met, missed=missed),
            phrase_html("Trust at the end: {n} of 10; it began at {start}.", n=moves[-1].after.trust, start=self.trust),
        ]
        if counted(self.shares(moves)["conduct"]) < 1:
            lines.append(self._short_of(moves))
        open_end = "" if self.is_over(moves[-1].after) else phrase_html("The interview is not finished.")
        parts = join_html(fill_html("<li>{}</li>", line) for line in lines)
        truth = phrase_html("Nothing here says whether the account is true.")
        return fill_html("<p>{} <strong>{}</strong></p><ul>{}</ul><p>{}</p>", open_end, band, parts, truth)

    def _short_of(self, moves: list[Move]) -> Markup:
        """Return how much conduct there is, and how much lets all the rest count; less than none is said in words."""
        enough = ceil(COUNTS_FULLY * self._most[0])
        if self.conduct(moves) < 0:
            return phrase_many_html(
                "You missed one more standard than you met. Once you meet {enough} more than you miss, all that you "
                "heard counts in full.",
                "You missed {n} more standards than you met. Once you meet {enough} more than you miss, all that you "
                "heard counts in full.",
                -self.conduct(moves),
                enough=enough,
            )
        return phrase_html(
            "Standards met, less those missed, come to {n}. From {enough} on, all that you heard counts in full.",
            n=self.conduct(moves),
            enough=enough,
        )


def counted(conduct: float) -> float:
    """Return how much of an interview counts: nothing up to a quarter of the sound conduct, all from a half on.

    Whoever takes ways by chance misses standards more often than not, and still hears a fact now and then. Between the
    two it counts evenly, so that no single line decides.
    """
    return min(1.0, max(0.0, (conduct - COUNTS_FROM) / (COUNTS_FULLY - COUNTS_FROM)))


def borrowed(move: Move, reply: Reply) -> bool:
    """Tell whether what a reply brought rests on the words of who asked, or on a rendering that was off."""
    return move.way.form in BORROWED or bool(reply.misrendered)


def silent() -> Markup:
    """Return what is told where nothing was said."""
    return fill_html("<p>{}</p>", phrase_html("Nothing is said yet."))


def verdict(move: Move) -> str:
    """Return whether what was said met standards, missed some, or both."""
    if not move.misses:
        return "right"
    return "partly" if move.meets else "wrong"
