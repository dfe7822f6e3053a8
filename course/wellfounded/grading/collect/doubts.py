"""Says of which files it is in doubt whose they are, though an LMS, a folder or a roster named a learner."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from wellfounded.grading.collect.placement import Came
from wellfounded.grading.collect.register import Register
from wellfounded.grading.collect.senders import Sender
from wellfounded.grading.names import escape_controls, normalized

REMEDY = "give the roster a column lms_id"


def two_senders(senders: Iterable[Sender]) -> dict[str, str]:
    """Return learners for whom an LMS names two senders in one download, and why neither counts: none may mix."""
    known: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for each in senders:
        if each.learner and each.stranger:
            known.setdefault((each.learner, each.stranger.download), set()).add(each.stranger.number)
    return {
        learner: f"two senders, {' and '.join(sorted(numbers)[:2])}, fit {learner}; {REMEDY}"
        for (learner, _), numbers in known.items()
        if len(numbers) > 1
    }


def two_spellings(learners: Iterable[str], submitted: Path) -> dict[str, str]:
    """Return learners whose ids differ only in case or in how letters are put together, here or in `submitted/`."""
    there = [each.name for each in submitted.iterdir() if each.is_dir()] if submitted.is_dir() else []
    spellings: dict[str, set[str]] = {}
    for each in [*learners, *there]:
        spellings.setdefault(normalized(each), set()).add(each)
    return {
        each: f"{' and '.join(map(escape_controls, sorted(names)))} are one name on disks that ignore case; rename one"
        for names in spellings.values()
        for each in (names if len(names) > 1 else ())
    }


def another_sender(
    register: Register, learner: str, module: str, came: list[Came], before: frozenset[bytes]
) -> dict[int, str]:
    """Return, by its place in `came`, why a file is not this learner's beyond doubt.

    A file counts where the roster has its sender's number, or where that is known from earlier. Canvas's number is the
    learner's for good. Moodle's is another in each assignment: there a file counts, too, that holds entries of a
    journal that counts, since no one can guess their ids. Where no number is known, one sender is taken as the learner.
    """
    held, why = set(before), dict[int, str]()
    for each in came:
        held |= each.ids if each.sure or not each.number else frozenset()
    for lms in ("canvas", "moodle"):
        mine = [place for place, each in enumerate(came) if each.lms == lms and not each.sure]
        known = register.numbers(learner, lms, module)
        reached = set(known or [came[place].number for place in mine[:1]])
        lost = _unreached(came, mine, reached, held, by_entries=lms == "moodle")
        for place in (lost if known else mine) if lost else ():
            number = came[place].number
            other = next(each for each in [*known, *(came[p].number for p in mine)] if each != number)
            why[place] = f"sender {number} has the name of {learner}, as has sender {other}; {REMEDY}"
    return why


def _unreached(
    came: list[Came], places: list[int], numbers: set[str], held: set[bytes], *, by_entries: bool
) -> list[int]:
    """Return which files neither these numbers nor, one after another, their entries show to be the learner's."""
    left, before = list(places), len(places) + 1
    while len(left) < before:
        before = len(left)
        for place in list(left):
            each = came[place]
            if each.number in numbers or (by_entries and not held.isdisjoint(each.ids)):
                numbers.add(each.number)
                held |= each.ids
                left.remove(place)
    return left
