"""Which place on a path each section of a lesson tells of, and with it each case that stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from wellfounded.content.activities import Activity
from wellfounded.content.activities.decision_path import DecisionPath
from wellfounded.content.case import Case
from wellfounded.content.path_place import PathPlace

HEADING = re.compile(r"^## +(.+)$", re.MULTILINE)  # of a section
Cells = Iterable[tuple[str, str]]  # Markdown, "" for code; and the case or activity that is shown, "" for none


def section_places(activities: Iterable[Activity]) -> dict[str, PathPlace]:
    """Return the place on a path that a section tells of, by the section's heading."""
    paths = [activity for activity in activities if isinstance(activity, DecisionPath)]
    return {section: place for path in paths for section, place in path.places().items()}


def sections_shown(cells: Cells) -> dict[str, str]:
    """Return the heading of the section in which each case and activity is shown, by its name; "" before the first."""
    sections, heading = {}, ""
    for text, name in cells:
        heading = [heading, *HEADING.findall(text)][-1]
        if name:
            sections[name] = heading
    return sections


def with_places(cases: dict[str, Case], activities: Iterable[Activity], cells: Cells) -> dict[str, Case]:
    """Return the cases of a lesson, each with the place on a path of which its section tells, if it does."""
    places, sections = section_places(activities), sections_shown(cells)
    return {name: replace(case, path_place=places.get(sections.get(name, ""))) for name, case in cases.items()}
