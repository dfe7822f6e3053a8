"""Makes a learner's feedback page of a graded notebook, as nbgrader's `generate_feedback` would."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import nbformat
from nbgrader.utils import is_grade, is_solution, is_task

from wellfounded.grading.feedback.page_mould import (
    LATE,
    NUMBER,
    SLOT,
    SLOTS,
    TOTAL,
    Mould,
    PageMoulds,
    Slots,
    joined,
    number,
)
from wellfounded.grading.feedback.settled_html import clean_and_settled
from wellfounded.grading.nbgrader.page_filters import markdown
from wellfounded.grading.nbgrader.scored_cells import WAITS

HEAD, BETWEEN_CELLS, END = b'{\n "cells": [\n  {\n', b"\n  },\n  {\n", b"\n  }\n ],\n"  # as nbformat indents
SHOWN, SOURCE = "text/html", "source"
MOST_MOULDS = 2_000  # that are remembered; then all are forgotten


class OtherNotebookError(Exception):
    """A graded notebook is not one that `wellfounded grade` writes of this release."""


@dataclass(frozen=True)
class LearnerMarks:
    """What the gradebook says of a submission: `score` is the sum, before the penalty; the others are by cell."""

    score: float = 0.0
    penalty: float | None = None
    grades: dict[str, float] = field(default_factory=dict)
    comments: dict[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class ModulePoints:
    """The most that can be earned in a module, and in each of its cells."""

    whole: float
    cells: dict[str, float]


class FeedbackPages:
    """The pages of a module. `graded` is the text of its graded notebook before anyone's answers are in it."""

    def __init__(self, exporter: Any, module: str, graded: bytes, points: ModulePoints) -> None:
        """Read the notebook; OtherTemplateError where the exporter's pages cannot be put together from parts."""
        nb = nbformat.reads(graded.decode(), as_version=4)
        self._points, self._cells = points, json.loads(json.dumps(nb.cells))
        self._head, self._texts, self._tail = _split(graded)
        self._marked = [i for i, cell in enumerate(nb.cells) if is_grade(cell) or is_solution(cell) or is_task(cell)]
        self._moulds = PageMoulds(exporter, nb.metadata, module, points.whole)
        self._frames: dict[Any, tuple[Mould, Mould]] = {}
        self._shown: dict[Any, Mould] = {}

    def page(self, graded: bytes, marks: LearnerMarks) -> bytes:
        """Return a learner's page. OtherNotebookError, OtherTemplateError: only nbgrader itself can make it."""
        changed = self._changed_cells(graded)
        cells = {i: self._with_marks(i, changed.get(i, self._cells[i]), marks) for i in {*changed, *self._marked}}
        before, after = self._frame(cells, marks)
        scores = {i: cells[i]["metadata"]["nbgrader"].get("score", 0.0) for i in self._marked}
        penalty = marks.penalty or 0
        scores |= {TOTAL: marks.score - penalty, LATE: penalty}
        values = {str(i): number(score) for i, score in scores.items()}
        return joined([(before, values), *self._shown_cells(cells, values), (after, values)])

    def _changed_cells(self, graded: bytes) -> dict[int, Any]:
        """Return the cells in which a notebook differs from the module's; OtherNotebookError if grading does not so."""
        if not (graded.startswith(self._head) and graded.endswith(self._tail)):
            raise OtherNotebookError
        texts = graded[len(self._head) : len(graded) - len(self._tail)].split(BETWEEN_CELLS)
        if len(texts) != len(self._texts):
            raise OtherNotebookError
        pairs = enumerate(zip(texts, self._texts, strict=True))
        return {i: self._changed_cell(i, text) for i, (text, known) in pairs if text != known}

    def _changed_cell(self, i: int, text: bytes) -> dict[str, Any]:
        known, cell = self._cells[i], _cell(text)
        code = known["cell_type"] == "code"
        if code:
            cell["metadata"].pop(WAITS, None)
        fixed = {*known, *cell} - {"outputs" if code else SOURCE}
        if any(cell.get(key) != known.get(key) for key in fixed) or (not code and i not in self._marked):
            raise OtherNotebookError
        return cell

    def _with_marks(self, i: int, cell: dict[str, Any], marks: LearnerMarks) -> dict[str, Any]:
        """Return a copy of a cell with what nbgrader's GetGrades would write into it."""
        about = dict(self._cells[i]["metadata"].get("nbgrader", {}))
        name = about.get("grade_id", "")
        if about.get("solution") or about.get("task"):
            about["comment"] = marks.comments[name]
        if about.get("grade") or about.get("task"):
            about |= {"score": marks.grades[name], "points": self._points.cells[name]}
        return {**cell, "metadata": {**self._cells[i]["metadata"], **({"nbgrader": about} if about else {})}}

    def _frame(self, cells: dict[int, dict[str, Any]], marks: LearnerMarks) -> tuple[Mould, Mould]:
        late = (marks.penalty or 0) > 0
        shape = (late, *(bool(cells[i]["metadata"]["nbgrader"].get("comment")) for i in self._marked))
        if shape not in self._frames:
            with_slots = [_score_slot(i, cells.get(i, cell)) for i, cell in enumerate(self._cells)]
            self._frames[shape] = self._moulds.frame(with_slots, late=late)
        return self._frames[shape]

    def _shown_cells(self, cells: dict[int, dict[str, Any]], values: Slots) -> Iterator[tuple[Mould, Slots]]:
        start = 0
        for i in (*sorted(cells), len(self._cells)):
            if start < i:
                yield self._mould((start, i), self._cells[start:i]), {}
            if i in cells:
                yield self._shown_cell(i, cells[i], values)
            start = i + 1

    def _shown_cell(self, i: int, cell: dict[str, Any], values: Slots) -> tuple[Mould, Slots]:
        comment = cell["metadata"].get("nbgrader", {}).get("comment") or ""
        if SLOTS.search(comment):
            raise OtherNotebookError
        shown, slots = _outputs_apart(cell) if cell["cell_type"] == "code" else self._source_apart(i, cell)
        key = (i, comment, json.dumps(shown.get("outputs")), shown[SOURCE])
        return self._mould(key, [_score_slot(i, shown)]), {**values, **slots}

    def _mould(self, key: Any, cells: list[dict[str, Any]]) -> Mould:
        if key not in self._shown:
            if len(self._shown) > MOST_MOULDS:
                self._shown.clear()
            self._shown[key] = self._moulds.cells(cells)
        return self._shown[key]

    def _source_apart(self, i: int, cell: dict[str, Any]) -> tuple[dict[str, Any], Slots]:
        """Return a cell with a slot for what a learner wrote, and that as HTML."""
        if cell[SOURCE] == self._cells[i][SOURCE]:
            return cell, {}
        slot = {**cell, SOURCE: SLOT.format(SOURCE)}
        shown, empty = (markdown({"cell": nbformat.from_dict(each)}, each[SOURCE]) for each in (cell, slot))
        core = shown.strip()
        if not (core.startswith("<") and core.endswith(">")) or shown.split(core) != empty.split(empty.strip()):
            return cell, {}
        return slot, {SOURCE: clean_and_settled(core)}


def _outputs_apart(cell: dict[str, Any]) -> tuple[dict[str, Any], Slots]:
    """Return a cell with slots for the HTML that it shows, and that HTML."""
    outputs, slots = [], {}
    for i, output in enumerate(cell["outputs"]):
        html = output.get("data", {}).get(SHOWN, "")
        if html.startswith("<") and html.endswith(">") and not output.get("metadata"):
            slots[f"output{i}"] = clean_and_settled(html)
            output = {**output, "data": {SHOWN: SLOT.format(f"output{i}")}}
        outputs.append(output)
    return {**cell, "outputs": outputs}, slots


def _score_slot(i: int, cell: dict[str, Any]) -> dict[str, Any]:
    about = cell["metadata"].get("nbgrader", {})
    if "score" not in about:
        return cell
    return {**cell, "metadata": {**cell["metadata"], "nbgrader": {**about, "score": NUMBER + i}}}


def _split(graded: bytes) -> tuple[bytes, list[bytes], bytes]:
    """Return the text of a notebook before its cells, of each cell, and after them."""
    head, start, rest = graded.partition(HEAD)
    cells, end, tail = rest.rpartition(END)
    if head or not start or not end:
        raise OtherNotebookError
    return start, cells.split(BETWEEN_CELLS), end + tail


def _cell(text: bytes) -> dict[str, Any]:
    """Return a cell from its text, with each text in one piece."""
    cell: dict[str, Any] = json.loads(b"{%b}" % text)
    cell[SOURCE] = "".join(cell[SOURCE])
    for output in cell.get("outputs", []):
        for kind, data in output.get("data", {}).items():
            output["data"][kind] = "".join(data)
    return cell
