"""What an attack is: a genuine submission, one function that spoils it, and what must then happen."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from wellfounded.journal.file import JOURNAL

MODULE = "01-sample"
NOTEBOOK = f"{MODULE}.ipynb"
CASE = "graded-this"
FAIR = 4.5  # points of the genuine journal
IN_THE_KEY = "alpha-is-right"  # and nowhere else
STARTED = "2026-01-01T00:00:00.000000Z"
LATER = "2026-01-02T00:00:00.000000Z"


class Handed:
    """A submission about to be spoilt: `submitted/<learner>/<module>/`, which holds a genuine one.

    `marks` is a folder of the test's own: code that runs leaves a file there.
    """

    def __init__(self, folder: Path, marks: Path, wordings: dict[str, str]) -> None:
        self.folder, self.marks, self.wordings = folder, marks, wordings
        self.learner = folder.parent.name
        self.course = folder.parents[2]
        self.notebook, self.journal = folder / NOTEBOOK, folder / JOURNAL

    @property
    def mark(self) -> Path:
        return self.marks / Path(os.fsencode(self.learner).hex())

    @property
    def code(self) -> str:
        """Return Python that leaves the mark, and does nothing else."""
        return f"open({str(self.mark)!r}, 'w').close()\n"

    def neighbour(self, name: str = "friend") -> Path:
        return self.folder.parents[1] / name / MODULE

    def edit(self, change: Callable[[Any], object]) -> None:
        nb = nbformat.read(self.notebook, as_version=4)
        change(nb)
        self.notebook.write_text(json.dumps(nb))

    def line(self, question: str, response: Any, /, at: str = LATER, **changed: Any) -> None:
        """Append an event as a learner could write it, in an editor."""
        event = {"v": 1, "id": f"{question}-{at}", "at": at, "event": "answer", "case": CASE, "question": question}
        told = {**event, "wording": self.wordings.get(question, ""), "response": response, **changed}
        self.raw(json.dumps(told).encode())

    def raw(self, *lines: bytes) -> None:
        with self.journal.open("ab") as file:
            file.writelines(line + b"\n" for line in lines)


Spoil = Callable[[Handed], None]


@dataclass(frozen=True)
class Attack:
    """One hostile or broken submission. `must` is a sentence; `worth` the points of what its journal still says."""

    name: str
    must: str
    spoil: Spoil
    group: str
    worth: float = FAIR
    learner: str = ""  # where the learner's name is the attack
    stock: bool = True  # whether stock nbgrader is put to it too: it reads no journal

    @property
    def folder(self) -> str:
        return self.learner or self.name


ATTACKS: dict[str, Attack] = {}


def attack(group: str, must: str, **about: Any) -> Callable[[Spoil], Spoil]:
    """Register a builder under its function's name."""

    def register(spoil: Spoil) -> Spoil:
        name = spoil.__name__.strip("_")
        assert name not in ATTACKS
        ATTACKS[name] = Attack(name, must, spoil, group, **about)
        return spoil

    return register


def grade_cell(nb: Any) -> Any:
    return next(cell for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("grade"))
