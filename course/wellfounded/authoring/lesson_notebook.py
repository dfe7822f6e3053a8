"""Makes the notebook of a lesson: cells with ids from names, nbgrader's metadata, static outputs."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from wellfounded.authoring.comparison import compared
from wellfounded.authoring.execute import outputs
from wellfounded.authoring.lesson import Cell, Lesson
from wellfounded.content import markdown
from wellfounded.content.case import Case, from_public, plain, public_part, static, written_cell
from wellfounded.content.questions import Question
from wellfounded.learner.lessons import STATED
from wellfounded.notebook.cells import CELLS
from wellfounded.notebook.compare_cell import static as compare_static

FOR_WRITING = "*What you write above is laid here when it is marked. There is nothing to type into this cell.*"
PLAIN = {"grade": False, "solution": False, "locked": True, "task": False, "schema_version": 3}
HIDDEN = {"jupyter": {"source_hidden": True}}
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook(lesson: Lesson, cases: dict[str, Case]) -> str:
    """Return the notebook of a lesson as JSON text; `cases` are rendered.

    What it shows comes from the public part of each case, so no key can be in it.
    """
    made, names, count = [], Counter[str](), 0
    shown = outputs(lesson, [cell for cell in lesson.cells if cell.plain])
    for cell in lesson.cells:
        name = cell.case or _name(cell)
        names[name] += 1
        unique = name if names[name] == 1 else f"{name}-{names[name]}"
        count += cell.kind == "code"
        ran = shown.get(cell.line, [])
        made.append(_code(cell, unique, count, cases, ran) if cell.kind == "code" else _text(cell, unique))
        made += [_written(cell.case, each) for each in cases[cell.case].written] if cell.case else []
    document = new_notebook(cells=made, metadata={**METADATA, "title": lesson.title, STATED: lesson.module})
    nbformat.validate(document)
    return str(nbformat.writes(document)) + "\n"


def _name(cell: Cell) -> str:
    """Return an id from the first heading of a text, or from the first words of anything else."""
    heading = re.search(r"^#+ *(.+)$", cell.source, re.MULTILINE) if cell.kind == "markdown" else None
    words = re.findall(r"[a-z0-9]+", (heading.group(1) if heading else cell.source).lower())
    return "-".join(words)[:48].strip("-") or cell.kind


def _text(cell: Cell, name: str) -> Any:
    return new_markdown_cell(markdown.linked(cell.source), id=name)


def _code(cell: Cell, name: str, count: int, cases: dict[str, Case], ran: list[Any]) -> Any:
    if not cell.case:
        for each in ran:
            if each.output_type == "execute_result":
                each.execution_count = count
        data = CELLS[cell.source]() if cell.source in CELLS else None
        data = compare_static(compared(), cell.compared) if cell.compared else data
        shows = [new_output("display_data", data)] if data else ran
        return new_code_cell(cell.source, id=name, execution_count=count, metadata=HIDDEN, outputs=shows)
    case = cases[cell.case]
    public = from_public(public_part(case))
    shown = new_output("display_data", {"text/html": static(public), "text/plain": plain(public)})
    metadata = {**HIDDEN, "nbgrader": _nbgrader(case)}
    return new_code_cell(cell.source, id=name, execution_count=count, metadata=metadata, outputs=[shown])


def _written(case: str, question: Question) -> Any:
    """Return the cell in which a person marks what was written: nbgrader calls it manually graded."""
    name = written_cell(case, question)
    about = {"grade": True, "solution": True, "locked": False, "points": question.points, "cell_type": "markdown"}
    return new_markdown_cell(FOR_WRITING, id=name, metadata={"nbgrader": {**PLAIN, "grade_id": name, **about}})


def _nbgrader(case: Case) -> dict[str, Any]:
    """Return a locked cell's metadata; the cell of a case that is scored is nbgrader's grade cell as well."""
    marked = {"grade": True, "points": case.points, "cell_type": "code"} if case.points else {}
    return {**PLAIN, "grade_id": case.id, **marked}
