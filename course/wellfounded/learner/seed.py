"""The seed of a learner's copy of a lesson: by it graded cases that have variants differ between neighbours."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from wellfounded.content.case import Case
from wellfounded.journal.file import JOURNAL, append, new_event, replay_cached
from wellfounded.learner.dates import COURSE_ID
from wellfounded.learner.lessons import module_of

HUB_USER = "JUPYTERHUB_USER"
READER = "WELLFOUNDED_READER"  # on a web page: what the browser calls its reader


def keep_seed(case: Case, folder: Path) -> None:
    """Write a seed into a lesson's journal before a graded case with variants is drawn, unless it has one.

    Where it cannot be written the first variant is drawn, and an answer to it makes it the learner's own.
    """
    if case.use != "graded" or not case.variants:
        return
    with suppress(OSError):
        if not any(replay_cached(folder / JOURNAL).about("seed", "", "")):
            append(folder / JOURNAL, new_event("seed", module=module_of(folder), response=_seed()))


def _seed() -> str:
    """Return a seed: on a hub one that follows from who the learner is there, so that it outlives a lost home.

    On a web page it follows from what the browser calls its reader, so that it is the same before it is kept.
    """
    who = os.environ.get(HUB_USER) or os.environ.get(READER)
    known = f"{os.environ.get(COURSE_ID, '')} {who}" if who else str(uuid4())
    return hashlib.sha256(known.encode()).hexdigest()[:16]
