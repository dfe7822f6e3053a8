"""A cohort of any size: each learner answers each question with its key, or with a response from its kind's samples."""

import json
import random
import uuid
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from wellfounded.content.case import Case
from wellfounded.content.case_file import read_module
from wellfounded.content.questions import Question
from wellfounded.journal.file import JOURNAL

READ_ONLY = 0o444
LINKS = 1000  # of one notebook: ext4 allows 65,000 names of a file
LEAVES_OUT = 3  # of every four learners the last


def hand_in_crowd(course: Path, module: str, number: int, first: int = 0, *, linked: bool = False) -> None:
    """Lay `number` submissions of a released module under `submitted/`; the same at every call.

    A million notebooks would take some 110 GB. `linked`, a thousand learners share one file, which nobody may write to.
    """
    asked = [(case, q) for case in read_module(course / "source" / module).values() for q in _graded(case)]
    notebook, shared = (course / "release" / module / f"{module}.ipynb").read_bytes(), Path()
    for i in range(first, first + number):
        folder = course / "submitted" / learner(i) / module
        folder.mkdir(parents=True)
        own = folder / f"{module}.ipynb"
        if linked and (i - first) % LINKS:
            own.hardlink_to(shared)
        else:
            own.write_bytes(notebook)
            shared = own
            if linked:
                own.chmod(READ_ONLY)
        (folder / "timestamp.txt").write_text(f"2026-11-{1 + i % 28:02} 10:{i % 60:02}:00.500000 UTC")
        told = [*(leaving_out(asked, i) if i % 4 == LEAVES_OUT else ()), *events(asked, random.Random(i))]  # noqa: S311
        lines = (json.dumps(event, ensure_ascii=False) for event in told)
        (folder / JOURNAL).write_text("".join(f"{line}\n" for line in lines))


def learner(number: int) -> str:
    """Return the name of the learner of that number."""
    return f"learner-{number:05}"


def leaving_out(asked: list[tuple[Case, Question]], number: int) -> Iterator[dict[str, Any]]:
    """Yield that a learner left out every case that has a content note: more than may be."""
    for tick, case in enumerate({case.id: case for case, _ in asked if case.content_note}):
        at = f"2026-11-01T08:00:00.{tick:06}Z"
        yield {"v": 1, "id": f"skip-{number}-{tick}", "at": at, "event": "skip", "case": case, "response": True}


def events(asked: list[tuple[Case, Question]], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Yield what a learner's lesson would have written: answers, some changed, some sure of, and a hand-in."""
    tick = 0
    for case, question in asked:
        for _ in range(chance.choice([0, 1, 1, 2])):
            tick += 1
            response = chance.choice([question.key(), *_responses(type(question))])
            yield _event(chance, tick, "answer", case.id, question, response)
        yield _event(chance, tick := tick + 1, "sure", case.id, question, chance.choice([1, 2, 3]))
    if chance.random() < 0.8:
        at = f"2026-11-01T09:00:00.{tick + 1:06}Z"
        yield {"v": 1, "id": _id(chance), "at": at, "event": "handin"}


def _event(
    chance: random.Random, tick: int, event: str, case: str, question: Question, response: Any
) -> dict[str, Any]:
    about = {"case": case, "question": question.id, "wording": question.wording, "response": response}
    return {"v": 1, "id": _id(chance), "at": f"2026-11-01T09:00:00.{tick:06}Z", "event": event, **about}


def _id(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128)))


def _graded(case: Case) -> list[Question]:
    return list(case.questions) if case.use == "graded" else []


@cache
def _responses(kind: type[Question]) -> list[Any]:
    return [each.response for each in kind.samples()]
