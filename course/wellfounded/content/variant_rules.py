"""What a variant of a case must share with the first of them: a cell, its points, and what is tested."""

from __future__ import annotations

import re
from dataclasses import replace

from wellfounded.content.case import Case
from wellfounded.content.questions.question import Problems

LETTER = re.compile(r"[b-z]")


def variant_mistakes(case: Case, letter: str, first: Case) -> Problems:
    """Yield what is wrong with a variant of that letter beside the `first`."""
    if not LETTER.fullmatch(letter):
        yield "", f"'{letter}' names no variant", "name the file by one letter: two-passports.b.yaml, then c"
    if case.use != first.use:
        yield "use", f"the first variant is for {first.use}", f"write 'use: {first.use}'"
    if sorted(case.objectives) != sorted(first.objectives):
        yield "objectives", "the first variant tests others", f"write {', '.join(first.objectives)}"
    asked, first_asked = (_ids(variant) for variant in (case, first))
    if asked != first_asked:
        remedy = f"ask {', '.join(first_asked)}, and after them what turned the answer"
        yield "questions", f"it asks {', '.join(asked)}, and the first variant {', '.join(first_asked)}", remedy
    if case.points != first.points:
        remedy = "weigh its questions anew: all variants have one cell"
        yield "questions", f"it is worth {case.points:g} points, and the first variant {first.points:g}", remedy
    if [replace(question, wording="") for question in first.written] != case.written:
        remedy = "copy its written questions: one rubric and one cell serve all variants"
        yield "questions", "what a person marks is not that of the first variant", remedy


def _ids(variant: Case) -> list[str]:
    return [question.id for question in variant.questions if question.id != variant.turn]
