"""`wellfounded marks send`: posts what is graded to the platform, and says of every learner what became of it."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from filelock import FileLock, Timeout
from pylti1p3.lineitem import LineItem
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from wellfounded.grading.lms.connection import read_connection
from wellfounded.grading.lms.delivery import STOPPED as STOPPED_BEFORE
from wellfounded.grading.lms.delivery import WORKERS, deliver_all
from wellfounded.grading.lms.key_pair import read_key
from wellfounded.grading.lms.learner_marks import LearnerMark, read_marks, read_students
from wellfounded.grading.lms.mark_plan import TO_LOOK_AT, ColumnState, Kind, Outcome, Posting, plan
from wellfounded.grading.lms.matching import Matcher
from wellfounded.grading.lms.platform import Platform
from wellfounded.grading.lms.polite_session import Log, Pace, StoppedError
from wellfounded.grading.lms.private_files import FOLDER, private_folder
from wellfounded.grading.lms.sent_marks import SentMarks
from wellfounded.grading.names import escape_controls
from wellfounded.i18n.errors import UserError

LOCK = "send.lock"
REFRESH_INTERVAL = 0.1  # seconds
STOPPED = "Stopped. What was sent is sent; run the same again to send the rest. Nothing is sent twice."
DRY = "Nothing was sent."


@dataclass(frozen=True)
class SendOptions:
    """How to send: `rate` is requests a second; `overwrite` sends marks over those that somebody gave there."""

    dry_run: bool = False
    overwrite: bool = False
    rate: float = 10.0


class SendError(UserError):
    """Marks cannot be sent; the message says why, and what to do."""


def connect_platform(course: Path, pace: Pace, log: Log) -> Platform:
    """Return the platform of a course; a UserError where it is not connected, or its key cannot be used."""
    connection = read_connection(course)
    return Platform(connection, *read_key(course / FOLDER), pace, log, connections=WORKERS)


def send_marks(course: Path, modules: list[str], options: SendOptions, out: Console, err: Console, log: Log) -> int:
    """Send, and return the command's status: 0, 1 where something is to be looked at, 130 where it was stopped."""
    pace = Pace(options.rate)
    outcomes: list[Outcome] = []
    problem: UserError | None = None
    with _one_at_a_time(course), _stopped_by_interrupt(pace) as was_stopped:
        try:
            for outcome in _outcomes(course, modules, options, pace, out, log):
                outcomes.append(outcome)  # noqa: PERF402 (what came before an error counts)
        except StoppedError:
            pass  # told below
        except UserError as error:
            problem = error
        stopped = bool(was_stopped)
    if outcomes or not problem:
        _print_outcomes(outcomes, out, dry=options.dry_run)
    if problem:
        raise problem
    if stopped:
        err.print(STOPPED)
        return 130
    return 1 if any(outcome.kind in TO_LOOK_AT for outcome in outcomes) else 0


def _outcomes(
    course: Path, modules: list[str], options: SendOptions, pace: Pace, out: Console, log: Log
) -> Iterator[Outcome]:
    """Yield the outcome of each mark, module by module; of those that a stopped run does not come to as well."""
    marks = read_marks(course, modules)
    platform = connect_platform(course, pace, log)
    matcher = Matcher(platform.learners(), read_students(course))
    with closing(SentMarks(private_folder(course))) as sent:
        for module, rows in groupby(marks, lambda mark: mark.module):
            run = _ModuleRun(platform, module, list(rows), sent, pace)
            try:
                yield from _with_progress(run.outcomes(matcher, options), run, out)
            except StoppedError:
                graded = [mark for mark in run.marks if mark.state == "graded"]
                yield from (Outcome(mark, Kind.NOT_REACHED, STOPPED_BEFORE) for mark in graded)


class _ModuleRun:
    """The marks of one module, and where they go."""

    def __init__(self, platform: Platform, module: str, marks: list[LearnerMark], sent: SentMarks, pace: Pace) -> None:
        self.module, self.marks = module, marks
        self._platform, self._sent, self._pace = platform, sent, pace

    def outcomes(self, matcher: Matcher, options: SendOptions) -> Iterator[Outcome]:
        """Yield what becomes of each mark; a dry run makes no column and posts nothing."""
        column = self._platform.column(self.module)
        planned = plan(self.marks, matcher, self._state(column), overwrite=options.overwrite)
        postings = [step for step in planned if isinstance(step, Posting)]
        decided = [step for step in planned if isinstance(step, Outcome)]
        if postings and not options.dry_run:
            column = column or self._platform.make_column(self.module, postings[0].mark.maximum)
        yield from decided
        if options.dry_run:
            yield from (Outcome(posting.mark, Kind.TO_SEND, user=posting.user) for posting in postings)
        elif column:
            self._confirm(column, decided)
            yield from deliver_all(self._platform, column, postings, self._sent, self._pace)

    def _state(self, column: LineItem | None) -> ColumnState:
        if column is None:
            return ColumnState({}, {})
        return ColumnState(self._platform.results(column), self._sent.of_column(str(column.get_id())))

    def _confirm(self, column: LineItem, outcomes: Iterable[Outcome]) -> None:
        unchanged = [outcome for outcome in outcomes if outcome.kind == Kind.UNCHANGED]
        rows = [(outcome.user, outcome.mark.points, outcome.mark.maximum) for outcome in unchanged]
        self._sent.confirm(str(column.get_id()), rows)


@contextmanager
def _one_at_a_time(course: Path) -> Iterator[None]:
    """Keep a second run out: both would post the same."""
    lock = FileLock(private_folder(course) / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise SendError("Another 'wellfounded marks send' is at work here. Wait until it ends.") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _stopped_by_interrupt(pace: Pace) -> Iterator[list[bool]]:
    """Let Ctrl-C end the run after the requests that are under way; a second Ctrl-C ends it at once."""
    stopped: list[bool] = []

    def stop(number: int, _frame: object) -> None:
        stopped.append(True)
        pace.stop()
        signal.signal(number, before)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)


def _with_progress(outcomes: Iterator[Outcome], run: _ModuleRun, out: Console) -> Iterator[Outcome]:
    """Yield outcomes; on a terminal, show how many there are and the remaining time."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=out, transient=True, auto_refresh=False, disable=not out.is_terminal) as progress:
        task, refreshed = progress.add_task(f"Sending {run.module}", total=len(run.marks)), 0.0
        progress.refresh()
        for outcome in outcomes:
            yield outcome
            progress.advance(task)
            if time.monotonic() - refreshed > REFRESH_INTERVAL:
                progress.refresh()
                refreshed = time.monotonic()


def _print_outcomes(outcomes: list[Outcome], out: Console, *, dry: bool) -> None:
    """Print a line for each learner, those to look at last, and how many of each kind there are."""
    rows = [_row(outcome) for outcome in sorted(outcomes, key=lambda outcome: outcome.kind in TO_LOOK_AT)]
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)][:-1]
    for *cells, last in rows:
        padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
        out.print("  ".join([*padded, last]), markup=False)
    counts = Counter(outcome.kind for outcome in outcomes)
    summary = ", ".join(f"{counts[kind]} {kind}" for kind in Kind if counts[kind]) or "No marks"
    out.print(f"{summary}." + (f" {DRY}" if dry else ""), markup=False)


def _row(outcome: Outcome) -> tuple[str, str, str, str]:
    mark = outcome.mark
    points = f"{mark.points:g} of {mark.maximum:g}" if mark.state == "graded" else ""
    what = f"{outcome.kind}: {outcome.why}" if outcome.why else str(outcome.kind)
    return escape_controls(mark.student.id), mark.module, points, escape_controls(what)
