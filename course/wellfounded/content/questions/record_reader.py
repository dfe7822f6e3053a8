"""A colleague decides on the record of an interview: on each point, whether it is carried, and which lines say so."""

from __future__ import annotations

from markupsafe import Markup

from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.debrief import SOUND, Debriefed, borrowed
from wellfounded.content.questions.interview_walk import Move
from wellfounded.content.questions.script import Point, Topic
from wellfounded.i18n.messages import course_text, later, phrase_html

HEADS = {
    "right": later("The record carries this."),
    "partly": later("The record carries this only in part."),
    "wrong": later("The record does not carry this."),
}
SIGNS = {"right": "✓", "partly": "◐", "wrong": "✗"}


def decide(question: Debriefed, moves: list[Move]) -> Markup:
    """Return what the reader of the record makes of it, point by point; "" where the script names no points."""
    if not question.decision:
        return Markup("")
    title = phrase_html("{reader} reads your record", reader=course_text(question.reader))
    about = phrase_html("They were not in the room. All they have is your transcript; they quote it by its lines.")
    points = join_html(_point(question, moves, point) for point in question.decision)
    return fill_html("<p><strong>{}</strong></p><p>{}</p><ul>{}</ul>", title, about, points)


def carried(question: Debriefed, moves: list[Move], point: Point) -> str:
    """Return whether the record carries a point: "right", "partly" or "wrong"."""
    levels = [_level(question, moves, need) for need in point.needs]
    if min(levels) == SOUND:
        return "right"
    return "partly" if min(levels) > 0 else "wrong"


def _level(question: Debriefed, moves: list[Move], need: str) -> float:
    record = question.learned(moves)
    if need in record:
        return record[need]
    met = any(need in move.meets for move in moves)
    return (0.5 if any(need in move.misses for move in moves) else SOUND) if met else 0.0


def _point(question: Debriefed, moves: list[Move], point: Point) -> Markup:
    verdict = carried(question, moves, point)
    words = {"right": point.carried, "partly": point.unsure, "wrong": point.missing}[verdict]
    quotes = dict.fromkeys(quote for need in point.needs for quote in _quotes(question, moves, need))  # each once
    head = fill_html('<span aria-hidden="true">{}</span> {}', SIGNS[verdict], phrase_html(HEADS[verdict]))
    return fill_html(
        '<li data-verdict="{}"><p><strong>{}</strong> {}</p><p>{}</p><ul>{}</ul></li>',
        verdict,
        course_text(point.title),
        head,
        course_text(words),
        join_html(fill_html("<li>{}</li>", quote) for quote in quotes),
    )


def _quotes(question: Debriefed, moves: list[Move], need: str) -> list[Markup]:
    """Return the lines on which something that a point needs stands, or fails."""
    level = _level(question, moves, need)
    if lines := _lines(question, moves, need, level):
        return [_quote(number, words, level) for number, words in lines]
    titles = [course_text(topic.title) for topic in question.topics if _can_bring(topic, need)]
    return [phrase_html("No line speaks of it. The place for it: {topics}.", topics=join_html(titles, ", "))]


def _quote(number: int, words: Markup, level: float) -> Markup:
    message = later("Line {n}: {words}")
    if level == 0:
        message = later("Line {n} did not bring it: {words}")
    elif level < SOUND:
        message = later("Line {n} leaves it unsure: {words}")
    return phrase_html(message, n=number, words=course_text(words))


def _lines(question: Debriefed, moves: list[Move], need: str, level: float) -> list[tuple[int, Markup]]:
    """Return at most two lines: the reply that brought a fact, what it was borrowed from, or what was said instead."""
    numbered = list(enumerate(moves, 1))
    if any(need == standard.id for standard in question.standards):
        judged = [(number, move, move.meets if level == SOUND else move.misses) for number, move in numbered]
        return [(number, move.way.text) for number, move, standards in judged if need in standards][:2]
    brought = [(number, move, reply) for number, move in numbered for reply in move.replies if need in reply.opens]
    if level == SOUND:
        return [(number, reply.text) for number, move, reply in brought if not borrowed(move, reply)][:1]
    if level > 0:
        partly = [(number, move.way.text) for number, move in numbered if need in move.way.partly]
        return [(n, reply.text if reply.misrendered else move.way.text) for n, move, reply in brought][:2] or partly[:2]
    within = [(number, move) for number, move in numbered if move.misses and _is_place_for(question, move, need)]
    return [(number, move.way.text) for number, move in within][:2]


def _is_place_for(question: Debriefed, move: Move, fact: str) -> bool:
    topic = question.topics[move.offer.topic]
    return move.offer.topic >= 0 and not topic.closes and _can_bring(topic, fact)


def _can_bring(topic: Topic, need: str) -> bool:
    ways = [way for step in topic.steps for way in step.ways]
    replies = [reply for way in ways for reply in (*way.replies, *way.adds)]
    return any(need in way.meets for way in ways) or any(need in (*r.opens, *r.meets) for r in replies)
