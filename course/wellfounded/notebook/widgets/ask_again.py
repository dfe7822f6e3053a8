"""A learner of a cohort asks for another look at a mark: with a reason, and in a file for the instructor."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from wellfounded.assessment.own_variant import own_variants
from wellfounded.content.case import CASES, Case, read_cases
from wellfounded.content.markup import fill_html
from wellfounded.i18n.messages import later, phrase, phrase_html
from wellfounded.journal import file as journal
from wellfounded.journal.events import MAX_REASON
from wellfounded.learner.submission_file import ask_to_look_again
from wellfounded.learner.workspace import Workspace
from wellfounded.render.hand_in_result import framed

SEVERAL = later("{case}, question {n}")


def questions_to_ask_about(folder: Path) -> list[dict[str, str]]:
    """Return the graded questions of a lesson that was handed in, by place and in words; none before that."""
    try:
        kept = journal.replay(folder / journal.JOURNAL)
        handed = any(event["event"] == "handin" for event in kept.events)
        cases = own_variants(read_cases(folder / CASES).values(), kept) if handed else []
    except (OSError, ValueError, KeyError):
        return []
    return [
        {"place": f"{case.id}/{question.id}", "words": _words(case, number)}
        for case in cases
        if case.use == "graded"
        for number, question in enumerate(case.questions, 1)
    ]


def _words(case: Case, number: int) -> str:
    return case.title if len(case.questions) == 1 else phrase(SEVERAL, case=case.title, n=number)


def ask_again(workspace: Workspace, folder: Path, place: str, reason: str) -> Markup:
    """Write down a request about the question at `place` ("case/question"); return what to do with its file.

    ValueError where there is no such question, or no reason.
    """
    name, _, question_id = place.partition("/")
    cases = read_cases(folder / CASES)
    questions = [question for variant in cases[name].every_variant for question in variant.questions]
    (wording,) = {question.wording for question in questions if question.id == question_id}
    request = journal.new_event("regrade", name, question_id, wording=wording, response=reason.strip()[:MAX_REASON])
    file = ask_to_look_again(workspace, folder, request)
    link = fill_html("<a href='{}' download>{}</a>", workspace.address(file), file.name)
    save = phrase_html("Save this file, and give it to your instructor as you did before: {link}", link=link)
    same = phrase_html("Your answers, and when you handed them in, stay as they were.")
    return framed(phrase_html("Your request is written down"), fill_html("<p>{}</p><p>{}</p>", save, same))
