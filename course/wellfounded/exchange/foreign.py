"""A question of another platform, in Markdown, and the fields of a case file that it becomes.

Nothing is invented: what the other platform does not hold, such as a source or the feedback on an option, stays empty,
and `wellfounded build` names it. What this course cannot express is said in `lost`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import isfinite, nan
from string import ascii_lowercase
from typing import Any

from wellfounded.content.questions.short import form
from wellfounded.exchange.html_to_markdown import LONGEST

MOST_ANSWERS = 100
ANYTHING = "*"  # a typed answer: whatever was not named


class NotTakenError(ValueError):
    """Says why a question cannot become one of this course."""


@dataclass(frozen=True, kw_only=True)
class ForeignAnswer:
    """An option, a typed answer, a pair's two halves or a step: `fraction` is the share of the points that it earns."""

    text: str
    fraction: float = 0.0
    feedback: str = ""
    tolerance: float = 0.0
    stem: str = ""  # of a pair


@dataclass(frozen=True, kw_only=True)
class Foreign:
    """A question as another platform has it. `type` is one of `FIELDS`; texts are Markdown."""

    name: str
    type: str
    text: str
    answers: list[ForeignAnswer] = field(default_factory=list)
    feedback: str = ""
    hint: str = ""
    points: float = 1.0
    for_grader: str = ""

    def fields(self) -> dict[str, Any]:
        """Return the fields of its case file; NotTakenError where the course has no such kind."""
        if self.type not in FIELDS:
            raise NotTakenError(f"its type '{self.type}' has no counterpart here")
        if not self.text:
            raise NotTakenError("it asks nothing")
        self._refuse_what_is_too_much()
        facts, _, prompt = self.text.rpartition("\n\n")
        question = {"id": "q1", "points": self.points or 1.0, "prompt": prompt, "authorities": []}
        question |= {"hint": self.hint} if self.hint else {}
        return {
            "title": self.name,
            "use": "graded",
            "objectives": [],
            "jurisdiction": "",
            "law_as_of": "",
            "facts": f"{facts}\n" if facts else "",
            "questions": [question | FIELDS[self.type](self)],
        }

    def _refuse_what_is_too_much(self) -> None:
        """Refuse what no teacher wrote, and what would take the build long."""
        if len(self.answers) > MOST_ANSWERS:
            raise NotTakenError(f"it has {len(self.answers):,} answers, and {MOST_ANSWERS} are the most that is read")
        texts = [self.name, self.text, self.feedback, self.hint]
        texts += [text for answer in self.answers for text in (answer.text, answer.feedback, answer.stem)]
        if (longest := max(map(len, texts))) > LONGEST:
            raise NotTakenError(f"a text of it has {longest:,} characters, and {LONGEST:,} are the most that is read")

    def lost(self) -> Iterator[str]:
        """Yield what the course cannot express of it."""
        if any(0 < answer.fraction < 1 for answer in self.answers) and self.type not in ("several", "ordering"):
            yield "an answer that earned a part of the points earns nothing"
        if self.type == "several":
            yield "what each option earns is worked out anew, as the course does"
        if self.for_grader:
            yield "the grader's notes are left out: write them as 'rubric' and 'model'"
        if self.feedback and self.type not in ("short", "number", "true-false", "choice"):
            yield "its general feedback is left out: say it of an option"
        if self.type == "short" and any(ANYTHING in answer.text.strip(ANYTHING) for answer in self.answers):
            yield "an answer with a wildcard is taken as it is written"


def _options(question: Foreign, *, single: bool) -> dict[str, Any]:
    if single and not any(answer.fraction >= 1 for answer in question.answers):
        raise NotTakenError("no option of it earns all the points")
    options = []
    for number, answer in enumerate(question.answers):
        right = answer.fraction >= 1 if single else answer.fraction > 0
        feedback = answer.feedback or (question.feedback if single and right else "")
        options.append(
            {"id": _letter(number), "text": _line(answer.text)}
            | ({"correct": True} if right else {})
            | {"feedback": feedback}
        )
    return {"kind": "choice" if single else "choices", "options": options}


def _classify(question: Foreign) -> dict[str, Any]:
    names = list(dict.fromkeys(_line(answer.text) for answer in question.answers))
    bins = [{"id": _letter(number), "text": name} for number, name in enumerate(names)]
    ids = {entry["text"]: entry["id"] for entry in bins}
    stems = [answer for answer in question.answers if answer.stem]
    cards = [
        {"id": f"c{number}", "text": _line(stem.stem), "bin": ids[_line(stem.text)], "feedback": stem.feedback}
        for number, stem in enumerate(stems, start=1)
    ]
    return {"kind": "classify", "bins": bins, "cards": cards}


def _order(question: Foreign) -> dict[str, Any]:
    """Return the steps mixed: learners see the order of the file, and the second half first is never mostly right."""
    items = [
        {"id": _letter(number), "text": _line(answer.text), "place": number + 1, "feedback": answer.feedback}
        for number, answer in enumerate(question.answers)
    ]
    half = len(items) // 2
    return {"kind": "order", "items": items[half:] + items[:half]}


def _short(question: Foreign) -> dict[str, Any]:
    """Return each form once: here case, accents, signs and plurals do not count. Of two, the first counts, as there."""
    named = [answer for answer in question.answers if answer.text != ANYTHING]
    first = list({form(answer.text): answer for answer in reversed(named)}.values())[::-1]
    right = [answer for answer in first if answer.fraction >= 1]
    wrong: dict[str, list[str]] = {}
    for answer in first:
        if answer.fraction < 1:
            wrong.setdefault(answer.feedback, []).append(answer.text)
    return {
        "kind": "short",
        "accepted": [answer.text for answer in right],
        "why": _first_feedback(right) or question.feedback,
        "wrong": [{"forms": forms, "feedback": feedback} for feedback, forms in wrong.items()],
        "otherwise": _otherwise(question),
    }


def _number(question: Foreign) -> dict[str, Any]:
    named = [answer for answer in question.answers if answer.text != ANYTHING]
    right = [answer for answer in named if answer.fraction >= 1]
    if len(right) != 1:
        raise NotTakenError(f"{len(right)} numbers of it are right, and here one is")
    return {
        "kind": "number",
        "right": number_of(right[0].text),
        "tolerance": right[0].tolerance,
        "why": right[0].feedback or question.feedback,
        "wrong": [
            {"value": number_of(answer.text), "tolerance": answer.tolerance, "feedback": answer.feedback}
            for answer in named
            if answer.fraction < 1
        ],
        "otherwise": _otherwise(question),
    }


def number_of(text: str) -> float:
    """Return a number that is written as text; NotTakenError where it is none."""
    try:
        number = float(text)
    except ValueError:
        number = nan
    if not isfinite(number):
        raise NotTakenError(f"'{text[:40]}' is no number")
    return number


def _written(_question: Foreign) -> dict[str, Any]:
    return {"kind": "written", "least": 0, "most": 0, "model": "", "rubric": []}


def _choice(question: Foreign) -> dict[str, Any]:
    return _options(question, single=True)


def _choices(question: Foreign) -> dict[str, Any]:
    return _options(question, single=False)


FIELDS: dict[str, Callable[[Foreign], dict[str, Any]]] = {
    "choice": _choice,
    "true-false": _choice,
    "several": _choices,
    "matching": _classify,
    "ordering": _order,
    "short": _short,
    "number": _number,
    "essay": _written,
}


def _otherwise(question: Foreign) -> str:
    return _first_feedback([answer for answer in question.answers if answer.text == ANYTHING])


def _first_feedback(answers: list[ForeignAnswer]) -> str:
    return next((answer.feedback for answer in answers if answer.feedback), "")


def _letter(number: int) -> str:
    return ascii_lowercase[number] if number < len(ascii_lowercase) else f"a{number}"


def _line(text: str) -> str:
    """Return a text in one line: an option is no paragraph."""
    return " ".join(text.split())
