"""What an author may get wrong in an interview's script, found without playing it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wellfounded.content.questions.debrief import Debriefed
from wellfounded.content.questions.interview_walk import ASIDE
from wellfounded.content.questions.question import Problems
from wellfounded.content.questions.repeated_ids import repeated_id_mistakes
from wellfounded.content.questions.script import MOST_TRUST, Gate, Reply, Topic, Way


def script_mistakes(script: Debriefed) -> Problems:
    """Yield names that stand for nothing, what is never used, and a sound interview that does not earn all."""
    yield from repeated_id_mistakes("topics", [topic.id for topic in script.topics])
    yield from repeated_id_mistakes("standards", [standard.id for standard in script.standards])
    yield from repeated_id_mistakes("facts", [fact.id for fact in script.facts])
    for number, topic in enumerate(script.topics):
        yield from _topic(topic, f"topics.{number}")
    yield from repeated_id_mistakes("asides", [way.id for way in script.asides])
    for number, way in enumerate(script.asides):
        if way.trust > 0 and not way.when.without:
            remedy = "give it a 'when' with 'without:' a thread that its reply opens"
            yield f"asides.{number}.trust", "trust could be won by saying it again and again", remedy
    for place, way in ways(script):
        yield from ((f"{place}.{name}", *rest) for name, *rest in _way(script, way))  # type: ignore[misc]
    yield from _never_used(script)
    yield from _tokens(script)
    yield from _decision(script)
    yield from _limits(script)
    yield from _sound(script)


def ways(script: Debriefed) -> Iterator[tuple[str, Way]]:
    """Yield every way to speak, with its place in the file."""
    for t, topic in enumerate(script.topics):
        for s, step in enumerate(topic.steps):
            yield from ((f"topics.{t}.steps.{s}.ways.{w}", way) for w, way in enumerate(step.ways))
    yield from ((f"asides.{w}", way) for w, way in enumerate(script.asides))


def replies(way: Way) -> list[Reply]:
    """Return all that may be said in reply to a way."""
    return [*way.replies, *way.adds]


def gated(script: Debriefed) -> Iterator[tuple[str, Any]]:
    """Yield everything that has a gate, with its place in the file."""
    for t, topic in enumerate(script.topics):
        yield f"topics.{t}", topic
        yield from ((f"topics.{t}.steps.{s}", step) for s, step in enumerate(topic.steps))
    for place, way in ways(script):
        yield place, way
        yield from ((f"{place}.replies.{r}", reply) for r, reply in enumerate(way.replies))
        yield from ((f"{place}.adds.{r}", reply) for r, reply in enumerate(way.adds))


def _topic(topic: Topic, place: str) -> Problems:
    if topic.id == ASIDE:
        yield f"{place}.id", f"'{ASIDE}' stands for what belongs to no topic", "use t1, t2, t3"
    yield from repeated_id_mistakes(f"{place}.steps", [way.id for step in topic.steps for way in step.ways])
    for number, step in enumerate(topic.steps):
        if step.ways and all(way.when != Gate() for way in step.ways):
            remedy = "let one of its ways have no 'when', or give the step one"
            yield f"{place}.steps.{number}.ways", "some path may come here and find no way to speak", remedy


def _way(script: Debriefed, way: Way) -> Problems:
    standards, facts = [each.id for each in script.standards], [each.id for each in script.facts]
    said = replies(way)
    for name, named, known in (
        ("meets", way.meets, standards),
        ("misses", way.misses, standards),
        ("partly", way.partly, facts),
        ("replies", [standard for reply in said for standard in (*reply.meets, *reply.misses)], standards),
    ):
        for name_there in named:
            if name_there not in known:
                yield name, f"there is no '{name_there}' to name here", f"known are: {', '.join(known)}"
    for name_there in {*way.meets} & {*way.misses}:
        yield "meets", f"way '{way.id}' both meets and misses '{name_there}'", "remove one of the two"
    if not way.feedback.strip():
        yield "feedback", f"way '{way.id}' has no feedback", "say why it tempts, or why it is right"
    if way.form is None:
        yield "form", f"way '{way.id}' has no form", "say open, probing, closed, statement, compound or leading"
    if way.minutes < 1:
        yield "minutes", f"way '{way.id}' takes no time", "give it a minute or more, or it could be said for ever"
    if not way.replies or way.replies[-1].when != Gate():
        yield "replies", "on some path nothing is said in reply", "let the last reply have no 'when'"


def _never_used(script: Debriefed) -> Problems:
    every = [way for _, way in ways(script)]
    judged = {name for way in every for name in (*way.meets, *way.misses)}
    judged |= {name for way in every for reply in replies(way) for name in (*reply.meets, *reply.misses)}
    opened = {name for way in every for reply in replies(way) for name in reply.opens}
    for number, standard in enumerate(script.standards):
        if standard.id not in judged:
            yield f"standards.{number}", f"no way meets or misses '{standard.id}'", "name it in one, or remove it"
    for number, fact in enumerate(script.facts):
        if fact.id not in opened:
            yield f"facts.{number}", f"no reply opens '{fact.id}'", "name it under 'opens', or remove it"


def _tokens(script: Debriefed) -> Problems:
    facts = [fact.id for fact in script.facts]
    opened = {token for _, way in ways(script) for reply in replies(way) for token in reply.opens}
    gates = {token for _, item in gated(script) for token in (*item.when.after, *item.when.without)}
    for place, item in gated(script):
        for token in (*item.when.after, *item.when.without):
            if token not in opened:
                yield f"{place}.when", f"nothing opens '{token}'", "write it under 'opens' of a reply, or mend it here"
        for token in item.opens if isinstance(item, Reply) else ():
            if token not in facts and not (token[:1] == "k" and token[1:].isdigit()):
                remedy = "use the id of a fact, or k1, k2, k3 for a thread: learners can see it, so it says nothing"
                yield f"{place}.opens", f"'{token}' is neither a fact nor a thread", remedy
            elif token not in facts and token not in gates:
                yield f"{place}.opens", f"nothing asks for '{token}'", "name it in a 'when', or remove it"


def _decision(script: Debriefed) -> Problems:
    known = [fact.id for fact in script.facts] + [standard.id for standard in script.standards]
    if script.decision and not script.reader.strip():
        yield "reader", "nobody decides on the record", "say who does, as 'reader: A colleague'"
    for number, point in enumerate(script.decision):
        if not point.needs:
            yield f"decision.{number}.needs", "the point needs nothing", "name facts and standards"
        for need in point.needs:
            if need not in known:
                yield f"decision.{number}.needs", f"there is no '{need}' to need", f"known are: {', '.join(known)}"


def _limits(script: Debriefed) -> Problems:
    if not 0 <= script.trust <= MOST_TRUST:
        yield "trust", f"trust cannot be {script.trust}", "start between 0 and 10"
    if script.minutes < 1:
        yield "minutes", "there is no time", "say how many minutes the interview may take"
    leasts = [band.least for band in script.bands]
    if leasts != sorted({*leasts}, reverse=True) or leasts[-1:] != [0] or leasts[0] > 100:
        yield "bands", "the bands do not fit", "begin with 'least:' 100 or less, go down, end with 'least: 0'"


def _sound(script: Debriefed) -> Problems:
    moves = script.walk(script.sound)
    if not moves:
        at = next((n for n in range(len(script.sound)) if script.walk(script.sound[: n + 1]) is None), 0)
        step = " ".join(script.sound[at]) if script.sound else ""
        yield "sound", f"it is no path of this script, from '{step}' on", "write steps as [t1, a1]; asides as [any, a]"
    elif not script.is_over(moves[-1].after):
        yield "sound", "the sound interview does not end", "go on to the topic that closes it"
    elif script.earned(moves) < 1:
        lost = ", ".join(f"{part} {share:.2f}" for part, share in script.shares(moves).items() if share < 1)
        yield (
            "sound",
            f"the sound interview does not earn all: {lost}",
            "let it meet every standard and learn every fact",
        )
