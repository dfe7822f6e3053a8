"""Which variant of a case is a learner's own: the one they met last; of what is graded, before that, one by their seed.

The seed stands in the journal of a lesson, so that the variant stays theirs when the lesson is opened again, moved or
graded anew. An answer tells which variant was on the page when it was given, since its question's id does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from wellfounded.assessment.attempts import attempt_share, last_attempt
from wellfounded.content.case import Case
from wellfounded.journal.file import Event, Journal
from wellfounded.journal.history import sort_key

FIRST = "a"  # how events name the variant whose letter is ""


def own_variant(case: Case, journal: Journal) -> Case:
    """Return the variant of a case that is the learner's own, as they meet it."""
    if not case.variants:
        return case
    variants = case.every_variant
    chosen = _met_last(variants, journal) or (_by_seed(variants, journal) if case.use == "graded" else variants[0])
    return chosen if chosen.turn and _may_ask_what_turned(chosen, variants, journal) else without_turn(chosen)


def own_variants(cases: Iterable[Case], journal: Journal) -> list[Case]:
    """Return the learner's own variant of each case."""
    return [own_variant(case, journal) for case in cases]


def letter(case: Case) -> str:
    """Return the letter by which events name a variant."""
    return case.variant or FIRST


def next_variant(case: Case, journal: Journal) -> Case:
    """Return the variant that comes next in practice: one not tried yet, else that tried longest ago."""
    return without_turn(_longest_ago(case.every_variant, journal))


def another_variant(case: Case, shown: Case, journal: Journal) -> Case | None:
    """Return another variant than the one shown, or None where the learner has no choice.

    In practice it is the next. What is graded is the learner's own, unless it has a content note and another has none.
    """
    others = [variant for variant in case.every_variant if variant.variant != shown.variant]
    if case.use == "graded":
        others = [variant for variant in others if shown.content_note and not variant.content_note]
    return _longest_ago(others, journal) if others else None


def _longest_ago(variants: list[Case], journal: Journal) -> Case:
    return min(variants, key=lambda variant: max(map(sort_key, tries(variant, journal)), default=("", "")))


def is_mastered(case: Case, journal: Journal) -> bool:
    """Return whether the last two variants that were tried whole were right, each without a hint."""
    rounds = sorted(filter(None, (_round(variant, journal) for variant in case.every_variant)))
    return len(rounds) > 1 and all(right for _, right in rounds[-2:])


def without_turn(case: Case) -> Case:
    """Return a case without its question on what turned the answer."""
    if not case.turn:
        return case
    return replace(case, questions=[question for question in case.questions if question.id != case.turn])


def tries(variant: Case, journal: Journal) -> list[Event]:
    """Return the last answer or try at each question of one variant that has any, on what turned it left aside."""
    names = [(event, question.id) for event in ("answer", "try") for question in without_turn(variant).questions]
    return [event for name, question in names if (event := journal.latest(name, variant.id, question))]


def _met_last(variants: list[Case], journal: Journal) -> Case | None:
    """Return the variant that the learner took or answered last; None before either."""
    met = [(sort_key(event), variant) for variant in variants for event in tries(variant, journal)]
    taken = journal.latest("variant", variants[0].id, "")
    by_letter = {letter(variant): variant for variant in variants}
    if taken and taken["response"] in by_letter:
        met.append((sort_key(taken), by_letter[taken["response"]]))
    return max(met, key=lambda pair: pair[0])[1] if met else None


def _round(variant: Case, journal: Journal) -> tuple[tuple[str, str], bool] | None:
    """Return when a practice variant was last tried, and whether all of it was right and no hint was asked for."""
    questions = [question for question in without_turn(variant).questions if not question.by_hand]
    attempts = [last_attempt(variant, question, journal) for question in questions]
    tried = [attempt for attempt in attempts if attempt]
    if not tried or len(tried) < len(questions):
        return None
    hints = any(journal.latest("hint", variant.id, question.id) for question in questions)
    shares = (attempt_share(question, attempt) for question, attempt in zip(questions, tried, strict=True))
    return max(map(sort_key, tried)), not hints and all(share == 1 for share in shares)


def _may_ask_what_turned(chosen: Case, variants: list[Case], journal: Journal) -> bool:
    """Return whether the learner tried another variant, and all the other questions of this one."""
    tried = [last_attempt(chosen, question, journal) for question in without_turn(chosen).questions]
    return all(tried) and any(tries(variant, journal) for variant in variants if variant.variant != chosen.variant)


def _by_seed(variants: list[Case], journal: Journal) -> Case:
    """Return the variant that falls to a seed, evenly; without one the first."""
    seed = next(journal.about("seed", "", ""), None)
    if seed is None:
        return variants[0]
    digest = hashlib.sha256(f"{seed['response']} {variants[0].id}".encode()).digest()
    return variants[int.from_bytes(digest[:8]) % len(variants)]
