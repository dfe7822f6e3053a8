"""What the pages of a module share, rendered once by nbgrader's own template: slots are left for what differs.

A slot is an empty element that our filter lets through, or a number that no score is. Once it is rendered, the text
around the slots is kept, and a learner's page is put together from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import nbformat

from wellfounded.grading.feedback.settled_html import settled

SLOT = '<section data-written="wf-slot-{}"></section>'
NUMBER = 770_077_000_000.25  # a score's slot has this number, and the slot's own number more
SLOTS = re.compile(r'<section data-written="wf-slot-(\w+)"></section>|770077(\d{6})\.25')
BODY, TOTAL, LATE = "cells", 999_998, 999_999  # slots of the frame; a cell's score has the cell's number
FRAME = "{% extends 'index.html.j2' %}{% block body_loop %}" + SLOT.format(BODY) + "{% endblock %}"
CELLS = (
    "{% extends 'index.html.j2' %}{% block header %}{% endblock %}"
    "{% block body %}{{ self.body_loop() }}{% endblock %}{% block footer %}{% endblock %}"
)
SPACES = " \t\n\r\f"
Slots = Mapping[str, bytes]


class OtherTemplateError(Exception):
    """A template shows cells in a way that leaves no slots in its pages."""


@dataclass(frozen=True)
class Mould:
    """A rendered text: `texts` has one more entry than `slots`; `lead` and `trail` are the white space around it."""

    texts: tuple[bytes, ...]
    slots: tuple[str, ...]
    lead: str
    trail: str

    def filled(self, values: Slots) -> Iterator[bytes]:
        """Yield the text with a value in each slot."""
        yield self.texts[0]
        for slot, text in zip(self.slots, self.texts[1:], strict=True):
            yield values[slot]
            yield text


class PageMoulds:
    """Renders with a configured exporter of nbgrader's; `metadata` is that of the module's notebooks."""

    def __init__(self, exporter: Any, metadata: Any, module: str, max_score: float) -> None:
        """Take from one conversion what the exporter gives to its template."""
        about = {"notebook": module, "assignment": module, "score": 0.0, "max_score": max_score, "late_penalty": 0}
        empty = nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": []})
        beside = {"name": module, "path": ""}
        _, self._resources = exporter.from_notebook_node(empty, {"nbgrader": about, "metadata": beside})
        self._metadata = metadata
        self._frame = exporter.environment.from_string(FRAME)
        self._cells = exporter.environment.from_string(CELLS)

    def frame(self, cells: list[Any], *, late: bool) -> tuple[Mould, Mould]:
        """Return what stands before and after the cells: the page's head and its list of scores."""
        about = {**self._resources["nbgrader"], "score": NUMBER + TOTAL, "late_penalty": NUMBER + LATE if late else 0}
        resources = {**self._resources, "nbgrader": about}
        text = self._frame.render(nb=self._notebook(cells), resources=resources).lstrip("\r\n")
        before, slot, after = settled(text).partition(SLOT.format(BODY))
        if not slot or SLOT.format(BODY) in after:
            raise OtherTemplateError
        return _mould(before), _mould(after)

    def cells(self, cells: list[Any]) -> Mould:
        """Return how cells that follow each other are shown; scores and outputs in them may be slots."""
        mould = _mould(settled(self._cells.render(nb=self._notebook(cells), resources=self._resources)))
        if not (mould.texts[0].startswith(b"<") and mould.texts[-1].endswith(b">")):  # it would run into the next cell
            raise OtherTemplateError
        return mould

    def _notebook(self, cells: list[Any]) -> Any:
        return nbformat.from_dict({"metadata": self._metadata, "cells": cells})


def number(value: Any) -> bytes:
    """Return a number as nbgrader's template writes it."""
    return str(round(float(value), 2)).encode()


def joined(parts: Iterable[tuple[Mould, Slots]]) -> bytes:
    """Return moulds, filled, as one text: of the white space between two, Beautiful Soup leaves one character."""
    texts: list[bytes] = []
    trail = ""
    for mould, values in parts:
        space = trail + mould.lead
        texts += (b"\n" if "\n" in space else b" " if space else b"", *mould.filled(values))
        trail = mould.trail
    return b"".join(texts) + trail.encode()


def _mould(text: str) -> Mould:
    core = text.strip(SPACES)
    lead, _, trail = text.partition(core) if core else (text, "", "")
    parts = SLOTS.split(core)
    slots = (name or str(int(digits)) for name, digits in zip(parts[1::3], parts[2::3], strict=True))
    return Mould(tuple(part.encode() for part in parts[::3]), tuple(slots), lead, trail)
