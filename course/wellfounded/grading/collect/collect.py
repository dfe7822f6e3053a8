"""Collects hand-ins: finds whose each file of answers is and of which module, and says what became of it.

Everything is read and judged, and every file that will be written is made, before the first is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from wellfounded.grading.collect import copied_journals, doubts
from wellfounded.grading.collect.class_list import Roster
from wellfounded.grading.collect.downloads import TIMESTAMP, Item, gather
from wellfounded.grading.collect.placement import Pile, Placed, UnplacedError, came, plan, standing, write
from wellfounded.grading.collect.register import Register, read_register, write_register
from wellfounded.grading.collect.roster_file import read_roster
from wellfounded.grading.collect.senders import Sender, by_name, by_pattern, compiled
from wellfounded.grading.collect.split import CourseError, Lessons, divide, lessons
from wellfounded.grading.lock import lock_course
from wellfounded.grading.names import escape_controls
from wellfounded.journal.file import JOURNAL, TooLargeError, parse

Found = list[tuple[Item, Sender]]
Piles = dict[tuple[str, str], Pile]


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
    piles: Piles = field(default_factory=dict)


def collect(
    course: Path, paths: Iterable[Path], roster: Path | None, pattern: str, module: str, *, dry_run: bool
) -> Report:
    """Collect for a course; UserError where it cannot begin, OSError in writing."""
    known = lessons(course)
    only = known.module(module)
    if module and not only:
        raise CourseError(f"There is no module “{escape_controls(module)}”. Modules are {', '.join(known.modules)}.")
    people = read_roster(roster) if roster else None
    with nullcontext() if dry_run else lock_course(course):
        sorting = _sorted(paths, people, pattern, _Sorting(known, only, Report()))
        register = read_register(course / "submitted")
        _drop_doubted(course, sorting, register)
        _compare(course / "submitted", sorting.piles)
        _plan(course, sorting)
        if not dry_run:
            for placed in sorting.report.placed:
                write(placed.files)
            _remember(course / "submitted", sorting, register)
    return sorting.report


def _sorted(paths: Iterable[Path], people: Roster | None, pattern: str, sorting: _Sorting) -> _Sorting:
    """Put each file of answers on the piles it belongs to, and notebooks beside them."""
    shape = compiled(pattern, people) if pattern else None
    gathered = gather(paths)
    sorting.report.unplaced += gathered.refused
    names = sorting.known.names
    found = [
        (item, by_pattern(item, shape, people) if shape else by_name(item, people, names)) for item in gathered.items
    ]
    doubted = doubts.two_senders(sender for _, sender in found)
    units: dict[tuple[str, ...], Found] = {}
    for item, sender in found:
        units.setdefault(sender.unit, []).append((item, sender))
    for unit in units.values():
        answers = [each for each in unit if each[0].data is not None and each[0].name.lower().endswith(".jsonl")]
        if not answers:
            _nothing(unit, sorting.report)
        for item, sender in answers:
            if why := sender.why or doubted.get(sender.learner, ""):
                sorting.report.unplaced.append((item.place, why))
            else:
                _answers(item, sender, unit, sorting)
        _notebooks(unit, sorting)
    return sorting


def _nothing(unit: Found, report: Report) -> None:
    """Report who handed in no answers; a file that lies about by itself, a roster for instance, is no hand-in."""
    if all(len(item.parts) == 1 and item.data is None and not sender.stranger for item, sender in unit):
        return
    sender = unit[0][1]
    place = unit[0][0].place if sender.stranger else "/".join(sender.unit)
    report.unplaced.append((escape_controls(place), f"there is no {JOURNAL}, so no answers"))


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
    for module, part in found.parts.items():
        pile = sorting.piles.setdefault((sender.learner, module), Pile())
        pile.came.append(came(item, sender, stamp, part))
        pile.remarks += [f"{part.unread} lines cannot be read"] if part.unread else []
        pile.remarks += [f"a clock was far ahead for {len(part.righted)} entries"] if part.righted else []
        pile.remarks += ["Canvas says: late"] if sender.stranger and sender.stranger.late else []
        pile.remarks += [f"came as {hint}"] if hint and hint != module and len(found.parts) == 1 else []


def _notebooks(unit: Found, sorting: _Sorting) -> None:
    for item, sender in unit:
        pile = sorting.piles.get((sender.learner, sorting.known.notebook(item.name)))
        if pile and item.data:
            pile.notebook = item.data


def _drop_doubted(course: Path, sorting: _Sorting, register: Register) -> None:
    """Take from the piles, and report, what may be another's than the learner's."""
    submitted = course / "submitted"
    spelt = doubts.two_spellings([learner for learner, _ in sorting.piles], submitted)
    for (learner, module), pile in list(sorting.piles.items()):
        before = frozenset[bytes]()
        try:
            data = standing(submitted / learner / module, JOURNAL)
            before = copied_journals.sample(event["id"] for event in parse(data).events)
        except (UnplacedError, TooLargeError):
            pass  # `plan` says so
        why = doubts.another_sender(register, learner, module, pile.came, before)
        why |= {place: spelt[learner] for place in range(len(pile.came)) if learner in spelt}
        sorting.report.unplaced += [(pile.came[place].place, each) for place, each in sorted(why.items())]
        pile.came = [each for place, each in enumerate(pile.came) if place not in why]
        if not pile.came:
            del sorting.piles[learner, module]


def _compare(submitted: Path, piles: Piles) -> None:
    """Remark where two learners handed in the same entries, now or earlier: one of them gave in the other's file."""
    for module in {module for _, module in piles}:
        mine = {learner: pile for (learner, of), pile in piles.items() if of == module}
        now = ((learner, each.ids) for learner, pile in sorted(mine.items()) for each in pile.came)
        for learner, others in copied_journals.shared(chain(copied_journals.samples(submitted, module), now)).items():
            if learner in mine:
                mine[learner].remarks.append(copied_journals.remark(others))


def _plan(course: Path, sorting: _Sorting) -> None:
    for (learner, of), pile in sorted(sorting.piles.items()):
        try:
            sorting.report.placed.append(plan(course, learner, of, pile))
        except UnplacedError as error:
            sorting.report.unplaced += [(each.place, str(error)) for each in pile.came]
            del sorting.piles[learner, of]


def _remember(submitted: Path, sorting: _Sorting, register: Register) -> None:
    """Keep by which numbers an LMS named the learners, and whom it called late."""
    before = register.model_dump_json()
    for (learner, module), pile in sorting.piles.items():
        for each in pile.came:
            if each.number:
                register.add(learner, each.lms, module, each.number)
            if each.lms == "canvas":
                register.mark(learner, module, late=each.late)
    if register.model_dump_json() != before:
        write_register(submitted, register)
