"""The cells of a module's notebook that earn marks: their cases with keys, and the points that a journal earns."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, determine_grade, is_solution, is_task

from wellfounded.assessment.scoring import CaseScore, score_lesson
from wellfounded.content.case import Case, cases_in, with_practised_places
from wellfounded.content.case_file import case_files, read_case, rendered
from wellfounded.journal.file import Journal

WAITS = "wellfounded_waits"  # in the metadata of a grade cell: a person has to mark it


def write_points(nb: Any, cases: dict[str, Case], counted: Journal) -> dict[str, CaseScore]:
    """Write into a module's notebook the points that a journal earns, and return the scores by case.

    `cases` are those that `cases_with_keys` returns. What waits for a person is worth nothing until then.
    """
    scores = score_lesson(cases.values(), counted)
    for cell in graded_cells(nb):
        case, question = subject(cell)
        if question:
            continue
        points = scores[case].points
        if points is None:
            cell.metadata = NotebookNode({**cell.metadata, WAITS: True})
        shown = {"text/plain": repr(points or 0.0)}
        cell.outputs = [output("execute_result", shown, execution_count=cell.execution_count)]
    return scores


def subject(cell: Any) -> tuple[str, str]:
    """Return what a graded cell is about: its case, and the question in it that a person marks, or ""."""
    case, _, question = cell.metadata.nbgrader.grade_id.partition("--")
    return case, question


def waits(cell: Any) -> bool:
    """Return whether a marked cell of a case waits for a person."""
    return bool(cell.metadata.get(WAITS))


def automatic(cell: Any) -> float | None:
    """Return the automatic mark of a marked cell by nbgrader's own rules; None where it waits for a person."""
    return None if waits(cell) else determine_grade(cell)[0]


def automatic_comment(cell: Any) -> str | None:
    """Return the automatic comment on a cell that takes one, by nbgrader's own rules; None for none."""
    unchanged = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
    return "No response." if unchanged and not is_task(cell) else None


def graded_cells(nb: Any) -> list[Any]:
    """Return the cells that earn marks."""
    # By key: a lesson has a hundred cells, and nbformat looks up an attribute in ten times the time.
    return [cell for cell in nb["cells"] if cell["metadata"].get("nbgrader", {}).get("grade")]


def takes_comment(cell: Any) -> bool:
    """Return whether nbgrader keeps a comment on a cell."""
    return bool(is_solution(cell) or is_task(cell))


def cases_with_keys(nb: Any, source: Path) -> dict[str, Case]:
    """Return the graded cases that a module's notebook shows, with their keys."""
    names = [subject(cell)[0] for cell in graded_cells(nb)]
    cases = with_practised_places((case_with_key(source, name) for name in names), cases_in(source).values())
    return {case.id: case for case in cases}


def output(kind: str, data: dict[str, str], **more: Any) -> Any:
    """Return an output. nbformat's own `new_output` checks each, a millisecond apiece; nbgrader checks all later."""
    bundle = NotebookNode({mime: whole(text) for mime, text in data.items()})
    return NotebookNode(output_type=kind, data=bundle, metadata=NotebookNode(), **more)


def whole(text: str) -> str:
    """Return a text that can be written: JSON may hold half of a character, UTF-8 cannot."""
    return text.encode(errors="replace").decode()


def case_with_key(folder: Path, name: str) -> Case:
    """Read a case of a module, key and all, rendered; once for as long as its files stay the same."""
    path = folder / "cases" / f"{name}.yaml"
    return _case(path, tuple(file.stat().st_mtime_ns for file in case_files(path)))


@cache
def _case(path: Path, _changed: tuple[int, ...]) -> Case:
    return rendered(read_case(path))
