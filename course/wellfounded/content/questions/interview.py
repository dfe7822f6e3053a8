"""The kind `interview`: a learner chooses topics and words; trust, time and what was asked decide what is heard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Literal

from markupsafe import Markup

from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.debrief import SOUND, UNSURE, Debriefed, silent
from wellfounded.content.questions.interview_walk import Move
from wellfounded.content.questions.question import Pick, Problems, Sample, Score, public
from wellfounded.content.questions.record_reader import decide
from wellfounded.content.questions.script import Band, Fact, Gate, Point, Reply, Standard, Step, Topic, Way
from wellfounded.content.questions.script_mistakes import script_mistakes
from wellfounded.content.questions.strategies import earnings
from wellfounded.i18n.messages import course_text, later, phrase_html

ROLES = {
    "officer": later("You are the officer, and speak with {name}."),
    "representative": later("You are the representative, and speak with {name}."),
}
READING = 0.3  # seconds a word, as lesson_time.py counts it
LEVELS = {SOUND: later("What you learned"), UNSURE: later("What is unsure"), 0.0: later("What you never learned")}


@dataclass(frozen=True, kw_only=True)
class Interview(Debriefed):
    """An interview to conduct: as the officer who decides a claim, or as the representative who prepares it.

    A response is the path so far, see `Scripted`. Whether the account is true is neither asked nor told.
    """

    thinking: ClassVar[int] = 15
    kind: Literal["interview"] = public()

    @cached_property
    def strategies(self) -> dict[str, float]:
        """Return the share of the points that simple strategies earn, worked out once."""
        return earnings(self)

    def seconds(self) -> float:
        """Return how long it takes to read and weigh the ways of each step; replies stand in the transcript."""
        ways = [way for topic in self.topics for step in topic.steps for way in step.ways]
        return self.thinking * len(self.sound) + READING * sum(len(way.text.split()) for way in ways)

    def score(self, response: Any) -> Score:
        """Give points x (0.3 facts + 0.2 reliability + 0.1 trust + 0.4 conduct) x what of it counts, never below zero.

        Facts and reliability are the shares of the facts that are on the record, and that stand there in words that can
        be relied on. Trust is what was gained, conduct the standards met less those missed, each as a share of what the
        author's sound interview has; conduct may fall to -1. Up to a quarter of the sound conduct nothing counts, from
        a half on all: so play by chance earns nothing, and a good interview, or half of one, all that it did.
        `wellfounded check` sees to it that simple strategies earn little: see `strategies`.
        """
        moves = self.walk(response)
        if moves is None:
            return Score(0.0, readable=False)
        within = [move for move in moves if move.offer.topic >= 0]
        parts: dict[str, bool] = {}
        for move in within:
            topic = self.topics[move.offer.topic].id
            parts[topic] = parts.get(topic, True) and not move.misses
        return Score(self.points * self.earned(moves), parts)

    def verdict(self, response: Any) -> None:
        """Return None: an interview is weighed line by line, and its debrief says how it went."""

    def readable(self, response: Any) -> bool:
        """Return whether a response is a path of this script."""
        return self.walk(response) is not None

    def key(self) -> list[list[str]]:
        """Return the author's sound interview."""
        return self.sound

    def choices(self) -> list[Pick]:
        """Return every way to speak, in every topic."""
        return [_pick(topic, way) for topic in self.topics for step in topic.steps for way in step.ways]

    def chosen(self, response: Any) -> list[Pick]:
        """Return the ways that were taken within topics."""
        moves = [move for move in self.walk(response) or [] if move.offer.topic >= 0]
        return [_pick(self.topics[move.offer.topic], move.way) for move in moves]

    def remarks(self) -> Iterator[str]:
        """Yield what simple strategies earn."""
        yield "; ".join(f"{name} earns {share:.0%}" for name, share in self.strategies.items())

    def mistakes(self) -> Problems:
        """Yield names that stand for nothing, what is never used, and a sound interview that does not earn all."""
        yield from script_mistakes(self)

    def static(self) -> Markup:
        """Return how the interview begins and how it is held; what is said is left for the interview."""
        start = self.beginning()
        first = self.topics[0]
        topics = join_html(
            fill_html("<li>{}</li>", course_text(topic.title)) for topic in self.topics if topic.when.holds(start)
        )
        return fill_html(
            "<p><strong>{}</strong></p><p>{} {}</p><p>{}</p><ul>{}</ul><p>{}</p>",
            self.heading(),
            phrase_html(ROLES[self.role], name=course_text(self.name)),
            phrase_html(
                "You choose what to talk about, in which order, and what to say. You have {n} minutes. What you hear "
                "depends on what you asked before, and on how far you are trusted.",
                n=self.minutes,
            ),
            phrase_html("You can talk about:"),
            topics,
            course_text(first.steps[0].scene),
        )

    def format_response(self, response: Any) -> Markup:
        """Return what was said, line by line; nothing is judged."""
        lines = join_html(fill_html("<li>{}</li>", self.said(move)) for move in self.walk(response) or [])
        return fill_html("<ol>{}</ol>", lines) if lines else Markup("")

    def review(self, response: Any) -> Markup:
        """Return the debrief, with better ways where a standard was missed; of nothing said, a sound interview."""
        moves = self.walk(response)
        if moves:
            return self._debrief(moves, better=True)
        title = phrase_html("A sound interview")
        return silent() + fill_html("<p><strong>{}</strong></p>{}", title, self.transcript(self.walk(self.sound) or []))

    def feedback(self, response: Any) -> Markup:
        """Return the same, without the better ways."""
        moves = self.walk(response)
        return self._debrief(moves, better=False) if moves else silent()

    def _debrief(self, moves: list[Move], *, better: bool) -> Markup:
        title = fill_html("<p><strong>{}</strong></p>", phrase_html("What was said, line by line"))
        said = title + self.transcript(moves, better=better)
        return join_html([self.results(moves), decide(self, moves), said, self._record(moves), self._standards()])

    def _record(self, moves: list[Move]) -> Markup:
        """Return the facts by how far they came to light."""
        parts, levels = [], self.learned(moves)
        for level, head in LEVELS.items():
            facts = join_html(
                fill_html("<li>{}</li>", self._fact(fact, level)) for fact in self.facts if levels[fact.id] == level
            )
            parts += [fill_html("<p><strong>{}</strong></p><ul>{}</ul>", phrase_html(head), facts)] if facts else []
        return join_html(parts)

    def _fact(self, fact: Fact, level: float) -> Markup:
        sentences = [course_text(fact.text), phrase_html("It bears on {subject}.", subject=course_text(fact.bears_on))]
        if fact.adverse and level == SOUND:
            sentences.append(phrase_html("This tells against the claim. It is good that you found it."))
        elif fact.adverse:
            sentences.append(phrase_html("This tells against the claim. It belongs on the record all the same."))
        return join_html(sentences, " ")

    def _standards(self) -> Markup:
        texts = join_html(
            fill_html("<li>{}</li>", course_text(fill_html("<strong>{}.</strong> {}", standard.name, standard.text)))
            for standard in self.standards
        )
        return fill_html("<details><summary>{}</summary><ul>{}</ul></details>", phrase_html("The standards"), texts)

    @classmethod
    def samples(cls) -> list[Sample]:
        """Return an interview of two topics, in which the first opens the best way of the second, and paths."""
        first = [_sample("a1", "k1", trust=1, meets=["s1"]), _sample("b1", trust=-1, misses=["s1"])]
        second = [_sample("a1", "f1", form="leading", misses=["s1"]), _sample("b1", meets=["s1"])]
        third = [_sample("a2", misses=["s1"]), _sample("b2", "f1", when=Gate(after=["k1"]), meets=["s1"])]
        topics = [
            Topic(id="t1", title=Markup("First"), steps=[Step(ways=first)]),
            Topic(id="t2", title=Markup("Second"), closes=True, steps=[Step(ways=second), Step(ways=third)]),
        ]
        question = cls(
            id="q1",
            kind="interview",
            prompt=Markup("Ask."),
            points=4,
            role="officer",
            name=Markup("Ada"),
            trust=4,
            minutes=30,
            topics=topics,
            asides=[_sample("r", repairs=True, meets=["s1"])],
            standards=[Standard(id="s1", name=Markup("Openness"), text=Markup("Ask openly."))],
            facts=[Fact(id="f1", text=Markup("She ran."), bears_on=Markup("harm"), adverse=True)],
            decision=[
                Point(
                    title=Markup("Harm"),
                    needs=["f1", "s1"],
                    carried=Markup("It was harm."),
                    unsure=Markup("Perhaps."),
                    missing=Markup("No word of it."),
                )
            ],
            reader=Markup("Bo"),
            bands=[Band(least=80, text=Markup("Sound.")), Band(least=0, text=Markup("Weak."))],
            sound=[["t1", "a1"], ["t2", "b1"], ["t2", "b2"]],
        )
        return [
            Sample("perfect", question, question.sound, 4),
            Sample("empty", question, [], 0),
            Sample("wrong", question, [["t1", "b1"], ["t2", "a1"], ["t2", "a2"]], 0),
            Sample("partial", question, [["t1", "a1"]], 4 * (0.1 + 0.4 / 3) / 3),
            Sample("partial", question, [["t1", "a1"], ["t2", "a1"], ["t2", "b2"]], 4 * (0.6 + 0.4 / 3) / 3),
            Sample("malformed", question, [["t1", "b1"], ["t2", "b2"]], 0),  # the step was not reached
            Sample("malformed", question, [["any", "r"]], 0),  # there is nothing to repair
            Sample("malformed", question, {"t1": "a1"}, 0),
            Sample("malformed", question, ["t1a1"], 0),
        ]


def _sample(name: str, opens: str = "", **more: Any) -> Way:
    reply = Reply(text=fill_html("Reply {}", name), opens=[opens] if opens else [])
    about = fill_html("About {}.", name)
    return Way(id=name, text=fill_html("Way {}", name), replies=[reply], feedback=about, **{"form": "open", **more})


def _pick(topic: Topic, way: Way) -> Pick:
    text = fill_html("{}: {}", topic.title, way.text)
    return Pick(f"{topic.id}{way.id}", text, not way.misses, way.misconception, topic.id)
