"""Finds files that may be another's than the learner's whom an LMS, a folder or a roster named, and says why."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from wellfounded.grading.collect.placement import IncomingAnswers
from wellfounded.grading.collect.sender_register import SenderRegister
from wellfounded.grading.collect.senders import Sender
from wellfounded.grading.names import escape_controls, normalized

REMEDY = "give the roster a column lms_id"


def learners_with_two_senders(senders: Iterable[Sender]) -> dict[str, str]:
    """Return learners for whom an LMS names two senders in one download, with the reason why neither counts."""
    numbers: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for sender in senders:
        if sender.learner and sender.lms_sender:
            key = (sender.learner, sender.lms_sender.download)
            numbers.setdefault(key, set()).add(sender.lms_sender.number)
    return {
        learner: f"two senders, {' and '.join(sorted(several)[:2])}, fit {learner}; {REMEDY}"
        for (learner, _), several in numbers.items()
        if len(several) > 1
    }


def conflicting_spellings(learners: Iterable[str], submitted: Path) -> dict[str, str]:
    """Return ids that differ only in case or in how letters are put together, here or in `submitted/`, with why."""
    folders = [path.name for path in submitted.iterdir() if path.is_dir()] if submitted.is_dir() else []
    spellings: dict[str, set[str]] = {}
    for name in [*learners, *folders]:
        spellings.setdefault(normalized(name), set()).add(name)
    return {
        name: f"{' and '.join(map(escape_controls, sorted(names)))} are one name on disks that ignore case; rename one"
        for names in spellings.values()
        for name in (names if len(names) > 1 else ())
    }


def doubtful_answers(
    register: SenderRegister, learner: str, module: str, incoming: list[IncomingAnswers], before: frozenset[bytes]
) -> dict[int, str]:
    """Return, by its index in `incoming`, why a file is not certainly this learner's.

    A file counts if the roster has its sender's number, or if the register has it. Canvas's number is the learner's for
    good. Moodle's differs between assignments; so a file counts, too, that shares entries with a journal that counts,
    since no one can guess their ids; `before` samples the one handed in before. Where no number is known, a single
    sender is taken as the learner.
    """
    trusted_ids, reasons = set(before), dict[int, str]()
    for answers in incoming:
        trusted_ids |= answers.ids if answers.confirmed or not answers.number else frozenset()
    for lms in ("canvas", "moodle"):
        indices = [i for i, answers in enumerate(incoming) if answers.lms == lms and not answers.confirmed]
        known = register.numbers(learner, lms, module)
        numbers = set(known or [incoming[index].number for index in indices[:1]])
        unlinked = _unlinked(incoming, indices, numbers, trusted_ids, by_entries=lms == "moodle")
        for index in (unlinked if known else indices) if unlinked else ():
            number = incoming[index].number
            others = [*known, *(incoming[i].number for i in indices)]
            other = next(candidate for candidate in others if candidate != number)
            reasons[index] = f"sender {number} has the name of {learner}, as has sender {other}; {REMEDY}"
    return reasons


def _unlinked(
    incoming: list[IncomingAnswers], indices: list[int], numbers: set[str], trusted_ids: set[bytes], *, by_entries: bool
) -> list[int]:
    """Return the files that neither these numbers nor shared entries, one after another, link to the learner."""
    left, count = list(indices), len(indices) + 1
    while len(left) < count:
        count = len(left)
        for index in list(left):
            answers = incoming[index]
            if answers.number in numbers or (by_entries and not trusted_ids.isdisjoint(answers.ids)):
                numbers.add(answers.number)
                trusted_ids |= answers.ids
                left.remove(index)
    return left
