"""Shows an instructor on a terminal how a grading run goes: progress, and at the end what needs a look."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from wellfounded.grading.batch.grading_run import GradingRun
from wellfounded.grading.batch.outcome import Outcome
from wellfounded.grading.names import escape_controls

Item = TypeVar("Item")
REFRESH_INTERVAL = 0.1  # seconds
SUMMARY = "{new} new, {changed} with another mark, {same} with the same mark; {refused} not graded."


class RateColumn(ProgressColumn):
    """Submissions a second."""

    def render(self, task: Task) -> Text:
        """Return the rate, once there is one."""
        return Text(f"{task.speed:.0f}/s" if task.speed else "")


def show_run(run: GradingRun, out: Console, *, dry: bool) -> bool:
    """Do a run and show it; return whether everything could be graded."""
    counts = {"new": 0, "changed": 0, "same": 0}
    remarks = [escape_controls(remark) for remark in run.remarks]
    refusals = [escape_controls(refusal) for refusal in run.refused]
    for outcome in with_progress(run.outcomes(), len(run.submissions), "Grading", out):
        if outcome.refused:
            refusals.append(_line(outcome, outcome.refused))
            continue
        counts[_kind(outcome)] += 1
        remarks += [_line(outcome, remark) for remark in outcome.remarks]
        if outcome.changed and (dry or outcome.before is not None):
            before = "–" if outcome.before is None else f"{outcome.before:g}"
            print_line(out, _line(outcome, f"{before} → {outcome.mark:g} ({'; '.join(outcome.reasons)})"))
    print_list(out, "To look at:", remarks)
    print_list(out, "Not graded:", refusals)
    print_line(out, SUMMARY.format(**counts, refused=len(refusals)) + (" Nothing was written." if dry else ""))
    return not refusals


def _kind(outcome: Outcome) -> str:
    if not outcome.changed:
        return "same"
    return "new" if outcome.before is None else "changed"


def with_progress(items: Iterable[Item], total: int, activity: str, out: Console) -> Iterator[Item]:
    """Yield what comes; on a terminal, show progress, rate and remaining time."""
    columns = (TextColumn(activity), BarColumn(), MofNCompleteColumn(), RateColumn(), TimeRemainingColumn())
    # Refreshed by hand: rich's own thread would be alive while workers are forked, which can block them for ever.
    with Progress(*columns, console=out, transient=True, auto_refresh=False, disable=not out.is_terminal) as progress:
        task, refreshed = progress.add_task("", total=total), 0.0
        for item in items:
            yield item
            progress.advance(task)
            if time.monotonic() - refreshed > REFRESH_INTERVAL:
                progress.refresh()
                refreshed = time.monotonic()


def print_list(out: Console, head: str, lines: list[str]) -> None:
    """Print lines below a head; nothing if there are none."""
    for line in [head, *lines] if lines else []:
        print_line(out, line)


def _line(outcome: Outcome, text: str) -> str:
    return f"  {escape_controls(outcome.learner)} {escape_controls(outcome.module)}: {escape_controls(text)}"


def print_line(out: Console, line: str) -> None:
    """Print a line as it is."""
    out.print(line, markup=False, highlight=False)
