"""What a learner should know before handing a lesson in: which questions lack an answer, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wellfounded.assessment.own_variant import own_variants
from wellfounded.assessment.scoring import leaving_out, left_out
from wellfounded.content.case import CASES, Case, read_cases
from wellfounded.i18n.messages import phrase
from wellfounded.journal import file as journal
from wellfounded.learner.lessons import place
from wellfounded.notebook.widgets.content_note import beyond


def looked(folder: Path) -> dict[str, Any]:
    """Return what a learner should know before handing in: what is `unanswered`, and what was left out (`beyond`)."""
    kept = journal.replay(folder / journal.JOURNAL)
    cases = own_variants(read_cases(folder / CASES).values(), kept)
    return {"unanswered": unanswered(folder, cases, kept), "beyond": beyond(leaving_out(cases, kept), folder)}


def unanswered(folder: Path, cases: list[Case], kept: journal.Journal) -> list[dict[str, Any]]:
    """Return each case, by its title, with its graded questions that lack an answer: their titles and places."""
    gaps = [(case, list(_gaps(folder, case, kept))) for case in cases if case.use == "graded"]
    return [{"title": case.title, "questions": questions} for case, questions in gaps if questions]


def _gaps(folder: Path, case: Case, kept: journal.Journal) -> Iterator[dict[str, str]]:
    """Yield each question that lacks an answer to its present wording, or part of one."""
    if left_out(case, kept):
        return
    for number, question in enumerate(case.questions, 1):
        answer = kept.latest("answer", case.id, question.id)
        lacks = answer is None or answer["wording"] != question.wording or question.unfinished(answer["response"])
        if lacks:
            title = phrase("Question {n}", n=number) + (f": {lacks}" if isinstance(lacks, str) else "")
            yield {"title": title, "place": f"{place(folder)}/{case.id}/{question.id}"}
