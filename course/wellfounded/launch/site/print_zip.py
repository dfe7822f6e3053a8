"""What a browser prints a lesson from: its text as HTML, what its activities and comparisons show, and its pictures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from wellfounded.content import markdown, release
from wellfounded.launch.site.lesson_html import LessonText, text_of
from wellfounded.launch.site.python_zip import zipped
from wellfounded.render.lesson_page import SHOWN_AS_BUILT

NAME = "print.zip"


def print_zip(released: Path, lesson: LessonText) -> bytes:
    """Return a zip with the notebook of a released lesson, as far as it is printed, and the lesson's pictures."""
    notebook = {"metadata": {"title": lesson.title}, "cells": [_printed(cell, lesson.title) for cell in lesson.cells]}
    pictures = [file for file in release.files(released) if file.suffix in release.PICTURES]
    return zipped(
        {f"{lesson.module}.ipynb": json.dumps(notebook).encode()}
        | {file.as_posix(): (released / file).read_bytes() for file in pictures}
    )


def _printed(cell: dict[str, Any], title: str) -> dict[str, Any]:
    """Return a cell whose text is HTML; of code, what it shows, where that is printed as the build made it."""
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        return {**cell, "source": str(markdown.standalone(text_of(cell), title))}
    return {**cell, "outputs": cell["outputs"] if source.partition("(")[0] in SHOWN_AS_BUILT else []}
