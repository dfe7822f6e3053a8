"""Makes the notebook of a lesson: cells with readable ids, nbgrader's metadata and static outputs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from wellfounded.authoring.cell_names import named_cells
from wellfounded.authoring.comparison import comparison_data
from wellfounded.authoring.execute import run_cells
from wellfounded.authoring.lesson import Lesson, LessonCell
from wellfounded.authoring.reading_key import place_for_key
from wellfounded.content import markdown
from wellfounded.content.activities import Activity
from wellfounded.content.case import Case, from_public, public_part, written_cell
from wellfounded.content.questions import Question
from wellfounded.content.section_places import HEADING, section_places, sections_shown
from wellfounded.content.sittings import SITTINGS, Sitting, time_in_words
from wellfounded.learner.lessons import STATED
from wellfounded.notebook.activity_cells import static as activity_static
from wellfounded.notebook.cells import CELLS
from wellfounded.notebook.compare_cell import static as compare_static
from wellfounded.render.case import one_line, static

# The learner's view hides it (view.css): only who marks has a use for the cell.
WRITTEN_CELL_TEXT = '<p class="wf-marked-here"><em>What you write above is read and marked here.</em></p>'
LOCKED_CELL = {"grade": False, "solution": False, "locked": True, "task": False, "schema_version": 3}
TITLE = re.compile(r"^# .+$", re.MULTILINE)
KEY_ID = "key-to-marks"
HIDDEN_CODE = {"jupyter": {"source_hidden": True}}
NOTEBOOK_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook(
    lesson: Lesson,
    cases: dict[str, Case],
    activities: dict[str, Activity],
    sittings: Sequence[Sitting],
    key_to_marks: str = "",
) -> str:
    """Return the notebook of a lesson as JSON text; `cases` and `activities` are rendered.

    `key_to_marks` tells at its end what the marks behind its citations mean.
    Its outputs are made from the public part of each case, so that it holds no key.
    """
    cells, count = [], 0
    outputs = run_cells(lesson, [cell for cell in lesson.cells if cell.is_plain_code])
    for cell_id, cell in named_cells(lesson.cells).items():
        if cell.kind == "code":
            count += 1
            data = _static_output(cell, cases, activities)
            cells.append(_code_cell(cell, cell_id, count, cases, data, outputs.get(cell.line, [])))
        else:
            source = _with_place(markdown.linked(cell.source), lesson, activities)
            cells.append(new_markdown_cell(_with_time(source, sittings) if not cells else source, id=cell_id))
        if cell.case:
            cells += [_written_cell(cell.case, question) for question in cases[cell.case].written]
    if key_to_marks:
        place = place_for_key([cell.source for cell in cells])
        cells.insert(place, new_markdown_cell(key_to_marks, id=KEY_ID))
    about = {"title": lesson.title, STATED: lesson.module, SITTINGS: [asdict(sitting) for sitting in sittings]}
    document = new_notebook(cells=cells, metadata={**NOTEBOOK_METADATA, **about})
    nbformat.validate(document)
    return str(nbformat.writes(document)) + "\n"


def _with_time(source: str, sittings: Sequence[Sitting]) -> str:
    """Return the beginning of a lesson with the time that it takes, under its title."""
    time = time_in_words(sum(sitting.minutes for sitting in sittings), len(sittings))
    return TITLE.sub(lambda title: f"{title.group()}\n\n*{time}.*", source, count=1)


def _with_place(source: str, lesson: Lesson, activities: dict[str, Activity]) -> str:
    """Return a text with the place on a path that each of its sections tells of, under the heading.

    It leads back to the path. The learner's view draws it as a row of marks, and knows its form: path_marks.js.
    """
    places, sections = section_places(activities.values()), sections_shown(lesson.shown)
    titles = {activity.title: sections[name] for name, activity in activities.items()}

    def with_place(heading: re.Match[str]) -> str:
        place = places.get(heading[1])
        if place is None:
            return heading[0]
        address = f"#{titles[place.title].replace(' ', '-')}"  # as Jupyter names headings
        return f"{heading[0]}\n\n*[{place.title}]({address}), {place.n} of {place.all}: {place.name}*"

    return HEADING.sub(with_place, source)


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
