"""What is said of a line of an `assess`: the learner's level, the marker's, and why."""

from __future__ import annotations

from markupsafe import Markup

from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions.assess_rubric import Line
from wellfounded.i18n.messages import course_text, phrase_html

SIGNS = {"right": "✓ ", "partly": "◐ ", "wrong": "✗ ", "missed": ""}


def compared(line: Line, level: str | None) -> Markup:
    """Return a line for a review: how it was marked, how the marker marked it, and feedback for both."""
    return fill_html(
        '<li data-verdict="{}">{}<p>{}</p>{}</li>',
        _verdict(line, level),
        course_text(line.criterion.text),
        _comparison(line, level),
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
        _comparison(line, level),
        _reasons(line, level),
    )


def _verdict(line: Line, level: str | None) -> str:
    if level is None:
        return "missed"
    if level == line.right:
        return "right"
    return "partly" if line.is_next(level) else "wrong"


def _comparison(line: Line, level: str | None) -> Markup:
    """Return both levels in a sentence, after a sign."""
    marker = course_text(line.criterion.words(line.right))
    verdict = _verdict(line, level)
    if verdict == "right":
        words = phrase_html("<strong>The marker agrees:</strong> {level}", level=marker)
    elif level is None:
        words = phrase_html("Not marked. <strong>The marker:</strong> {level}", level=marker)
    else:
        yours = course_text(line.criterion.words(level))
        words = phrase_html(
            "<strong>You:</strong> {yours} <strong>The marker:</strong> {level}", yours=yours, level=marker
        )
        if verdict == "partly":
            words = fill_html("{} {}", words, phrase_html("You are one level away."))
    return fill_html("{}{}", SIGNS[verdict], words)


def _reasons(line: Line, level: str | None) -> Markup:
    """Return what the author says to those who marked this level, then why the marker marked as they did."""
    mark = line.mark
    if mark is None:
        return Markup("")
    judged = mark.judged(level) if level else None
    texts = [judged.feedback if judged else Markup(""), mark.feedback]
    return join_html(fill_html("<div>{}</div>", course_text(each, "div")) for each in texts if each)
