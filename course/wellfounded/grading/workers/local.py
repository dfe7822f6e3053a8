"""Worker processes on this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from typing import Any

from wellfounded.grading.workers.job import Item, Job, Result, State

CHUNKS_AHEAD = 3  # chunks that are sent ahead, for each worker


class LocalWorkers:
    """Worker processes on this machine; on Linux they are forked."""

    def __init__(self, jobs: int = 0, before_fork: Callable[[], object] = lambda: None) -> None:
        """Have `jobs` processes, 0 for one per core. `before_fork` closes what no process should inherit."""
        self._jobs, self._before_fork = jobs or os.cpu_count() or 1, before_fork

    def results(
        self, job: Job[State, Item, Result], chunks: Iterable[list[Item]]
    ) -> Iterator[tuple[list[Item], list[Result]]]:
        """Yield each chunk, in order, with its results. A chunk whose process died is done again, item by item."""
        ahead = iter(chunks)
        pool, waiting = self._pool(job), deque[tuple[list[Item], Future[list[Result]]]]()
        try:
            while True:
                for chunk in islice(ahead, max(0, self._jobs * CHUNKS_AHEAD - len(waiting))):
                    waiting.append((chunk, pool.submit(_do_chunk, chunk)))
                if not waiting:
                    return
                chunk, future = waiting.popleft()
                try:
                    results = future.result()
                except BrokenProcessPool:
                    pool.shutdown()
                    pool, results = self._pool(job), [self._do_alone(job, item) for item in chunk]
                    waiting = deque((later, pool.submit(_do_chunk, later)) for later, _ in waiting)
                yield chunk, results
        finally:
            # Waits: a pool that is still closing when Python exits may write a traceback (seen in Python 3.11).
            pool.shutdown(cancel_futures=True)

    def _pool(self, job: Job[Any, Any, Any], jobs: int = 0) -> ProcessPoolExecutor:
        """Return workers. On Linux they are forked, and need not import nbgrader anew, which takes two seconds."""
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._before_fork()
        return ProcessPoolExecutor(jobs or self._jobs, context, initializer=_start, initargs=(job,))

    def _do_alone(self, job: Job[Any, Item, Result], item: Item) -> Result:
        """Return an item's result from a process of its own."""
        with self._pool(job, 1) as pool:
            try:
                (result,) = pool.submit(_do_chunk, [item]).result()
            except BrokenProcessPool:
                return job.crashed(item)
        return result  # type: ignore[no-any-return]


_do_item: Callable[[Any], Any]


def _start(job: Job[Any, Any, Any]) -> None:
    """Prepare a worker: it leaves Ctrl-C to its parent, and never outlives it."""
    global _do_item
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _do_item = partial(job.do, job.prepare())


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _do_chunk(chunk: list[Any]) -> list[Any]:
    return [_do_item(item) for item in chunk]
