"""Marks a lesson that is handed in on a web page, in the place of `notebook/widgets/marking.py`.

The keys lie in a file of their own, which is fetched now and not before. Nothing is recorded but in the journal: there
is no gradebook here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from wellfounded.content.case import CASES, Case, from_public, read_cases, with_practised_places
from wellfounded.grading.marked_lesson import NotHandedInError, mark_lesson, note_marks
from wellfounded.i18n.messages import later, phrase
from wellfounded.launch.site.in_browser import key_file
from wellfounded.learner.lessons import module_of
from wellfounded.learner.receipt import Way
from wellfounded.learner.workspace import open_workspace

Step = dict[str, Any]
Listener = Callable[[Step], None]
WAY: Way = "page"  # in which what is marked is handed in, see receipts
NO_KEYS = later(
    "The lesson could not be marked, because what it is marked by could not be fetched. Your answers are safe. Go "
    "online, and hand in again."
)
UPDATED = later(
    "The course was updated since this page was opened. Your answers are safe. Reload the page, and hand in again."
)


def prepare(workspace: Path) -> None:
    """Do nothing: a page marks at once."""


def mark(workspace: Path, folder: Path, listener: Listener) -> None:
    """Hand in, and mark; tell the listener each step."""
    module, copy = module_of(folder), open_workspace(workspace)
    try:
        cases = _graded(folder, key_file.fetch(module))
        if copy is None:
            raise OSError(str(workspace))
        html, handed_in = mark_lesson(copy, folder, cases, WAY)
    except NotHandedInError as error:
        listener({"done": True, "refused": str(error)})
        return
    except FileNotFoundError:
        listener({"done": True, "refused": phrase(UPDATED)})
        return
    except OSError:
        listener({"done": True, "refused": phrase(NO_KEYS)})
        return
    note_marks(folder, module, cases)
    listener({"html": html, "at": handed_in["at"]})
    listener({"done": True})


def _graded(folder: Path, keys: str) -> list[Case]:
    """Return the graded cases of a lesson with their keys, in the lesson's order."""
    public = read_cases(folder / CASES).values()
    whole = {case.id: case for case in map(from_public, json.loads(keys))}
    return with_practised_places([whole[case.id] for case in public if case.use == "graded"], public)
