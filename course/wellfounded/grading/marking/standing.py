"""Works out where each written answer stands, from the marks that were given and from the gradebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wellfounded.grading.marking.marking_folder import Mark, MarkingFolder
from wellfounded.grading.marking.shares import Share
from wellfounded.grading.marking.written_answers import AnswerKey, Writing, WrittenAnswer

State = Literal["to mark", "agreed", "differs", "elsewhere"]


@dataclass(frozen=True)
class Standing:
    """Where an answer stands.

    `to mark` by those in `missing`; `agreed` on a mark, which `mark` is; two markers `differs`; or marked `elsewhere`,
    in formgrader, with another mark than theirs: it stands. `marks` are those that were given to this text.
    """

    code: str
    answer: WrittenAnswer
    state: State
    marks: list[Mark]
    missing: list[str]
    mark: Mark | None = None


def standings(folder: MarkingFolder, writing: Writing) -> Iterator[Standing]:
    """Yield where each answer stands that was shared out."""
    for key, share in sorted(folder.shares.answers.items()):
        if answer := writing.answers.get(key):
            yield _standing(folder, answer, share)


def _standing(folder: MarkingFolder, answer: WrittenAnswer, share: Share) -> Standing:
    by_marker = {marker: folder.mark_of(marker, answer.key, answer.digest) for marker in sorted(share.markers)}
    marks = [mark for mark in by_marker.values() if mark]
    missing = [marker for marker, mark in by_marker.items() if mark is None]
    decided = folder.settled(answer.key, answer.digest)
    if decided is None and not missing and len({mark.total for mark in marks}) == 1:
        decided = marks[0]
    if _given_elsewhere(folder, answer, decided):
        return Standing(share.code, answer, "elsewhere", marks, missing)
    if decided:
        return Standing(share.code, answer, "agreed", marks, [], decided)
    return Standing(share.code, answer, "to mark" if missing else "differs", marks, missing)


def _given_elsewhere(folder: MarkingFolder, answer: WrittenAnswer, decided: Mark | None) -> bool:
    """Return whether the gradebook has a mark that neither was written from here nor is what was decided."""
    manual, before = answer.cell.manual, folder.written(answer.key)
    if manual is None or (decided and decided.total == manual):
        return False
    return before is None or before.total != manual


def unshared(folder: MarkingFolder, writing: Writing) -> list[AnswerKey]:
    """Return the answers that wait for a person, and that nobody has to mark yet."""
    return [key for key, answer in writing.answers.items() if needs_marker(answer) and key not in folder.shares.answers]


def needs_marker(answer: WrittenAnswer) -> bool:
    """Return whether an answer is still to be marked, as far as the gradebook knows."""
    return answer.cell.waits or answer.cell.manual is None
