"""One submission's folder under `autograded/`: written beside its place, then put there in one step."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4.rwbase import split_lines

from wellfounded.grading.batch.module_template import Template
from wellfounded.grading.nbgrader.steps import TIMESTAMP, cases_with_keys


class Copy:
    """A module's notebook, of which only the cells that differ between learners are written anew."""

    def __init__(self, template: Template) -> None:
        """Read the template, once for each worker."""
        self.template, self.digest = template, template.digest
        self._nb = nbformat.reads(template.notebook, as_version=4)
        self._cells = [_lines(cell) for cell in self._nb.cells]
        self._head, self._tail = _around(self._nb, self._cells)
        code = [i for i, cell in enumerate(self._nb.cells) if cell.cell_type == "code"]
        marked = [i for i, cell in enumerate(self._nb.cells) if cell.metadata.get("nbgrader", {}).get("grade")]
        self._changing = sorted({*code[-1:], *marked})
        self._pictures = [(name, (template.release / name).read_bytes()) for name in template.pictures]
        self.cases = cases_with_keys(self._nb, template.source)

    def notebook(self) -> Any:
        """Return the notebook; the cells that marking changes are the caller's own."""
        own = {i: nbformat.NotebookNode(self._nb.cells[i]) for i in self._changing}
        cells = [own.get(i, cell) for i, cell in enumerate(self._nb.cells)]
        return nbformat.NotebookNode({**self._nb, "cells": cells})

    def text(self, nb: Any) -> str:
        """Return a marked notebook as nbformat writes it; only what marking put into its cells is laid out anew."""
        cells = list(self._cells)
        for i in self._changing:
            was, cell = self._nb.cells[i], nb.cells[i]
            anew = {key: value for key, value in cell.items() if value is not was.get(key)}
            cells[i] = {**cells[i], **_lines({**anew, "cell_type": cell.cell_type})}
        return self._head + _joined(cells) + self._tail

    def write(self, learner: str, nb: Any, stamp: bytes) -> None:
        """Write a learner's marked folder beside its place, whole; `put` moves it there."""
        folder = _beside(self.template, learner)
        remove(folder)
        folder.mkdir(parents=True, mode=0o755)
        stamps = [(TIMESTAMP, stamp)] if stamp else []
        for name, data in [(f"{self.template.module}.ipynb", self.text(nb).encode()), *self._pictures, *stamps]:
            path = folder / name
            if path.parent != folder:
                path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            path.chmod(self.template.permissions)
        if self.template.groupshared:
            for each in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
                each.chmod(each.stat().st_mode & 0o2777 | 0o2770)

    def mtime(self, learner: str) -> int:
        """Return when a learner's graded notebook was written, in ns; 0 if there is none."""
        return mtime(self.template, learner)


def mtime(template: Template, learner: str) -> int:
    """Return when a learner's graded notebook was written, in ns; 0 if there is none."""
    try:
        return (place(template, learner) / f"{template.module}.ipynb").lstat().st_mtime_ns
    except OSError:
        return 0


def place(template: Template, learner: str) -> Path:
    """Return where a learner's graded folder lies."""
    return template.autograded / learner / template.module


def put(template: Template, learner: str) -> None:
    """Move a written folder to its place. What lay there is moved aside first: no folder is ever half old."""
    new, target = _beside(template, learner), place(template, learner)
    old = target.with_name(f".{template.module}.old")
    remove(old)
    if target.exists() or target.is_symlink():
        target.rename(old)
    new.rename(target)
    remove(old)


def drop(template: Template, learner: str) -> None:
    """Remove a folder that was written and will not be put."""
    remove(_beside(template, learner))


def remove(path: Path) -> None:
    """Remove a folder or whatever else stands there; never what a link leads to."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError):
            path.unlink()


def _beside(template: Template, learner: str) -> Path:
    return template.autograded / learner / f".{template.module}.new"


def _lines(cell: Any) -> dict[str, str]:
    """Return each of a cell's keys with its value, as they stand in a notebook's text."""
    whole = {"source": "", "outputs": [], **cell}  # nbformat looks for both
    (split,) = split_lines(nbformat.NotebookNode(cells=[nbformat.from_dict(whole)])).cells
    return {key: f"   {encode_basestring(key)}: {_indented(split[key], '   ')}" for key in cell}


def _joined(cells: list[dict[str, str]]) -> str:
    return ",\n".join("  {\n" + ",\n".join(cell[key] for key in sorted(cell)) + "\n  }" for cell in cells)


def _indented(value: Any, at: str) -> str:
    """Return JSON as nbformat lays it out. Python's own encoder takes five times as long once it indents."""
    inner = f"{at} "
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        lines = json.dumps(value, ensure_ascii=False, separators=(f",\n{inner}", ""))
        return f"[\n{inner}{lines[1:-1]}\n{at}]"
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict) and value:
        pairs = (f"{inner}{encode_basestring(k)}: {_indented(v, inner)}" for k, v in sorted(value.items()))
        return "{\n" + ",\n".join(pairs) + f"\n{at}}}"
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"{inner}{_indented(each, inner)}" for each in value) + f"\n{at}]"
    return json.dumps(value)


def _around(nb: Any, cells: list[dict[str, str]]) -> tuple[str, str]:
    """Return a notebook's text before and after its cells."""
    head, between, tail = nbformat.writes(nb, version=4).partition(_joined(cells))
    if not between:
        raise ValueError("nbformat writes notebooks in another way; this version of it is not known to us")
    return head, tail if tail.endswith("\n") else f"{tail}\n"
