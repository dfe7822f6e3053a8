"""Writes a submission's folder under `autograded/`: beside its place at first, then moved there in one step."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4.rwbase import split_lines

from wellfounded.grading.batch.module_template import ModuleTemplate
from wellfounded.grading.nbgrader.scored_cells import cases_with_keys
from wellfounded.grading.submission import TIMESTAMP
from wellfounded.learner.dates import SECRET


class AutogradedNotebook:
    """A module's notebook, of which only the cells that differ between learners are written anew."""

    def __init__(self, template: ModuleTemplate) -> None:
        """Read the template, once for each worker."""
        self.template, self.digest = template, template.digest
        self._nb = nbformat.reads(template.notebook, as_version=4)
        self._cells = [_json_by_key(cell) for cell in self._nb.cells]
        self._head, self._tail = _around_cells(self._nb, self._cells)
        code = [i for i, cell in enumerate(self._nb.cells) if cell.cell_type == "code"]
        graded = [i for i, cell in enumerate(self._nb.cells) if cell.metadata.get("nbgrader", {}).get("grade")]
        self._changing = sorted({*code[-1:], *graded})
        self._pictures = {name: (template.release / name).read_bytes() for name in template.pictures}
        self.cases = cases_with_keys(self._nb, template.source)

    def notebook(self) -> Any:
        """Return the notebook; the cells that marking changes are copies."""
        copies = {i: nbformat.NotebookNode(self._nb.cells[i]) for i in self._changing}
        cells = [copies.get(i, cell) for i, cell in enumerate(self._nb.cells)]
        return nbformat.NotebookNode({**self._nb, "cells": cells})

    def text(self, nb: Any) -> str:
        """Return a marked notebook as nbformat writes it; only what marking put into its cells is formatted anew."""
        cells = list(self._cells)
        for i in self._changing:
            before, cell = self._nb.cells[i], nb.cells[i]
            changed = {key: value for key, value in cell.items() if value is not before.get(key)}
            cells[i] = {**cells[i], **_json_by_key({**changed, "cell_type": cell.cell_type})}
        return self._head + _join_cells(cells) + self._tail

    def files(self, nb: Any, timestamp: bytes, secret: bytes) -> dict[str, bytes]:
        """Return what a marked notebook's folder holds, by paths in it; the notebook is the first.

        By the `secret`, which came through an exchange, nbgrader gives feedback back to the learner.
        """
        beside = {name: data for name, data in ((TIMESTAMP, timestamp), (SECRET, secret)) if data}
        return {f"{self.template.module}.ipynb": self.text(nb).encode(), **self._pictures, **beside}

    def write(self, learner: str, files: dict[str, bytes]) -> None:
        """Write a learner's graded folder beside its place, whole; `move_into_place` moves it there."""
        folder = _scratch_folder(self.template, learner)
        remove_tree(folder)
        folder.mkdir(parents=True, mode=0o755)
        for name, data in files.items():
            path = folder / name
            if path.parent != folder:
                path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            path.chmod(self.template.permissions)
        if self.template.groupshared:
            for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
                path.chmod(path.stat().st_mode & 0o2777 | 0o2770)

    def mtime(self, learner: str) -> int:
        """Return when a learner's graded notebook was written, in ns; 0 if there is none."""
        return mtime(self.template, learner)


def mtime(template: ModuleTemplate, learner: str) -> int:
    """Return when a learner's graded notebook was written, in ns; 0 if there is none."""
    try:
        return (_graded_folder(template, learner) / f"{template.module}.ipynb").lstat().st_mtime_ns
    except OSError:
        return 0


def move_into_place(template: ModuleTemplate, learner: str) -> None:
    """Move a written folder to its place. The old one is moved aside first, so that no folder is ever half old."""
    new, target = _scratch_folder(template, learner), _graded_folder(template, learner)
    old = target.with_name(f".{template.module}.old")
    remove_tree(old)
    if target.exists() or target.is_symlink():
        target.rename(old)
    new.rename(target)
    remove_tree(old)


def discard(template: ModuleTemplate, learner: str) -> None:
    """Remove a folder that was written and will not be moved into place."""
    remove_tree(_scratch_folder(template, learner))


def remove_tree(path: Path) -> None:
    """Remove a folder, a file or a link; never what a link leads to."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError):
            path.unlink()


def _graded_folder(template: ModuleTemplate, learner: str) -> Path:
    return template.autograded / learner / template.module


def _scratch_folder(template: ModuleTemplate, learner: str) -> Path:
    return template.autograded / learner / f".{template.module}.new"


def _json_by_key(cell: Any) -> dict[str, str]:
    """Return the JSON of each of a cell's keys with its value, as a notebook's text has them."""
    complete = {"source": "", "outputs": [], **cell}  # nbformat looks for both
    (split,) = split_lines(nbformat.NotebookNode(cells=[nbformat.from_dict(complete)])).cells
    return {key: f"   {encode_basestring(key)}: {_indented_json(split[key], '   ')}" for key in cell}


def _join_cells(cells: list[dict[str, str]]) -> str:
    return ",\n".join("  {\n" + ",\n".join(cell[key] for key in sorted(cell)) + "\n  }" for cell in cells)


def _indented_json(value: Any, indent: str) -> str:
    """Return JSON as nbformat formats it. Python's own encoder takes five times as long once it indents."""
    inner = f"{indent} "
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        lines = json.dumps(value, ensure_ascii=False, separators=(f",\n{inner}", ""))
        return f"[\n{inner}{lines[1:-1]}\n{indent}]"
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict) and value:
        pairs = (f"{inner}{encode_basestring(k)}: {_indented_json(v, inner)}" for k, v in sorted(value.items()))
        return "{\n" + ",\n".join(pairs) + f"\n{indent}}}"
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"{inner}{_indented_json(item, inner)}" for item in value) + f"\n{indent}]"
    return json.dumps(value)


def _around_cells(nb: Any, cells: list[dict[str, str]]) -> tuple[str, str]:
    """Return a notebook's text before and after its cells."""
    head, cells_text, tail = nbformat.writes(nb, version=4).partition(_join_cells(cells))
    if not cells_text:
        raise ValueError("nbformat writes notebooks in another way; this version of it is not known to us")
    return head, tail if tail.endswith("\n") else f"{tail}\n"
