"""The cells of a lesson's notebook: its text cut where pages begin, and an id for each that is made from names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from wellfounded.authoring.lesson import HAND_IN, LessonCell
from wellfounded.authoring.lesson_pages import pages


def named_cells(cells: Sequence[LessonCell]) -> dict[str, LessonCell]:
    """Return the cells of a notebook by their ids, in order."""
    named: dict[str, LessonCell] = {}
    count = Counter[str]()
    for cell in _cut_at_pages(cells):
        name = cell.case or cell.activity or _id_from_text(cell)
        count[name] += 1
        named[name if count[name] == 1 else f"{name}-{count[name]}"] = cell
    return named


def _cut_at_pages(cells: Sequence[LessonCell]) -> Iterator[LessonCell]:
    """Yield the cells of a lesson, with one for each page of a text."""
    for cell, following in zip_longest(cells, cells[1:]):
        if cell.kind == "markdown":
            leads_over = following is not None and bool(following.case or following.source == HAND_IN)
            yield from (replace(cell, source=text) for text in pages(cell.source, leads_over=leads_over))
        else:
            yield cell


def _id_from_text(cell: LessonCell) -> str:
    """Return an id made of the first heading of a text, or of the first words of any other cell."""
    heading = re.search(r"^#+ *(.+)$", cell.source, re.MULTILINE) if cell.kind == "markdown" else None
    words = re.findall(r"[a-z0-9]+", (heading.group(1) if heading else cell.source).lower())
    return "-".join(words)[:48].strip("-") or cell.kind
