"""What a learner should know before handing a lesson in: which questions lack an answer, and what was left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from wellfounded.assessment.scoring import leaving_out, left_out
from wellfounded.content.case import CASES, Case, read_cases
from wellfounded.i18n.messages import phrase
from wellfounded.journal import file as journal
from wellfounded.learner.lessons import place
from wellfounded.notebook.widgets.content_note import beyond


def looked(folder: Path) -> dict[str, Any]:
    """Return what a learner should know before handing in: what is `unanswered`, and what was left out (`beyond`)."""
    kept, cases = journal.replay(folder / journal.JOURNAL), list(read_cases(folder / CASES).values())
    return {"unanswered": unanswered(folder, cases, kept), "beyond": beyond(leaving_out(cases, kept), folder)}


def unanswered(folder: Path, cases: list[Case], kept: journal.Journal) -> list[dict[str, str]]:
    """Return title and place of each graded question that lacks an answer to its present wording, or part of one."""
    gaps = []
    for case in cases:
        if left_out(case, kept):
            continue
        for number, question in enumerate(case.questions if case.use == "graded" else [], 1):
            answer = kept.latest("answer", case.id, question.id)
            lacks = answer is None or answer["wording"] != question.wording or question.unfinished(answer["response"])
            if lacks:
                title = phrase("{case}, question {n}", case=case.title, n=number)
                title += f": {lacks}" if isinstance(lacks, str) else ""
                gaps.append({"title": title, "place": f"{place(folder)}/{case.id}/{question.id}"})
    return gaps
