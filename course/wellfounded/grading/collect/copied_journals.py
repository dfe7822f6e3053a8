"""Finds journals that hold entries of another learner: one of the two gave in the other's file."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from wellfounded.grading.submission import read_journal

SAMPLE = 5000  # entries of one journal that are compared, the same of each; an honest journal has fewer
NAMED = 3  # learners


def sample(ids: Iterable[str]) -> frozenset[bytes]:
    """Return what is compared of the ids of a journal's entries: little, however many there are."""
    digests = {blake2b(each.casefold().encode("utf-8", "replace"), digest_size=8).digest() for each in ids}
    return frozenset(heapq.nsmallest(SAMPLE, digests))


def samples(submitted: Path, module: str) -> Iterator[tuple[str, frozenset[bytes]]]:
    """Yield each learner whose folder holds this module, and what is compared of the journal."""
    for folder in sorted(submitted.glob(f"*/{module}")):
        if not folder.parent.name.startswith("."):
            yield folder.parent.name, sample(event["id"] for event in read_journal(folder)[0].events)


def shared(journals: Iterable[tuple[str, frozenset[bytes]]]) -> dict[str, set[str]]:
    """Return, for each learner who shares entries with others, who those are. A learner may come more than once."""
    holders: dict[bytes, list[str]] = {}
    for learner, ids in journals:
        for each in ids:
            mine = holders.setdefault(each, [])
            if learner not in mine and len(mine) <= NAMED:
                mine.append(learner)
    found: dict[str, set[str]] = {}
    for learners in holders.values():
        for learner in learners if len(learners) > 1 else ():
            found.setdefault(learner, set()).update(each for each in learners if each != learner)
    return found


def remark(others: set[str]) -> str:
    """Return what is to be said of a learner who shares entries with these."""
    first = ", ".join(sorted(others)[:NAMED])
    return f"holds entries of {first}" + (f" and {len(others) - NAMED} more" if len(others) > NAMED else "")
