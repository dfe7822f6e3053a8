"""A learner's copy with a case of every kind, made in no time."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from markupsafe import Markup
from nbformat import writes
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from wellfounded.content.case import Case, public_part
from wellfounded.content.questions import Question, kinds
from wellfounded.content.questions.question import digest
from wellfounded.journal.file import JOURNAL, append, new_event
from wellfounded.learner.layout import lay_out

MODULE = "01-samples"
LINKED = '[Ward](https://example.org/ward?a=1&b=2 "Canada v. Ward, 1993 (we read it)")'
TEXT = (
    f"# Samples\n\nRead {LINKED}, and [the glossary](../99-glossary/99-glossary.ipynb).\n\n## One\n\n"
    "![Seven gates](figures/gates.svg) ![Gone](figures/gone.png) ![Outside](../secret.svg) "
    "![Far](https://example.org/far.png)\n"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><style>h1 { display: none }</style><text>Gate</text></svg>'


def case(kind: str, use: str) -> Case:
    """Return a case that asks the first sample of a kind; practice has a hint."""
    sample, source = kinds()[kind].samples()[0].question, Markup("<a href='#'>X</a>")
    asked = replace(sample, hint=Markup("Secret hint."), authorities=[source])
    read = Markup('<a href="https://example.org/x">Source X</a> (read)')
    asked = replace(asked, wording=digest(asked), authorities=[read])
    about: dict[str, Any] = {"jurisdiction": "any", "law_as_of": "2026-06-25", "facts": f"<p>Facts of {kind}.</p>"}
    return Case(id=f"{kind}-{use}", title=f"A {kind} & more", use=use, questions=[asked], **about)  # type: ignore[arg-type]


def copy(root: Path, module: str = MODULE, title: str = "Samples", cases: list[Case] | None = None) -> Path:
    """Release a lesson with these cases in `root`, lay a learner's copy out, and return the lesson's folder there."""
    shown = [case(kind, use) for kind in kinds() for use in ("practice", "graded")] if cases is None else cases
    cells = [new_code_cell(f'case("{each.id}")', metadata={"nbgrader": {"grade_id": each.id}}) for each in shown]
    by_hand = new_markdown_cell("Kept for a marker.", metadata={"nbgrader": {"grade_id": "written-graded--q1"}})
    notebook = new_notebook(cells=[new_markdown_cell(TEXT), *cells, by_hand], metadata={"title": title})
    folder = root / "release" / module
    (folder / "figures").mkdir(parents=True)
    (folder / "figures" / "gates.svg").write_text(SVG)
    (root / "release" / "secret.svg").write_text(SVG)
    (folder / f"{module}.ipynb").write_text(writes(notebook))
    (folder / "cases.json").write_text(json.dumps({"cases": [public_part(each) for each in shown]}))
    lay_out(root, root / "my-course", "home")
    return root / "my-course" / module


def say(folder: Path, event: str, about: Case, response: Any = None, **changed: Any) -> dict[str, Any]:
    """Write an event about a case's only question into the journal of a lesson."""
    (asked,) = about.questions
    told = {"wording": asked.wording, **({} if response is None else {"response": response}), **changed}
    return append(folder / JOURNAL, new_event(event, about.id, asked.id, **told))


def perfect(asked: Question) -> Any:
    return type(asked).samples()[0].response
