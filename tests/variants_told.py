"""A case with variants, and what a journal tells of it, for tests."""

from dataclasses import replace
from typing import Any

from markupsafe import escape

from wellfounded.content.case import Case
from wellfounded.content.questions import kinds
from wellfounded.journal.file import Journal

RIGHT, WRONG = ["b"], ["a"]
KEYS = {"": "b", "b": "a", "c": "b"}  # the right option, by variant: it turns from the first to the second
SEEDS = [f"seed {n}" for n in range(300)]


def case_with_variants(use: Any = "graded", note: str = "") -> Case:
    """Return a case with three variants, of which the first has a content note if one is given."""
    first, *others = (_variant(letter, use) for letter in KEYS)
    return replace(first, content_note=escape(note), variants=others)


def _variant(letter: str, use: Any) -> Case:
    asked: Any = kinds()["choice"].samples()[0].question
    options = [replace(option, correct=option.id == KEYS[letter]) for option in asked.options]
    points = 2 if use == "graded" else 0
    question = replace(asked, id=f"{letter}q1", points=points, wording=f"wording {letter}", options=options)
    turn = replace(question, id=f"{letter}q2", points=0, wording=f"turn {letter}")
    about = {"use": use, "jurisdiction": "any", "law_as_of": "2026-01-01", "facts": f"<p>Facts {letter}.</p>"}
    more = {"variant": letter, "turn": turn.id} if letter and use == "practice" else {"variant": letter}
    questions = [question, turn] if "turn" in more else [question]
    return Case(id="two", title="Two", questions=questions, **about, **more)


def told(*events: tuple[str, str, Any]) -> Journal:
    """Return a journal of events: the name, the question ("" for none) and the response, in order."""

    def event(at: int, name: str, question: str, response: Any) -> dict[str, Any]:
        about = {"id": f"{at}", "at": f"2026-01-01T00:00:{at:02}.000000Z", "event": name, "response": response}
        subject = {} if name in ("seed", "handin") else {"case": "two"}
        wording = {"question": question, "wording": f"wording {question[:-2]}"} if question else {}
        return {**about, **subject, **wording}

    return Journal([event(at, *one) for at, one in enumerate(events)])
