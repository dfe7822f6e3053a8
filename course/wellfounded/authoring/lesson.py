"""Reads a `lesson.md`: its front matter, its cells, and everything wrong with them."""

from __future__ import annotations

import ast
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from jupytext.myst import MystMetadataParsingError, myst_to_notebook

from wellfounded.content import markdown
from wellfounded.content.law import authorities, comparison
from wellfounded.content.mistakes import Mistake, MistakesError, author_text, nearest
from wellfounded.notebook.cells import CELLS

LESSON = "lesson.md"
HAND_IN = "hand_in()"  # the last cell of every lesson with graded cases
FRONT = {
    "title": (str, "write 'title: The refugee definition'"),
    "minutes": (int, "write 'minutes: 60'"),
    "objectives": (dict, "write 'objectives:' and under it 'id: a sentence'"),
    "law_as_of": (datetime.date, "write 'law_as_of: 2026-06-25'"),
}


@dataclass(frozen=True)
class Cell:
    """One cell of a lesson. `line` is where it begins; `case` is the id it shows, `compared` the countries, if any."""

    kind: str  # "markdown" or "code"
    source: str
    line: int
    case: str = ""
    compared: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        """Return whether it is code of the lesson's own, for instance a chart, which the build runs."""
        special = self.case or self.compared or self.source in CELLS or self.source.startswith("from wellfounded")
        return self.kind == "code" and not special


@dataclass(frozen=True)
class Lesson:
    """A lesson as written: where it lies, what its front matter says, its cells."""

    path: Path
    title: str
    minutes: int
    objectives: dict[str, str]
    law_as_of: str
    cells: list[Cell]

    @property
    def module(self) -> str:
        """Return the module's name: that of its folder, `NN-slug`."""
        return self.path.parent.name


def read_lesson(path: Path) -> Lesson:
    """Read a lesson; MistakesError with all that is wrong in it."""
    try:
        notebook = myst_to_notebook(author_text(path), add_source_map=True)
    except FileNotFoundError as error:
        raise MistakesError([Mistake(path, "line 1", "the module has no lesson", "write one")]) from error
    except (yaml.YAMLError, MystMetadataParsingError, RecursionError) as error:
        problem = f"cannot be read: {' '.join(str(error).split())}"
        raise MistakesError(
            [Mistake(path, "front matter", problem, "mend it, or the options of a code cell")]
        ) from error
    lines = notebook.metadata["source_map"]
    cells = [_cell(each, line + 1) for each, line in zip(notebook.cells, lines, strict=True) if each.source.strip()]
    front = {name: notebook.metadata.get(name) for name in FRONT}
    found = [*_front_mistakes(path, front), *_cell_mistakes(path, cells)]
    if found:
        raise MistakesError(found)
    law_as_of = front.pop("law_as_of").isoformat()
    return Lesson(path, **front, law_as_of=law_as_of, cells=cells)


def _cell(cell: Any, line: int) -> Cell:
    source = cell.source.strip()
    called, names = _call(source) if cell.cell_type == "code" else ("", ())
    shown = names[0] if called == "case" and len(names) == 1 else ""
    return Cell(cell.cell_type, source, line, shown, names if called == "compare" else ())


def _call(source: str) -> tuple[str, tuple[str, ...]]:
    """Return the function and its words where a cell is one call with words alone: `case("id")`; else nothing."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return "", ()
    match body:
        case [ast.Expr(ast.Call(ast.Name(name), [*words], []))] if words:
            texts = [word.value for word in words if isinstance(word, ast.Constant) and isinstance(word.value, str)]
            return (name, tuple(texts)) if len(texts) == len(words) else ("", ())
    return "", ()


def _front_mistakes(path: Path, front: dict[str, Any]) -> Iterator[Mistake]:
    for name, (kind, remedy) in FRONT.items():
        if not isinstance(front[name], kind) or not front[name]:
            problem = f"'{name}' is missing" if front[name] is None else f"'{name}: {front[name]}' cannot be read"
            yield Mistake(path, "front matter", problem, remedy)


def _cell_mistakes(path: Path, cells: list[Cell]) -> Iterator[Mistake]:
    for cell in cells:
        place = f"line {cell.line}"
        if cell.kind == "code":
            yield from _code_mistakes(path, place, cell)
            continue
        for key in markdown.cited(cell.source):
            if key not in authorities():
                yield Mistake(path, place, f"unknown authority '{key}'", nearest(key, list(authorities())))
        for key in markdown.unresolved(cell.source):
            if key in authorities():
                remedy = f"write [words](authority:{key}), with nothing more between the brackets"
                yield Mistake(path, place, f"a citation of '{key}' that no notebook would resolve", remedy)
        for picture, words in markdown.pictures(cell.source):
            if not (path.parent / picture).is_file():
                yield Mistake(path, place, f"no picture '{picture}'", f"draw it as {path.parent / picture}")
            if not words.strip():
                yield Mistake(
                    path, place, f"the picture '{picture}' says nothing to the blind", "write ![what it tells](…)"
                )


def _code_mistakes(path: Path, place: str, cell: Cell) -> Iterator[Mistake]:
    try:
        ast.parse(cell.source)
    except SyntaxError as error:
        yield Mistake(path, place, f"this is no Python: {error.msg}", 'show a case by case("its-id")')
        return
    for code in cell.compared:
        if code not in comparison():
            yield Mistake(path, place, f"no law to compare for '{code}'", nearest(code, list(comparison())))
    if not cell.case and "case(" in cell.source:
        yield Mistake(path, place, "a cell holds more than one case", 'give each case("its-id") a cell of its own')
