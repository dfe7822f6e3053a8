"""How long nbgrader takes to grade the same answers with nbgrader-jupyterquiz, in an environment of its own.

It knows questions with one right option or several, and gives a question all of its points or none. The other kinds of
ours are left out, and its notebook has the quizzes alone, without the lesson's text.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

from markupsafe import Markup
from nbformat import write
from nbformat.v4 import new_markdown_cell, new_notebook

from tests.benchmarks.cohort_measures import Figures, say
from tests.benchmarks.cohort_nbgrader import timed
from tests.grading.large_cohort import learner
from wellfounded.content.case_file import read_module, rendered
from wellfounded.content.questions.choice import Choice
from wellfounded.content.questions.choices import Choices
from wellfounded.content.questions.options import OptionsQuestion
from wellfounded.grading.submission import read_plain
from wellfounded.journal.file import JOURNAL, parse

NAME = "rival"
CONFIG = """c = get_config()
c.CourseDirectory.course_id = "rival"
c.GenerateAssignment.preprocessors.insert(0, "nbgrader_jupyterquiz.CreateQuiz")
"""
KINDS = {Choice: ("SC", "multiple_choice"), Choices: ("MC", "many_choice")}
Asked = dict[str, list[OptionsQuestion]]


def rival(course: Path, module: str, sample: int, python: str) -> Figures:
    """Time `nbgrader autograde` on some of the submissions; `python` is that of the other environment."""
    root, asked = course.with_name(NAME), questions(course / "source" / module)

    def nbgrader(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [python, "-m", "nbgrader", *arguments]
        path = f"{Path(python).parent}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
        )

    (root / "source" / NAME).mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG)
    write(new_notebook(cells=[quiz(case, all_of) for case, all_of in asked.items()]), notebook(root / "source"))
    made = nbgrader(root, "generate_assignment", NAME)
    if made.returncode:
        raise SystemExit(made.stderr)
    for number in range(sample):
        folder = root / "submitted" / learner(number) / NAME
        folder.mkdir(parents=True)
        shutil.copy(notebook(root / "release"), folder)
        said = answers(course / "submitted" / learner(number) / module, asked)
        (folder / "responses.json").write_text(json.dumps({"schema_version": 1, "responses": said}))
    found = timed(root, ["autograde", NAME], "Creating/updating student", sample, nbgrader)
    say(f"rival: {sum(map(len, asked.values()))} questions in {len(asked)} cells, {points(root):g} points given")
    return found


def notebook(folder: Path) -> Path:
    return folder / NAME / f"{NAME}.ipynb"


def questions(module: Path) -> Asked:
    """Return the graded questions that can be asked, by their case."""
    cases = [rendered(case) for case in read_module(module).values() if case.use == "graded"]
    return {case.id: [each for each in case.questions if isinstance(each, Choice | Choices)] for case in cases}


def quiz(case: str, asked: list[OptionsQuestion]) -> Any:
    """Return the cell from which the rival makes a quiz that it grades by itself."""
    lines = ["#### Quiz"]
    for question in asked:
        lines.append(f"* ({KINDS[type(question)][0]}) {{{question.points:g}}} {quoted(question.prompt)}")
        lines += [f"  {'+' if option.correct else '-'} {quoted(option.text)}" for option in question.options]
    about = {"grade_id": case, "task": True, "grade": False, "solution": False, "locked": True, "points": 0}
    metadata = {"nbgrader": {**about, "cell_type": "markdown", "schema_version": 3}}
    return new_markdown_cell("\n".join([*lines, "#### End Quiz"]), metadata=metadata)


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", Markup(text).striptags())  # noqa: S704 (the course's own)


def quoted(text: str) -> str:
    return json.dumps(plain(text), ensure_ascii=False)


def answers(folder: Path, asked: Asked) -> dict[str, dict[str, dict[str, Any]]]:
    """Return a learner's latest answers as the rival's page would have kept them."""
    journal = parse(read_plain(folder / JOURNAL)).counted()
    said: dict[str, dict[str, dict[str, Any]]] = {}
    for case, all_of in asked.items():
        for number, question in enumerate(all_of):
            event = journal.latest("answer", case, question.id)
            ids = question.chosen_ids(event["response"]) if event else None
            texts = [plain(option.text) for option in question.options if option.id in (ids or ())]
            kind = KINDS[type(question)][1]
            if texts:
                chosen = texts[0] if kind == "multiple_choice" else texts
                said.setdefault(f"{case}-autograded", {})[str(number)] = {"type": kind, "selected": chosen}
    return said


def points(root: Path) -> float:
    """Return the points of all, so that a run that graded nothing is seen."""
    db = sqlite3.connect(root / "gradebook.db")
    (found,) = db.execute("SELECT sum(auto_score) FROM grade").fetchone()
    db.close()
    return float(found or 0)
