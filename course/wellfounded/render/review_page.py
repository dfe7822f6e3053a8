"""The graded review of a case: what the learner answered, what it earned, what is right, and why."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from weakref import WeakKeyDictionary

from markupsafe import Markup

from wellfounded.assessment.scoring import SURE, CaseScore, QuestionScore, left_out, score_question
from wellfounded.content.case import Case
from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.questions import Question
from wellfounded.i18n.messages import chosen, course_text, later, phrase, phrase_html
from wellfounded.i18n.numbers import in_figures
from wellfounded.journal.file import Journal
from wellfounded.render.case import about, path_place
from wellfounded.render.feedback import sources, verdict
from wellfounded.render.safe_html import safe

KEPT_FRAMES = 256  # more cases than a course has
LIMIT = 8 * 2**20  # bytes of a review; ours are about 0.1 MiB
UNANSWERED = later("Not answered.")
STALE = later(
    "You answered an earlier wording of this question. The answer is kept, but it cannot be marked against this one."
)
LEFT_OUT = later(
    "The case of this question was left out because of its content note. That is to cost no marks: please give what "
    "this learner earned elsewhere, on average."
)
BEYOND = later(
    "The case of this question was left out because of its content note, beyond the third of the lesson that may be "
    "left out at no cost. Please decide what it counts."
)
EXCUSED = later("You left this case out, as its note offers. It counts as the rest of the lesson does on average.")
WAITS = later(
    "You left this case out, as its note offers. At most a third of the lesson's points counts by itself as the rest "
    "does. A person decides what the {n} points of this case count."
)
ALONE = later(
    "You left this case out, as its note offers. At most a third of the lesson's points counts as the rest does. The "
    "{n} points of this case are not counted, neither for you nor against you."
)
UNREADABLE = later("The answer on file is not one that this question allows.")
STATES = {"unanswered": UNANSWERED, "earlier wording": STALE, "unreadable": UNREADABLE}


def read_review(path: Path) -> Markup:
    """Return the review that a hand-in at home left, safe to show; "" where there is none that can be read.

    It lies in a learner's folder, which may have come from anywhere.
    """
    try:
        whole = path.is_file() and path.stat().st_size <= LIMIT
        return safe(path.read_text(encoding="utf-8", errors="replace")) if whole else Markup("")
    except OSError:
        return Markup("")


def reviews(scores: Iterable[CaseScore], trouble: str = "", *, alone: bool = False) -> dict[str, Markup]:
    """Return the review of each graded case of a lesson, by its id; `alone`, where no person marks."""
    return {
        score.case.id: _left_out(score, alone=alone) if score.left_out else review(score, trouble) for score in scores
    }


def _left_out(score: CaseScore, *, alone: bool) -> Markup:
    case = score.case
    message = EXCUSED if score.points is not None else ALONE if alone else WAITS
    head = fill_html("<h3>{}</h3>", course_text(case.title)) if score.points is None else _head(case, score.points)
    return fill_html("<section>{}<p>{}</p></section>", head, phrase_html(message, n=in_figures(case.points)))


def _head(case: Case, points: float) -> Markup:
    values = {"n": in_figures(points), "all": in_figures(case.points)}
    title = phrase_html("{case}: {n} of {all} points", case=course_text(case.title), **values)
    return fill_html("<h3>{}</h3>", title)


def review(score: CaseScore, trouble: str = "") -> Markup:
    """Return what a learner answered in a case, what it earned, and the key with its reasons.

    `trouble` says why a journal could not be read, if so; it is then empty, and the learner is told.
    """
    case = score.case
    parts = join_html(_scored(question) for question in score.questions)
    warning = fill_html("<p><strong>{}</strong></p>", trouble) if trouble else ""
    place, facts = _frame(case)
    return fill_html("<section>{}{}{}{}{}</section>", _head(case, score.points or 0.0), place, warning, facts, parts)


def _frame(case: Case) -> tuple[Markup, Markup]:
    """Return a case's place on a path and its facts, made once for all who answered it."""
    key = (id(case), chosen())  # no other case has this id as long as its frame is kept
    if key not in _frames:
        if len(_frames) == KEPT_FRAMES:
            _frames.clear()
        again = about(case) + course_text(case.facts, "div")
        facts = fill_html("<details><summary>{}</summary>{}</details>", phrase_html("The facts again"), again)
        _frames[key] = (case, path_place(case.path_place), facts)
    return _frames[key][1:]


_frames: dict[tuple[int, str], tuple[Case, Markup, Markup]] = {}


def written_answer(case: Case, question: Question, journal: Journal, *, excused: bool = True) -> Markup:
    """Return what a person needs to mark a question: prompt, text, rubric, model answer; "" if nothing was written.

    Of a case that was left out it says so, and whether that is `excused`.
    """
    counted = journal.counted()
    if left_out(case, counted):
        message = phrase_html(LEFT_OUT if excused else BEYOND)
        return fill_html("<section><h4>{}</h4><p>{}</p></section>", course_text(question.prompt), message)
    score = score_question(case, question, counted)
    if score.state == "unanswered" or (score.state != "earlier wording" and question.unfinished(score.response)):
        return Markup("")
    worth = phrase_html("{n} points, which a person gives.", n=in_figures(question.points))
    return fill_html('<section data-written="{}/{}">{}</section>', case.id, question.id, _question(score, worth))


def said_sure(level: int) -> str:
    """Return how sure a learner said they were, in words."""
    return phrase("You said: {sure}.", sure=phrase(SURE[level]).lower())


def _scored(score: QuestionScore) -> Markup:
    """Return what is said of an answer. It is made once for all who gave the same, as long as the score is kept."""
    made, language = _made.setdefault(score, {}), chosen()
    if language not in made:
        made[language] = _question_with_points(score)
    return made[language]


_made: WeakKeyDictionary[QuestionScore, dict[str, Markup]] = WeakKeyDictionary()


def _question_with_points(score: QuestionScore) -> Markup:
    worth = phrase("{n} of {all} points.", n=in_figures(score.points), all=in_figures(score.question.points))
    return _question(score, f"{worth} {said_sure(score.sure)}" if score.sure else worth)


def _question(score: QuestionScore, worth: str) -> Markup:
    """Return a question's prompt, the verdict, what it earned, the answers with their reasons, and the sources."""
    question = score.question
    state = f"{phrase(STATES[score.state])} " if score.state in STATES else ""
    judged = verdict(question, score.response) if score.state == "answered" else ""
    head = fill_html("<h4>{}</h4>{}<p>{}{}</p>", course_text(question.prompt), judged, state, worth)
    return head + question.review(score.response) + sources(question)
