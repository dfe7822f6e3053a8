"""Draws progress as HTML: every word is text that grows with the reader's font, and each picture beside it is SVG."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from html import escape

from wellfounded.advice import Advice, next_step
from wellfounded.progress import FEW, Mastery, Progress, Standing
from wellfounded.review import SURE
from wellfounded.sureness import Tally

Link = Callable[[Standing, str], str]  # a module and words, as HTML: a link that opens its lesson
ROUND = 2 * 3.14159 * 18  # the length of the ring around a station of the map
TOLD = "Only what you said before you saw an answer counts here. No marks hang on it."


def link(path: str, href: str, words: str, key: str) -> str:
    """Return a link that JupyterLab opens as a document of its own; `href` is for a page without JupyterLab."""
    how = f"data-commandlinker-command='docmanager:open' data-commandlinker-args='{escape(json.dumps({'path': path}))}'"
    return f"<a href='{escape(href)}' {how} data-key='{escape(key)}'>{words}</a>"


def picture(progress: Progress, to: Link) -> str:
    """Return all of a learner's progress: what is next, the map, the aims, how sure they were; and all as tables."""
    here = next_step(progress)
    parts = (
        f"<h3>Your progress</h3>{''.join(f'<p>{escape(each)}</p>' for each in progress.troubles)}",
        f"<h4>Next</h4>{advised(here, to)}",
        f"<h4>The lessons</h4>{_map(progress, here, to)}",
        f"<h4>What you can do</h4>{_aims(progress)}",
        f"<h4>How well you know what you know</h4>{_sure(progress.sure)}",
        f"<details data-key='tables'><summary>The same in tables</summary>{_tables(progress)}</details>",
    )
    return "".join(f"<section>{part}</section>" for part in parts)


def advised(advice: Advice, to: Link) -> str:
    """Return an advice as HTML, with a link to the lesson it speaks of."""
    module = advice.module
    way = f" {to(module, f'Open lesson {module.number}')}" if module else ""
    return f"<p class='wf-next'>{escape(advice.words)}{way}</p>"


def state(module: Standing) -> str:
    """Return how far a module is, in words."""
    if module.state == "not begun":
        return f"not begun, about {module.minutes} minutes" if module.minutes else "not begun"
    if module.state == "begun":
        return f"begun, {module.practice - module.waiting} of {module.practice} practice questions tried"
    if not module.marks:
        return "handed in"
    first, *later = [f"{each.points:g} of {each.most:g} points" for each in module.marks]
    again = f"; later {later[-1]}, after the answers had been shown" if later else ""
    return f"handed in, {first}{again}"


def _map(progress: Progress, here: Advice, to: Link) -> str:
    stations = "".join(_station(each, each == here.module, to) for each in progress.modules)
    return f"<ol class='wf-map'>{stations}</ol>" if stations else "<p>No lesson is here yet.</p>"


def _station(module: Standing, is_next: bool, to: Link) -> str:
    """Return a module as a station on the way. What tells the states apart is their form, not their colour."""
    current = " aria-current='step'" if is_next else ""
    name = f"<span class='wf-number'>{module.number}</span> {to(module, escape(module.title))}"
    flag = "<strong class='wf-flag'>Next</strong>" if is_next else ""
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
        return "<p>Once you have answered questions, this shows what you can do, aim by aim.</p>"
    about = f"<p>Practice counts by your last try, graded questions by your first hand-in. Fewer than {FEW} answers "
    blocks = (
        f"<details data-key='{module.name}'{' open' if module is last else ''}>"
        f"<summary>{module.number} {escape(module.title)}</summary>"
        f"<ul class='wf-aims'>{''.join(map(_aim, module.objectives))}</ul></details>"
        for module in begun
    )
    return f"{about}tell nothing yet, so no bar is drawn for them.</p>{''.join(blocks)}"


def _aim(aim: Mastery) -> str:
    width = 0 if aim.few else aim.share * 100
    return f"<li><div>{escape(aim.sentence)}</div>{_bar(width, aim.few)}<div>{_told(aim)}</div></li>"


def _told(aim: Mastery) -> str:
    if not aim.answers:
        return "no answers yet"
    count = "1 answer" if aim.answers == 1 else f"{aim.answers} answers"
    return f"too few to tell: {count}" if aim.few else f"{aim.share:.0%} right, in {count}"


def _bar(width: float, empty: bool) -> str:
    """Return a bar filled to `width` percent; dashed and empty where there is too little to tell."""
    kind = "wf-open" if empty else "wf-track"
    full = "" if empty else f"<rect class='wf-full' x='0' y='0' width='{width:.1f}%' height='100%'/>"
    frame = f"<rect class='{kind}' x='1' y='1'/>"
    return f"<svg class='wf-bar' aria-hidden='true' focusable='false'>{frame}{full}</svg>"


def _sure(told: dict[int, Tally]) -> str:
    if not any(answers for _, answers in told.values()):
        return f"<p>When you say how sure you are of an answer, this shows how often you were right. {TOLD}</p>"
    columns = "".join(_level(SURE[level], *told[level]) for level in SURE)
    return f"<p>{_verdict(told)} {TOLD}</p><ul class='wf-sure'>{columns}</ul>"


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
    return f"<li>{svg}<div>{words}</div><div>{right:g} of {answers} right</div></li>"


def _verdict(told: dict[int, Tally]) -> str:
    """Return what the levels say together, where enough answers stand behind the first and the last of them."""
    shares = [right / answers for right, answers in told.values() if answers >= FEW]
    if len(shares) < 2:
        return "There are too few answers yet to say how well you judge yourself."
    if shares == sorted(shares) and shares[0] < shares[-1]:
        return "You are right more often where you are surer. That is what good judgement of oneself looks like."
    return "You are not right more often where you are surer. When you feel sure, look once more."


def _tables(progress: Progress) -> str:
    modules = ((f"{each.number} {escape(each.title)}", state(each)) for each in progress.modules)
    aims = ((each.number, escape(aim.sentence), _told(aim)) for each in progress.modules for aim in each.objectives)
    levels = ((SURE[k], f"{right:g}", f"{answers}") for k, (right, answers) in progress.sure.items())
    return (
        _table("The lessons", ("Lesson", "State"), modules)
        + _table("What you can do", ("Lesson", "Aim", "So far"), aims)
        + _table("How sure you were, and how often right", ("You said", "Right", "Answers"), levels)
    )


def _table(caption: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f"<th scope='col'>{each}</th>" for each in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
