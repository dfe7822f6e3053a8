"""A case as HTML that needs no kernel: facts, papers and questions, without answers and without a key."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from wellfounded.content.case import Case
from wellfounded.content.documents import Document
from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.path_place import PathPlace
from wellfounded.i18n.messages import (
    course_text,
    language_attributes,
    later,
    long_date,
    phrase,
    phrase_html,
    phrase_many,
    phrase_many_html,
)

START = later("To answer, choose Run in JupyterLab's menu, then Run All Cells.")
ONE_OF = later("This case has {n} versions, and yours appears here once the lesson runs. Read the first of them")


def static(case: Case) -> Markup:
    """Return the case as HTML that needs no kernel: facts and questions, no answers, no key."""
    questions = join_html(question.static() for question in case.questions)
    body = course_text(case.facts, "div") + papers(case.documents) + questions
    if case.content_note:
        body = fill_html("<details><summary>{}</summary>{}</details>", phrase_html("Read the case"), body)
    if case.variants and case.use == "graded":
        body = fill_html(
            "<details><summary>{}</summary>{}</details>", phrase_html(ONE_OF, n=len(case.variants) + 1), body
        )
    start = fill_html("<p class='wf-run-hint'><em>{}</em></p>", phrase_html(START))
    return fill_html("<section{}>{}{}{}</section>", language_attributes(), head(case), body, start)


def head(case: Case) -> Markup:
    """Return what stands above the facts: the title, the line under it, and the place on a path."""
    return fill_html("<h3>{}</h3>{}{}", course_text(case.title), about(case), path_place(case.path_place))


def path_place(place: PathPlace | None) -> Markup:
    """Return the place on a path that a section tells of, as a row of marks and in words; "" for none."""
    if place is None:
        return Markup("")
    names = {"title": course_text(place.title), "name": course_text(place.name)}
    return _marked([place], phrase_html("{title}, {n} of {all}: {name}", n=place.n, all=place.all, **names))


def path_places(places: Iterable[PathPlace]) -> Markup:
    """Return several places in one row of marks for each path, named in the path's order; "" for none."""
    paths: dict[str, list[PathPlace]] = {}
    for place in sorted(places, key=lambda place: (place.title, place.n)):
        paths.setdefault(place.title, []).append(place)
    return join_html(_named(on_path) if on_path[1:] else path_place(on_path[0]) for on_path in paths.values())


def _named(places: list[PathPlace]) -> Markup:
    numbered = (fill_html("{}\N{NO-BREAK SPACE}{}", place.n, course_text(place.name)) for place in places)
    title = course_text(places[0].title)
    return _marked(places, fill_html("{}: {}", title, Markup(", ").join(numbered)))


def _marked(places: list[PathPlace], words: Markup) -> Markup:
    """Return words beside marks, which have a shape where a style gives them one, and nothing to read."""
    lit = {place.n for place in places}
    marks = join_html(
        Markup('<span class="wf-lit"></span>') if number in lit else Markup("<span></span>")
        for number in range(1, places[0].all + 1)
    )
    return fill_html('<p class="wf-path-place"><span class="wf-path-marks">{}</span> <em>{}</em></p>', marks, words)


def about(case: Case) -> Markup:
    """Return the line under the title: use, whose law and as of when, and a content note."""
    written = sum(question.points for question in case.written)
    use = phrase_many_html("Graded, {n} point", "Graded, {n} points", case.points)
    if written:
        use = phrase_html("{points}, and {written} for what you write", points=use, written=f"{written:g}")
    if case.use == "practice":
        use = phrase_html("Practice")
    day = date.fromisoformat(case.law_as_of)
    law = phrase_html("{law}, as of {date}", law=course_text(case.jurisdiction), date=long_date(day))
    return fill_html("<p><em>{} · {}</em></p>{}", use, law, warning(case))


def warning(case: Case) -> Markup:
    """Return a case's content note as HTML; "" where it has none."""
    if not case.content_note:
        return Markup("")
    return fill_html("<p><strong>{}</strong> {}</p>", phrase_html("Before you read:"), course_text(case.content_note))


def papers(documents: list[Document]) -> Markup:
    """Return the papers one after the other, as HTML that needs no kernel."""
    return join_html(
        fill_html(
            '<section class="wf-paper" data-look="{}">{}</section>',
            document.drawn_as(),
            course_text(fill_html("<h4>{}</h4>{}{}", document.title, document.notes(), document.shown()), "div"),
        )
        for document in documents
    )


def one_line(case: Case) -> str:
    """Return the one line that stands for a case where no HTML is shown."""
    use = phrase("practice") if case.use == "practice" else phrase("graded")
    values = {"title": case.title, "use": use}
    return phrase_many(
        "Case: {title} ({use}, {n} question).", "Case: {title} ({use}, {n} questions).", len(case.questions), **values
    )
