"""Reads a `lesson.md`, its front matter and its cells, and finds the mistakes in them."""

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
from wellfounded.content.activities import KINDS
from wellfounded.content.law import authorities, comparison
from wellfounded.content.mistakes import Mistake, MistakesError, author_text, nearest
from wellfounded.notebook.cells import CELLS

LESSON = "lesson.md"
HAND_IN = "hand_in()"  # the last cell of every lesson with graded cases
FRONT_MATTER = {
    "title": (str, "write 'title: The refugee definition'"),
    "objectives": (dict, "write 'objectives:' and under it 'id: a sentence'"),
    "law_as_of": (datetime.date, "write 'law_as_of: 2026-06-25'"),
}
MINUTES = "minutes"  # may be left out


@dataclass(frozen=True)
class LessonCell:
    """One cell of a lesson.

    `line` is where it begins. `case` is the id of the case that it shows, "" for none; `compared_countries` are the
    codes in its call of `compare`; `activity` is the name of the activity that it shows, by the function `shown_by`.
    """

    kind: str  # "markdown" or "code"
    source: str
    line: int
    case: str = ""
    compared_countries: tuple[str, ...] = ()
    activity: str = ""
    shown_by: str = ""

    @property
    def is_plain_code(self) -> bool:
        """Return whether it is the lesson's own code, such as a sum, which the build runs."""
        calls_course = self.case or self.compared_countries or self.activity or self.source in CELLS
        return self.kind == "code" and not calls_course and not self.source.startswith("from wellfounded")


@dataclass(frozen=True)
class Lesson:
    """A lesson as its author wrote it: its path, front matter and cells. `minutes` is 0 where none are stated."""

    path: Path
    title: str
    minutes: int
    objectives: dict[str, str]
    law_as_of: str
    cells: list[LessonCell]

    @property
    def module(self) -> str:
        """Return the name of the module, which is its folder's: `NN-slug`."""
        return self.path.parent.name

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Return of each cell its Markdown, "" for code, and the case or activity that it shows, "" for none."""
        return [(cell.source if cell.kind == "markdown" else "", cell.case or cell.activity) for cell in self.cells]


def read_lesson(path: Path) -> Lesson:
    """Read a lesson; MistakesError with every mistake in it."""
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
    cells = [_cell(cell, line + 1) for cell, line in zip(notebook.cells, lines, strict=True) if cell.source.strip()]
    front = {name: notebook.metadata.get(name) for name in FRONT_MATTER}
    minutes = notebook.metadata.get(MINUTES, 0)
    mistakes = [*_front_matter_mistakes(path, front), *_minutes_mistakes(path, minutes), *_cell_mistakes(path, cells)]
    if mistakes:
        raise MistakesError(mistakes)
    law_as_of = front.pop("law_as_of").isoformat()
    return Lesson(path, **front, minutes=minutes, law_as_of=law_as_of, cells=cells)


def _cell(cell: Any, line: int) -> LessonCell:
    source = cell.source.strip()
    function, words = _parse_call(source) if cell.cell_type == "code" else ("", ())
    case = words[0] if function == "case" and len(words) == 1 else ""
    if function in KINDS and len(words) == 1:
        return LessonCell(cell.cell_type, source, line, activity=words[0], shown_by=function)
    return LessonCell(cell.cell_type, source, line, case, words if function == "compare" else ())


def _parse_call(source: str) -> tuple[str, tuple[str, ...]]:
    """Return the function and arguments of a cell that is one call with strings, `case("id")`; else "" and ()."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return "", ()
    match body:
        case [ast.Expr(ast.Call(ast.Name(name), [*arguments], []))] if arguments:
            words = [arg.value for arg in arguments if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            return (name, tuple(words)) if len(words) == len(arguments) else ("", ())
    return "", ()


def _front_matter_mistakes(path: Path, front: dict[str, Any]) -> Iterator[Mistake]:
    for name, (kind, remedy) in FRONT_MATTER.items():
        if not isinstance(front[name], kind) or not front[name]:
            problem = f"'{name}' is missing" if front[name] is None else f"'{name}: {front[name]}' cannot be read"
            yield Mistake(path, "front matter", problem, remedy)


def _minutes_mistakes(path: Path, minutes: Any) -> Iterator[Mistake]:
    if not isinstance(minutes, int) or minutes < 0:
        remedy = "write 'minutes: 60', or leave it out: the build works it out"
        yield Mistake(path, "front matter", f"'{MINUTES}: {minutes}' cannot be read", remedy)


def _cell_mistakes(path: Path, cells: list[LessonCell]) -> Iterator[Mistake]:
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


def _code_mistakes(path: Path, place: str, cell: LessonCell) -> Iterator[Mistake]:
    try:
        ast.parse(cell.source)
    except SyntaxError as error:
        yield Mistake(path, place, f"this is no Python: {error.msg}", 'show a case by case("its-id")')
        return
    for code in cell.compared_countries:
        if code not in comparison():
            yield Mistake(path, place, f"no law to compare for '{code}'", nearest(code, list(comparison())))
    if not cell.case and "case(" in cell.source:
        yield Mistake(path, place, "a cell holds more than one case", 'give each case("its-id") a cell of its own')
