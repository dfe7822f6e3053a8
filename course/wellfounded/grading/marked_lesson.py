"""Hands a lesson in and marks it where the keys are: the review is written, and the journal says what was earned."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from wellfounded.assessment.handed_in import missing_marks
from wellfounded.content.case import Case
from wellfounded.grading.submission import read_journal, understood
from wellfounded.i18n.errors import UserError
from wellfounded.i18n.messages import phrase
from wellfounded.journal.file import JOURNAL, Event, append
from wellfounded.learner.lessons import module_of
from wellfounded.learner.receipt import Way
from wellfounded.learner.receipt_file import hand_in_for_receipt
from wellfounded.learner.workspace import REVIEW, Workspace
from wellfounded.learner.write_errors import why
from wellfounded.render.home_review import lesson_review


class NotHandedInError(UserError):
    """Nothing was handed in; the message tells the learner why."""


def mark_lesson(workspace: Workspace, folder: Path, cases: list[Case], way: Way) -> tuple[str, Event]:
    """Hand in the lesson in `folder`; return its review, which is left in the copy's hidden folder, and the event.

    `cases` are the graded ones with their keys. The review shows the key: it is there once the hand-in is on record.
    """
    hidden = workspace.hidden(module_of(folder))
    scratch, made = hidden / f"{REVIEW}.new", []

    def mark(data: bytes, _event: Event) -> None:
        journal, trouble = understood(data, "")
        made.append(lesson_review(cases, journal, trouble))
        hidden.mkdir(parents=True, exist_ok=True)
        scratch.write_text(made[-1], encoding="utf-8")

    try:
        event, _ = hand_in_for_receipt(workspace, folder, way, mark)
        scratch.replace(hidden / REVIEW)
    except OSError as error:
        raise NotHandedInError(phrase("Not handed in: {why}", why=why(error, folder))) from error
    finally:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)
    return made[-1], event


def note_marks(folder: Path, module: str, cases: list[Case]) -> None:
    """Write into the journal what each hand-in earned; if that fails, the next hand-in writes it too."""
    path = folder / JOURNAL
    try:
        for event in missing_marks(module, cases, read_journal(folder)[0]):
            append(path, event)
    except OSError as error:  # the review is shown all the same
        sys.stderr.write(f"{path}: the marks could not be noted: {error}\n")
