"""Makes a submission's graded folder from its journal, as `wellfounded grade` writes it."""

from __future__ import annotations

from typing import Any

from wellfounded.grading.batch.autograded_folder import AutogradedNotebook
from wellfounded.grading.batch.ledger import LedgerEntry
from wellfounded.grading.batch.submission_files import SubmissionFiles, read_submission
from wellfounded.grading.nbgrader.feedback_cells import write_answers, write_feedback
from wellfounded.grading.nbgrader.scored_cells import write_points
from wellfounded.grading.submission import UntrustedError, understood
from wellfounded.i18n.errors import UserError


class NotAsGradedError(UserError):
    """What lies in submitted/, or what it is graded by, is no longer what was graded; the message says what to do."""


def graded_files(copy: AutogradedNotebook, learner: str, entry: LedgerEntry) -> dict[str, bytes]:
    """Return the files of a submission's folder under `autograded/`, by their paths in it; the notebook is the first.

    `entry` is the submission's in the ledger. NotAsGradedError unless the gradebook's marks are those of these files.
    """
    module = copy.template.module
    changed = NotAsGradedError(f"{learner} was not graded since answers or keys changed: wellfounded grade {module}")
    if entry.setting != copy.digest:
        raise changed
    try:
        submission = read_submission(copy.template.submitted / learner / module)
    except UntrustedError as error:
        raise NotAsGradedError(f"{learner}: {error}.") from error
    if entry.journal.partition(":")[0] != submission.digest:
        raise changed
    nb, _ = marked_notebook(copy, submission)
    return copy.files(nb, submission.timestamp, submission.secret())


def marked_notebook(copy: AutogradedNotebook, submission: SubmissionFiles, *, feedback: bool = True) -> tuple[Any, str]:
    """Return a module's notebook with points, and what is wrong with the submission's journal.

    Without `feedback` it holds no more than marks hang on.
    """
    journal, trouble = understood(submission.journal, submission.trouble)
    nb, counted = copy.notebook(), journal.counted()
    scores = write_points(nb, copy.cases, counted)
    if feedback:
        write_feedback(nb, scores, counted, trouble)
    else:
        write_answers(nb, scores, counted)
    return nb, trouble
