"""Shares written answers out among markers: the same for the same seed, balanced, and added to when more come in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from secrets import choice
from typing import Literal

from wellfounded.grading.marking.written_answers import AnswerKey

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that looks like another
CODE_LENGTH = 6
By = Literal["learner", "question"]


@dataclass(frozen=True)
class Share:
    """Who marks an answer: one marker or two. The code stands for the learner on the marker's page."""

    code: str
    markers: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """How answers are shared out: by learner or by question, among whom, which part of them twice, by which seed."""

    markers: tuple[str, ...] = ()
    by: By = "learner"
    twice: float = 0.0  # of the answers to each question, this part is marked by two
    seed: str = "1"
    blind: bool = False


@dataclass
class Shares:
    """What is shared out so far, and by which rule."""

    rule: Rule = field(default_factory=Rule)
    answers: dict[AnswerKey, Share] = field(default_factory=dict)

    def key_of(self, code: str) -> AnswerKey | None:
        """Return the answer that a code stands for."""
        return next((key for key, share in self.answers.items() if share.code == code), None)

    def of_marker(self, marker: str) -> list[AnswerKey]:
        """Return what a marker has: question by question, within each in the order of the codes, which is chance."""
        mine = [(key, share.code) for key, share in self.answers.items() if marker in share.markers]
        return [key for key, _ in sorted(mine, key=lambda item: (*item[0][:3], item[1]))]


def share_out(
    shares: Shares, rule: Rule, present: Iterable[AnswerKey], is_marked: Callable[[AnswerKey, str], bool]
) -> Shares:
    """Return shares in which each of the answers that are present has its markers by this rule.

    What somebody has stays theirs, unless they are no marker any more and have not marked it: `is_marked(key, marker)`
    says so. By learner, all answers of a learner go to one marker. By question, a marker gets answers to as few
    questions as a fair share allows. A second marker is another than the first.
    """
    present = sorted(present, key=lambda key: _chance(rule.seed, *key))
    kept = {key: _kept(share, key, rule, is_marked) for key, share in shares.answers.items()}
    codes = {share.code for share in kept.values()}
    for key in present:
        if key not in kept:
            kept[key] = Share(_new_code(codes), ())
    sharing = _Sharing(rule, kept)
    for key in sorted(
        present, key=lambda key: key[:3] if rule.by == "question" else (_chance(rule.seed, key.learner),)
    ):
        sharing.give_first(key)
    for key in _twice(rule, kept, present):
        sharing.give_second(key)
    return Shares(rule, kept)


def _kept(share: Share, key: AnswerKey, rule: Rule, is_marked: Callable[[AnswerKey, str], bool]) -> Share:
    return replace(share, markers=tuple(m for m in share.markers if m in rule.markers or is_marked(key, m)))


def _twice(rule: Rule, shares: dict[AnswerKey, Share], present: list[AnswerKey]) -> list[AnswerKey]:
    """Return the answers that get a second marker: of each question the part that the rule says, chosen by chance."""
    by_question: dict[tuple[str, ...], list[AnswerKey]] = defaultdict(list)
    for key in present:
        by_question[key[:3]].append(key)
    chosen = set[AnswerKey]()
    for keys in by_question.values():
        single = [key for key in keys if len(shares[key].markers) < 2]
        wanted = round(rule.twice * len(keys)) - (len(keys) - len(single))
        chosen.update(single[: max(0, wanted)])
    return [key for key in present if key in chosen]  # in an order of chance: so second markers are balanced, too


class _Sharing:
    """The shares while they are given out, and how much each marker has."""

    def __init__(self, rule: Rule, shares: dict[AnswerKey, Share]) -> None:
        self._rule, self._shares = rule, shares
        self._load = Counter(dict.fromkeys(rule.markers, 0))
        self._of_group: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for key, share in shares.items():
            for marker in share.markers:
                self._count(key, marker)
        unshared = sum(not share.markers for share in shares.values())
        have = sum(self._load[marker] for marker in rule.markers)
        self._fair = -(-(unshared + have) // len(rule.markers))  # rounded up

    def give_first(self, key: AnswerKey) -> None:
        if not self._shares[key].markers:
            self._give(key, self._first_marker(key))

    def give_second(self, key: AnswerKey) -> None:
        others = [marker for marker in self._rule.markers if marker not in self._shares[key].markers]
        if others:
            self._give(key, min(others, key=lambda marker: (self._load[marker], marker)))

    def _first_marker(self, key: AnswerKey) -> str:
        """Return who has the learner already, or the question and not yet a fair share; else who has least."""
        group = self._of_group[self._group(key)]
        known = [marker for marker in self._rule.markers if group[marker]]
        if self._rule.by == "question":
            known = [marker for marker in known if self._load[marker] < self._fair]
        return min(known or self._rule.markers, key=lambda marker: (self._load[marker], marker))

    def _give(self, key: AnswerKey, marker: str) -> None:
        share = self._shares[key]
        self._shares[key] = replace(share, markers=(*share.markers, marker))
        self._count(key, marker)

    def _count(self, key: AnswerKey, marker: str) -> None:
        self._load[marker] += 1
        self._of_group[self._group(key)][marker] += 1

    def _group(self, key: AnswerKey) -> tuple[str, ...]:
        return (key.learner,) if self._rule.by == "learner" else key[:3]


def _chance(*about: str) -> bytes:
    """Return by what answers are put in an order of chance, the same on every machine."""
    return blake2b("\0".join(about).encode("utf-8", "replace"), digest_size=16).digest()


def _new_code(codes: set[str]) -> str:
    while (code := "".join(choice(CODE_LETTERS) for _ in range(CODE_LENGTH))) in codes:
        pass
    codes.add(code)
    return code
