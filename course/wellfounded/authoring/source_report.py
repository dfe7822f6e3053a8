"""What rests on a source, and which sources to read again: lines for an author."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from wellfounded.authoring.module import read_modules
from wellfounded.authoring.source_uses import WEIGHTS, Use, course_uses
from wellfounded.content.law import Authority, authorities
from wellfounded.i18n.errors import UserError

SHOWN = 90  # letters of each statement


class SourceError(UserError):
    """Why no source is shown, and what to write."""


def resting_on(course: Path, name: str) -> list[str]:
    """Return each source of this name, and all that rests on it, the weightiest first. SourceError if there is none.

    `name` is a key, or part of a key or title.
    """
    keys = _named(name)
    uses = [*course_uses(read_modules(course))]
    return [line for key in keys for line in _lines(key, [use for use in uses if key in use.keys])]


def stale(course: Path, day: str) -> list[str]:
    """Return the sources last checked before a day, the weightiest first. SourceError if it is no day."""
    try:
        before = datetime.date.fromisoformat(day)
    except ValueError as error:
        raise SourceError(f"'{day}' is no day. Write it as 2026-06-25.") from error
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for use in course_uses(read_modules(course)):
        for key in set(use.keys):
            counts[key][use.weight] += 1
    old = {key: source for key, source in authorities().items() if _checked(source) < before}
    by_weight = sorted(old, key=lambda key: ([-counts[key][weight] for weight in WEIGHTS], _checked(old[key]), key))
    lines = [f"{key}: {_counted(counts[key])}; {old[key].checked}, {old[key].checked_on}" for key in by_weight]
    return lines or [f"No source was last checked before {day}."]


def _named(name: str) -> list[str]:
    """Return the key, or the keys of which a part, or of whose title a part, is `name`."""
    known = authorities()
    if name in known:
        return [name]
    part = name.casefold()
    keys = [key for key, source in known.items() if part and (part in key or part in source.name().casefold())]
    if keys:
        return keys
    titles = {source.title: key for key, source in known.items()}
    near = [
        *get_close_matches(name, known, 3, 0.4),
        *(titles[title] for title in get_close_matches(name, titles, 2, 0.4)),
    ]
    remedy = f"Near it are: {', '.join(dict.fromkeys(near))}." if near else "Write part of a title."
    raise SourceError(f"No source is called '{name}'. {remedy}" if name else "Name a source, or a day: --stale DATE.")


def _lines(key: str, uses: list[Use]) -> Iterator[str]:
    source = authorities()[key]
    yield f"{key}: {source.name()}"
    yield f"  {source.address}"
    yield f"  {source.trust()}"
    yield f"  {_counted(Counter(use.weight for use in uses))}"
    for use in sorted(uses, key=lambda use: WEIGHTS.index(use.weight)):
        yield f"    {use.weight} · {_short_path(use.file)}, {use.place}: {_cut(use.words)}"


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[weight]} × {weight}" for weight in WEIGHTS if counts[weight]) or "cited nowhere"


def _short_path(file: Path) -> Path:
    return file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file


def _cut(words: str) -> str:
    text = " ".join(words.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]} …"


def _checked(source: Authority) -> datetime.date:
    return datetime.date.fromisoformat(source.checked_on)
