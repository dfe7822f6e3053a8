"""Collects hand-ins: finds whose each file of answers is and of which module, and says what became of it.

Everything is read and judged, and every file that will be written is made, before the first is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wellfounded.grading.archives import TOTAL
from wellfounded.grading.gathering import TIMESTAMP, Item, gather
from wellfounded.grading.names import harmless
from wellfounded.grading.placing import Pile, Placed, UnplacedError, plan, time_of, write
from wellfounded.grading.roster import RosterError, read_roster
from wellfounded.grading.senders import PatternError, Sender, by_name, by_pattern, compiled
from wellfounded.grading.sharing import CourseError, Lessons, divide, lessons
from wellfounded.journal import JOURNAL

Found = list[tuple[Item, Sender]]
TROUBLES = (CourseError, RosterError, PatternError)  # why a collection cannot begin


@dataclass
class Report:
    """What was placed, and (place, why) of what was not."""

    placed: list[Placed] = field(default_factory=list)
    unplaced: list[tuple[str, str]] = field(default_factory=list)

    def lines(self, *, dry_run: bool) -> Iterator[str]:
        """Yield the report as plain lines: a table of what was placed, a list of what was not, and the sums."""
        head = ("learner", "module", "new", "handed in, UTC", "")
        rows = [(p.learner, p.module, str(p.new), p.time, "; ".join(p.remarks)) for p in self.placed]
        widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
        for row in [head, *rows] if rows else []:
            yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for place, why in self.unplaced:
            yield f"Not placed: {place}: {why}."
        new = sum(bool(each.files) for each in self.placed)
        would = " Nothing was written: this was a dry run." if dry_run else ""
        yield f"Placed: {new}; nothing new: {len(self.placed) - new}; not placed: {len(self.unplaced)}.{would}"


@dataclass
class _Sorting:
    known: Lessons
    module: str
    report: Report
    piles: dict[tuple[str, str], Pile] = field(default_factory=dict)


def collect(
    course: Path, paths: Iterable[Path], roster: Path | None, pattern: str, module: str, *, dry_run: bool
) -> Report:
    """Collect for a course; CourseError, RosterError or PatternError where it cannot begin, OSError in writing."""
    known = lessons(course)
    only = known.module(module)
    if module and not only:
        raise CourseError(f"There is no module “{harmless(module)}”. Modules are {', '.join(known.modules)}.")
    people = read_roster(roster) if roster else None
    shape = compiled(pattern, people) if pattern else None
    sorting, left = _Sorting(known, only, Report()), TOTAL
    for path in paths:
        found = gather(path, left)
        left = found.left
        sorting.report.unplaced += found.refused
        senders = [by_pattern(i, shape, people) if shape else by_name(i, people, known.names) for i in found.items]
        _sort(list(zip(found.items, senders, strict=True)), sorting)
    _compare(sorting.piles)
    for (learner, of), pile in sorted(sorting.piles.items()):
        try:
            sorting.report.placed.append(plan(course, learner, of, pile))
        except UnplacedError as error:
            sorting.report.unplaced += [(place, str(error)) for place in pile.places]
    for placed in [] if dry_run else sorting.report.placed:
        write(placed.files)
    return sorting.report


def _sort(found: Found, sorting: _Sorting) -> None:
    """Put each file of answers on the piles it belongs to, and notebooks beside them."""
    doubted = _doubted(sender for _, sender in found)
    units: dict[tuple[str, ...], Found] = {}
    for item, sender in found:
        units.setdefault(sender.unit, []).append((item, sender))
    for unit in units.values():
        answers = [(item, sender) for item, sender in unit if item.data is not None and item.name.endswith(".jsonl")]
        if not answers:
            _nothing(unit, sorting.report)
        for item, sender in answers:
            why = sender.why or doubted.get(sender.learner, "")
            if why:
                sorting.report.unplaced.append((item.place, why))
            else:
                _answers(item, sender, unit, sorting)
        _notebooks(unit, sorting)


def _doubted(senders: Iterable[Sender]) -> dict[str, str]:
    """Return learners for whom an LMS names two senders in one download, and why neither counts: none may mix."""
    told: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for each in senders:
        if each.learner and each.stranger:
            told.setdefault((each.learner, each.stranger[0]), set()).add(each.stranger[1])
    return {
        learner: f"two senders, {' and '.join(sorted(numbers)[:2])}, fit {learner}; give the roster a column lms_id"
        for (learner, _), numbers in told.items()
        if len(numbers) > 1
    }


def _nothing(unit: Found, report: Report) -> None:
    """Report who handed in no answers; a file that lies about by itself, a roster for instance, is no hand-in."""
    if all(len(item.parts) == 1 and item.data is None and not sender.stranger for item, sender in unit):
        return
    sender = unit[0][1]
    place = unit[0][0].place if sender.stranger else "/".join(sender.unit)
    report.unplaced.append((harmless(place), f"there is no {JOURNAL}, so no answers"))


def _answers(item: Item, sender: Sender, unit: Found, sorting: _Sorting) -> None:
    """Divide a file of answers among piles; report what could not be."""
    known, stamp = sorting.known, None
    hint = sorting.module or known.module(sender.module) or known.spoken((item.path.name, *item.parts))
    found = divide(item.data or b"", known, hint)
    if found.trouble:
        sorting.report.unplaced.append((item.place, found.trouble))
    for other, their in unit:
        if other.name == TIMESTAMP and other.parts[:-1] == item.parts[:-1] and their.learner == sender.learner:
            stamp = other
    for module, lines in found.lines.items():
        unread = sum(event is None for _, event in lines)
        pile = sorting.piles.setdefault((sender.learner, module), Pile())
        pile.lines += lines
        pile.places.append(item.place)
        pile.times.append(time_of(item, stamp, lines))
        pile.remarks += [f"{unread} lines cannot be read"] if unread else []
        pile.remarks += ["Canvas says: late"] if sender.late else []
        pile.remarks += [f"came as {hint}"] if hint and hint != module and len(found.lines) == 1 else []


def _notebooks(unit: Found, sorting: _Sorting) -> None:
    for item, sender in unit:
        pile = sorting.piles.get((sender.learner, sorting.known.notebook(item.name)))
        if pile and item.data:
            pile.notebook = item.data


def _compare(piles: dict[tuple[str, str], Pile]) -> None:
    """Remark where two learners handed in the same entries: one of them gave in the other's file."""
    first: dict[str, tuple[str, Pile]] = {}
    for (learner, _), pile in sorted(piles.items()):
        for event in [event for _, event in pile.lines if event]:
            other, theirs = first.setdefault(event["id"], (learner, pile))
            if other != learner:
                pile.remarks.append(f"holds entries of {other}")
                theirs.remarks.append(f"holds entries of {learner}")
