"""Tells an instructor on a terminal how a grading run goes: progress, and at the end what needs a look."""

from __future__ import annotations

import time
from collections.abc import Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from wellfounded.grading.batch.cohort import Run
from wellfounded.grading.batch.outcome import Outcome
from wellfounded.grading.names import escape_controls

EVERY = 0.1  # seconds between two drawings


class Rate(ProgressColumn):
    """Submissions a second."""

    def render(self, task: Task) -> Text:
        """Return the rate, once there is one."""
        return Text(f"{task.speed:.0f}/s" if task.speed else "")


def tell(run: Run, out: Console, *, dry: bool) -> bool:
    """Go through a run and tell; return whether all could be graded."""
    counted, odd, refused = (
        {"new": 0, "changed": 0, "same": 0},
        list[str](),
        [escape_controls(each) for each in run.refused],
    )
    odd += [escape_controls(each) for each in run.remarks]
    for each in _progress(run, out):
        if each.refused:
            refused.append(_line(each, each.refused))
            continue
        counted["new" if each.before is None and each.changed else "changed" if each.changed else "same"] += 1
        odd += [_line(each, remark) for remark in each.remarks]
        if each.changed and (dry or each.before is not None):
            was = "–" if each.before is None else f"{each.before:g}"
            _say(out, _line(each, f"{was} → {each.mark:g} ({'; '.join(each.reasons)})"))
    _list(out, "To look at:", odd)
    _list(out, "Not graded:", refused)
    told = "{new} new, {changed} with another mark, {same} with the same mark; {lost} not graded."
    _say(out, told.format(**counted, lost=len(refused)) + (" Nothing was written." if dry else ""))
    return not refused


def _progress(run: Run, out: Console) -> Iterator[Outcome]:
    """Yield outcomes; where someone watches, show how far it is, how fast, and how long it will take."""
    columns = (TextColumn("Grading"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    # Drawn by hand: a thread that draws would be alive while workers are forked, which can block them for ever.
    with Progress(*columns, console=out, transient=True, auto_refresh=False, disable=not out.is_terminal) as progress:
        task, drawn = progress.add_task("", total=len(run.submissions)), 0.0
        for each in run.outcomes():
            yield each
            progress.advance(task)
            if time.monotonic() - drawn > EVERY:
                progress.refresh()
                drawn = time.monotonic()


def _list(out: Console, head: str, lines: list[str]) -> None:
    for line in [head, *lines] if lines else []:
        _say(out, line)


def _line(each: Outcome, said: str) -> str:
    return f"  {escape_controls(each.learner)} {escape_controls(each.module)}: {escape_controls(said)}"


def _say(out: Console, line: str) -> None:
    out.print(line, markup=False, highlight=False)
