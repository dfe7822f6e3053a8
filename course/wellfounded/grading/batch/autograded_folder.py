"""Writes a submission's folder under `autograded/`: beside its place at first, then moved there in one step."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any
from uuid import uuid4

import nbformat
from nbformat.v4.rwbase import split_lines

from wellfounded.grading.batch.module_template import ModuleTemplate
from wellfounded.grading.nbgrader.scored_cells import automatic_comment, cases_with_keys, takes_comment
from wellfounded.grading.submission import TIMESTAMP
from wellfounded.learner.dates import SECRET


class AutogradedNotebook:
    """A module's notebook, of which only the cells that differ between learners are written anew."""

    def __init__(self, template: ModuleTemplate) -> None:
        """Read the template, once for each worker.

        `graded` and `answered` name, by their places, the cells that earn marks and those in which a learner's answer
        stands; `comments` holds the automatic comments on all others.
        """
        self.template, self.digest = template, template.digest
        self._nb = nbformat.reads(template.notebook, as_version=4)
        self._json = [_json_by_key(cell) for cell in self._nb.cells]
        texts = [_cell_text(cell) for cell in self._json]
        self._cells = [text.encode() for text in texts]
        self._head, self._tail = (part.encode() for part in _around_cells(self._nb, ",\n".join(texts)))
        names = {i: about.get("grade_id") for i, cell in enumerate(self._nb.cells) if (about := _nbgrader(cell))}
        self.graded = {i: name for i, name in names.items() if _nbgrader(self._nb.cells[i]).get("grade")}
        code = [i for i, cell in enumerate(self._nb.cells) if cell.cell_type == "code"]
        self._changing = sorted({*code[-1:], *self.graded})
        commented = {i: name for i, name in names.items() if takes_comment(self._nb.cells[i])}
        self.answered = {i: name for i, name in commented.items() if i in self._changing}
        unchanged = commented.keys() - self.answered.keys()
        self.comments = {commented[i]: automatic_comment(self._nb.cells[i]) for i in sorted(unchanged)}
        self.released = (template.release / f"{template.module}.ipynb").read_bytes()
        self._pictures = {name: (template.release / name).read_bytes() for name in template.pictures}
        self.cases = cases_with_keys(self._nb, template.source)

    def notebook(self) -> Any:
        """Return the notebook; the cells that marking changes are copies."""
        copies = {i: nbformat.NotebookNode(self._nb.cells[i]) for i in self._changing}
        cells = [copies.get(i, cell) for i, cell in enumerate(self._nb.cells)]
        return nbformat.NotebookNode({**self._nb, "cells": cells})

    def text(self, nb: Any) -> bytes:
        """Return a marked notebook as nbformat writes it; only what marking put into its cells is formatted anew."""
        cells = list(self._cells)
        for i in self._changing:
            before, cell = self._nb.cells[i], nb.cells[i]
            changed = {key: _lines(key, value) for key, value in cell.items() if value is not before.get(key)}
            cells[i] = _cell_text({**self._json[i], **{key: _key_json(key, changed[key]) for key in changed}}).encode()
        return b"".join((self._head, b",\n".join(cells), self._tail))

    def files(self, nb: Any, timestamp: bytes, secret: bytes) -> dict[str, bytes]:
        """Return what a marked notebook's folder holds, by paths in it; the notebook is the first.

        By the `secret`, which came through an exchange, nbgrader gives feedback back to the learner.
        """
        beside = {name: data for name, data in ((TIMESTAMP, timestamp), (SECRET, secret)) if data}
        return {f"{self.template.module}.ipynb": self.text(nb), **self._pictures, **beside}

    def write(self, learner: str, files: dict[str, bytes]) -> str:
        """Write a learner's graded folder beside its place, whole, and return its name.

        `move_into_place` moves it there. Each call writes a folder of its own: a worker that was given up, but lives,
        and the one that took its place may write at the same time.
        """
        scratch = _scratch_folder(self.template, learner)
        folder = scratch / uuid4().hex
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
        return folder.name

    def mtime(self, learner: str) -> int:
        """Return when a learner's graded notebook was written, in ns; 0 if there is none."""
        return mtime(self.template, learner)


def mtime(template: ModuleTemplate, learner: str) -> int:
    """Return when a learner's graded notebook was written, in ns; 0 if there is none."""
    try:
        return (_graded_folder(template, learner) / f"{template.module}.ipynb").lstat().st_mtime_ns
    except OSError:
        return 0


def move_into_place(template: ModuleTemplate, learner: str, written: str) -> None:
    """Move a written folder to its place. The old one is moved aside first, so that no folder is ever half old."""
    new, target = _scratch_folder(template, learner) / written, _graded_folder(template, learner)
    old = target.with_name(f".{template.module}.old")
    remove_tree(old)
    if target.exists() or target.is_symlink():
        target.rename(old)
    new.rename(target)
    remove_tree(old)
    discard(template, learner)


def remove_graded(template: ModuleTemplate, learner: str) -> None:
    """Remove a learner's graded folder: it shows other marks than are now in the gradebook."""
    target = _graded_folder(template, learner)
    if target.exists() or target.is_symlink():
        old = target.with_name(f".{template.module}.old")
        remove_tree(old)
        target.rename(old)
        remove_tree(old)


def discard(template: ModuleTemplate, learner: str) -> None:
    """Remove folders that were written and will not be moved into place; a worker that was given up may write one."""
    shutil.rmtree(_scratch_folder(template, learner), ignore_errors=True)


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


def _nbgrader(cell: Any) -> Any:
    return cell.metadata.get("nbgrader", {})


def _json_by_key(cell: Any) -> dict[str, str]:
    """Return the JSON of each of a cell's keys with its value, as a notebook's text has them."""
    complete = {"source": "", "outputs": [], **cell}  # nbformat looks for both
    (split,) = split_lines(nbformat.NotebookNode(cells=[nbformat.from_dict(complete)])).cells
    return {key: _key_json(key, split[key]) for key in cell}


def _key_json(key: str, value: Any) -> str:
    return f"   {encode_basestring(key)}: {_indented_json(value, '   ')}"


def _lines(key: str, value: Any) -> Any:
    """Return what marking put into a cell, its texts as lists of lines, as nbformat splits them."""
    if key == "outputs":
        return [{**out, "data": {mime: text.splitlines(True) for mime, text in out["data"].items()}} for out in value]
    return value.splitlines(True) if key == "source" else value


def _cell_text(json_by_key: dict[str, str]) -> str:
    return "  {\n" + ",\n".join([json_by_key[key] for key in sorted(json_by_key)]) + "\n  }"


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


def _around_cells(nb: Any, cells: str) -> tuple[str, str]:
    """Return a notebook's text before and after its cells."""
    head, found, tail = nbformat.writes(nb, version=4).partition(cells)
    if not found:
        raise ValueError("nbformat writes notebooks in another way; this version of it is not known to us")
    return head, tail if tail.endswith("\n") else f"{tail}\n"
