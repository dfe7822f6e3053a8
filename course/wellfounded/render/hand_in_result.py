"""What a learner sees first after handing in: what went well, what to look at again, and where to go from here."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from wellfounded.assessment.handed_in import Marks, points_in_words
from wellfounded.content.case import Case, objective_places
from wellfounded.content.markup import fill_html, join_html
from wellfounded.i18n.messages import course_text, later, phrase, phrase_html, phrase_many_html
from wellfounded.learner.progress import ModuleProgress
from wellfounded.render.case import path_places

WELL = 0.7  # of an objective: from here on it went well
SHOWN = 6  # questions to look at again that are named at once; the others are folded
ALL_RIGHT = later("Every graded question went right.")
MOST_RIGHT = later("Most of it went right.")
HALF_RIGHT = later("About half of it went right, and the reasons are there for the rest.")
LITTLE_RIGHT = later("This was a hard one. Below are the reasons for each question, and you may hand in again.")
NOTHING_YET = later("No graded question is answered yet. Answer what you can, and hand in again whenever you like.")
WRITTEN = later(
    "Nobody marks here what you wrote in your own words. In the full review you can weigh it yourself, beside an "
    "answer that was written for it."
)


def marked_result(module: ModuleProgress, cases: Iterable[Case], onward: Markup) -> Markup:
    """Return the result of a hand-in that was marked here; `onward` says where to go from here.

    It goes by what the journal says that the hand-in earned. Where that could not be noted, it leads to the review.
    """
    title = phrase_html("Lesson {number} is handed in", number=module.number)
    last = module.marks[-1] if len(module.marks) == module.handins > 0 else None
    body = _body(module, [*cases], last) if last else fill_html("<p>{}</p>", phrase_html("Its full review is below."))
    return framed(title, body + onward)


def framed(title: Markup, body: Markup) -> Markup:
    """Return a result under its heading, which takes the focus."""
    return fill_html("<h3 class='wf-result-title' tabindex='-1'>{}</h3>{}", title, body)


def _body(module: ModuleProgress, cases: list[Case], last: Marks) -> Markup:
    graded = [case for case in cases if case.use == "graded"]
    written = any(case.written for case in graded)
    return (
        _summary(module, last)
        + _went_well(module, last)
        + _look_again(graded, last, _places(cases, last))
        + (fill_html("<p>{}</p>", phrase_html(WRITTEN)) if written else Markup(""))
    )


def _summary(module: ModuleProgress, last: Marks) -> Markup:
    points = points_in_words(last.points, last.most, last.uncounted)
    lines = [fill_html("<p class='wf-result-sum'>{} <span>{}</span></p>", phrase(_in_words(last)), points)]
    if len(module.marks) > 1:
        first = module.marks[0]
        before = points_in_words(first.points, first.most, first.uncounted)
        first_time = phrase_html("The first time, before you had seen the answers: {points}.", points=before)
        lines.append(fill_html("<p>{}</p>", first_time))
    return join_html(lines)


def _in_words(marks: Marks) -> str:
    answered = sum(row[2] for row in marks.objectives.values())
    share = marks.points / marks.most if marks.most else 1.0
    if not answered and not marks.points:
        return NOTHING_YET
    if share == 1:
        return ALL_RIGHT
    return MOST_RIGHT if share >= WELL else HALF_RIGHT if share >= 0.4 else LITTLE_RIGHT


def _went_well(module: ModuleProgress, last: Marks) -> Markup:
    well = [aim.sentence for aim in module.objectives if _share(last.objectives.get(aim.id, (0, 0, 0))) >= WELL]
    if not well:
        return Markup("")
    items = join_html(fill_html("<li>{}</li>", course_text(sentence)) for sentence in well)
    return _part(phrase_html("What went well"), fill_html("<ul class='wf-well'>{}</ul>", items))


def _share(row: tuple[float, ...]) -> float:
    points, most, _answers = row
    return points / most if most else 0.0


def _places(cases: list[Case], last: Marks) -> Markup:
    """Return the places on a path at which what earned less than it could is practised, in the path's order."""
    short = [name for name, row in last.objectives.items() if _missed(row)]
    places = {place for name, place in objective_places(cases).items() if name in short}
    return path_places(places)


def _look_again(graded: list[Case], last: Marks, places: Markup) -> Markup:
    """Return the questions that earned less than they could, each leading back to itself, and where on a path."""
    links = [
        _question_link(case, number, f"{case.id}/{question.id}", last.questions[f"{case.id}/{question.id}"])
        for case in graded
        for number, question in enumerate(case.questions, 1)
        if _missed(last.questions.get(f"{case.id}/{question.id}"))
    ]
    if not links:
        return Markup("")
    shown = fill_html("<ul>{}</ul>", join_html(links[:SHOWN]))
    rest = links[SHOWN:]
    more = phrase_many_html("One more question", "{n} more questions", len(rest))
    folded = fill_html("<details><summary>{}</summary><ul>{}</ul></details>", more, join_html(rest))
    return _part(phrase_html("Worth another look"), places + shown + (folded if rest else Markup("")))


def _missed(row: tuple[float, ...] | None) -> bool:
    return row is not None and row[0] < row[1]


def _question_link(case: Case, number: int, place: str, row: tuple[float, ...]) -> Markup:
    words = course_text(case.title)
    if len(case.questions) > 1:
        words = phrase_html("{case}, question {n}", case=words, n=number)
    part = phrase_html("partly right") if row[0] > 0 else Markup("")
    return fill_html(
        "<li><button type='button' class='wf-link' data-goto='{}'>{}</button> <span>{}</span></li>", place, words, part
    )


def _part(title: Markup, body: Markup) -> Markup:
    return fill_html("<section><h4>{}</h4>{}</section>", title, body)
