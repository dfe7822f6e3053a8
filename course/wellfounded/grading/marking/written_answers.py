"""Finds what a person marks: the written answers of a course, with their text and what the gradebook has of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from wellfounded.assessment.scoring import left_out, score_question
from wellfounded.content.case import written_cell
from wellfounded.content.questions.written import Written
from wellfounded.grading.marking.gradebook_marks import CellMark, GradebookMarks
from wellfounded.grading.nbgrader.scored_cells import case_with_key
from wellfounded.grading.reports.graded_questions import GradedQuestion
from wellfounded.grading.submission import read_journal
from wellfounded.i18n.errors import UserError
from wellfounded.journal.file import Journal


class MarkingError(UserError):
    """Marking cannot go on; the message says why, and what to do."""


class AnswerKey(NamedTuple):
    """Which answer it is."""

    module: str
    case: str
    question: str
    learner: str


@dataclass(frozen=True)
class WrittenAnswer:
    """An answer to be marked, and its place in the gradebook. `digest` changes with the text and its question."""

    key: AnswerKey
    text: str
    digest: str
    cell: CellMark


@dataclass(frozen=True)
class Writing:
    """The written answers of some modules by their keys, and their questions.

    `elsewhere` are learners' answers that wait for a person and have no text to weigh: a case that was left out, or
    an answer to an earlier wording. They are marked in formgrader. `ungraded` were not graded yet.
    """

    questions: dict[tuple[str, str, str], GradedQuestion] = field(default_factory=dict)
    answers: dict[AnswerKey, WrittenAnswer] = field(default_factory=dict)
    elsewhere: list[AnswerKey] = field(default_factory=list)
    ungraded: list[tuple[str, str]] = field(default_factory=list)

    def question(self, key: AnswerKey) -> Written:
        """Return the question that an answer is to."""
        question = self.questions[key[:3]].question
        if not isinstance(question, Written):
            raise MarkingError(f"{key.module}: {key.case} {key.question} is not marked by a rubric.")
        return question


def read_writing(
    source: Path, submitted: Path, book: GradebookMarks, modules: Iterable[str], excluded: set[str]
) -> Writing:
    """Read the written answers of these modules, as they stand in `submitted/` and in the gradebook."""
    writing = Writing()
    for module in modules:
        cells = book.cells(module)
        questions = [*_questions(source / module, {name for marks in cells.values() for name in marks})]
        writing.questions.update({graded.place: graded for graded in questions})
        if not questions:
            continue
        for learner, folder in _folders(submitted, module, excluded):
            if learner not in cells:
                writing.ungraded.append((module, learner))
                continue
            journal = read_journal(folder)[0].counted()
            for graded in questions:
                _add(writing, graded, AnswerKey(*graded.place, learner), journal, cells[learner])
    return writing


def _questions(source: Path, cells: set[str]) -> Iterator[GradedQuestion]:
    """Yield the questions of a module that a person marks: those to which the gradebook has a cell."""
    for name in sorted({cell.partition("--")[0] for cell in cells}):
        if (source / "cases" / f"{name}.yaml").is_file():
            case = case_with_key(source, name)
            yield from (GradedQuestion(source.name, case, question, case) for question in case.written)


def _folders(submitted: Path, module: str, excluded: set[str]) -> Iterator[tuple[str, Path]]:
    for folder in sorted(submitted.glob(f"*/{module}")):
        learner = folder.parent.name
        if folder.is_dir() and not learner.startswith(".") and learner not in excluded:
            yield learner, folder


def _add(
    writing: Writing, graded: GradedQuestion, key: AnswerKey, counted: Journal, cells: dict[str, CellMark]
) -> None:
    cell = cells.get(written_cell(graded.case.id, graded.question))
    if cell is None:
        writing.ungraded.append((key.module, key.learner))
        return
    score = score_question(graded.case, graded.question, counted)
    text = score.response if isinstance(score.response, str) else ""
    if score.state == "answered" and text.strip() and not left_out(graded.case, counted):
        digest = blake2b(f"{graded.question.wording}\n{text}".encode("utf-8", "replace"), digest_size=8).hexdigest()
        writing.answers[key] = WrittenAnswer(key, text, digest, cell)
    elif cell.waits:
        writing.elsewhere.append(key)
