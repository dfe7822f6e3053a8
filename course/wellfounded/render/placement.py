"""Where somebody new should begin, drawn from the questions of the start page: which went right, and one way on."""

from __future__ import annotations

from markupsafe import Markup

from wellfounded.content.markup import fill_html, join_html
from wellfounded.i18n.messages import course_text, phrase, phrase_html, phrase_many
from wellfounded.learner.advice import where_to_begin
from wellfounded.learner.progress import ModuleProgress, Progress
from wellfounded.render.progress_board import Link, advised


def placement(progress: Progress, to: Link) -> Markup:
    """Return where to begin and why; once a question was answered, with what went right at the first try."""
    head = fill_html("<h3>{}</h3>", phrase_html("Where to begin"))
    return head + _summary(progress) + advised(where_to_begin(progress), to)


def _summary(progress: Progress) -> Markup:
    answers = [answer for answer in progress.start.values() if answer is not None]
    if not answers:
        return Markup("")
    rows = join_html(_row(module, progress.start[module.number]) for module in _asked(progress))
    return fill_html("<p>{}</p><ol class='wf-placement'>{}</ol>", _in_words(progress, answers), rows)


def _in_words(progress: Progress, answers: list[bool]) -> str:
    left = len(progress.start) - len(answers)
    if left:
        return phrase_many("One question is still open.", "{n} questions are still open.", left)
    return phrase(
        "You had {n} of {all} right at the first try. That is what counts here, for it says what you knew before.",
        n=sum(answers),
        all=len(answers),
    )


def _asked(progress: Progress) -> list[ModuleProgress]:
    return [module for module in progress.modules if module.number in progress.start]


def _row(module: ModuleProgress, answer: bool | None) -> Markup:
    state, words = {
        True: ("right", phrase("right")),
        False: ("wrong", phrase("not yet")),
        None: ("open", phrase("not answered")),
    }[answer]
    return fill_html(
        "<li data-answer='{}'><span class='wf-number'>{}</span> {}: <strong>{}</strong></li>",
        state,
        module.number,
        course_text(module.title),
        words,
    )
