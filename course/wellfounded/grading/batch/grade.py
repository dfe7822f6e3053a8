"""`wellfounded grade`: runs it, and turns whatever goes wrong into a message."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from rich.console import Console
from sqlalchemy.exc import SQLAlchemyError

from wellfounded.grading.batch.console import show_run
from wellfounded.grading.batch.grading_run import GradingRun
from wellfounded.grading.batch.ledger import LEDGER
from wellfounded.grading.names import escape_controls
from wellfounded.grading.nbgrader.config import CONFIG
from wellfounded.grading.nbgrader.steps import ACTIVE
from wellfounded.i18n.errors import UserError

STOPPED = "Stopped. What was graded so far is kept; run it again to grade the rest."
KEPT = "What was graded so far is kept."


def grade_cohort(
    course: Path,
    modules: list[str],
    learners: list[str],
    out: Console,
    err: Console,
    *,
    dry: bool,
    jobs: int,
    notebooks: bool = True,
    scheduler: str = "",
    store: str = "",
) -> int:
    """Grade, and return the command's status: 0, 1 when something could not be graded, 130 when it was stopped.

    Without `notebooks` no graded notebook is stored; `wellfounded notebooks` makes one when it is needed.
    """
    out.print(f"{ACTIVE}.", markup=False)
    options: dict[str, Any] = {"dry": dry, "jobs": jobs, "notebooks": notebooks, "scheduler": scheduler, "store": store}
    start = partial(GradingRun, course, modules, learners, **options)
    return run_status(start, partial(show_run, out=out, dry=dry), err, STOPPED, KEPT, LEDGER)


class Run(Protocol):
    """What keeps files open until it is closed."""

    def close(self) -> None:
        """Close them."""


AnyRun = TypeVar("AnyRun", bound=Run)


def run_status(
    start: Callable[[], AnyRun], show: Callable[[AnyRun], bool], err: Console, stopped: str, kept: str, ledger: str
) -> int:
    """Start a run, show it, and return the command's status: 0, 1 when something went wrong, 130 when it was stopped.

    `stopped` is said of a run that was stopped, and `kept` after what could not be read or written, perhaps the
    `ledger`.
    """
    run = None
    try:
        run = start()
        return 0 if show(run) else 1
    except KeyboardInterrupt:
        err.print(stopped)
        return 130
    except UserError as error:
        err.print(escape_controls(str(error)), markup=False)
        return 1
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        err.print(escape_controls(f"{_problem(error, ledger)} {kept}"), markup=False)
        return 1
    finally:
        if run:
            run.close()


def _problem(error: SQLAlchemyError | sqlite3.Error | OSError, ledger: str) -> str:
    """Return what could not be read or written, the gradebook or a ledger among it, and what to do."""
    if isinstance(error, OSError):
        return f"{error.filename or 'A file'}: {error.strerror or error}. Mend this, then run it again."
    cause = getattr(error, "orig", None) or error
    if "locked" in str(cause):
        return f"Another program is writing to the gradebook or to {ledger}. Close it, then run this again."
    message = str(cause).partition("\n")[0]
    if isinstance(error, SQLAlchemyError):
        return f"The gradebook that {CONFIG} names cannot be read or written ({message}). Mend this, then run it again."
    return f"{ledger} cannot be read ({message}). Move it away and run it again: then all is done anew."
