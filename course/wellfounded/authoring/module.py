"""Reads a whole course as its authors wrote it, and finds what is wrong between its files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wellfounded.authoring.lesson import HAND_IN, LESSON, Lesson, read_lesson
from wellfounded.content.case import Case
from wellfounded.content.case_file import read_module
from wellfounded.content.mistakes import Mistake, MistakesError, nearest


@dataclass(frozen=True)
class Module:
    """One `source/NN-slug`: its lesson and its cases, in Markdown."""

    lesson: Lesson
    cases: dict[str, Case]

    @property
    def name(self) -> str:
        """Return `NN-slug`."""
        return self.lesson.module

    @property
    def folder(self) -> Path:
        """Return the folder it is written in."""
        return self.lesson.path.parent

    @property
    def graded(self) -> bool:
        """Return whether there is anything to hand in: a page without graded cases is for reading and practice."""
        return any(case.use == "graded" for case in self.cases.values())


def folders(course: Path) -> list[Path]:
    """Return the folders of the modules in `source/`, in the order of the course."""
    found = sorted(path.parent for path in (course / "source").glob(f"*/{LESSON}"))
    if not found:
        problem = Mistake(course / "source", "folder", "no module is here", "run this in the root of the course")
        raise MistakesError([problem])
    return found


def read_modules(course: Path) -> list[Module]:
    """Read every module; MistakesError with all that is wrong in any, and between them."""
    modules, found = [], []
    for folder in folders(course):
        read, mistakes = _read(folder)
        found += mistakes
        if read:
            modules.append(read)
            found += _between(read)
    found += _twice(modules)
    if found:
        raise MistakesError(found)
    return modules


def _read(folder: Path) -> tuple[Module | None, list[Mistake]]:
    """Return the module, or None with the mistakes of its lesson and its cases together."""
    found: list[Mistake] = []
    try:
        cases = read_module(folder)
    except MistakesError as error:
        found += error.mistakes
    try:
        lesson = read_lesson(folder / LESSON)
    except MistakesError as error:
        found += error.mistakes
    return (None, found) if found else (Module(lesson, cases), [])


def _between(module: Module) -> Iterator[Mistake]:
    """Yield where lesson and cases of a module do not agree."""
    lesson, path = module.lesson, module.lesson.path
    code = [cell.source for cell in lesson.cells if cell.kind == "code"]
    if module.graded and code[-1:] != [HAND_IN]:
        yield Mistake(path, "last cell", "the lesson cannot be handed in", f"let its last code cell be {HAND_IN}")
    shown = Counter(cell.case for cell in lesson.cells if cell.case)
    for cell in lesson.cells:
        if cell.case and cell.case not in module.cases:
            yield Mistake(path, f"line {cell.line}", f"no case '{cell.case}'", nearest(cell.case, list(module.cases)))
        elif shown[cell.case] > 1 and cell.case:
            yield Mistake(path, f"line {cell.line}", f"'{cell.case}' is shown twice", "show each case once")
    for name, case in module.cases.items():
        file = module.folder / "cases" / f"{name}.yaml"
        if name not in shown:
            yield Mistake(file, "file", "no lesson shows this case", f'add a cell case("{name}") to {path}')
        for objective in case.objectives:
            if objective not in lesson.objectives:
                remedy = nearest(objective, list(lesson.objectives))
                yield Mistake(file, "objectives", f"unknown objective '{objective}'", remedy)


def _twice(modules: list[Module]) -> Iterator[Mistake]:
    """Yield case ids that two modules use: an id is unique in the course."""
    first: dict[str, Module] = {}
    for module in modules:
        for name in module.cases:
            other = first.setdefault(name, module)
            if other is not module:
                file = module.folder / "cases" / f"{name}.yaml"
                yield Mistake(file, "file", f"the case id '{name}' is used in {other.name} too", "rename one")
