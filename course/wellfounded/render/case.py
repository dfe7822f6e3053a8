"""A case as HTML that needs no kernel: facts, papers and questions, without answers and without a key."""

from __future__ import annotations

from html import escape

from wellfounded.content.case import Case
from wellfounded.content.documents import Document
from wellfounded.i18n.messages import attributes, course, later, phrase, phrase_many

START = later("To answer, choose Run in JupyterLab's menu, then Run All Cells.")


def static(case: Case) -> str:
    """Return the case as HTML that needs no kernel: facts and questions, no answers, no key."""
    asked = "".join(question.static() for question in case.questions)
    told = f"{course(case.facts, 'div')}{papers(case.documents)}{asked}"
    if case.content_note:
        told = f"<details><summary>{phrase('Read the case')}</summary>{told}</details>"
    head, start = f"<h3>{course(escape(case.title))}</h3>{about(case)}", f"<p><em>{phrase(START)}</em></p>"
    return f"<section{attributes()}>{head}{told}{start}</section>"


def about(case: Case) -> str:
    """Return the line under the title: use, whose law and as of when, and a content note."""
    written = sum(question.points for question in case.written)
    use = phrase_many("Graded, {n} point", "Graded, {n} points", case.points)
    if written:
        use = phrase("{points}, and {written} for what you write", points=use, written=f"{written:g}")
    if case.use == "practice":
        use = phrase("Practice")
    law = phrase("{law}, as of {date}", law=course(escape(case.jurisdiction)), date=escape(case.law_as_of))
    return f"<p><em>{use} · {law}</em></p>{warning(case)}"


def warning(case: Case) -> str:
    """Return a case's content note as HTML; "" where it has none."""
    if not case.content_note:
        return ""
    return f"<p><strong>{phrase('Before you read:')}</strong> {course(case.content_note)}</p>"


def papers(documents: list[Document]) -> str:
    """Return the papers one after the other, as HTML that needs no kernel."""
    return "".join(
        f"<section>{course(f'<h4>{escape(each.title)}</h4>{each.notes()}{each.shown()}', 'div')}</section>"
        for each in documents
    )


def plain(case: Case) -> str:
    """Return the one line that stands for a case where no HTML is shown."""
    use = phrase("practice") if case.use == "practice" else phrase("graded")
    values = {"title": case.title, "use": use}
    return phrase_many(
        "Case: {title} ({use}, {n} question).", "Case: {title} ({use}, {n} questions).", len(case.questions), **values
    )
