"""Reports files in `submitted/` that no grader reads, and folders whose name stands for more than one learner."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from wellfounded.grading.collect.doubtful_senders import conflicting_spellings
from wellfounded.grading.collect.downloads import is_needed
from wellfounded.grading.names import escape_controls
from wellfounded.grading.submission import TIMESTAMP
from wellfounded.journal.file import JOURNAL

BY_HAND = "downloaded/by-hand"  # ignored by git
SHARED_NAMES = ("jovyan",)  # everybody's name in a container of JupyterHub


def stray_file_messages(submitted: Path, learners: Collection[str] = ()) -> list[str]:
    """Return a message, with the remedy, for each file where nothing is graded; of these learners, or of all."""
    messages = []
    for path, learner in _stray_files(submitted):
        if not learners or learner in learners:
            folder = f"{BY_HAND}/{learner or 'THE-LEARNERS-ID'}/"
            messages.append(
                f"{escape_controls(str(path.relative_to(submitted.parent)))}: lies where nothing is graded. Move it to "
                f"{escape_controls(folder)} and run: wellfounded collect {BY_HAND} --pattern '{{learner}}'"
            )
    return messages


def shared_name_messages(submitted: Path, learners: Collection[str]) -> Iterator[str]:
    """Yield a message for each folder whose name may stand for more than one learner."""
    yield from sorted({*conflicting_spellings(learners, submitted).values()})
    for learner in sorted({*learners} & {*SHARED_NAMES}):
        yield (
            f"{learner}: is the name of everybody who works in a container of JupyterHub. nbgrader's exchange keeps "
            "the latest hand-in under a name, and no other. Let learners hand in files, and collect those"
        )


def _stray_files(submitted: Path) -> Iterator[tuple[Path, str]]:
    """Yield files that may hold answers, with the learner: outside a module, or in one that has no journal."""
    for top in _entries(submitted):
        if top.is_file(follow_symlinks=False):
            yield from [(Path(top.path), "")] if _may_hold_answers(top.name) else []
        for entry in _entries(top.path):
            if entry.is_file(follow_symlinks=False):
                yield from [(Path(entry.path), top.name)] if _may_hold_answers(entry.name) else []
            inner = list(_entries(entry.path))
            if JOURNAL not in (file.name for file in inner):
                yield from ((Path(file.path), top.name) for file in inner if _may_hold_journal(file.name))


def _may_hold_answers(name: str) -> bool:
    return is_needed(name) and name != TIMESTAMP


def _may_hold_journal(name: str) -> bool:
    return _may_hold_answers(name) and not name.lower().endswith(".ipynb")


def _entries(folder: str | Path) -> list[os.DirEntry[str]]:
    """Return the entries of a folder that are not hidden; nothing if it is a link or no folder."""
    if Path(folder).is_symlink():
        return []
    try:
        with os.scandir(folder) as entries:
            return sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError:
        return []
