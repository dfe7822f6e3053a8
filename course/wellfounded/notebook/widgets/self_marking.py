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
    (question,) = (question for question in read_cases(folder / CASES)[name].written if question.id == question_id)
    kept_with = {"wording": question.wording, "response": response}
    event = journal.append(folder / journal.JOURNAL, journal.new_event("selfmark", name, question_id, **kept_with))
    return str(event["at"])


def kept_points(folder: Path) -> dict[str, Any]:
    """Return what learners gave themselves for what they wrote, by "case/question" and criterion."""
    try:
        kept = journal.replay(folder / journal.JOURNAL)
        cases = read_cases(folder / CASES)
    except (OSError, ValueError, KeyError):
        return {}
    every = [(case, question) for case in cases.values() for question in case.written]
    marks = [
        (f"{case.id}/{question.id}", question, kept.latest("selfmark", case.id, question.id))
        for case, question in every
    ]
    return {
        where: readable_points(m["response"]) for where, question, m in marks if m and m["wording"] == question.wording
    }


def readable_points(response: Any) -> dict[str, int]:
    """Return the points by criterion of a response that may come from anywhere."""
    entries = response.items() if isinstance(response, dict) else ()
    return {name: points for name, points in entries if type(points) is int and 0 <= points <= MOST}
