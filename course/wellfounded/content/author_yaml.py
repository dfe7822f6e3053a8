"""What the files that authors write in YAML have in common: how they are read, and how their Markdown becomes HTML."""

from __future__ import annotations

import datetime
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import yaml
from pydantic import TypeAdapter, ValidationError

from wellfounded.content import markdown
from wellfounded.content.law import LOADER, authorities
from wellfounded.content.mistakes import Mistake, MistakesError, Places, author_text, nearest, not_yaml
from wellfounded.content.questions.question import Problems

RENDER = {"inline": markdown.inline, "block": markdown.block, "citation": markdown.citation}


def read_yaml(path: Path, what: str) -> tuple[dict[str, Any], Places]:
    """Return the fields of a file, dates as text, and where they stand; `what` it should be. MistakesError."""
    text = author_text(path)
    try:
        places, loaded = Places(path, yaml.compose(text)), yaml.load(text, Loader=LOADER)  # noqa: S506 (a safe one)
    except (yaml.YAMLError, RecursionError) as error:
        raise MistakesError([not_yaml(path, error)]) from error
    if not isinstance(loaded, dict):
        raise MistakesError([Mistake(path, "line 1", f"this is no {what}", "begin with 'title:', see CONTRIBUTING.md")])
    return {key: _with_text_dates(value) for key, value in loaded.items()}, places


def _with_text_dates(value: Any) -> Any:
    """Undo what YAML makes of 2026-06-25, at every depth."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return [_with_text_dates(part) for part in value]
    return {k: _with_text_dates(v) for k, v in value.items()} if isinstance(value, dict) else value


def check_types(adapter: TypeAdapter[Any], values: dict[str, Any], places: Places) -> Any:
    """Return what the fields of a file are, by its types; MistakesError with each that does not fit."""
    try:
        return adapter.validate_python(values)
    except ValidationError as error:
        raise MistakesError([*places.doubles(), *map(places.explain, error.errors())]) from error


def refuse(problems: Problems, places: Places) -> None:
    """Raise MistakesError if there are problems in a file, or if fields stand in it twice."""
    mistakes = [places.mistake(place.split("."), problem, remedy) for place, problem, remedy in problems]
    if mistakes or (mistakes := list(places.doubles())):
        raise MistakesError(mistakes)


def date_problems(law_as_of: str) -> Problems:
    """Yield what is wrong with the date of the law."""
    try:
        datetime.date.fromisoformat(law_as_of)
    except ValueError:
        yield "law_as_of", f"'{law_as_of}' is no date", "write it as 2026-06-25"


def unknown_authorities(place: str, keys: list[str]) -> Problems:
    """Yield each key that names no authority."""
    for key in keys:
        if key not in authorities():
            remedy = f"{nearest(key, list(authorities()))}, or add it to authorities.yaml"
            yield place, f"unknown authority '{key}'", remedy


def html_of(item: Any) -> Any:
    """Return what an author wrote with its Markdown as HTML, and its authorities as links."""
    hints = get_type_hints(type(item), include_extras=True)
    return replace(item, **{f.name: _rendered(getattr(item, f.name), hints[f.name]) for f in fields(item)})


def _rendered(value: Any, hint: Any) -> Any:
    if is_dataclass(value):
        return html_of(value)
    if get_origin(hint) is list:
        return [_rendered(part, get_args(hint)[0]) for part in value]
    if get_origin(hint) is Annotated and isinstance(value, str):
        return RENDER[get_args(hint)[1].source](value)
    return value
