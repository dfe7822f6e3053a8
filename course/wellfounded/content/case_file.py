"""Reads case files, keys and all, from `source/`. For authoring and grading; never for learners."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, make_dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Union

from pydantic import Field, TypeAdapter

from wellfounded.content import markdown
from wellfounded.content.author_yaml import (
    check_types,
    date_problems,
    html_of,
    read_yaml,
    refuse,
    unknown_authorities,
)
from wellfounded.content.case import Case
from wellfounded.content.law import jurisdictions
from wellfounded.content.mistakes import Mistake, MistakesError, nearest
from wellfounded.content.questions import kinds
from wellfounded.content.questions.question import Problems, digest, public
from wellfounded.content.variant_rules import variant_mistakes

CASE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WORKED_OUT = {  # fields that no author writes, and why
    "id": "remove it: the name of the file is the case's id",
    "variant": "remove it: the name of the file says it, as in two-passports.b.yaml",
    "variants": "remove it: each variant has a file of its own",
    "path_place": "remove it: name the section in the path, and it is worked out",
}
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
    paths = sorted((folder / "cases").glob("*.yaml"))
    for path in (path for path in paths if "." not in path.stem):
        try:
            cases[path.stem] = read_case(path)
        except MistakesError as error:
            mistakes += error.mistakes
    for path in (path for path in paths if "." in path.stem):
        first = path.with_name(f"{path.stem.partition('.')[0]}.yaml")
        if first not in paths:
            problem = f"it is a variant, and there is no {first.name}"
            mistakes.append(Mistake(path, "file", problem, "call the first of them by the case's id alone"))
    if mistakes:
        raise MistakesError(mistakes)
    return cases


def read_case(path: Path) -> Case:
    """Read one case and its variants as their authors wrote them, in Markdown; MistakesError with all that is wrong."""
    first, variants, mistakes = _read_variant(path, None), [], []
    for file in case_files(path)[1:]:
        try:
            variants.append(_read_variant(file, first))
        except MistakesError as error:
            mistakes += error.mistakes
    if mistakes:
        raise MistakesError(mistakes)
    return replace(first, variants=variants)


def case_files(path: Path) -> list[Path]:
    """Return the file of a case and those of its variants: `two-passports.b.yaml` is one of `two-passports.yaml`."""
    return [path, *sorted(path.parent.glob(f"{path.stem}.*.yaml"))]


def _read_variant(path: Path, first: Case | None) -> Case:
    """Read the case in a file, of which `first` is the first variant, unless it is that itself."""
    loaded, places = read_yaml(path, "case")
    name, _, letter = path.stem.partition(".")
    case: Case = _with_papers(check_types(adapter(), {**loaded, "id": name}, places))
    refuse(chain(_mistakes(case, loaded), variant_mistakes(case, letter, first) if first else ()), places)
    named = [question if _has_a_cell(case, question) else _renamed(question, letter) for question in case.questions]
    turn = f"{letter}{case.turn}" if case.turn else ""
    worded = [replace(question, wording=digest(question)) for question in named]
    return replace(case, variant=letter, turn=turn, questions=worded)


def _renamed(question: Any, letter: str) -> Any:
    return replace(question, id=f"{letter}{question.id}")


def _has_a_cell(case: Case, question: Any) -> bool:
    """Return whether a person marks a question: its cell is that of all variants."""
    return case.use == "graded" and bool(question.by_hand)


def rendered(case: Case) -> Case:
    """Return the case with its Markdown as HTML, its authorities as links, its law by name."""
    whole: Case = html_of(case)
    return replace(whole, jurisdiction=jurisdictions()[case.jurisdiction], variants=[*map(rendered, case.variants)])


def _with_papers(case: Case) -> Case:
    """Give a question that asks about a text, and has none of its own, that of its first document."""
    bodies = {document.id: document.body for document in case.documents}

    def filled(question: Any) -> Any:
        if question.documents and getattr(question, "text", None) == "":
            return replace(question, text=bodies.get(question.documents[0], ""))
        return question

    return replace(case, questions=[filled(question) for question in case.questions])


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
    for name in WORKED_OUT:
        if name in loaded:
            yield name, f"'{name}' is written", WORKED_OUT[name]
    asked = [question.id for question in case.questions]
    if case.turn and case.turn not in asked:
        yield "turn", f"no question '{case.turn}'", nearest(case.turn, asked)
    if "--" in case.id:
        yield "", f"'--' in the case id '{case.id}'", "use single hyphens: '--' parts a case from a written question"
    elif not CASE_ID.fullmatch(case.id):
        yield "", f"the case id '{case.id}' is no id", "rename the file: small letters, digits and hyphens"
    if not case.questions:
        yield "questions", "the case asks nothing", "add a question"
    if case.jurisdiction not in jurisdictions():
        remedy = nearest(case.jurisdiction, list(jurisdictions()))
        yield "jurisdiction", f"unknown jurisdiction '{case.jurisdiction}'", remedy
    yield from date_problems(case.law_as_of)
    yield from unknown_authorities("facts", markdown.cited(case.facts))
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
    yield from unknown_authorities("authorities", question.authorities)
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
            yield from unknown_authorities(f"{place}{f.name}", markdown.cited(value))
        for number, part in enumerate(value if isinstance(value, list) else ()):
            if is_dataclass(part):
                yield from _part_mistakes(part, f"{place}{f.name}.{number}.")
