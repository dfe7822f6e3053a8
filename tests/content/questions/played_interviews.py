"""Interviews to test with: two of the gallery's, the sample, and such as are made up at random; and plays of them."""

import random
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

from markupsafe import Markup, escape

from tests.places import GALLERY
from wellfounded.content.case_file import read_case, rendered
from wellfounded.content.questions.interview import Interview
from wellfounded.content.questions.interview_walk import Move
from wellfounded.content.questions.script import Fact, Gate, Reply, Step, Topic, Way
from wellfounded.render.safe_html import ATTRIBUTES, TAGS

CASES = GALLERY / "source" / "01-gallery" / "cases"
MARLOW: Interview = rendered(read_case(CASES / "marlow.yaml")).questions[0]  # type: ignore[assignment]
PRACTICE: Interview = rendered(read_case(CASES / "interview-practice.yaml")).questions[0]  # type: ignore[assignment]
SMALL: Interview = Interview.samples()[0].question  # type: ignore[assignment]


def path(steps: str) -> list[list[str]]:
    """Return a path that is written in short: `t1b1 t1c2 any-a`."""
    return [[topic.rstrip("-"), way] for topic, way in re.findall(r"(any-|t\d)(\w+)", steps)]


def walked(question: Interview, response: Any) -> list[Move]:
    moves = question.walk(response)
    assert moves is not None, response
    return moves


def scripted(seed: int) -> Interview:
    """Return an interview of one to four topics made up at random, with gates, asides, repairs and a short clock."""
    chance = random.Random(seed)  # noqa: S311 (nothing secret)
    tokens = ["f1", "f2", "k1", "k2"]

    def gate() -> Gate:
        if chance.random() < 0.6:
            return Gate()
        least = chance.randint(0, 6)
        some = [chance.sample(tokens, chance.choice((0, 0, 1))) for _ in range(2)]
        return Gate(trust_least=least, trust_most=chance.randint(least, 10), after=some[0], without=some[1])

    def replies(most: int) -> list[Reply]:
        return [
            Reply(
                text=escape(f"reply {chance.random()}"),
                when=gate(),
                opens=chance.sample(tokens, chance.choice((0, 1, 2))),
                misrendered=escape(chance.choice(("", "a word"))),
            )
            for _ in range(chance.randint(0, most))
        ]

    def one(name: str, *, repairs: bool = False) -> Way:
        return Way(
            id=name,
            text=escape(name),
            form=chance.choice(("open", "closed", "leading")),
            trust=chance.randint(-4, 4),
            minutes=chance.randint(1, 6),
            repairs=repairs,
            when=gate(),
            replies=replies(3),
            adds=replies(2),
            meets=chance.choice(([], ["s1"])),
            misses=chance.choice(([], ["s1"])),
            partly=chance.choice(([], ["f1"])),
        )

    def topic(number: int) -> Topic:
        steps = [
            Step(when=gate(), ways=[one(f"{letter}{step}") for letter in "abc"])
            for step in range(1, chance.randint(1, 3) + 1)
        ]
        return Topic(
            id=f"t{number}", title=escape(f"Topic {number}"), closes=chance.random() < 0.3, when=gate(), steps=steps
        )

    return replace(
        SMALL,
        trust=chance.randint(0, 10),
        minutes=chance.randint(5, 40),
        topics=[topic(number) for number in range(1, chance.randint(1, 4) + 1)],
        asides=[one("a"), one("r", repairs=True)],
        facts=[Fact(id=each, text=escape(each), bears_on=Markup("harm")) for each in ("f1", "f2")],
        points=7,
    )


def strolled(question: Interview, chance: random.Random) -> list[list[str]]:
    """Return a path of ways that were there to be taken, to the end."""
    state, steps = question.beginning(), []
    while offers := question.offered(state):
        offer = chance.choice(offers)
        state = question.say(state, offer).after
        steps.append(question.step_of(offer))
    return steps


class Tags(HTMLParser):
    """Fails at a tag, or an attribute, that a feedback page would not let through."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        assert {name for name, _ in attrs} <= set(ATTRIBUTES.get(tag, [])) | {"lang", "dir"}


def plain(html: str) -> str:
    Tags().feed(html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
