"""`wellfounded feedback`: runs it, and turns whatever goes wrong into a message."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from rich.console import Console

from wellfounded.grading.batch.console import print_line, print_list, with_progress
from wellfounded.grading.batch.grade import run_status
from wellfounded.grading.feedback.feedback_ledger import LEDGER
from wellfounded.grading.feedback.feedback_run import FeedbackRun
from wellfounded.grading.names import escape_controls

STOPPED = "Stopped. The pages written so far are kept; run it again to write the rest."
KEPT = "The pages written so far are kept."
BY_NBGRADER = (
    "{count} of them by nbgrader itself, which is slower: their graded notebooks, or the template, are not as this "
    "release makes them."
)


def write_cohort(
    course: Path,
    modules: list[str],
    learners: list[str],
    out: Console,
    err: Console,
    *,
    jobs: int,
    scheduler: str = "",
    store: str = "",
) -> int:
    """Write feedback, and return the command's status: 0, 1 when some was not written, 130 when it was stopped."""
    start = partial(FeedbackRun, course, modules, learners, jobs=jobs, scheduler=scheduler, store=store)
    return run_status(start, partial(_show_run, out=out), err, STOPPED, KEPT, LEDGER)


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
