"""Reads case files, keys and all, from `source/`. For authoring and grading; never for learners."""

from __future__ import annotations

import datetime
import re
from dataclasses import fields, is_dataclass, make_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import yaml
from pydantic import Field, TypeAdapter, ValidationError

from wellfounded.content import markdown
from wellfounded.content.case import Case
from wellfounded.content.law import LOADER, authorities, jurisdictions
from wellfounded.content.mistakes import Mistake, MistakesError, Places, author_text, nearest, not_yaml
from wellfounded.content.questions import kinds
from wellfounded.content.questions.question import Problems, digest, public

RENDER = {"inline": markdown.inline, "block": markdown.block, "citation": markdown.citation}
CASE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PART_ID = re.compile(r"[a-z]?[0-9]*")  # says nothing: q1, a, c12


@cache
def adapter() -> TypeAdapter[Any]:
    """Return the check of a case file: `Case`, its questions of the kinds that were found."""
    known: Any = Union[tuple(kinds().values())]  # noqa: UP007 (there is no other way to build one)
    questions: Any = list.__class_getitem__(Annotated[known, Field(discriminator="kind")])
    written = make_dataclass("CaseFile", [("questions", questions, public())], bases=(Case,), kw_only=True, frozen=True)
    return TypeAdapter(written)


def read_module(folder: Path) -> dict[str, Case]:
    """Read every case of `source/NN-slug`, in Markdown; MistakesError with all that is wrong in any."""
    cases, mistakes = {}, []
    for path in sorted((folder / "cases").glob("*.yaml")):
        try:
            cases[path.stem] = read_case(path)
        except MistakesError as error:
            mistakes += error.mistakes
    if mistakes:
        raise MistakesError(mistakes)
    return cases


def read_case(path: Path) -> Case:
    """Read one case as its author wrote it, in Markdown; MistakesError with all that is wrong."""
    text = author_text(path)
    try:
        places, loaded = Places(path, yaml.compose(text)), yaml.load(text, Loader=LOADER)  # noqa: S506 (a safe one)
    except (yaml.YAMLError, RecursionError) as error:
        raise MistakesError([not_yaml(path, error)]) from error
    if not isinstance(loaded, dict):
        raise MistakesError([Mistake(path, "line 1", "this is no case", "begin with 'title:', see CONTRIBUTING.md")])
    try:
        case: Case = _with_papers(adapter().validate_python({**_with_text_dates(loaded), "id": path.stem}))
    except ValidationError as error:
        raise MistakesError([*places.doubles(), *map(places.explain, error.errors())]) from error
    mistakes = [places.mistake(place.split("."), problem, remedy) for place, problem, remedy in _mistakes(case, loaded)]
    if mistakes or (mistakes := list(places.doubles())):
        raise MistakesError(mistakes)
    return replace(case, questions=[replace(question, wording=digest(question)) for question in case.questions])


def rendered(case: Case) -> Case:
    """Return the case with its Markdown as HTML, its authorities as links, its law by name."""
    whole: Case = _render(case, get_type_hints(type(case), include_extras=True))
    return replace(whole, jurisdiction=jurisdictions()[case.jurisdiction])


def _render(item: Any, hints: dict[str, Any]) -> Any:
    return replace(item, **{f.name: _rendered(getattr(item, f.name), hints[f.name]) for f in fields(item)})


def _rendered(value: Any, hint: Any) -> Any:
    if is_dataclass(value):
        return _render(value, get_type_hints(type(value), include_extras=True))
    if get_origin(hint) is list:
        return [_rendered(item, get_args(hint)[0]) for item in value]
    if get_origin(hint) is Annotated and isinstance(value, str):
        return RENDER[get_args(hint)[1].source](value)
    return value


def _with_papers(case: Case) -> Case:
    """Give a question that asks about a text, and has none of its own, that of its first document."""
    bodies = {document.id: document.body for document in case.documents}

    def filled(question: Any) -> Any:
        if question.documents and getattr(question, "text", None) == "":
            return replace(question, text=bodies.get(question.documents[0], ""))
        return question

    return replace(case, questions=[filled(question) for question in case.questions])


def _with_text_dates(loaded: dict[str, Any]) -> dict[str, Any]:
    return {k: _text_dates(v) for k, v in loaded.items()}


def _text_dates(value: Any) -> Any:
    """Undo what YAML makes of 2026-06-25, at every depth."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return [_text_dates(item) for item in value]
    return {k: _text_dates(v) for k, v in value.items()} if isinstance(value, dict) else value


def _mistakes(case: Case, loaded: dict[str, Any]) -> Problems:
    yield from _case_mistakes(case, loaded)
    ids: set[str] = set()
    for number, question in enumerate(case.questions):
        place = f"questions.{number}"
        if question.id in ids:
            yield f"{place}.id", f"the id '{question.id}' stands twice", "give each question its own: q1, q2, q3"
        ids.add(question.id)
        yield from ((f"{place}.{where}", *rest) for where, *rest in _question_mistakes(case, question))  # type: ignore[misc]


def _case_mistakes(case: Case, loaded: dict[str, Any]) -> Problems:
    if "id" in loaded:
        yield "id", "an 'id' is written", "remove it: the name of the file is the case's id"
    if "--" in case.id:
        yield "", f"'--' in the case id '{case.id}'", "use single hyphens: '--' parts a case from a written question"
    elif not CASE_ID.fullmatch(case.id):
        yield "", f"the case id '{case.id}' is no id", "rename the file: small letters, digits and hyphens"
    if not case.questions:
        yield "questions", "the case asks nothing", "add a question"
    if case.jurisdiction not in jurisdictions():
        remedy = nearest(case.jurisdiction, list(jurisdictions()))
        yield "jurisdiction", f"unknown jurisdiction '{case.jurisdiction}'", remedy
    try:
        datetime.date.fromisoformat(case.law_as_of)
    except ValueError:
        yield "law_as_of", f"'{case.law_as_of}' is no date", "write it as 2026-06-25"
    yield from _unknown("facts", markdown.cited(case.facts))
    for number, document in enumerate(case.documents):
        yield from _part_mistakes(document, f"documents.{number}.")
        if document.id in [earlier.id for earlier in case.documents[:number]]:
            yield f"documents.{number}.id", f"the id '{document.id}' stands twice", "give each its own: d1, d2, d3"


def _question_mistakes(case: Case, question: Any) -> Problems:
    if case.use == "graded" and not question.points > 0:
        yield "points", "a graded question has no points", "add 'points: 1' or more"
    if case.use == "practice" and question.points:
        yield "points", "a practice question has points", "remove them: practice is not marked"
    if question.wording:
        yield "wording", "'wording' is worked out from the question", "remove it"
    if not question.authorities:
        yield "authorities", "the question cites no authority", "name the source its key rests on"
    yield from _unknown("authorities", question.authorities)
    for name in question.documents:
        if name not in (known := [document.id for document in case.documents]):
            yield "documents", f"the case has no document '{name}'", nearest(name, known)
    yield from _part_mistakes(question, "")
    yield from question.mistakes()


def _part_mistakes(item: Any, place: str) -> Problems:
    """Yield ids that say something, and citations that resolve to nothing, at every depth."""
    if not PART_ID.fullmatch(getattr(item, "id", "")):
        yield f"{place}id", f"the id '{item.id}' says something", "learners see it: use q1, q2 or a, b, c"
    for f in fields(item):
        value = getattr(item, f.name)
        if isinstance(value, str) and f.name != "id":
            yield from _unknown(f"{place}{f.name}", markdown.cited(value))
        for number, part in enumerate(value if isinstance(value, list) else ()):
            if is_dataclass(part):
                yield from _part_mistakes(part, f"{place}{f.name}.{number}.")


def _unknown(place: str, named: list[str]) -> Problems:
    for key in named:
        if key not in authorities():
            remedy = f"{nearest(key, list(authorities()))}, or add it to authorities.yaml"
            yield place, f"unknown authority '{key}'", remedy
