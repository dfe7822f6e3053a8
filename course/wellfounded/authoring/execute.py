"""Runs the plain code of a lesson, such as a sum, so that the built notebook shows its outputs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nbformat.v4 import new_code_cell, new_notebook

from wellfounded.authoring.lesson import Lesson, LessonCell
from wellfounded.content.mistakes import Mistake, MistakesError

CELL_TIMEOUT = 120  # seconds
SCRIPT = (
    "what this cell shows would load a script from a network",
    "show it as text, or as a picture in figures/: ![what it tells](figures/…)",
)
PICTURE = (
    "what this cell draws says nothing to the blind, and has one width for every window",
    "draw it as a picture in figures/, and name it with what it tells: ![what it tells](figures/…)",
)


def run_cells(lesson: Lesson, cells: Sequence[LessonCell]) -> dict[int, list[Any]]:
    """Return the outputs of these cells, by the line in which each cell begins.

    They run in order in one new kernel, without the other cells of the lesson. MistakesError for a cell that fails,
    whose output would load a script, or that draws a picture: JupyterLab shows those without words.
    """
    if not cells:
        return {}
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    notebook = new_notebook(cells=[new_code_cell(cell.source) for cell in cells])
    try:
        NotebookClient(notebook, timeout=CELL_TIMEOUT, kernel_name="python3").execute()
    except CellExecutionError as error:
        failed = next(cell for cell, run in zip(cells, notebook.cells, strict=True) if _failed(run))
        problem = f"this cell fails: {error.ename}: {error.evalue}"
        raise _mistake(lesson, failed, problem, "mend it, and try it in JupyterLab") from error
    for cell, run in zip(cells, notebook.cells, strict=True):
        if "<script" in str(run.outputs):
            raise _mistake(lesson, cell, *SCRIPT)
        if any(kind.startswith("image/") for output in run.outputs for kind in output.get("data", {})):
            raise _mistake(lesson, cell, *PICTURE)
    return {cell.line: run.outputs for cell, run in zip(cells, notebook.cells, strict=True)}


def _failed(cell: Any) -> bool:
    return any(output.output_type == "error" for output in cell.outputs)


def _mistake(lesson: Lesson, cell: LessonCell, problem: str, remedy: str) -> MistakesError:
    return MistakesError([Mistake(lesson.path, f"line {cell.line}", problem, remedy)])
