"""Made-up journals for what is alike: each learner works at a pace of their own, and writes from a stock of phrases."""

import random
import uuid
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from tests.grading.large_cohort import events
from tests.places import GALLERY
from wellfounded.content.case import Case
from wellfounded.content.questions import Question
from wellfounded.grading.reports.alike_work import Trace, Tracer
from wellfounded.grading.reports.graded_questions import GradedQuestion, read_graded_questions
from wellfounded.journal.file import Event, merge, new_event

MODULE = "01-gallery"
OPENINGS = ["The issue is", "I ask first", "What has to be shown is", "The question here is", "We must decide"]
SUBJECTS = [
    "whether the fear rests on facts",
    "how real the risk is",
    "what the state would do to him",
    "if it is proven",
]
REASONS = [
    "because the press was taken",
    "since his friend sits in prison",
    "as the shop was searched",
    "for he printed",
]
VERBS = ["shows", "suggests", "proves", "makes likely", "lets one think", "says"]
ENDS = ["so I find it well founded", "therefore he is a refugee", "which leaves me in doubt", "and so the claim holds"]
WORDS = [
    "danger",
    "work",
    "strike",
    "leaflets",
    "police",
    "opinion",
    "past",
    "future",
    "report",
    "source",
    "weight",
    "doubt",
]


def chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 (no secret)


@cache
def graded() -> list[GradedQuestion]:
    return read_graded_questions(GALLERY / "source" / MODULE)


def essay(luck: random.Random, sentences: int = 8) -> str:
    """Return a text: phrases that many use, and between them words in an order of one's own."""
    parts = []
    for _ in range(sentences):
        own = " ".join(luck.choices(WORDS, k=5))
        stock = [luck.choice(each) for each in (OPENINGS, SUBJECTS, REASONS)]
        parts.append(f"{' '.join(stock)}, and {own} {luck.choice(VERBS)} it, {luck.choice(ENDS)}.")
    return " ".join(parts)


def journal(asked: list[tuple[Case, Question]], luck: random.Random, text: str | None = None) -> list[Event]:
    """Return a learner's entries, at a person's distances in time."""
    at = datetime(2026, 11, 1) + timedelta(seconds=luck.uniform(0, 1e6))
    entries: list[Event] = []
    for entry in [*events(asked, luck), *_written(asked, text if text is not None else essay(luck))]:
        if entry.get("question") == "q2" and entry["case"] == "written-graded" and "text" not in entry:
            continue
        at += timedelta(seconds=luck.lognormvariate(3, 1))
        entries.append({**{k: v for k, v in entry.items() if k != "text"}, "at": f"{at:%Y-%m-%dT%H:%M:%S.%fZ}"})
    at += timedelta(seconds=5)
    return [*entries, {**new_event("handin"), "at": f"{at:%Y-%m-%dT%H:%M:%S.%fZ}"}]


def _written(asked: list[tuple[Case, Question]], text: str) -> list[dict[str, Any]]:
    about = [(case.id, question) for case, question in asked if question.by_hand]
    return [
        {**new_event("answer", case, each.id, wording=each.wording, response=text), "text": True}
        for case, each in about
    ]


def asked() -> list[tuple[Case, Question]]:
    return [(each.case, each.question) for each in graded()]


def traced(journals: dict[str, list[Event]], tracer: Tracer | None = None) -> list[Trace]:
    tracer = tracer or Tracer(graded())
    return [tracer.trace(MODULE, learner, merge(entries)) for learner, entries in journals.items()]


def renamed(entries: list[Event], later: float = 0.0) -> list[Event]:
    """Return entries under other ids, all of them later by as many seconds: a file that somebody made their own."""

    def moved(at: str) -> str:
        return f"{datetime.fromisoformat(at) + timedelta(seconds=later):%Y-%m-%dT%H:%M:%S.%fZ}"

    return [{**entry, "id": str(uuid.uuid4()), "at": moved(entry["at"])} for entry in entries]
