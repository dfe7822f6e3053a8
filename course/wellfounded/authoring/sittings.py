"""Divides a lesson into sittings of 20 to 30 minutes, and checks the time that its author states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from wellfounded.authoring.cell_names import named_cells
from wellfounded.authoring.lesson import Lesson, LessonCell
from wellfounded.authoring.lesson_time import Activities, Cases, seconds
from wellfounded.authoring.module import Module
from wellfounded.content.activity_file import rendered_activity
from wellfounded.content.case_file import rendered
from wellfounded.content.mistakes import Mistake
from wellfounded.content.sittings import SPREAD, Sitting

AIM = 25  # minutes of a sitting
SHORTEST, LONGEST = 20, 30  # the last may be shorter: it ends with the lesson
OUT_OF_RANGE = 1000  # what each minute costs by which a sitting is too short or too long: more than all else together
WITHIN_A_SECTION = 9  # what it costs to stop between two cases of a section: as much as to be 3 minutes off the aim
SECTION = re.compile(r"^#{1,2} ", re.MULTILINE)


def sittings(lesson: Lesson, cases: Cases, activities: Activities) -> list[Sitting]:
    """Return the sittings of a lesson, as near to 25 minutes each as its sections and cases allow.

    `cases` and `activities` are rendered. A sitting begins with a section, or with a later case of a long one.
    """
    named = named_cells(lesson.cells)
    ids, cells = [*named], [*named.values()]
    minutes = [0.0, *accumulate(seconds(cell, cases, activities) / 60 for cell in cells)]
    return [
        Sitting(ids[start], round(minutes[stop] - minutes[start]), _cases(cells[start:stop]))
        for start, stop in pairwise([*_cuts(cells, minutes), len(cells)])
    ]


def _cases(cells: Sequence[LessonCell]) -> list[str]:
    return [cell.case for cell in cells if cell.case]


def _cuts(cells: Sequence[LessonCell], minutes: Sequence[float]) -> list[int]:
    """Return the numbers of the cells with which sittings begin.

    The sittings are too short or too long by as few minutes as can be; and of such cuts, by those whose squares of how
    many minutes each is off the aim add up to least. `minutes` are those before each cell, and before the end.
    """
    starts = [i for i in range(len(cells)) if i == 0 or _may_begin(cells, i)]
    cheapest: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}  # by where one stops: the cost, and the cuts before
    for stop in [*starts[1:], len(cells)]:
        last = stop == len(cells)
        price = WITHIN_A_SECTION if not last and cells[stop].case else 0
        cheapest[stop] = min(
            (cost + price + _off_the_aim(minutes[stop] - minutes[start], last=last), [*cuts, start])
            for start, (cost, cuts) in cheapest.items()
        )
    return cheapest[len(cells)][1]


def _off_the_aim(minutes: float, *, last: bool) -> float:
    return (minutes - AIM) ** 2 + OUT_OF_RANGE * _out_of_range(round(minutes), last=last)


def _out_of_range(minutes: int, *, last: bool) -> int:
    """Return by how many minutes a sitting is too short or too long."""
    return max(0, minutes - LONGEST, 0 if last else SHORTEST - minutes)


def _may_begin(cells: Sequence[LessonCell], i: int) -> bool:
    """Return whether a sitting may begin with a cell: a section's first case is done with the section itself."""
    if SECTION.search(cells[i].source):
        return cells[i].kind == "markdown"
    before = next((cell for cell in reversed(cells[:i]) if cell.case or SECTION.search(cell.source)), None)
    return bool(cells[i].case and before and before.case)


def mistakes(module: Module) -> Iterator[Mistake]:
    """Yield a mistake where the stated minutes are far from those computed, or where a sitting is too short or long."""
    lesson = module.lesson
    cases = {name: rendered(case) for name, case in module.cases.items()}
    activities = {name: rendered_activity(activity) for name, activity in module.activities.items()}
    divided = sittings(lesson, cases, activities)
    computed = sum(sitting.minutes for sitting in divided)
    if lesson.minutes and abs(lesson.minutes - computed) > SPREAD * computed:
        problem = f"'minutes: {lesson.minutes}' is stated, and reading and answering take {computed}"
        yield Mistake(lesson.path, "front matter", problem, f"write 'minutes: {computed}', or nothing")
    lines = {name: cell.line for name, cell in named_cells(lesson.cells).items()}
    for number, sitting in enumerate(divided, start=1):
        if _out_of_range(sitting.minutes, last=number == len(divided)):
            place = f"line {lines[sitting.begins]}"
            problem = f"sitting {number}, from '{sitting.begins}', takes {sitting.minutes} minutes"
            remedy = f"make it {SHORTEST} to {LONGEST}: move a section or a case, or divide a long one"
            yield Mistake(lesson.path, place, problem, remedy)
