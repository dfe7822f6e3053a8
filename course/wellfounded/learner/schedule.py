"""When practice questions come back: a learner's journals replayed through FSRS, a published scheduler.

FSRS is the Free Spaced Repetition Scheduler of the Open Spaced Repetition project; py-fsrs is its own library. It runs
with its default parameters and without fuzz, so the same journals give the same days everywhere.

A day has one review at most, its first try; what is tried later that day is learning. Days are those of the clock that
`now` is told by, and FSRS gets whole days: a first interval has no steps, and after a later miss there is one of a day.
An answer that was never checked is no try, and an event dated after today is not looked at. What a clock wrote that was
far ahead has its time put right by then, see clock.py: it stops no review.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from fsrs import Card, Rating, Scheduler

from wellfounded.assessment.own_variant import next_variant, without_turn
from wellfounded.content.case import Case, cases_in
from wellfounded.content.questions import Question
from wellfounded.journal.file import Event, Journal
from wellfounded.journal.history import sort_key
from wellfounded.learner.lessons import read_together, with_cases

FSRS = Scheduler(learning_steps=(), relearning_steps=(timedelta(days=1),), enable_fuzzing=False)
LOOKED_AT = ("try", "hint", "sure")
GUESS, SURE = 1, 3  # what a learner may say of an answer; wellfounded.render.review_page has the words
DatedEvent = tuple[datetime, Event]
About = tuple[str, str, str]  # case, question, wording


@dataclass(frozen=True)
class Scheduled:
    """A practice question that comes back, `interval` days after its last review; `home` keeps its journal."""

    home: Path
    case: Case
    question: Question
    day: date
    interval: int


@dataclass(frozen=True)
class Plan:
    """What comes back, by day and in the order of the course; `unread` are lessons whose journal cannot be read."""

    today: date
    questions: list[Scheduled]
    unread: list[str]

    @property
    def due(self) -> list[Scheduled]:
        """Return what is due today, or was due before."""
        return [question for question in self.questions if question.day <= self.today]

    @property
    def later(self) -> list[Scheduled]:
        """Return what comes back another day."""
        return [question for question in self.questions if question.day > self.today]


def due(workspace: Path, now: datetime) -> list[Scheduled]:
    """Return the practice questions that are due, the longest due first."""
    return plan(workspace, now).due


def plan(workspace: Path, now: datetime) -> Plan:
    """Return every question that comes back, from the `cases.json` and the journal of each lesson in `workspace`."""
    questions: list[Scheduled] = []
    unread = []
    for homes in with_cases(workspace).values():
        try:
            journal = read_together(homes)
            events = _events_by_question(journal, now)
        except OSError:
            unread.append(homes[0].name)
            continue
        questions += _scheduled(homes[0], events, journal)
    return Plan(now.date(), sorted(questions, key=lambda question: question.day), unread)


def _events_by_question(journal: Journal, now: datetime) -> dict[About, list[DatedEvent]]:
    """Return what a journal tells, up to today, about each wording of each question, in order."""
    events = defaultdict(list)
    for event in (event for event in journal.events if event["event"] in LOOKED_AT):
        when = datetime.fromisoformat(event["at"]).astimezone(now.tzinfo)
        if when.date() <= now.date():
            events[event["case"], event["question"], event["wording"]].append((when, event))
    return events


def _scheduled(home: Path, events: dict[About, list[DatedEvent]], journal: Journal) -> Iterator[Scheduled]:
    """Yield what comes back of a lesson. The variants of a question are one card; the next one comes."""
    for case in cases_in(home).values() if events else ():
        if case.use != "practice":
            continue
        following = next_variant(case, journal)
        alike = zip(*(without_turn(variant).questions for variant in case.every_variant), strict=True)
        for question, variants in zip(following.questions, alike, strict=True):
            about = [dated for each in variants for dated in events.get((case.id, each.id, each.wording), [])]
            comes = comes_back(variants, sorted(about, key=lambda dated: sort_key(dated[1])))
            if comes:
                yield Scheduled(home, following, question, *comes)


def comes_back(variants: Sequence[Question], events: Sequence[DatedEvent]) -> tuple[date, int] | None:
    """Return the day on which a question is due and how many days that is after its last review; None for never.

    It enters the schedule with its first review that was not plainly right; what only a person can judge never does.
    `events` are about any of its `variants`.
    """
    card = None
    asked = {question.id: question for question in variants if not question.by_hand}
    for day, rating in _reviews(asked, events) if asked else ():
        if card or rating <= Rating.Hard:
            card, _ = FSRS.review_card(card or Card(card_id=0), rating, datetime.combine(day, time(), UTC))
    if card is None or card.last_review is None:
        return None
    comes = card.due.date()
    return comes, (comes - card.last_review.date()).days


def _reviews(asked: Mapping[str, Question], events: Sequence[DatedEvent]) -> Iterator[tuple[date, Rating]]:
    """Yield the first try of each day, rated by what was asked for and said between the tries around it."""
    tries = [place for place, (_, event) in enumerate(events) if event["event"] == "try"]
    last = None
    for before, place, after in zip([-1, *tries], tries, [*tries[1:], len(events)], strict=False):
        day = events[place][0].date()
        if day != last:
            said = _said(events[before + 1 : place], day) or _said(events[place:after], day)
            hint = any(event["event"] == "hint" for _, event in events[before + 1 : place])
            attempt = events[place][1]
            yield day, _rating(asked[attempt["question"]], attempt, hint=hint, sure=said[-1] if said else None)
        last = day


def _said(events: Sequence[DatedEvent], day: date) -> list[object]:
    """Return how sure a learner said they were, on a day."""
    return [event.get("response") for when, event in events if event["event"] == "sure" and when.date() == day]


def _rating(question: Question, attempt: Event, *, hint: bool, sure: object) -> Rating:
    """Return Again unless all is right; Hard after a hint or for a guess; Easy for who was sure; else Good."""
    # Practice has no points, so a question is made worth one to see whether all of it is right.
    if replace(question, points=1.0).score(attempt.get("response")).points < 1:
        return Rating.Again
    if hint or sure == GUESS:
        return Rating.Hard
    return Rating.Easy if sure == SURE else Rating.Good
