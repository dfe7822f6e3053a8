"""Draws progress as HTML: every word is text that grows with the reader's font, and each picture beside it is SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from markupsafe import Markup

from wellfounded.assessment.calibration import Tally
from wellfounded.assessment.handed_in import points_in_words
from wellfounded.assessment.scoring import SURE
from wellfounded.content.markup import fill_html, join_html
from wellfounded.content.sittings import time_in_words
from wellfounded.i18n.messages import course_text, later, phrase, phrase_html, phrase_many
from wellfounded.learner.advice import Advice, next_step
from wellfounded.learner.dates import NO_DATES, Dates
from wellfounded.learner.progress import FEW, Mastery, ModuleProgress, Progress
from wellfounded.render.due_line import due_on_map

Link = Callable[[ModuleProgress, str], Markup]  # a module and words, as HTML: a link that opens its lesson
ROUND = 2 * 3.14159 * 18  # the length of the ring around a station of the map
SOUND = later("You are right more often where you are surer. That is what good judgement of oneself looks like.")
TOLD = later("Only what you said before you saw an answer counts here. No marks hang on it.")


def picture(progress: Progress, to: Link, review: Markup = Markup(""), dates: Dates = NO_DATES) -> Markup:
    """Return all of a learner's progress: what is next, the map, the aims, how sure they were; and all as tables.

    `review` says what is due for review, and leads there. `dates` are those of a cohort.
    """
    here, sure = next_step(progress), _sure(progress.sure) + _predicted(progress.predicted)
    troubles = join_html(fill_html("<p>{}</p>", trouble) for trouble in progress.troubles)
    parts = (
        fill_html("<h2>{}</h2>{}", phrase_html("Your progress"), troubles),
        fill_html("<h3>{}</h3>{}{}", phrase_html("Next"), advised(here, to), review),
        fill_html("<h3>{}</h3>{}", phrase_html("The lessons"), _map(progress, here, to, dates)),
        _fold("aims", phrase_html("What you can do"), _aims(progress)),
        _fold("sure", phrase_html("How well you know what you know"), sure),
        _fold("tables", phrase_html("The same in tables"), _tables(progress)),
    )
    return join_html(fill_html("<section>{}</section>", part) for part in parts)


def _fold(key: str, title: Markup, inside: Markup) -> Markup:
    return fill_html("<details data-key='{}'><summary><h3>{}</h3></summary>{}</details>", key, title, inside)


def advised(advice: Advice, to: Link) -> Markup:
    """Return an advice as HTML, with a link to the lesson it speaks of."""
    module = advice.module
    if not module:
        return fill_html("<p class='wf-next'>{}</p>", advice.words)
    way = to(module, phrase_html("Open lesson {number}", number=module.number))
    return fill_html("<p class='wf-next'>{}</p><p class='wf-onward'>{}</p>", advice.words, way)


def state(module: ModuleProgress) -> str:
    """Return how far a module is, in words."""
    if module.state == "not begun":
        time = time_in_words(module.minutes, len(module.sittings))
        return phrase("not begun, {time}", time=time) if time else phrase("not begun")
    if module.state == "begun":
        done, every = module.practice - module.waiting, module.practice
        return phrase("begun, {n} of {all} practice questions tried", n=done, all=every) + _next_sitting(module)
    if not module.marks:
        return phrase("handed in")
    first, *more = [points_in_words(m.points, m.most, m.uncounted) for m in module.marks]
    if not more:
        return phrase("handed in, {points}", points=first)
    message = later("handed in, {points}; later {more}, after the answers had been shown")
    return phrase(message, points=first, more=more[-1])


def _next_sitting(module: ModuleProgress) -> str:
    """Return which sitting comes next, and how long it takes; "" where none is left, or there is only one."""
    left = module.sittings[module.sittings_done :]
    if not left or len(module.sittings) == 1:
        return ""
    number = module.sittings_done + 1
    time = phrase_many("about {n} minute", "about {n} minutes", left[0].minutes)
    return phrase("; next is sitting {n} of {all}, {time}", n=number, all=len(module.sittings), time=time)


def _map(progress: Progress, here: Advice, to: Link, dates: Dates) -> Markup:
    stations = join_html(_station(module, module == here.module, to, dates) for module in progress.modules)
    if not stations:
        return fill_html("<p>{}</p>", phrase_html("No lesson is here yet."))
    return fill_html("<ol class='wf-map'>{}</ol>", stations)


def _station(module: ModuleProgress, is_next: bool, to: Link, dates: Dates) -> Markup:
    """Return a module as a station on the way. What tells the states apart is their form, not their colour."""
    current = Markup(" aria-current='step'") if is_next else ""
    name = fill_html("<span class='wf-number'>{}</span> {}", module.number, to(module, course_text(module.title)))
    flag = fill_html("<strong class='wf-flag'>{}</strong>", phrase_html("Next")) if is_next else ""
    due = due_on_map(dates, module.name, datetime.now(UTC)) if module.state != "handed in" else Markup("")
    until = fill_html("<div class='wf-until'>{}</div>", due) if due else ""
    said = fill_html("<div>{}</div><div>{}</div>{}{}", name, state(module), until, flag)
    return fill_html("<li data-state='{}'{}>{}{}</li>", module.state, current, _ring(module), said)


def _ring(module: ModuleProgress) -> Markup:
    """Return a dashed circle, a ring that closes with the practice that was tried, or a full disc with a tick."""
    done = 1 - module.waiting / module.practice if module.practice else 1.0
    inner = {
        "not begun": Markup("<circle class='wf-open' r='18' cx='24' cy='24'/>"),
        "begun": Markup(
            "<circle class='wf-track' r='18' cx='24' cy='24'/><circle class='wf-ring' r='18' "
            "cx='24' cy='24' stroke-dasharray='{:.1f} {:.1f}' transform='rotate(-90 24 24)'/>"
        ).format(max(done, 0.04) * ROUND, ROUND),
        "handed in": Markup(
            "<circle class='wf-disc' r='19' cx='24' cy='24'/><path class='wf-tick' d='M15 25l6 6 12-13'/>"
        ),
    }[module.state]
    return fill_html("<svg viewBox='0 0 48 48' aria-hidden='true' focusable='false'>{}</svg>", inner)


def _aims(progress: Progress) -> Markup:
    """Return the aims of each module that was begun; those of the last one worked on are open."""
    begun = [module for module in progress.modules if module.state != "not begun"]
    last = max(begun, key=lambda module: module.at, default=None)
    if last is None:
        nothing = phrase_html("Once you have answered questions, this shows what you can do, aim by aim.")
        return fill_html("<p>{}</p>", nothing)
    about = phrase_html(
        "Practice counts by your last try, graded questions by your first hand-in. Fewer than {n} answers tell nothing "
        "yet, so no bar is drawn for them.",
        n=FEW,
    )
    blocks = (
        fill_html(
            "<details data-key='{}'{}><summary>{} {}</summary><ul class='wf-aims'>{}</ul></details>",
            module.name,
            " open" if module is last else "",
            module.number,
            course_text(module.title),
            join_html(map(_aim, module.objectives)),
        )
        for module in begun
    )
    return fill_html("<p>{}</p>{}", about, join_html(blocks))


def _aim(aim: Mastery) -> Markup:
    width = 0 if aim.few else aim.share * 100
    return fill_html(
        "<li><div>{}</div>{}<div>{}</div></li>", course_text(aim.sentence), _bar(width, aim.few), _so_far(aim)
    )


def _so_far(aim: Mastery) -> str:
    if aim.mastered:
        return phrase("{so_far}; mastered: two versions in a row, without a hint", so_far=_answered(aim))
    return _answered(aim)


def _answered(aim: Mastery) -> str:
    if not aim.answers:
        return phrase("no answers yet")
    if aim.few:
        return phrase_many("too few to tell: {n} answer", "too few to tell: {n} answers", aim.answers)
    if not aim.right:
        return phrase_many("not right yet, in {n} answer", "not right yet, in {n} answers", aim.answers)
    share = f"{aim.share:.0%}"
    return phrase_many("{share} right, in {n} answer", "{share} right, in {n} answers", aim.answers, share=share)


def _bar(width: float, empty: bool) -> Markup:
    """Return a bar filled to `width` percent; dashed and empty where there is too little to tell."""
    kind = "wf-open" if empty else "wf-track"
    full = "" if empty else Markup("<rect class='wf-full' x='0' y='0' width='{:.1f}%' height='100%'/>").format(width)
    frame = fill_html("<rect class='{}' x='1' y='1'/>", kind)
    return fill_html("<svg class='wf-bar' aria-hidden='true' focusable='false'>{}{}</svg>", frame, full)


def _sure(tallies: dict[int, Tally]) -> Markup:
    if not any(answers for _, answers in tallies.values()):
        nothing = phrase_html("When you say how sure you are of an answer, this shows how often you were right.")
        return fill_html("<p>{} {}</p>", nothing, phrase_html(TOLD))
    columns = join_html(_level(phrase_html(SURE[level]), *tallies[level]) for level in SURE)
    return fill_html("<p>{} {}</p><ul class='wf-sure'>{}</ul>", _verdict(tallies), phrase_html(TOLD), columns)


def _predicted(predicted: Tally) -> Markup:
    """Return how many predictions came true, as a plain count: nobody says how sure they are of a prediction."""
    right, rows = predicted
    said = phrase_html("Before you looked, you predicted {n} of {all} answers right.", n=right, all=rows)
    return fill_html("<p>{}</p>", said) if rows else Markup("")


def _level(words: str, right: float, answers: int) -> Markup:
    few = answers < FEW
    share = right / answers if answers else 0.0
    bar = Markup("<rect class='wf-full' x='0' y='{:.1f}' width='60' height='{:.1f}'/>")
    full = "" if few else bar.format(100 - 100 * share, 100 * share)
    frame = fill_html("<rect class='{}' x='1' y='1' width='58' height='98'/>", "wf-open" if few else "wf-track")
    svg = fill_html("<svg viewBox='0 0 60 100' aria-hidden='true' focusable='false'>{}{}</svg>", frame, full)
    counted = phrase_html("{n} of {all} right", n=f"{right:g}", all=answers)
    return fill_html("<li>{}<div>{}</div><div>{}</div></li>", svg, words, counted)


def _verdict(tallies: dict[int, Tally]) -> str:
    """Return what the levels say together, where enough answers stand behind the first and the last of them."""
    shares = [right / answers for right, answers in tallies.values() if answers >= FEW]
    if len(shares) < 2:
        return phrase("There are too few answers yet to say how well you judge yourself.")
    if shares == sorted(shares) and shares[0] < shares[-1]:
        return phrase(SOUND)
    return phrase("You are not right more often where you are surer. When you feel sure, look once more.")


def _tables(progress: Progress) -> Markup:
    names = Markup("{} {}")
    modules = ((names.format(module.number, course_text(module.title)), state(module)) for module in progress.modules)
    every = [(module, aim) for module in progress.modules for aim in module.objectives]
    aims = ((module.number, course_text(aim.sentence), _so_far(aim)) for module, aim in every)
    levels = ((phrase(SURE[k]), f"{right:g}", f"{answers}") for k, (right, answers) in progress.sure.items())
    lesson, sure = phrase("Lesson"), phrase("How sure you were, and how often right")
    return (
        _table(phrase("The lessons"), (lesson, phrase("State")), modules)
        + _table(phrase("What you can do"), (lesson, phrase("Aim"), phrase("So far")), aims)
        + _table(sure, (phrase("You said"), phrase("Right"), phrase("Answers")), levels)
    )


def _table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Markup:
    head = join_html(fill_html("<th scope='col'>{}</th>", title) for title in heads)
    body = join_html(
        fill_html("<tr>{}</tr>", join_html(fill_html("<td>{}</td>", cell) for cell in row)) for row in rows
    )
    return fill_html(
        "<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", caption, head, body
    )
