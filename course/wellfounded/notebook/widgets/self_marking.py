"""What learners give themselves for what they wrote, by the rubric in the review: kept in their journal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from wellfounded.content.case import CASES, read_cases
from wellfounded.journal import file as journal
from wellfounded.render.answers import MOST


def keep_points(folder: Path, place: str, response: Any) -> str:
    """Keep the points by criterion for the text at `place` ("case/question"); return when that was written."""
    name, _, question_id = place.partition("/")
    (question,) = (each for each in read_cases(folder / CASES)[name].written if each.id == question_id)
    told = {"wording": question.wording, "response": response}
    event = journal.append(folder / journal.JOURNAL, journal.new_event("selfmark", name, question_id, **told))
    return str(event["at"])


def kept_points(folder: Path) -> dict[str, Any]:
    """Return what learners gave themselves for what they wrote, by "case/question" and criterion."""
    try:
        kept = journal.replay(folder / journal.JOURNAL)
        cases = read_cases(folder / CASES)
    except (OSError, ValueError, KeyError):
        return {}
    every = [(case, each) for case in cases.values() for each in case.written]
    marks = [(f"{case.id}/{each.id}", each, kept.latest("selfmark", case.id, each.id)) for case, each in every]
    return {where: readable_points(m["response"]) for where, each, m in marks if m and m["wording"] == each.wording}


def readable_points(response: Any) -> dict[str, int]:
    """Return the points by criterion of a response that may come from anywhere."""
    given = response.items() if isinstance(response, dict) else ()
    return {name: each for name, each in given if type(each) is int and 0 <= each <= MOST}
