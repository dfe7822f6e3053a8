"""The Review lesson, a page of its own in the release: practice questions that a learner answers again."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from wellfounded.authoring.lesson_notebook import HIDDEN_CODE, NOTEBOOK_METADATA
from wellfounded.learner.lessons import STATED
from wellfounded.notebook.review_cell import static

NAME = "98-review"  # after every module, before the glossary
PATH = Path("release") / NAME / f"{NAME}.ipynb"
TEXT = """\
# Review

A practice question comes back on this page if you missed it, if you asked for its hint, or if you said that you were
guessing. Each time you get it right, the wait grows: some days, then weeks, then months. If you miss it, it comes back
the next day. Stop whenever you like. Nothing is lost, and what is due waits for you.

**Who chooses the days.** A published method does. It is called FSRS, the Free Spaced Repetition Scheduler, and
flash-card programs such as Anki use it too. From your answers it estimates how long you will remember. A question comes
back when it thinks that you would still get nine out of ten such questions right. It works on this computer alone, and
it sends nothing. It looks at the first time you check an answer each day, so try as often as you like.

**What does not come back.** Graded questions do not, nor what you write in your own words, which a person has to weigh.
Practice questions that you got right the first time, without a hint and without guessing, do not come back either. An
answer that you did not check does not count. A question that has been reworded since starts anew.

This page teaches; it is not legal advice.
"""


def review_page() -> str:
    """Return the page as a notebook's JSON text."""
    output = new_output("display_data", static())
    cells = [
        new_markdown_cell(TEXT, id="about"),
        new_code_cell("from wellfounded import review", id="import", execution_count=1, metadata=HIDDEN_CODE),
        new_code_cell("review()", id="review", execution_count=2, metadata=HIDDEN_CODE, outputs=[output]),
    ]
    page = new_notebook(cells=cells, metadata={**NOTEBOOK_METADATA, "title": "Review", STATED: NAME})
    return str(nbformat.writes(page)) + "\n"
