"""Chooses the workers: processes on this machine, or those of a scheduler."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from wellfounded.grading.workers.job import Workers
from wellfounded.grading.workers.local import LocalWorkers
from wellfounded.grading.workers.object_store import check_address
from wellfounded.i18n.errors import UserError


def choose_workers(
    scheduler: str, jobs: int, shared: list[Path], before_fork: Callable[[], object] = lambda: None, store: str = ""
) -> Workers:
    """Return workers at a scheduler's address; without one, `jobs` processes here (see `LocalWorkers`).

    `shared` are the folders that each machine must see, unless files come and go by the `store` at an address.
    UserError where dask is not installed.
    """
    if store and not scheduler:
        raise UserError("--store is for workers elsewhere: name their --scheduler, too.")
    if store:
        check_address(store)
    if not scheduler:
        return LocalWorkers(jobs, before_fork)
    try:
        from wellfounded.grading.workers.dask_client import ScheduledWorkers
    except ImportError as error:
        raise UserError(
            f"For --scheduler a library is missing ({error.name}). "
            "Install it here and on every worker: pip install 'distributed>=2026.7'"
        ) from error
    return ScheduledWorkers(scheduler, shared, store)
