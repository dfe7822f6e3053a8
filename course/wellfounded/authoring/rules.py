"""The content rules as code: what a lesson and its questions must be, beyond what the build demands.

What can be counted is counted over a module's questions of the kind `choice`, the only kind in which one option
can be told from the others by its looks. A rule about shares says nothing of fewer than `FEW` such questions.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wellfounded.authoring.module import Module
from wellfounded.content.case import Case
from wellfounded.content.law import authorities
from wellfounded.content.mistakes import Mistake
from wellfounded.content.questions import Question
from wellfounded.content.questions.options import Option, OptionsQuestion

FEW = 8
EXTREME = 0.35  # the share of questions in which the right option may be the longest, or the shortest
PLACE = 0.4  # the share of questions in which the right option may stand in one place
LEAN = 0.1  # by how much the share of wrong options with an absolute may exceed that of right ones
FRESH = datetime.timedelta(days=365)

ABSOLUTE = re.compile(
    r"\b(always|never|only|any|all|none|must|cannot|every|everyone|nobody|no one|whatever|nothing|automatically)\b",
    re.IGNORECASE,
)
CATCH_ALL = re.compile(r"\b(all|none|both|neither|any) of (the above|these|those|them)\b", re.IGNORECASE)
THIN = {"against", "because", "before", "person", "should", "whether"}  # any two sentences may share them
LINK = re.compile(r"\]\([^)]*\)")


@dataclass(frozen=True)
class Asked:
    """A question, with the case and the file it stands in."""

    case: Case
    question: Question
    file: Path

    def mistake(self, problem: str, remedy: str) -> Mistake:
        """Return a mistake in this question."""
        return Mistake(self.file, self.question.id, problem, remedy)


def broken(module: Module) -> Iterator[Mistake]:
    """Yield where a module breaks a content rule."""
    asked = [*questions(module)]
    for each in asked:
        yield from _key_without_ground(each)
        yield from _catch_alls(each)
    yield from _unpractised(module)
    choices = [each for each in asked if each.question.kind == "choice"]
    for each in choices:
        yield from _echo(each)
    if len(choices) >= FEW:
        yield from _told_by_looks(module, choices)


def stale(module: Module, today: datetime.date) -> Iterator[Mistake]:
    """Yield the law and the sources of a module that were last looked at more than a year before `today`."""
    lesson = module.lesson
    dated = [(lesson.path, "front matter", "law_as_of", lesson.law_as_of)]
    dated += [(_file(module, case), "law_as_of", "law_as_of", case.law_as_of) for case in module.cases.values()]
    named = {key: each.file for each in questions(module) for key in each.question.authorities}
    dated += [(file, key, "checked_on", authorities()[key].checked_on) for key, file in sorted(named.items())]
    for file, place, name, written in dated:
        if today - datetime.date.fromisoformat(written) > FRESH:
            yield Mistake(file, place, f"{name} {written} is more than a year ago", "look again, and date it anew")


def questions(module: Module) -> Iterator[Asked]:
    """Yield every question of a module."""
    for case in module.cases.values():
        for question in case.questions:
            yield Asked(case, question, _file(module, case))


def _file(module: Module, case: Case) -> Path:
    return module.folder / "cases" / f"{case.id}.yaml"


def _key_without_ground(asked: Asked) -> Iterator[Mistake]:
    """Yield a key that rests neither on a text we read nor on two accounts of one."""
    depths = Counter(authorities()[key].checked for key in asked.question.authorities)
    if depths["unverified"]:
        yield asked.mistake("the key rests on a source that is unverified", "open the source, or cite another")
    elif not depths["text"] and depths["summary"] < 2:
        yield asked.mistake("the key rests on one summary", "cite a text that was read, or a second summary")


def _catch_alls(asked: Asked) -> Iterator[Mistake]:
    for option in options(asked):
        if CATCH_ALL.search(option.text):
            yield asked.mistake(f"option '{option.id}' speaks of the other options", "let each option stand alone")


def _unpractised(module: Module) -> Iterator[Mistake]:
    for use in ("practice", "graded") if module.graded else ("practice",):
        met = {name for case in module.cases.values() if case.use == use for name in case.objectives}
        for objective in sorted(set(module.lesson.objectives) - met):
            problem = f"the objective '{objective}' is in no {use} case"
            yield Mistake(module.lesson.path, "objectives", problem, f"add a {use} case, or name it in one")


def _echo(asked: Asked) -> Iterator[Mistake]:
    """Yield a right option that alone repeats a word of the prompt."""
    prompt = _words(asked.question.prompt)
    right, wrong = parted(asked)
    alone = {option.id: (_words(option.text) & prompt) - _said(o for o in options(asked) if o is not option)
             for option in options(asked)}  # fmt: skip
    if any(alone[option.id] for option in right) and not any(alone[option.id] for option in wrong):
        words = ", ".join(sorted(set().union(*(alone[option.id] for option in right))))
        yield asked.mistake(
            f"only the right option repeats '{words}' of the prompt", "say it otherwise, or in a wrong one too"
        )


def _told_by_looks(module: Module, choices: list[Asked]) -> Iterator[Mistake]:
    """Yield what would let a reader find right options without reading the facts."""
    path, remedy = module.lesson.path, "even the options out: see CONTRIBUTING"
    for word, extreme in (("longest", max), ("shortest", min)):
        share = _share(choices, lambda asked, extreme=extreme: _is_extreme(asked, extreme))  # type: ignore[misc]
        if share > EXTREME:
            yield Mistake(path, "cases", f"the right option is the {word} in {share:.0%} of choices", remedy)
    places = Counter(asked.question.key()[0] for asked in choices)
    place, count = places.most_common(1)[0]
    if count / len(choices) > PLACE:
        yield Mistake(path, "cases", f"the right option is '{place}' in {count} of {len(choices)} choices", remedy)
    right, wrong = ([ABSOLUTE.search(plain(o.text)) for each in choices for o in parted(each)[i]] for i in (0, 1))
    lean = _holding(wrong) - _holding(right)
    if lean > LEAN:
        yield Mistake(path, "cases", f"absolutes mark wrong options ({lean:.0%} more than right ones)", remedy)


def _share(choices: list[Asked], holds: Callable[[Asked], bool]) -> float:
    return sum(holds(asked) for asked in choices) / len(choices)


def _is_extreme(asked: Asked, extreme: Callable[[Iterable[int]], int]) -> bool:
    right, wrong = parted(asked)
    size = len(plain(right[0].text))
    return extreme([size, *(len(plain(option.text)) for option in wrong)]) == size


def _holding(found: list[re.Match[str] | None]) -> float:
    return sum(each is not None for each in found) / len(found)


def options(asked: Asked) -> list[Option]:
    """Return the options of a question that has any."""
    return asked.question.options if isinstance(asked.question, OptionsQuestion) else []


def parted(asked: Asked) -> tuple[list[Option], list[Option]]:
    """Return the right options and the wrong ones."""
    every = options(asked)
    return [o for o in every if o.correct], [o for o in every if not o.correct]


def _said(options: Iterable[Option]) -> set[str]:
    return {word for option in options for word in _words(option.text)}


def _words(text: str) -> set[str]:
    """Return the words that carry meaning, without the endings of number and tense."""
    words = set(re.findall(r"[a-z]{6,}", plain(text).lower())) - THIN
    return {re.sub(r"(ies|es|s|ed|ing)$", "", word) for word in words}


def plain(text: str) -> str:
    """Return a text without the addresses of its links."""
    return LINK.sub("]", text)
