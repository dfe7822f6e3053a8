"""The report of a collection: what was placed where, and what was not and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from wellfounded.grading.collect.placement import Placement


@dataclass
class CollectionReport:
    """What was placed, (location, reason) of what was not, and how the receipts that came along match."""

    placed: list[Placement] = field(default_factory=list)
    unplaced: list[tuple[str, str]] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)  # lines on the receipts that came along
    lacking: bool = False  # whether answers are not there that a receipt names

    def lines(self, *, dry_run: bool) -> Iterator[str]:
        """Yield the report as plain lines: a table of what was placed, a list of what was not, and the sums."""
        head = ("learner", "module", "new", "handed in, UTC", "")
        rows = [(p.learner, p.module, str(p.new), p.time, "; ".join(p.remarks)) for p in self.placed]
        widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
        for row in [head, *rows] if rows else []:
            yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for location, reason in self.unplaced:
            yield f"Not placed: {location}: {reason}."
        yield from self.receipts
        new = sum(bool(placement.files) for placement in self.placed)
        dry = " Nothing was written: this was a dry run." if dry_run else ""
        yield f"Placed: {new}; nothing new: {len(self.placed) - new}; not placed: {len(self.unplaced)}.{dry}"
