"""Finds what was graded: the notebooks under `autograded/`, and submissions that were graded without keeping one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from wellfounded.grading.batch.ledger import Ledger
from wellfounded.grading.batch.module_template import UngradableError


class GradedSubmission(NamedTuple):
    """A learner's work on a module; `kept` where its graded notebook lies under `autograded/`."""

    module: str
    learner: str
    kept: bool


def graded_submissions(
    autograded: Path, submitted: Path, ledger: Ledger, modules: list[str], learners: list[str], excluded: set[str]
) -> list[GradedSubmission]:
    """Return what was graded of these modules and learners, or of all; UngradableError where one of them has nothing.

    As in nbgrader, hidden folders do not count, nor do learners who are `excluded`.
    """
    found = dict.fromkeys(_kept(autograded), True)
    for path in submitted.glob("[!.]*/[!.]*/"):
        found.setdefault((path.name, path.parent.name), False)
    every = [GradedSubmission(*name, kept) for name, kept in sorted(found.items()) if name[1] not in excluded]
    every = [graded for graded in every if graded.kept or ledger.entry(graded.module, graded.learner).setting]
    if missing := set(learners) - {graded.learner for graded in every}:
        raise UngradableError(f"Nothing was graded of {', '.join(sorted(missing))}. Run 'wellfounded grade' first.")
    if missing := set(modules) - {graded.module for graded in every}:
        raise UngradableError(f"Nothing was graded of {', '.join(sorted(missing))}. Run 'wellfounded grade' first.")
    return [
        graded
        for graded in every
        if (not modules or graded.module in modules) and (not learners or graded.learner in learners)
    ]


def _kept(autograded: Path) -> Iterator[tuple[str, str]]:
    for path in autograded.glob("[!.]*/[!.]*/*.ipynb"):
        if path.stem == path.parent.name:
            yield path.parent.name, path.parent.parent.name
