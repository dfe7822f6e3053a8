"""Finds journals that hold entries of another learner: one of the two handed in the other's file."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from wellfounded.grading.submission import read_journal

SAMPLE_SIZE = 5000  # entries of a journal that are compared, chosen alike in each; an honest journal has fewer
NAMED = 3  # learners


def sample(ids: Iterable[str]) -> frozenset[bytes]:
    """Return digests of the ids of a journal's entries, to compare journals by: few, however many ids there are."""
    digests = {blake2b(text.casefold().encode("utf-8", "replace"), digest_size=8).digest() for text in ids}
    return frozenset(digests if len(digests) <= SAMPLE_SIZE else heapq.nsmallest(SAMPLE_SIZE, digests))


def samples(submitted: Path, module: str) -> Iterator[tuple[str, frozenset[bytes]]]:
    """Yield each learner whose folder holds this module, and the sample of the journal."""
    for folder in sorted(submitted.glob(f"*/{module}")):
        if not folder.parent.name.startswith("."):
            yield folder.parent.name, sample(event["id"] for event in read_journal(folder)[0].events)


def learners_who_share(journals: Iterable[tuple[str, frozenset[bytes]]]) -> dict[str, set[str]]:
    """Return, for each learner who shares entries with others, those others, from (learner, sample) of each journal."""
    holders: dict[bytes, list[str]] = {}
    for learner, digests in journals:
        for digest in digests:
            learners = holders.setdefault(digest, [])
            if learner not in learners and len(learners) <= NAMED:
                learners.append(learner)
    return each_other(holders.values())


def each_other(groups: Iterable[list[str]]) -> dict[str, set[str]]:
    """Return, for each learner in a group with others, those others."""
    sharers: dict[str, set[str]] = {}
    for learners in groups:
        for learner in learners if len(learners) > 1 else ():
            sharers.setdefault(learner, set()).update(other for other in learners if other != learner)
    return sharers


def copy_remark(others: set[str]) -> str:
    """Return the remark on a learner who shares entries with these."""
    first = ", ".join(sorted(others)[:NAMED])
    return f"holds entries of {first}" + (f" and {len(others) - NAMED} more" if len(others) > NAMED else "")
