"""Reads the files of activities, `source/NN-slug/activities/*.yaml`. For authoring alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from wellfounded.content import markdown
from wellfounded.content.activities import KINDS, Activity
from wellfounded.content.author_yaml import (
    check_types,
    date_problems,
    html_of,
    read_yaml,
    refuse,
    unknown_authorities,
)
from wellfounded.content.law import authorities
from wellfounded.content.mistakes import Mistake, MistakesError
from wellfounded.content.questions.question import Problems

FOLDER = "activities"  # in a module's folder
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_activity_files(folder: Path) -> dict[str, Activity]:
    """Read every activity of `source/NN-slug`, in Markdown; MistakesError with all that is wrong in any."""
    activities, mistakes = {}, []
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        try:
            activities[path.stem] = read_activity(path)
        except MistakesError as error:
            mistakes += error.mistakes
    if mistakes:
        raise MistakesError(mistakes)
    return activities


def read_activity(path: Path) -> Activity:
    """Read one activity as its author wrote it, in Markdown; MistakesError with all that is wrong."""
    if not NAME.fullmatch(path.stem):
        problem = f"the name '{path.stem}' is no name"
        raise MistakesError([Mistake(path, "file", problem, "rename the file: small letters, digits and hyphens")])
    loaded, places = read_yaml(path, "activity")
    kind = str(loaded.get("kind"))
    if kind not in KINDS:
        raise MistakesError(
            [places.mistake(["kind"], f"no kind of activity: {kind}", f"write one of {', '.join(KINDS)}")]
        )
    activity: Activity = check_types(TypeAdapter(KINDS[kind]), loaded, places)
    refuse(_mistakes(activity), places)
    return activity


def rendered_activity(activity: Activity) -> Activity:
    """Return the activity with its Markdown as HTML, and its authorities as links."""
    whole: Activity = html_of(activity)
    return whole


def _mistakes(activity: Activity) -> Problems:
    yield from date_problems(activity.law_as_of)
    for place, sources in activity.statements():
        yield from _source_mistakes(place, [str(key) for key in sources])
    for place, text in _texts(activity, ""):
        yield from unknown_authorities(place, markdown.cited(text))
    yield from activity.mistakes()


def _source_mistakes(place: str, sources: list[str]) -> Problems:
    """Yield sources that are unknown, or that nobody has read. A way of a path may mean nothing, and cite nothing."""
    yield from unknown_authorities(place, sources)
    if not sources and ".answers." not in place:
        yield place.removesuffix(".sources"), "a statement without a source", "add 'sources: [key]'"
    for key in sources:
        if key in authorities() and authorities()[key].checked == "unverified":
            yield place, f"the statement rests on '{key}', which is unverified", "open the source, or cite another"


def _texts(item: Any, place: str) -> Iterator[tuple[str, str]]:
    for f in fields(item):
        value = getattr(item, f.name)
        if isinstance(value, str):
            yield f"{place}{f.name}", value
        for number, part in enumerate(value if isinstance(value, list) else ()):
            if is_dataclass(part):
                yield from _texts(part, f"{place}{f.name}.{number}.")
