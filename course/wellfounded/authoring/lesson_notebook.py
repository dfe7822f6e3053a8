"""Makes the notebook of a lesson: cells with readable ids, nbgrader's metadata and static outputs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from wellfounded.authoring.comparison import comparison_data
from wellfounded.authoring.execute import run_cells
from wellfounded.authoring.lesson import HAND_IN, Lesson, LessonCell
from wellfounded.authoring.lesson_pages import pages
from wellfounded.content import markdown
from wellfounded.content.activities import Activity
from wellfounded.content.case import Case, from_public, public_part, written_cell
from wellfounded.content.questions import Question
from wellfounded.learner.lessons import STATED
from wellfounded.notebook.activity_cells import static as activity_static
from wellfounded.notebook.cells import CELLS
from wellfounded.notebook.compare_cell import static as compare_static
from wellfounded.render.case import one_line, static

# The learner's view hides it (view.css): only who marks has a use for the cell.
WRITTEN_CELL_TEXT = '<p class="wf-marked-here"><em>What you write above is read and marked here.</em></p>'
LOCKED_CELL = {"grade": False, "solution": False, "locked": True, "task": False, "schema_version": 3}
HIDDEN_CODE = {"jupyter": {"source_hidden": True}}
NOTEBOOK_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook(lesson: Lesson, cases: dict[str, Case], activities: dict[str, Activity]) -> str:
    """Return the notebook of a lesson as JSON text; `cases` and `activities` are rendered.

    Its outputs are made from the public part of each case, so that it holds no key.
    """
    cells, ids, count = [], Counter[str](), 0
    outputs = run_cells(lesson, [cell for cell in lesson.cells if cell.is_plain_code])
    for cell in _cut_at_pages(lesson.cells):
        name = cell.case or cell.activity or _id_from_text(cell)
        ids[name] += 1
        cell_id = name if ids[name] == 1 else f"{name}-{ids[name]}"
        if cell.kind == "code":
            count += 1
            data = _static_output(cell, cases, activities)
            cells.append(_code_cell(cell, cell_id, count, cases, data, outputs.get(cell.line, [])))
        else:
            cells.append(new_markdown_cell(markdown.linked(cell.source), id=cell_id))
        if cell.case:
            cells += [_written_cell(cell.case, question) for question in cases[cell.case].written]
    document = new_notebook(cells=cells, metadata={**NOTEBOOK_METADATA, "title": lesson.title, STATED: lesson.module})
    nbformat.validate(document)
    return str(nbformat.writes(document)) + "\n"


def _cut_at_pages(cells: list[LessonCell]) -> Iterator[LessonCell]:
    """Yield the cells of a lesson, with one for each page of a text."""
    for cell, following in zip_longest(cells, cells[1:]):
        if cell.kind == "markdown":
            leads_over = following is not None and bool(following.case or following.source == HAND_IN)
            yield from (replace(cell, source=text) for text in pages(cell.source, leads_over=leads_over))
        else:
            yield cell


def _id_from_text(cell: LessonCell) -> str:
    """Return an id made of the first heading of a text, or of the first words of any other cell."""
    heading = re.search(r"^#+ *(.+)$", cell.source, re.MULTILINE) if cell.kind == "markdown" else None
    words = re.findall(r"[a-z0-9]+", (heading.group(1) if heading else cell.source).lower())
    return "-".join(words)[:48].strip("-") or cell.kind


def _code_cell(
    cell: LessonCell,
    cell_id: str,
    count: int,
    cases: dict[str, Case],
    data: dict[str, str] | None,
    outputs: list[Any],
) -> Any:
    metadata: dict[str, Any] = HIDDEN_CODE
    if cell.case:
        metadata = {**HIDDEN_CODE, "nbgrader": _nbgrader_metadata(cases[cell.case])}
    for output in outputs:
        if output.output_type == "execute_result":
            output.execution_count = count
    outputs = [new_output("display_data", data)] if data else outputs
    return new_code_cell(cell.source, id=cell_id, execution_count=count, metadata=metadata, outputs=outputs)


def _static_output(cell: LessonCell, cases: dict[str, Case], activities: dict[str, Activity]) -> dict[str, str] | None:
    """Return what a cell of the course shows where no kernel runs; None for a lesson's own code."""
    if cell.case:
        public = from_public(public_part(cases[cell.case]))
        return {"text/html": static(public), "text/plain": one_line(public)}
    if cell.activity:
        return activity_static(activities[cell.activity])
    if cell.compared_countries:
        return compare_static(comparison_data(), cell.compared_countries)
    return CELLS[cell.source]() if cell.source in CELLS else None


def _written_cell(case: str, question: Question) -> Any:
    """Return the cell that nbgrader calls manually graded: a person marks a written answer in it."""
    grade_id = written_cell(case, question)
    grading = {"grade": True, "solution": True, "locked": False, "points": question.points, "cell_type": "markdown"}
    metadata = {"nbgrader": {**LOCKED_CELL, "grade_id": grade_id, **grading}}
    return new_markdown_cell(WRITTEN_CELL_TEXT, id=grade_id, metadata=metadata)


def _nbgrader_metadata(case: Case) -> dict[str, Any]:
    """Return the metadata of a locked cell; for a case with points, it is a grade cell as well."""
    grading = {"grade": True, "points": case.points, "cell_type": "code"} if case.points else {}
    return {**LOCKED_CELL, "grade_id": case.id, **grading}
