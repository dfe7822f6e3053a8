"""Writes the questions of modules as QTI: for Canvas, and for platforms that take in version 2.1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from wellfounded.exchange.course_items import course_items
from wellfounded.exchange.items import Item, ModuleItems, OrderItem, PageItem, SeveralItem
from wellfounded.exchange.out_folder import out_folder
from wellfounded.exchange.qti.package12 import package12
from wellfounded.exchange.qti.package21 import package21

ORDER = "An order became a matching question: each step with its place."
HOTTEXT = "Passages are marked in the text itself."


def export_canvas(course: Path, names: list[str], to: Path) -> list[str]:
    """Write NN-slug.zip of each module for Canvas, and return lines that say so, and what became of which kind."""
    return _export(course, names, to, package12, lambda item: ORDER if isinstance(item, OrderItem) else item.note)


def export_qti(course: Path, names: list[str], to: Path) -> list[str]:
    """Write NN-slug.zip of each module as QTI 2.1, and return lines that say so, and what became of which kind."""
    return _export(course, names, to, package21, _note21)


def _note21(item: Item) -> str:
    return HOTTEXT if isinstance(item, SeveralItem) and item.marked else item.note


def _export(
    course: Path,
    names: list[str],
    to: Path,
    package: Callable[[ModuleItems], bytes],
    note_on: Callable[[Item], str],
) -> list[str]:
    folder = out_folder(course, to)
    lines = []
    for module in course_items(course, names):
        path = folder / f"{module.module}.zip"
        path.write_bytes(package(module))
        count = sum(not isinstance(item, PageItem) for item in module.items)
        lines += [f"Written: {path}, {count} questions.", *_notes(module, note_on)]
    return lines


def _notes(module: ModuleItems, note_on: Callable[[Item], str]) -> Iterator[str]:
    """Yield what was done where the platform has no such kind of question, and how often."""
    for note, times in Counter(map(note_on, module.items)).items():
        if note:
            yield f"  {times} ×: {note}"
