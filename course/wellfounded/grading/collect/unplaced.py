"""Names what lies in `submitted/` where no grader looks, or under a name that stands for more than one learner."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from wellfounded.grading.collect.doubts import two_spellings
from wellfounded.grading.collect.downloads import TIMESTAMP, wanted
from wellfounded.grading.names import escape_controls
from wellfounded.journal.file import JOURNAL

BY_HAND = "downloaded/by-hand"  # ignored by git
EVERYBODY = ("jovyan",)  # who works in a container of JupyterHub, whoever that is


def strays(submitted: Path, learners: Collection[str] = ()) -> list[str]:
    """Return what was laid by hand where nobody grades it, with the remedy; of these learners, or of all."""
    found = []
    for path, learner in _files(submitted):
        if not learners or learner in learners:
            folder = f"{BY_HAND}/{learner or 'THE-LEARNERS-ID'}/"
            found.append(
                f"{escape_controls(str(path.relative_to(submitted.parent)))}: lies where nothing is graded. Move it to "
                f"{escape_controls(folder)} and run: wellfounded collect {BY_HAND} --pattern '{{learner}}'"
            )
    return found


def shared_names(submitted: Path, learners: Collection[str]) -> Iterator[str]:
    """Yield what is to be said of folders whose name may stand for more than one learner."""
    yield from sorted({f"{why}" for why in two_spellings(learners, submitted).values()})
    for each in sorted({*learners} & {*EVERYBODY}):
        yield (
            f"{each}: is the name of everybody who works in a container of JupyterHub. nbgrader's exchange keeps the "
            "latest hand-in under a name, and no other. Let learners hand in files, and collect those"
        )


def _files(submitted: Path) -> Iterator[tuple[Path, str]]:
    """Yield files that may hold answers and lie outside a learner's module, or in it in place of the answers."""
    for top in _entries(submitted):
        if top.is_file(follow_symlinks=False):
            yield from [(Path(top.path), "")] if _answers(top.name) else []
        for entry in _entries(top.path):
            if entry.is_file(follow_symlinks=False):
                yield from [(Path(entry.path), top.name)] if _answers(entry.name) else []
            inner = list(_entries(entry.path))
            if JOURNAL not in (each.name for each in inner):
                yield from ((Path(each.path), top.name) for each in inner if _packed(each.name))


def _answers(name: str) -> bool:
    return wanted(name) and name != TIMESTAMP


def _packed(name: str) -> bool:
    return _answers(name) and not name.lower().endswith(".ipynb")


def _entries(folder: str | Path) -> list[os.DirEntry[str]]:
    """Return what lies in a folder that is no link, but hidden things; nothing if it is no folder."""
    if Path(folder).is_symlink():
        return []
    try:
        with os.scandir(folder) as entries:
            return sorted((each for each in entries if not each.name.startswith(".")), key=lambda each: each.name)
    except OSError:
        return []
