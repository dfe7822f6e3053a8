"""Good, odd and hostile submissions, one function each, and what became of them."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook

from wellfounded.content.case_file import read_module
from wellfounded.journal.file import JOURNAL, append, new_event

MODULE, CASE = "01-sample", "graded-this"
NOTEBOOK = f"{MODULE}.ipynb"
ANSWERS = {"q1": ["b"], "q2": ["a"], "q3": ["b"]}  # 2 of 2, 1.5 of 3, 1 of 1
WORTH = 4.5
TYPED = '<script>document.title="ran"</script><img src=x onerror="document.title=1">'


@dataclass
class Cohort:
    """A graded course, what nbgrader said, and a folder in which hostile code would leave a mark."""

    course: Path
    marks: Path
    said: dict[str, str] = field(default_factory=dict)

    def folder(self, stage: str, learner: str) -> Path:
        return self.course / stage / learner / MODULE

    def score(self, learner: str) -> float | None:
        with Gradebook(f"sqlite:///{self.course / 'gradebook.db'}") as book:
            scores = {each.student.id: each.score for each in book.assignment_submissions(MODULE)}
        return scores.get(learner)

    def review(self, learner: str) -> str:
        nb = nbformat.read(self.folder("autograded", learner) / NOTEBOOK, as_version=4)
        (cell,) = [each for each in nb.cells if each.metadata.get("nbgrader", {}).get("grade")]
        (output,) = cell.outputs
        return str(output.data["text/html"])

    def feedback(self, learner: str) -> str:
        return (self.folder("feedback", learner) / f"{MODULE}.html").read_text()


class Handed:
    """One learner's folder, being made."""

    def __init__(self, folder: Path, cohort: Cohort) -> None:
        self.folder, self.cohort = folder, cohort
        self.journal, self.notebook = folder / JOURNAL, folder / NOTEBOOK

    def answer(self, answers: dict[str, Any], **changed: Any) -> None:
        questions = read_module(self.cohort.course / "source" / MODULE)[CASE].questions
        for question in questions:
            if question.id in answers:
                told = {"wording": question.wording, "response": answers[question.id], **changed}
                append(self.journal, new_event("answer", CASE, question.id, **told))

    def edit(self, change: Callable[[Any], object]) -> None:
        nb = nbformat.read(self.notebook, as_version=4)
        change(nb)
        self.notebook.write_text(json.dumps(nb))


SUBMISSIONS: dict[str, Callable[[Handed], None]] = {}


def submission(make: Callable[[Handed], None]) -> Callable[[Handed], None]:
    """Register a maker; the function's name is the learner's."""
    SUBMISSIONS[make.__name__] = make
    return make


def grade_cell(nb: Any) -> Any:
    return next(cell for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("grade"))


def mark(handed: Handed) -> str:
    return f"open({str(handed.cohort.marks / handed.folder.parent.name)!r}, 'w').close()"


# What learners answer


@submission
def good(handed: Handed) -> None:
    handed.answer(ANSWERS)


@submission
def perfect(handed: Handed) -> None:
    handed.answer({"q1": ["b"], "q2": ["a", "b"], "q3": ["b"]})


@submission
def wrong(handed: Handed) -> None:
    handed.answer({"q1": ["a"], "q2": ["c"], "q3": ["a"]})


@submission
def everything_ticked(handed: Handed) -> None:
    handed.answer({"q2": ["a", "b", "c", "d"]})


@submission
def changed_mind(handed: Handed) -> None:
    handed.answer({"q1": ["a"]})
    handed.answer(ANSWERS)


@submission
def earlier_wording(handed: Handed) -> None:
    handed.answer({"q1": ["b"]}, wording="000000000000")


@submission
def malformed(handed: Handed) -> None:
    handed.answer({"q1": {"b": 1}, "q2": "ab", "q3": TYPED})


@submission
def blank(handed: Handed) -> None:
    assert not handed.journal.exists()


# Journals that cannot be trusted


@submission
def damaged_journal(handed: Handed) -> None:
    handed.journal.write_bytes(b"\x00\xff\n" * 9)


@submission
def partly_damaged_journal(handed: Handed) -> None:
    handed.answer(ANSWERS)
    with handed.journal.open("ab") as file:
        file.write(b'{"torn')


@submission
def linked_journal(handed: Handed) -> None:
    handed.journal.symlink_to(handed.folder.parents[1] / "perfect" / MODULE / JOURNAL)


@submission
def hard_linked_journal(handed: Handed) -> None:
    theirs = handed.folder.parents[1] / "wrong" / MODULE / "copy"
    shutil.copy(handed.folder.parents[1] / "perfect" / MODULE / JOURNAL, theirs)
    handed.journal.hardlink_to(theirs)


@submission
def pipe_journal(handed: Handed) -> None:
    os.mkfifo(handed.journal)


@submission
def oversize_journal(handed: Handed) -> None:
    handed.answer(ANSWERS)
    os.truncate(handed.journal, 65 * 2**20)


# Links at what is not theirs


@submission
def link_at_key(handed: Handed) -> None:
    handed.answer(ANSWERS)
    (handed.folder / "notes.txt").symlink_to(handed.cohort.course / "source" / MODULE / "cases" / f"{CASE}.yaml")
    (handed.folder / "deep").mkdir()
    (handed.folder / "deep" / "more.txt").symlink_to(handed.cohort.course / "source" / MODULE / "lesson.md")


@submission
def link_at_neighbour(handed: Handed) -> None:
    handed.answer(ANSWERS)
    (handed.folder / "friend.txt").symlink_to(handed.folder.parents[1] / "perfect" / MODULE / JOURNAL)


# Code that wants to run


@submission
def added_cell(handed: Handed) -> None:
    handed.answer(ANSWERS)
    handed.edit(lambda nb: nb.cells.insert(0, new_code_cell(mark(handed))))


@submission
def changed_cell(handed: Handed) -> None:
    handed.answer(ANSWERS)
    handed.edit(lambda nb: grade_cell(nb).update(source=mark(handed) + "\n10**6"))


@submission
def magic(handed: Handed) -> None:
    handed.answer(ANSWERS)
    path = handed.cohort.marks / "magic"
    handed.edit(lambda nb: nb.cells.append(new_code_cell(f"%%bash\ntouch {path}")))


@submission
def shadowing_modules(handed: Handed) -> None:
    handed.answer(ANSWERS)
    for name in ("yaml", "wellfounded", "sitecustomize", "nbformat"):
        (handed.folder / f"{name}.py").write_text(mark(handed))


# Notebooks that are not as we released them


@submission
def deleted_cells(handed: Handed) -> None:
    handed.answer(ANSWERS)
    handed.edit(lambda nb: nb.cells.clear())


@submission
def duplicated_cells(handed: Handed) -> None:
    handed.answer(ANSWERS)
    handed.edit(lambda nb: nb.cells.extend(nb.cells[:]))


@submission
def retyped_cells(handed: Handed) -> None:
    handed.answer(ANSWERS)
    handed.edit(lambda nb: [cell.update(cell_type="markdown") for cell in nb.cells])


@submission
def reordered_cells(handed: Handed) -> None:
    handed.answer(ANSWERS)
    handed.edit(lambda nb: nb.cells.reverse())


@submission
def edited_points(handed: Handed) -> None:
    handed.answer(ANSWERS)
    handed.edit(lambda nb: grade_cell(nb).metadata.nbgrader.update(points=900, grade=False, locked=False))


@submission
def text_in_points(handed: Handed) -> None:
    handed.answer(ANSWERS)
    handed.edit(lambda nb: grade_cell(nb).metadata.nbgrader.update(points="many", grade_id="practise-this"))


@submission
def newer_nbgrader(handed: Handed) -> None:
    handed.answer(ANSWERS)
    handed.edit(lambda nb: grade_cell(nb).metadata.nbgrader.update(schema_version=9))


@submission
def script_in_text(handed: Handed) -> None:
    handed.answer(ANSWERS)
    handed.edit(lambda nb: nb.cells.append(new_markdown_cell(TYPED)))


@submission
def not_json(handed: Handed) -> None:
    handed.answer(ANSWERS)
    handed.notebook.write_text("this is not a notebook")


@submission
def future_format(handed: Handed) -> None:
    handed.answer(ANSWERS)
    handed.edit(lambda nb: nb.update(nbformat=9))
