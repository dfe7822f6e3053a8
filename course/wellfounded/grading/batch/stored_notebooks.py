"""Stores graded notebooks that `wellfounded grade --no-notebooks` did not; marks stay as they are."""

from __future__ import annotations

from pathlib import Path

from wellfounded.grading.batch.autograded_folder import AutogradedNotebook, move_into_place
from wellfounded.grading.batch.graded_files import NotAsGradedError, graded_files
from wellfounded.grading.batch.ledger import Ledger
from wellfounded.grading.batch.module_template import configured_autograde, make_template
from wellfounded.grading.lock import lock_course
from wellfounded.grading.names import escape_controls


def store_notebooks(course: Path, module: str, learners: list[str]) -> tuple[int, list[str]]:
    """Store what is missing of a module's graded notebooks, of these learners or of all who were graded.

    Return how many were made, and of whom there is none, and why. UngradableError if the module cannot be graded.
    """
    template = make_template(configured_autograde(course), module, course)
    copy, made, left_out = AutogradedNotebook(template), 0, []
    with lock_course(course):
        ledger = Ledger(course, dry=False)
        try:
            for learner in learners or ledger.learners(module):
                try:
                    made += _store(copy, learner, ledger)
                except NotAsGradedError as error:
                    left_out.append(escape_controls(str(error)))
        finally:
            ledger.close()
    return made, left_out


def _store(copy: AutogradedNotebook, learner: str, ledger: Ledger) -> bool:
    """Store a learner's graded notebook; return whether it was missing."""
    entry = ledger.entry(copy.template.module, learner)
    if entry.mtime and entry.mtime == copy.mtime(learner):
        return False
    written = copy.write(learner, graded_files(copy, learner, entry))
    move_into_place(copy.template, learner, written)
    # A run that grades then leaves it as it is; where a power cut kept the notebook off the disk, it is graded anew.
    ledger.add(copy.template, [(learner, entry._replace(mtime=copy.mtime(learner)))])
    return True
