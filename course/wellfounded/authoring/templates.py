"""Writes a template of a case or a module for an author to start from; it builds as it is."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from wellfounded.authoring.lesson import HAND_IN, LESSON
from wellfounded.authoring.module import module_folders
from wellfounded.content.case_file import CASE_ID
from wellfounded.content.law import authorities
from wellfounded.content.mistakes import Mistake, MistakesError, author_text

MODULE_NAME = re.compile(r"[0-9]{2}-[a-z0-9]+(-[a-z0-9]+)*")

CASE_TEMPLATE = """\
# yaml-language-server: $schema=../../case.schema.json
title: A short name for the story
use: practice            # or graded: then give every question its points
objectives: [{objective}]
jurisdiction: any        # whose law the answer is: any, us, ca, uk, eu, …
law_as_of: {today}
facts: |
  Who, where, what happened, what is known. Original facts, in Markdown.
questions:
  - id: q1
    kind: choice         # or another kind: see course/wellfounded/content/questions
    prompt: What do you want the learner to decide?
    authorities: [{authority}]
    hint: One line that helps and does not tell.
    options:
      - id: a
        text: The best answer, and why.
        correct: true
        feedback: Why it is right, and what would change it.
      - id: b
        text: A misconception that someone really holds.
        misconception: a-name-for-it
        feedback: Why it tempts you, and what it misses.
"""

LESSON_TEMPLATE = """\
---
title: {title}
law_as_of: {today}
objectives:
  first: Say what a learner will be able to do.
kernelspec:
  display_name: Python 3
  name: python3
---

# {title}

What you will be able to do. This lesson teaches; it is not legal advice, and it never helps anyone invent a claim.

```{{code-cell}} ipython3
from wellfounded import case, hand_in
```

## A heading that says something

Explain, and cite: [{authority}](authority:{authority}).

```{{code-cell}} ipython3
case("{case}")
```

```{{code-cell}} ipython3
hand_in()
```
"""

CELL_START = "```{code-cell} ipython3\n"


def new_case(course: Path, module: str, name: str) -> Path:
    """Write `cases/NAME.yaml` in the module whose name begins with `module`, and add its cell to the lesson."""
    if not CASE_ID.fullmatch(name):
        raise _mistake(name, f"'{name}' is no case id", "use small letters, digits and single hyphens")
    folder = find_module(course, module)
    same_id = list(course.glob(f"source/*/cases/{name}.yaml"))
    if same_id:
        raise _mistake(str(same_id[0]), "the case is there already", "choose another id")
    path = _write_case(folder, name, _first_objective(author_text(folder / LESSON)))
    show_case(folder, name)
    return path


def find_module(course: Path, module: str) -> Path:
    """Return the folder of the module whose name begins with `module`; MistakesError where none or several do."""
    matches = [folder for folder in module_folders(course) if folder.name.startswith(module)]
    if len(matches) != 1:
        raise _mistake(module, f"{len(matches)} modules begin with '{module}'", "name one: 01-refugee-definition")
    return matches[0]


def show_case(folder: Path, name: str) -> None:
    """Add a cell that shows a case to a module's lesson."""
    lesson = folder / LESSON
    lesson.write_text(_with_case_cell(author_text(lesson), name), encoding="utf-8", newline="\n")


def _with_case_cell(lesson: str, name: str) -> str:
    """Return a lesson with a cell for a case before its hand-in, or at its end if there is no hand-in."""
    cell = f'{CELL_START}case("{name}")\n```\n'
    before, end, after = lesson.rpartition(f"{CELL_START}{HAND_IN}")
    return f"{before}{cell}\n{end}{after}" if end else f"{lesson.rstrip()}\n\n{cell}"


def new_module(course: Path, name: str) -> Path:
    """Write `source/NAME` with a lesson and one case."""
    if not MODULE_NAME.fullmatch(name):
        raise _mistake(name, f"'{name}' is no module", "name it by its place and subject: 04-where-to-claim")
    folder = course / "source" / name
    if folder.exists():
        raise _mistake(str(folder), "the module is there already", "choose another name")
    case = f"{name[3:]}-first"
    title = name[3:].replace("-", " ").capitalize()
    values = {"title": title, "today": date.today().isoformat(), "authority": next(iter(authorities())), "case": case}
    _write_case(folder, case, "first")
    (folder / LESSON).write_text(LESSON_TEMPLATE.format(**values), encoding="utf-8", newline="\n")
    return folder


def _write_case(folder: Path, name: str, objective: str) -> Path:
    path = folder / "cases" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    values = {"objective": objective, "today": date.today().isoformat(), "authority": next(iter(authorities()))}
    path.write_text(CASE_TEMPLATE.format(**values), encoding="utf-8", newline="\n")
    return path


def _first_objective(lesson: str) -> str:
    match = re.search(r"^objectives:\s*\n\s+([a-z0-9-]+):", lesson, re.MULTILINE)
    return match.group(1) if match else "first"


def _mistake(path: str, problem: str, remedy: str) -> MistakesError:
    return MistakesError([Mistake(Path(path), "name", problem, remedy)])
