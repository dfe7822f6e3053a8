"""Several batches at once leave in PostgreSQL the rows that one after another leave in SQLite."""

from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from tests.grading.gradebook_contents import Rows, tables
from tests.grading.postgres import server
from wellfounded.grading.batch.gradebook_writer import GradebookWriter
from wellfounded.grading.batch.worker import GradingTask, MarkedSubmission

MODULES = ("01-one", "02-two")
CELLS = ("graded-a", "graded-b")
LEARNERS = [f"Zoë O'Brien-{i} ني" for i in range(40)]


def made(db_url: str) -> GradebookWriter:
    """Make a gradebook of two modules, and return who writes into it."""
    with Gradebook(db_url) as book:
        for module in MODULES:
            book.add_assignment(module, duedate=datetime(2026, 11, 15))
            book.add_notebook(module, module)
            for cell in CELLS:
                book.add_grade_cell(cell, module, module, max_score=2, cell_type="code")
                book.add_solution_cell(cell, module, module)
    config = Config({"CourseDirectory": {"db_url": db_url}})
    return GradebookWriter(Autograde(CourseDirectory(config=config), config=config))


def marked(module: str, learner: str, score: float | None) -> MarkedSubmission:
    time = datetime(2026, 11, 14, 10, 30) if score else None
    comments = ((CELLS[0], "No response."), (CELLS[1], None))
    return MarkedSubmission(GradingTask(module, learner), "", time, tuple((cell, score) for cell in CELLS), comments)


def write(writer: GradebookWriter, score: float | None) -> None:
    """Write every learner's submission of both modules, in batches of ten that are begun before the first has ended."""
    batches = [(module, LEARNERS[i : i + 10]) for i in range(0, len(LEARNERS), 10) for module in MODULES]
    started = [
        writer.start(module, [marked(module, learner, score) for learner in learners], dry=False)
        for module, learners in batches
    ]
    assert sum(len(changes()) for changes in started) == 2 * len(LEARNERS)
    writer.close()


def written(db_url: str) -> Rows:
    """Write new submissions, give one a manual mark, and write all again with other scores."""
    writer = made(db_url)
    write(writer, None)
    with Gradebook(db_url) as book:
        book.find_grade(CELLS[0], MODULES[0], MODULES[0], LEARNERS[0]).manual_score = 1.5
        book.db.commit()
    write(writer, 0.5)
    return tables(db_url)


@pytest.mark.full
def test_several_writers_leave_the_rows_of_one(tmp_path: Path) -> None:
    with server() as url:
        rows = written(url)
    assert rows == written(f"sqlite:///{tmp_path / 'gradebook.db'}")
    assert len(rows["grade"]) == 2 * len(LEARNERS) * len(MODULES)
    assert len(rows["student"]) == len(LEARNERS)
