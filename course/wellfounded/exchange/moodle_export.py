"""Writes the questions of modules for Moodle: one file a module."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from wellfounded.exchange.course_items import course_items
from wellfounded.exchange.items import ModuleItems, SeveralItem
from wellfounded.exchange.moodle_grades import moodle_share
from wellfounded.exchange.moodle_xml import moodle_xml
from wellfounded.exchange.out_folder import out_folder


def export_moodle(course: Path, names: list[str], to: Path) -> list[str]:
    """Write NN-slug.xml of each module into a folder, and return lines that say so, and what became of which kind."""
    folder = out_folder(course, to)
    lines = []
    for module in course_items(course, names):
        path = folder / f"{module.module}.xml"
        path.write_bytes(moodle_xml(module))
        lines += [f"Written: {path}, {len(module.items)} questions.", *(f"  {note}" for note in _notes(module))]
    return lines


def _notes(module: ModuleItems) -> Iterator[str]:
    """Yield what was done where Moodle has no such kind of question, how often, and which shares were rounded."""
    for note, times in Counter(item.note for item in module.items if item.note).items():
        yield f"{times} ×: {note}"
    for item in module.items:
        if isinstance(item, SeveralItem) and any(moodle_share(option.share) != option.share for option in item.options):
            yield f"{item.id}: its shares were rounded to those that Moodle knows; look at it after the import."
