"""Draws progress as HTML: every word is text that grows with the reader's font, and each picture beside it is SVG."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from html import escape

from wellfounded.assessment.calibration import Tally
from wellfounded.assessment.handed_in import points_in_words
from wellfounded.assessment.scoring import SURE
from wellfounded.i18n.messages import course, later, phrase, phrase_many
from wellfounded.learner.advice import Advice, next_step
from wellfounded.learner.progress import FEW, Mastery, Progress, Standing

Link = Callable[[Standing, str], str]  # a module and words, as HTML: a link that opens its lesson
ROUND = 2 * 3.14159 * 18  # the length of the ring around a station of the map
SOUND = later("You are right more often where you are surer. That is what good judgement of oneself looks like.")
TOLD = later("Only what you said before you saw an answer counts here. No marks hang on it.")


def link(path: str, href: str, words: str, key: str) -> str:
    """Return a link that JupyterLab opens as a document of its own; `href` is for a page without JupyterLab."""
    how = f"data-commandlinker-command='docmanager:open' data-commandlinker-args='{escape(json.dumps({'path': path}))}'"
    return f"<a href='{escape(href)}' {how} data-key='{escape(key)}'>{words}</a>"


def picture(progress: Progress, to: Link) -> str:
    """Return all of a learner's progress: what is next, the map, the aims, how sure they were; and all as tables."""
    here = next_step(progress)
    parts = (
        f"<h3>{phrase('Your progress')}</h3>{''.join(f'<p>{escape(each)}</p>' for each in progress.troubles)}",
        f"<h4>{phrase('Next')}</h4>{advised(here, to)}",
        f"<h4>{phrase('The lessons')}</h4>{_map(progress, here, to)}",
        f"<h4>{phrase('What you can do')}</h4>{_aims(progress)}",
        f"<h4>{phrase('How well you know what you know')}</h4>{_sure(progress.sure)}",
        f"<details data-key='tables'><summary>{phrase('The same in tables')}</summary>{_tables(progress)}</details>",
    )
    return "".join(f"<section>{part}</section>" for part in parts)


def advised(advice: Advice, to: Link) -> str:
    """Return an advice as HTML, with a link to the lesson it speaks of."""
    module = advice.module
    way = f" {to(module, phrase('Open lesson {number}', number=module.number))}" if module else ""
    return f"<p class='wf-next'>{escape(advice.words)}{way}</p>"


def state(module: Standing) -> str:
    """Return how far a module is, in words."""
    if module.state == "not begun":
        time = phrase_many("not begun, about {n} minute", "not begun, about {n} minutes", module.minutes)
        return time if module.minutes else phrase("not begun")
    if module.state == "begun":
        done, every = module.practice - module.waiting, module.practice
        return phrase("begun, {n} of {all} practice questions tried", n=done, all=every)
    if not module.marks:
        return phrase("handed in")
    first, *more = [points_in_words(m.points, m.most, m.uncounted) for m in module.marks]
    if not more:
        return phrase("handed in, {points}", points=first)
    told = later("handed in, {points}; later {more}, after the answers had been shown")
    return phrase(told, points=first, more=more[-1])


def _map(progress: Progress, here: Advice, to: Link) -> str:
    stations = "".join(_station(each, each == here.module, to) for each in progress.modules)
    return f"<ol class='wf-map'>{stations}</ol>" if stations else f"<p>{phrase('No lesson is here yet.')}</p>"


def _station(module: Standing, is_next: bool, to: Link) -> str:
    """Return a module as a station on the way. What tells the states apart is their form, not their colour."""
    current = " aria-current='step'" if is_next else ""
    name = f"<span class='wf-number'>{module.number}</span> {to(module, course(escape(module.title)))}"
    flag = f"<strong class='wf-flag'>{phrase('Next')}</strong>" if is_next else ""
    said = f"<div>{name}</div><div>{state(module)}</div>{flag}"
    return f"<li data-state='{module.state}'{current}>{_ring(module)}{said}</li>"


def _ring(module: Standing) -> str:
    """Return a dashed circle, a ring that closes with the practice that was tried, or a full disc with a tick."""
    done = 1 - module.waiting / module.practice if module.practice else 1.0
    inner = {
        "not begun": "<circle class='wf-open' r='18' cx='24' cy='24'/>",
        "begun": "<circle class='wf-track' r='18' cx='24' cy='24'/><circle class='wf-ring' r='18' cx='24' cy='24' "
        f"stroke-dasharray='{max(done, 0.04) * ROUND:.1f} {ROUND:.1f}' transform='rotate(-90 24 24)'/>",
        "handed in": "<circle class='wf-disc' r='19' cx='24' cy='24'/><path class='wf-tick' d='M15 25l6 6 12-13'/>",
    }[module.state]
    return f"<svg viewBox='0 0 48 48' aria-hidden='true' focusable='false'>{inner}</svg>"


def _aims(progress: Progress) -> str:
    """Return the aims of each module that was begun; those of the last one worked on are open."""
    begun = [module for module in progress.modules if module.state != "not begun"]
    last = max(begun, key=lambda module: module.at, default=None)
    if last is None:
        nothing = phrase("Once you have answered questions, this shows what you can do, aim by aim.")
        return f"<p>{nothing}</p>"
    about = phrase(
        "Practice counts by your last try, graded questions by your first hand-in. Fewer than {n} answers tell nothing "
        "yet, so no bar is drawn for them.",
        n=FEW,
    )
    blocks = (
        f"<details data-key='{module.name}'{' open' if module is last else ''}>"
        f"<summary>{module.number} {course(escape(module.title))}</summary>"
        f"<ul class='wf-aims'>{''.join(map(_aim, module.objectives))}</ul></details>"
        for module in begun
    )
    return f"<p>{about}</p>{''.join(blocks)}"


def _aim(aim: Mastery) -> str:
    width = 0 if aim.few else aim.share * 100
    return f"<li><div>{course(escape(aim.sentence))}</div>{_bar(width, aim.few)}<div>{_told(aim)}</div></li>"


def _told(aim: Mastery) -> str:
    if not aim.answers:
        return phrase("no answers yet")
    if aim.few:
        return phrase_many("too few to tell: {n} answer", "too few to tell: {n} answers", aim.answers)
    share = f"{aim.share:.0%}"
    return phrase_many("{share} right, in {n} answer", "{share} right, in {n} answers", aim.answers, share=share)


def _bar(width: float, empty: bool) -> str:
    """Return a bar filled to `width` percent; dashed and empty where there is too little to tell."""
    kind = "wf-open" if empty else "wf-track"
    full = "" if empty else f"<rect class='wf-full' x='0' y='0' width='{width:.1f}%' height='100%'/>"
    frame = f"<rect class='{kind}' x='1' y='1'/>"
    return f"<svg class='wf-bar' aria-hidden='true' focusable='false'>{frame}{full}</svg>"


def _sure(told: dict[int, Tally]) -> str:
    if not any(answers for _, answers in told.values()):
        nothing = phrase("When you say how sure you are of an answer, this shows how often you were right.")
        return f"<p>{nothing} {phrase(TOLD)}</p>"
    columns = "".join(_level(phrase(SURE[level]), *told[level]) for level in SURE)
    return f"<p>{_verdict(told)} {phrase(TOLD)}</p><ul class='wf-sure'>{columns}</ul>"


def _level(words: str, right: float, answers: int) -> str:
    few = answers < FEW
    share = right / answers if answers else 0.0
    full = (
        ""
        if few
        else f"<rect class='wf-full' x='0' y='{100 - 100 * share:.1f}' width='60' height='{100 * share:.1f}'/>"
    )
    frame = f"<rect class='{'wf-open' if few else 'wf-track'}' x='1' y='1' width='58' height='98'/>"
    svg = f"<svg viewBox='0 0 60 100' aria-hidden='true' focusable='false'>{frame}{full}</svg>"
    counted = phrase("{n} of {all} right", n=f"{right:g}", all=answers)
    return f"<li>{svg}<div>{words}</div><div>{counted}</div></li>"


def _verdict(told: dict[int, Tally]) -> str:
    """Return what the levels say together, where enough answers stand behind the first and the last of them."""
    shares = [right / answers for right, answers in told.values() if answers >= FEW]
    if len(shares) < 2:
        return phrase("There are too few answers yet to say how well you judge yourself.")
    if shares == sorted(shares) and shares[0] < shares[-1]:
        return phrase(SOUND)
    return phrase("You are not right more often where you are surer. When you feel sure, look once more.")


def _tables(progress: Progress) -> str:
    modules = ((f"{each.number} {course(escape(each.title))}", state(each)) for each in progress.modules)
    every = [(module, aim) for module in progress.modules for aim in module.objectives]
    aims = ((module.number, course(escape(aim.sentence)), _told(aim)) for module, aim in every)
    levels = ((phrase(SURE[k]), f"{right:g}", f"{answers}") for k, (right, answers) in progress.sure.items())
    lesson, sure = phrase("Lesson"), phrase("How sure you were, and how often right")
    return (
        _table(phrase("The lessons"), (lesson, phrase("State")), modules)
        + _table(phrase("What you can do"), (lesson, phrase("Aim"), phrase("So far")), aims)
        + _table(sure, (phrase("You said"), phrase("Right"), phrase("Answers")), levels)
    )


def _table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f"<th scope='col'>{each}</th>" for each in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
