"""`wellfounded feedback`: runs it, and turns whatever goes wrong into a message."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from wellfounded.grading.batch.console import print_line, print_list, with_progress
from wellfounded.grading.batch.grade import problem
from wellfounded.grading.feedback.feedback_ledger import LEDGER
from wellfounded.grading.feedback.feedback_run import FeedbackRun
from wellfounded.grading.names import escape_controls
from wellfounded.i18n.errors import UserError

STOPPED = "Stopped. The pages written so far are kept; run it again to write the rest."
KEPT = "The pages written so far are kept."
BY_NBGRADER = (
    "{count} of them by nbgrader itself, which is slower: their graded notebooks, or the template, are not as this "
    "release makes them."
)


def write_cohort(
    course: Path, modules: list[str], learners: list[str], out: Console, err: Console, *, jobs: int, scheduler: str = ""
) -> int:
    """Write feedback, and return the command's status: 0, 1 when some was not written, 130 when it was stopped."""
    run = None
    try:
        run = FeedbackRun(course, modules, learners, jobs=jobs, scheduler=scheduler)
        return 0 if _show_run(run, out) else 1
    except KeyboardInterrupt:
        err.print(STOPPED)
        return 130
    except UserError as error:
        err.print(escape_controls(str(error)), markup=False)
        return 1
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        err.print(escape_controls(f"{problem(error, LEDGER)} {KEPT}"), markup=False)
        return 1
    finally:
        if run:
            run.close()


def _show_run(run: FeedbackRun, out: Console) -> bool:
    """Do a run and show it; return whether everybody's feedback is there."""
    refusals = [escape_controls(refusal) for refusal in run.refused]
    written = same = by_nbgrader = 0
    for page in with_progress(run.outcomes(), len(run.submissions), "Feedback", out):
        if page.refused:
            line = f"  {page.task.learner} {page.task.module}: {page.refused}"
            refusals.append(escape_controls(line))
            continue
        written, same = written + (not page.task.same), same + page.task.same
        by_nbgrader += page.by_nbgrader
    print_list(out, "Not written:", refusals)
    print_line(out, f"{written} written, {same} as they were; {len(refusals)} not written.")
    if by_nbgrader:
        print_line(out, BY_NBGRADER.format(count=by_nbgrader))
    return not refusals
