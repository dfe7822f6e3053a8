"""The content rules as code: what a lesson and its questions must fulfil, beyond what the build checks.

Rules about shares are counted over a module's questions of the kind `choice`, the only kind in which one option can
stand out by its form. They do not apply to fewer than `MIN_CHOICES` such questions.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from wellfounded.authoring.module import Module
from wellfounded.content.activity_file import FOLDER
from wellfounded.content.case import Case
from wellfounded.content.law import WORDS_READ, authorities
from wellfounded.content.mistakes import Mistake
from wellfounded.content.questions import Question
from wellfounded.content.questions.options import Option, OptionsQuestion

MIN_CHOICES = 8
MAX_EXTREME = 0.35  # the share of questions in which the right option is the longest, or the shortest
MAX_ONE_PLACE = 0.4  # the share of questions in which the right option is at one place
MAX_ABSOLUTES = 0.1  # by how much the share of wrong options with an absolute may exceed that of right options
MAX_AGE = datetime.timedelta(days=365)

ABSOLUTE = re.compile(
    r"\b(always|never|only|any|all|none|must|cannot|every|everyone|nobody|no one|whatever|nothing|automatically)\b",
    re.IGNORECASE,
)
CATCH_ALL = re.compile(r"\b(all|none|both|neither|any) of (the above|these|those|them)\b", re.IGNORECASE)
COMMON_WORDS = {"against", "because", "before", "person", "should", "whether"}  # any two sentences may share them
LINK_ADDRESS = re.compile(r"\]\([^)]*\)")


@dataclass(frozen=True)
class PlacedQuestion:
    """A question with its case and its file."""

    case: Case
    question: Question
    file: Path

    def mistake(self, problem: str, remedy: str) -> Mistake:
        """Return a mistake in this question."""
        return Mistake(self.file, self.question.id, problem, remedy)


def mistakes(module: Module) -> Iterator[Mistake]:
    """Yield a mistake for each place where a module breaks a content rule."""
    all_questions = [*questions(module)]
    for placed in all_questions:
        yield from _unsupported_key(placed)
        yield from _options_about_others(placed)
    yield from _objectives_without_case(module)
    choices = [placed for placed in all_questions if placed.question.kind == "choice"]
    for placed in choices:
        yield from _repeated_words(placed)
    if len(choices) >= MIN_CHOICES:
        yield from _giveaways(module, choices)


def stale(module: Module, today: datetime.date) -> Iterator[Mistake]:
    """Yield a mistake for each statement of law or source that was last checked more than a year before `today`."""
    lesson = module.lesson
    dated = [(lesson.path, "front matter", "law_as_of", lesson.law_as_of)]
    dated += [(_file(module, case), "law_as_of", "law_as_of", case.law_as_of) for case in module.every_case()]
    cited = {str(key): placed.file for placed in questions(module) for key in placed.question.authorities}
    for name, activity in module.activities.items():
        file = module.folder / FOLDER / f"{name}.yaml"
        dated.append((file, "law_as_of", "law_as_of", activity.law_as_of))
        cited |= {str(key): file for _, sources in activity.statements() for key in sources}
    dated += [(file, key, "checked_on", authorities()[key].checked_on) for key, file in sorted(cited.items())]
    for file, place, field, day in dated:
        if today - datetime.date.fromisoformat(day) > MAX_AGE:
            yield Mistake(file, place, f"{field} {day} is more than a year ago", "look again, and date it anew")


def questions(module: Module) -> Iterator[PlacedQuestion]:
    """Yield every question of a module, in all variants of its cases."""
    for case in module.every_case():
        for question in case.questions:
            yield PlacedQuestion(case, question, _file(module, case))


def _file(module: Module, case: Case) -> Path:
    return module.folder / "cases" / case.file_name


def _unsupported_key(placed: PlacedQuestion) -> Iterator[Mistake]:
    """Yield a mistake if a key rests neither on words that were read nor on two summaries."""
    depths = Counter(authorities()[key].checked for key in placed.question.authorities)
    if depths["unverified"]:
        yield placed.mistake("the key rests on a source that is unverified", "open the source, or cite another")
    elif WORDS_READ.isdisjoint(depths) and depths["summary"] < 2:
        yield placed.mistake("the key rests on one summary", "cite a text that was read, or a second summary")


def _options_about_others(placed: PlacedQuestion) -> Iterator[Mistake]:
    for option in options(placed):
        if CATCH_ALL.search(option.text):
            yield placed.mistake(f"option '{option.id}' speaks of the other options", "let each option stand alone")


def _objectives_without_case(module: Module) -> Iterator[Mistake]:
    for use in ("practice", "graded") if module.graded else ("practice",):
        covered = {name for case in module.cases.values() if case.use == use for name in case.objectives}
        for objective in sorted(set(module.lesson.objectives) - covered):
            problem = f"the objective '{objective}' is in no {use} case"
            yield Mistake(module.lesson.path, "objectives", problem, f"add a {use} case, or name it in one")


def _repeated_words(placed: PlacedQuestion) -> Iterator[Mistake]:
    """Yield a mistake if only right options repeat a word of the prompt that no other option has."""
    prompt = _words(placed.question.prompt)
    right, wrong = right_and_wrong(placed)
    repeated = {
        option.id: (_words(option.text) & prompt)
        - _words_of(other for other in (*right, *wrong) if other is not option)
        for option in (*right, *wrong)
    }
    if any(repeated[option.id] for option in right) and not any(repeated[option.id] for option in wrong):
        words = ", ".join(sorted(set().union(*(repeated[option.id] for option in right))))
        yield placed.mistake(
            f"only the right option repeats '{words}' of the prompt", "say it otherwise, or in a wrong one too"
        )


def _giveaways(module: Module, choices: list[PlacedQuestion]) -> Iterator[Mistake]:
    """Yield a mistake for each sign by which a reader could guess right options without reading the facts."""
    path, remedy = module.lesson.path, "even the options out: see CONTRIBUTING"
    for word, extreme in (("longest", max), ("shortest", min)):
        share = sum(_is_extreme(placed, extreme) for placed in choices) / len(choices)
        if share > MAX_EXTREME:
            yield Mistake(path, "cases", f"the right option is the {word} in {share:.0%} of choices", remedy)
    places = Counter(placed.question.key()[0] for placed in choices)
    place, count = places.most_common(1)[0]
    if count / len(choices) > MAX_ONE_PLACE:
        yield Mistake(path, "cases", f"the right option is '{place}' in {count} of {len(choices)} choices", remedy)
    right, wrong = zip(*map(right_and_wrong, choices), strict=True)
    difference = _share_with_absolute(chain(*wrong)) - _share_with_absolute(chain(*right))
    if difference > MAX_ABSOLUTES:
        yield Mistake(path, "cases", f"absolutes mark wrong options ({difference:.0%} more than right ones)", remedy)


def _is_extreme(placed: PlacedQuestion, extreme: Callable[[Iterable[int]], int]) -> bool:
    right, wrong = right_and_wrong(placed)
    length = len(without_links(right[0].text))
    return extreme([length, *(len(without_links(option.text)) for option in wrong)]) == length


def _share_with_absolute(options: Iterable[Option]) -> float:
    has_absolute = [ABSOLUTE.search(without_links(option.text)) is not None for option in options]
    return sum(has_absolute) / len(has_absolute)


def options(placed: PlacedQuestion) -> list[Option]:
    """Return the options of a question; [] for a kind that has none."""
    return placed.question.options if isinstance(placed.question, OptionsQuestion) else []


def right_and_wrong(placed: PlacedQuestion) -> tuple[list[Option], list[Option]]:
    """Return the right options and the wrong ones."""
    every = options(placed)
    return [option for option in every if option.correct], [option for option in every if not option.correct]


def _words_of(options: Iterable[Option]) -> set[str]:
    return {word for option in options for word in _words(option.text)}


def _words(text: str) -> set[str]:
    """Return the longer words of a text, without common words and the endings of number and tense."""
    words = set(re.findall(r"[a-z]{6,}", without_links(text).lower())) - COMMON_WORDS
    return {re.sub(r"(ies|es|s|ed|ing)$", "", word) for word in words}


def without_links(text: str) -> str:
    """Return a text without the addresses of its links."""
    return LINK_ADDRESS.sub("]", text)
