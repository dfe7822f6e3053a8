"""A made-up learner's copy: modules of a few choices each, and a journal told event by event."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from markupsafe import Markup

from wellfounded.assessment.handed_in import missing_marks
from wellfounded.content.case import CASES, Case, public_part
from wellfounded.content.questions import Question, kinds
from wellfounded.journal.file import JOURNAL, new_event, replay

RIGHT, WRONG = ["b"], ["a"]  # what the sample of `choice` takes
WORDING = "0123456789ab"


def asked(name: str, points: float) -> Question:
    sample = kinds()["choice"].samples()[0].question
    return replace(sample, id=name, points=points, wording=WORDING)


def case(name: str, use: Any, objectives: list[str], count: int) -> Case:
    points = 2 if use == "graded" else 0
    questions = [asked(f"q{number}", points) for number in range(1, count + 1)]
    return Case(
        id=name,
        title=name,
        use=use,
        jurisdiction="any",
        law_as_of="2026-06-25",
        facts=Markup(""),
        questions=questions,
        objectives=objectives,
    )


class Copy:
    """A folder with modules in it. An event is told as (event, case, question, response)."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.cases, self.clock = folder, dict[str, list[Case]](), 0

    def module(self, name: str, practice: int = 4, graded: int = 4, title: str = "") -> str:
        """Add a module with two objectives: a practice case for each, and one graded case for the first."""
        cases = [case(f"{name}-one", "practice", ["one"], practice), case(f"{name}-two", "practice", ["two"], 2)]
        cases += [case(f"{name}-graded", "graded", ["one"], graded)] if graded else []
        return self.write(name, cases, {"one": "Do the one thing.", "two": "Do the two things."}, title)

    def start(self, *numbers: str) -> str:
        """Add a start page with a question for each module of these numbers."""
        cases = [case(f"start-{number}", "practice", [f"{number}-some-module"], 1) for number in numbers]
        return self.write("00-start-here", cases, {f"{number}-some-module": "Know it." for number in numbers})

    def write(self, name: str, cases: list[Case], objectives: dict[str, str], title: str = "") -> str:
        self.cases[name] = cases
        path = self.folder / name / CASES
        path.parent.mkdir(parents=True, exist_ok=True)
        shown = [public_part(each) for each in cases]
        about = {"module": name, "title": title or f"Module {name[:2]}", "minutes": 60, "objectives": objectives}
        path.write_text(json.dumps({**about, "cases": shown}))
        return name

    def tell(self, module: str, *events: tuple[str, str, str, Any], **changed: Any) -> None:
        for event, name, question, response in events:
            told = {"wording": WORDING, "response": response, **changed}
            self.put(module, new_event(event, f"{module}-{name}" if name in ("one", "two", "graded") else name,
                                       question, **told))  # fmt: skip

    def hand_in(self, module: str, *, marked: bool = True) -> None:
        """Hand a module in; at home it is marked, and in a cohort it is not."""
        self.put(module, new_event("handin", module=module))
        graded = [each for each in self.cases[module] if each.use == "graded"]
        for event in missing_marks(module, graded, replay(self.folder / module / JOURNAL)) if marked else []:
            self.put(module, event)

    def put(self, module: str, event: dict[str, Any]) -> None:
        self.clock += 1
        with (self.folder / module / JOURNAL).open("a") as file:
            file.write(json.dumps({**event, "at": f"2026-11-23T09:00:00.{self.clock:06}Z"}) + "\n")
