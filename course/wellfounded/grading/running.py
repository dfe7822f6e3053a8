"""`wellfounded grade`, from its first sentence to its last; whatever happens, it ends with one."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from wellfounded.grading.cohort import Run
from wellfounded.grading.names import harmless
from wellfounded.grading.steps import ACTIVE
from wellfounded.grading.telling import tell
from wellfounded.grading.template import UngradableError
from wellfounded.grading.turns import BusyError

STOPPED = "Stopped. What was graded so far is kept; run it again to grade the rest."


def run(
    course: Path, modules: list[str], learners: list[str], out: Console, err: Console, *, dry: bool, jobs: int
) -> int:
    """Grade, and return the command's status: 0, 1 when something could not be graded, 130 when it was stopped."""
    out.print(f"{ACTIVE}.", markup=False)
    going = None
    try:
        going = Run(course, modules, learners, dry=dry, jobs=jobs)
        return 0 if tell(going, out, dry=dry) else 1
    except KeyboardInterrupt:
        err.print(STOPPED)
        return 130
    except (UngradableError, BusyError) as error:
        err.print(harmless(str(error)), markup=False)
        return 1
    finally:
        if going:
            going.close()
