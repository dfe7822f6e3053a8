"""Gives a learner the first variant of every graded case, so that a test knows what is on the page."""

from itertools import count
from pathlib import Path

from wellfounded.assessment.own_variant import own_variant
from wellfounded.content.case import Case, cases_in
from wellfounded.journal.file import JOURNAL, Journal, append, new_event


def keep_first_variants(lesson: Path) -> None:
    """Write a seed by which the first variants are the learner's own into the journal of a lesson that has others."""
    varied = [case for case in cases_in(lesson).values() if case.use == "graded" and case.variants]
    if varied:
        append(lesson / JOURNAL, new_event("seed", response=seed_of_first(varied)))


def seed_of_first(varied: list[Case]) -> str:
    seeds = map(str, count())
    return next(seed for seed in seeds if not any(own_variant(case, sown(seed)).variant for case in varied))


def sown(seed: str) -> Journal:
    return Journal([{**new_event("seed", response=seed), "at": "2026-01-01T00:00:00.000000Z"}])
