"""Remembers where in each lesson a learner stopped reading, so that it opens there again, on any device."""

from __future__ import annotations

import json
from pathlib import Path

from wellfounded.assessment.own_variant import own_variants
from wellfounded.content.case import Case, cases_in
from wellfounded.journal.file import Journal
from wellfounded.learner.lessons import read_together
from wellfounded.learner.whole_file import replace_private_file
from wellfounded.learner.workspace import HIDDEN

BOOKMARKS = "bookmarks.json"  # in the workspace's hidden folder
MAX_BYTES = 100_000
MAX_PAGE = 64  # characters of a cell's id


def read_bookmark(workspace: Path, module: str) -> str:
    """Return the id of the page, which is a cell's, on which a learner stopped; "" where none is known."""
    return _read(workspace / HIDDEN / BOOKMARKS).get(module, "")


def keep_bookmark(workspace: Path, module: str, page: str) -> None:
    """Remember a page, for the learner alone; OSError where it cannot be written."""
    path = workspace / HIDDEN / BOOKMARKS
    path.parent.mkdir(mode=0o700, exist_ok=True)
    replace_private_file(path, json.dumps({**_read(path), module: page}, indent=1).encode())


def next_case(folders: list[Path]) -> str:
    """Return the id of the first case that is not answered after the last one that is, in the folders of a lesson.

    "" where nothing is answered, or nothing is left; OSError where a journal cannot be read.
    """
    journal = read_together(folders)
    own = own_variants(cases_in(folders[0]).values(), journal)
    answered = {case.id: _is_answered(case, journal) for case in own}
    names = list(answered)
    last = max((number for number, name in enumerate(names) if answered[name]), default=len(names))
    return next(iter(names[last + 1 :]), "")


def _is_answered(case: Case, journal: Journal) -> bool:
    latest = (journal.latest("answer", case.id, question.id) for question in case.questions)
    return any(event is not None and event["response"] is not None for event in latest)


def _read(path: Path) -> dict[str, str]:
    """Return the page by module; nothing where the file is missing or damaged."""
    try:
        if not path.is_file() or path.is_symlink() or path.stat().st_size > MAX_BYTES:
            return {}
        written = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    pages = written.items() if isinstance(written, dict) else ()
    return {module: page for module, page in pages if isinstance(page, str)}
