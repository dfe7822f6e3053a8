"""Makes the page of a lesson to print, as it is made everywhere: from its text, which is fetched when it is printed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from wellfounded.content.case import CASES
from wellfounded.launch.site.in_browser.lesson_engine import COPY, COURSE
from wellfounded.learner.language import speak_language
from wellfounded.render.lesson_page import open_copy, printed_lesson

PRINTS = Path("/prints")  # lessons as they were released, with all their text


def folder_of(module: str) -> str:
    """Return where the text of a lesson is to lie, before it is printed."""
    return str(PRINTS / "release" / module)


def printed(module: str) -> str:
    """Return the page of a lesson with what was answered."""
    workspace = open_copy(COPY)
    speak_language(workspace)
    cases = COURSE / "release" / module / CASES
    if cases.exists():
        shutil.copy(cases, folder_of(module))
    return str(printed_lesson(replace(workspace, course=PRINTS), module))
