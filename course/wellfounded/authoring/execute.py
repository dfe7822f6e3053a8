"""Runs the plain code of a lesson, a chart for instance, so that a notebook nobody has run yet shows it too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nbformat.v4 import new_code_cell, new_notebook

from wellfounded.authoring.lesson import Cell, Lesson
from wellfounded.content.mistakes import Mistake, MistakesError

PATIENCE = 120  # seconds a cell may take


def outputs(lesson: Lesson, cells: Sequence[Cell]) -> dict[int, list[Any]]:
    """Return what these cells show, by the line each begins in.

    MistakesError for one that fails, or that would load a script.

    They run in one fresh kernel, in order, and see nothing of the lesson's other cells.
    """
    if not cells:
        return {}
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    notebook = new_notebook(cells=[new_code_cell(cell.source) for cell in cells])
    try:
        NotebookClient(notebook, timeout=PATIENCE, kernel_name="python3").execute()
    except CellExecutionError as error:
        at = next(c for c, made in zip(cells, notebook.cells, strict=True) if _failed(made))
        problem = f"this cell fails: {error.ename}: {error.evalue}"
        raise _mistake(lesson, at, problem, "mend it, and try it in JupyterLab") from error
    for cell, made in zip(cells, notebook.cells, strict=True):
        if "<script" in str(made.outputs):
            remedy = 'draw charts as pictures: alt.renderers.enable("svg")'
            raise _mistake(lesson, cell, "what this cell shows would load a script from a network", remedy)
    return {cell.line: made.outputs for cell, made in zip(cells, notebook.cells, strict=True)}


def _failed(cell: Any) -> bool:
    return any(output.output_type == "error" for output in cell.outputs)


def _mistake(lesson: Lesson, cell: Cell, problem: str, remedy: str) -> MistakesError:
    return MistakesError([Mistake(lesson.path, f"line {cell.line}", problem, remedy)])
