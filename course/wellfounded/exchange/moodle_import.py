"""Reads Moodle XML: an instructor's own questions, from wherever they come. Nothing in a file is run or fetched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from wellfounded.exchange.case_writer import file_bytes
from wellfounded.exchange.foreign import ANYTHING, Foreign, ForeignAnswer, NotTakenError, number_of
from wellfounded.exchange.html_to_markdown import escaped, markdown_of
from wellfounded.i18n.errors import UserError

TYPES = {
    "truefalse": "true-false",
    "matching": "matching",
    "match": "matching",
    "shortanswer": "short",
    "numerical": "number",
    "essay": "essay",
    "ordering": "ordering",
}


def read_moodle(path: Path) -> Iterator[tuple[str, Foreign | NotTakenError]]:
    """Yield (name, question), or why it is not taken; UserError where the file is no Moodle XML or would do harm."""
    try:
        root = fromstring(file_bytes(path), forbid_dtd=True)
    except DefusedXmlException as error:
        raise UserError(f"{path}: it declares a document type, which Moodle's own files never do; not read.") from error
    except (ParseError, ValueError, LookupError) as error:
        raise UserError(
            f"{path}: this is no XML ({error}). In Moodle, export the questions as “Moodle XML”."
        ) from error
    if root.tag != "quiz":
        raise UserError(f"{path}: this is no Moodle XML. In Moodle, export the questions as “Moodle XML”.")
    for number, element in enumerate(root.iterfind("question"), start=1):
        if element.get("type") != "category":
            yield _text(element, "name") or f"Question {number}", _read(element, number)


def _read(element: Element, number: int) -> Foreign | NotTakenError:
    try:
        return _question(element, number)
    except ValueError as error:
        return error if isinstance(error, NotTakenError) else NotTakenError(str(error))


def _question(element: Element, number: int) -> Foreign:
    kind = element.get("type", "")
    single = (element.findtext("single") or "true").strip() in ("true", "1")
    if kind == "multichoice":
        kind = "choice" if single else "several"
    question_type = TYPES.get(kind, kind)
    return Foreign(
        name=_text(element, "name") or f"Question {number}",
        type=question_type,
        text=_markdown(element, "questiontext"),
        answers=_pairs(element) if question_type == "matching" else _answers(element, question_type),
        feedback=_markdown(element, "generalfeedback"),
        hint=" ".join(_markdown(element, "hint").split()),
        points=number_of(element.findtext("defaultgrade") or "1"),
        for_grader=_markdown(element, "graderinfo"),
    )


def _answers(element: Element, question_type: str) -> list[ForeignAnswer]:
    return [
        ForeignAnswer(
            text=_answer_text(answer, question_type),
            fraction=number_of(answer.get("fraction") or "0") / 100,
            feedback=_markdown(answer, "feedback"),
            tolerance=number_of(answer.findtext("tolerance") or "0"),
        )
        for answer in element.iterfind("answer")
    ]


def _answer_text(answer: Element, question_type: str) -> str:
    text = (answer.findtext("text") or "").strip()
    if question_type == "true-false":
        return text.capitalize()
    if question_type in ("short", "number"):  # never shown as HTML, so it is none
        return text if text == ANYTHING else text.replace(f"\\{ANYTHING}", ANYTHING)
    return _in_markdown(answer, text)


def _pairs(element: Element) -> list[ForeignAnswer]:
    return [
        ForeignAnswer(
            stem=_in_markdown(pair, (pair.findtext("text") or "").strip()), text=escaped(_text(pair, "answer"))
        )
        for pair in element.iterfind("subquestion")
        if _text(pair, "answer")
    ]


def _markdown(element: Element, name: str) -> str:
    child = element.find(name)
    return "" if child is None else _in_markdown(child, (child.findtext("text") or "").strip())


def _in_markdown(element: Element, text: str) -> str:
    """Return a text by the format that its element names: Markdown as it is, plain text escaped, else HTML."""
    named = element.get("format", "html")
    if named == "markdown":
        return text
    return escaped(text) if named == "plain_text" else markdown_of(text)


def _text(element: Element, name: str) -> str:
    return " ".join((element.findtext(f"{name}/text") or "").split())
