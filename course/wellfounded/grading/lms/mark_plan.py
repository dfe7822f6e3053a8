"""Says of each learner's mark what is to be done: sent, left as it is, or kept back, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from wellfounded.grading.lms.learner_marks import LearnerMark
from wellfounded.grading.lms.matching import Matcher
from wellfounded.grading.lms.sent_marks import SentMark

TOLERANCE = 0.01  # points: a platform may round what it keeps


class Kind(StrEnum):
    """What became of a mark, in the words that an instructor reads."""

    SENT = "sent"
    TO_SEND = "would be sent"
    UNCHANGED = "unchanged"
    WAITS = "waits for a person"
    NOT_GRADED = "not graded yet"
    MISSING = "not handed in"
    UNKNOWN = "not known to the platform"
    REFUSED = "refused"
    CHANGED_THERE = "changed there"
    NOT_REACHED = "not sent"


STATES = {"waiting": Kind.WAITS, "not graded": Kind.NOT_GRADED, "missing": Kind.MISSING}
TO_LOOK_AT = (Kind.UNKNOWN, Kind.REFUSED, Kind.CHANGED_THERE, Kind.NOT_REACHED)


@dataclass(frozen=True)
class Outcome:
    """What became of one mark. `why` is "" where the kind says all, and `user` where the platform knows none."""

    mark: LearnerMark
    kind: Kind
    why: str = ""
    user: str = ""


@dataclass(frozen=True)
class Posting:
    """A mark to send, and to whom on the platform."""

    mark: LearnerMark
    user: str


@dataclass(frozen=True)
class ColumnState:
    """A column of the platform: the share of the points that each user has there, and what was sent from here."""

    results: dict[str, float]
    sent: dict[str, SentMark]


def plan(
    marks: Iterable[LearnerMark], matcher: Matcher, state: ColumnState, *, overwrite: bool
) -> list[Outcome | Posting]:
    """Return, for each mark of a module, what is to be done with it."""
    return [_planned(mark, matcher, state, overwrite) for mark in marks]


def same_mark(share: float | None, points: float, maximum: float) -> bool:
    """Return whether a share of the points that the platform shows is this mark."""
    return share is not None and abs(share * maximum - points) <= TOLERANCE


def _planned(mark: LearnerMark, matcher: Matcher, state: ColumnState, overwrite: bool) -> Outcome | Posting:
    if mark.state != "graded":
        return Outcome(mark, STATES[mark.state])
    match = matcher.find(mark.student)
    if match.member is None:
        return Outcome(mark, Kind.REFUSED if match.doubtful else Kind.UNKNOWN, match.why)
    user = match.member.user
    share = state.results.get(user)
    if same_mark(share, mark.points, mark.maximum):
        return Outcome(mark, Kind.UNCHANGED, user=user)
    if share is not None and not overwrite and not _is_ours(share, state.sent.get(user), mark.maximum):
        there = f"{share * mark.maximum:g} of {mark.maximum:g} stands there, which was not sent from here"
        return Outcome(mark, Kind.CHANGED_THERE, f"{there}; --overwrite sends this mark")
    return Posting(mark, user)


def _is_ours(share: float, sent: SentMark | None, maximum: float) -> bool:
    """Return whether what the platform shows is what was sent last, or was being sent when a run broke off."""
    shares = [sent.confirmed, sent.points / sent.maximum] if sent else []
    return any(ours is not None and same_mark(share, ours * maximum, maximum) for ours in shares)
