"""What is said of a line of an `assess`: the learner's level, the marker's, and why."""

from __future__ import annotations

from markupsafe import Markup

from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.assess_rubric import Line
from wellfounded.i18n.messages import course_text, phrase_html


def compared(line: Line, level: str | None) -> Markup:
    """Return a line for a review: how it was marked, how the marker marked it, and feedback for both."""
    yours = Markup("")
    if level is not None and level != line.right:
        words = course_text(line.criterion.words(level))
        yours = fill_html("{} ", phrase_html("Your mark: <strong>{level}</strong>", level=words))
    return fill_html(
        '<li data-verdict="{}">{}<p>{}{}</p>{}</li>',
        _verdict(line, level),
        course_text(line.criterion.text),
        yours,
        _judgement(line, level),
        _reasons(line, level),
    )


def explained(line: Line, level: str) -> Markup:
    """Return what is said of a marked line in practice; the view shows it at the line itself."""
    return fill_html(
        '<li data-verdict="{}">{}: <em>{}</em><div data-reason="{}"><p>{}</p>{}</div></li>',
        _verdict(line, level),
        course_text(line.text.title),
        course_text(line.criterion.text),
        line.id,
        _judgement(line, level),
        _reasons(line, level),
    )


def _verdict(line: Line, level: str | None) -> str:
    if level is None:
        return "missed"
    if level == line.right:
        return "right"
    return "partly" if line.is_next(level) else "wrong"


def _judgement(line: Line, level: str | None) -> Markup:
    """Return how a level stands to the marker's, and which that is."""
    marker = course_text(line.criterion.words(line.right))
    match _verdict(line, level):
        case "right":
            return phrase_html("✓ The marker agrees: <strong>{level}</strong>", level=marker)
        case "partly":
            return phrase_html("◐ One level away. The marker: <strong>{level}</strong>", level=marker)
        case "wrong":
            return phrase_html("✗ The marker: <strong>{level}</strong>", level=marker)
    return phrase_html("Not marked. The marker: <strong>{level}</strong>", level=marker)


def _reasons(line: Line, level: str | None) -> Markup:
    """Return what the author says to those who marked this level, then why the marker marked as they did."""
    mark = line.mark
    if mark is None:
        return Markup("")
    judged = mark.judged(level) if level else None
    texts = [judged.feedback if judged else Markup(""), mark.feedback]
    return join_html(fill_html("<div>{}</div>", course_text(text, "div")) for text in texts if text)
