"""nbgrader's preprocessors for this course; `nbgrader_config.py` lists them."""

from __future__ import annotations

import shutil
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades

from wellfounded.content.markdown import pictures
from wellfounded.grading.nbgrader.feedback_cells import write_feedback
from wellfounded.grading.nbgrader.release_leaks import leaks
from wellfounded.grading.nbgrader.scored_cells import cases_with_keys, waits, write_points
from wellfounded.grading.submission import (
    MAX_SECRET,
    TIMESTAMP,
    UntrustedError,
    check_links,
    read_journal,
    read_plain,
)
from wellfounded.journal.file import JOURNAL
from wellfounded.learner.dates import SECRET

ACTIVE = f"No submitted code is run; answers are scored from {JOURNAL}"
TEMPLATES = Path(__file__).parent / "templates"  # ours, before nbconvert's
Converted = tuple[Any, Any]


class CourseStep(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader is untyped
    """A step that knows where in the course nbgrader is at work."""

    def folder(self, kind: str, resources: Any, learner: str = ".") -> Path:
        """Return the folder of this assignment under source, release, submitted or autograded."""
        directory = self.parent.parent.coursedir
        stage = getattr(directory, f"{kind}_directory")
        return Path(directory.format_path(stage, learner, resources["nbgrader"]["assignment"]))


class ReleasedNotebook(CourseStep):
    """Replaces the submitted notebook by the one that we released.

    Nothing in a submitted notebook is graded, so nothing in it can change a mark or be run.
    """

    announced: ClassVar[bool] = False  # an instructor reads once a run that our steps are at work

    def preprocess(self, nb: Any, resources: Any) -> Converted:  # noqa: ARG002 (what was submitted is thrown away)
        """Return the released notebook, whole."""
        path = self.folder("release", resources) / f"{resources['nbgrader']['notebook']}.ipynb"
        if not self.announced:
            self.log.info(ACTIVE)
            ReleasedNotebook.announced = True
        return nbformat.read(path, as_version=4), resources


class ScoreJournal(CourseStep):
    """Takes the place of nbgrader's Execute: scores each grade cell's case from the learner's journal."""

    def preprocess(self, nb: Any, resources: Any) -> Converted:
        """Write points and review into each grade cell, and clear the folder of what was submitted."""
        learner = resources["nbgrader"]["student"]
        submitted = self.folder("submitted", resources, learner)
        journal, trouble = read_journal(submitted)
        shown = shown_pictures(nb)  # before a learner's words are laid in: they might name any path
        cases, counted = cases_with_keys(nb, self.folder("source", resources)), journal.counted()
        write_feedback(nb, write_points(nb, cases, counted), counted, trouble)
        self._clear(self.folder("autograded", resources, learner), submitted, shown, resources)
        return nb, resources

    def _clear(self, folder: Path, submitted: Path, shown: list[str], resources: Any) -> None:
        """Remove all that nbgrader copied, following links, from the submission; keep what is ours."""
        for path in folder.iterdir():
            if path.name != f"{resources['nbgrader']['notebook']}.ipynb":
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        self._keep_timestamp(submitted, folder)
        self._keep_secret(submitted, folder)
        released = self.folder("release", resources)
        for name in shown:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(released / name, folder / name)

    def _keep_secret(self, submitted: Path, folder: Path) -> None:
        """Write again what an exchange left beside a submission: nbgrader gives feedback back by it."""
        with suppress(FileNotFoundError, UntrustedError):
            check_links(submitted)
            (folder / SECRET).write_bytes(read_plain(submitted / SECRET, MAX_SECRET))

    def _keep_timestamp(self, submitted: Path, folder: Path) -> None:
        """Write the time of submission again: nbgrader compares it with that of a later one."""
        try:
            check_links(submitted)
            (folder / TIMESTAMP).write_bytes(read_plain(submitted / TIMESTAMP, limit=100))
        except FileNotFoundError:
            return
        except UntrustedError as error:
            self.log.warning("%s: %s; the time of submission is unknown", submitted, error)


class SaveMarks(SaveAutoGrades):  # type: ignore[misc]  # nbgrader is untyped
    """Saves marks as nbgrader does. A case that a person has to judge gets no automatic mark, but "needs manual grade".

    nbgrader itself gives every code cell an automatic mark, whatever it shows.
    """

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> Converted:
        """Save the mark of a cell."""
        super().preprocess_cell(cell, resources, cell_index)
        if waits(cell):
            about = (self.notebook_id, self.assignment_id, self.student_id)
            grade = self.gradebook.find_grade(cell.metadata["nbgrader"]["grade_id"], *about)
            grade.auto_score, grade.needs_manual_grade = None, True
            self.gradebook.db.commit()
        return cell, resources


class RefuseLeaks(CourseStep):
    """Last step of a release: an exception here removes what was made of it."""

    def preprocess(self, nb: Any, resources: Any) -> Converted:
        """Fail if the release would hold a key, feedback, or any file that is not meant for learners."""
        name = f"{resources['nbgrader']['notebook']}.ipynb"
        problems = leaks(self.folder("source", resources), self.folder("release", resources), name, nb)
        if problems:
            raise RuntimeError("\n".join(problems))
        return nb, resources


def shown_pictures(nb: Any) -> list[str]:
    """Return the paths of the pictures that a notebook's text shows."""
    return [path for cell in nb.cells if cell.cell_type == "markdown" for path in _shown(cell.source)]


@cache  # the same released text comes with every submission
def _shown(text: str) -> list[str]:
    return [path for path, _ in pictures(text)]
