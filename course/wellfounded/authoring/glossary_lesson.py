"""The glossary, a page of its own in the release: each term of art, in the sentence that explains it.

A lesson sets a term in bold where it explains it, once in the whole course. Bold text that ends in a full stop or a
colon is a heading within the text, not a term.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.v4 import new_markdown_cell, new_notebook

from wellfounded.authoring.lesson_notebook import NOTEBOOK_METADATA
from wellfounded.authoring.module import Module
from wellfounded.content import markdown
from wellfounded.content.mistakes import Mistake
from wellfounded.learner.lessons import STATED

NAME = "99-glossary"  # the last page of the course
PATH = Path("release") / NAME / f"{NAME}.ipynb"
BOLD = re.compile(r"\*\*([^*\n]*[^*\n.:])\*\*")
SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z“*\[])")
OPENING = """\
# Words of this course

Each of these words is a term of art: lawyers use it in one sense. Here they stand in the sentences that explain them,
with the lesson from which each is taken. This page teaches; it is not legal advice.
"""


@dataclass(frozen=True)
class Term:
    """A term of art: the sentence that explains it, in Markdown, with its module and line."""

    name: str
    sentence: str
    module: Module
    line: int


def glossary_page(modules: Sequence[Module]) -> str:
    """Return the page as a notebook's JSON text; it has no code cells."""
    all_terms = sorted((term for module in modules for term in terms(module)), key=lambda term: term.name.lower())
    text = OPENING + "".join(f"\n**{_capitalized(term.name)}**: {_explanation(term)}\n" for term in all_terms)
    metadata = {**NOTEBOOK_METADATA, "title": "Glossary", STATED: NAME}
    page = new_notebook(cells=[new_markdown_cell(text, id="glossary")], metadata=metadata)
    return str(nbformat.writes(page)) + "\n"


def repeated_terms(modules: Sequence[Module]) -> Iterator[Mistake]:
    """Yield a mistake for each term that is explained a second time."""
    first: dict[str, Term] = {}
    for term in (term for module in modules for term in terms(module)):
        earlier = first.setdefault(term.name.lower(), term)
        if earlier is not term:
            problem = f"the term '{term.name}' is explained in {earlier.module.name} already"
            yield Mistake(term.module.lesson.path, f"line {term.line}", problem, "leave it plain here")


def terms(module: Module) -> Iterator[Term]:
    """Yield a module's terms, in the order of its text."""
    for cell in (cell for cell in module.lesson.cells if cell.kind == "markdown"):
        for block in re.split(r"\n\s*\n|\n(?=[|>-])", cell.source):
            row = " ".join(part.strip() for part in block.strip(" |>-").split("|"))
            for sentence in SENTENCE.split(" ".join(row.split())):
                for name in BOLD.findall(sentence):
                    yield Term(name, sentence, module, cell.line)


def _explanation(term: Term) -> str:
    name = term.module.name
    lesson = f"[{term.module.lesson.title}](../{name}/{name}.ipynb)"
    sentence = markdown.linked(BOLD.sub(r"*\1*", term.sentence))
    return f"{sentence} ({lesson})"


def _capitalized(name: str) -> str:
    return name[0].upper() + name[1:]
