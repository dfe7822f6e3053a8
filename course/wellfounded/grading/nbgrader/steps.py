"""nbgrader's preprocessors for this course; `nbgrader_config.py` lists them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from nbgrader.utils import determine_grade

from wellfounded.assessment.calibration import table
from wellfounded.assessment.scoring import leaving_out
from wellfounded.content.case import Case
from wellfounded.content.case_file import read_case, rendered
from wellfounded.content.markdown import pictures
from wellfounded.grading.nbgrader.release_leaks import leaks
from wellfounded.grading.submission import UntrustedError, check_links, read_journal, read_plain
from wellfounded.journal.file import JOURNAL, Journal
from wellfounded.render.review_page import Review, by_hand, reviews
from wellfounded.render.safe_html import inert

TIMESTAMP = "timestamp.txt"
WAITS = "wellfounded_waits"  # in the metadata of a grade cell: a person has to mark it
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
        mark(nb, cases_with_keys(nb, self.folder("source", resources)), journal, trouble)
        self._clear(self.folder("autograded", resources, learner), submitted, shown, resources)
        return nb, resources

    def _clear(self, folder: Path, submitted: Path, shown: list[str], resources: Any) -> None:
        """Remove all that nbgrader copied, following links, from the submission; keep what is ours."""
        for path in folder.iterdir():
            if path.name != f"{resources['nbgrader']['notebook']}.ipynb":
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        self._keep_timestamp(submitted, folder)
        released = self.folder("release", resources)
        for name in shown:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(released / name, folder / name)

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


def mark(nb: Any, cases: dict[str, Case], journal: Journal, trouble: str) -> None:
    """Write into a module's notebook what a journal earned: points and reviews, what was written, calibration.

    `cases` are those that `cases_with_keys` returns; `trouble` says what is wrong with the journal.
    """
    graded = [(cell, *cell.metadata.nbgrader.grade_id.partition("--")[::2]) for cell in graded_cells(nb)]
    counted = journal.counted()
    reviewed = reviews(cases.values(), counted, trouble)
    beyond = {case.id for case in leaving_out(cases.values(), counted).waiting}
    for cell, name, question in graded:
        if question:
            _lay(cell, cases[name], question, counted, excused=name not in beyond)
        else:
            _score(cell, reviewed[name])
    _calibrate(nb, cases.values(), counted)


def waits(cell: Any) -> bool:
    """Return whether a marked cell of a case waits for a person."""
    return bool(cell.metadata.get(WAITS))


def automatic(cell: Any) -> float | None:
    """Return the automatic mark of a marked cell by nbgrader's own rules; None where it waits for a person."""
    return None if waits(cell) else determine_grade(cell)[0]


def graded_cells(nb: Any) -> list[Any]:
    """Return the cells that earn marks."""
    return [cell for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("grade")]


def cases_with_keys(nb: Any, source: Path) -> dict[str, Case]:
    """Return the graded cases that a module's notebook shows, with their keys."""
    names = [cell.metadata.nbgrader.grade_id.partition("--")[0] for cell in graded_cells(nb)]
    return {name: case_with_key(source, name) for name in names}


def _score(cell: Any, reviewed: Review) -> None:
    """Write points and review of a case into its cell. What waits for a person is worth nothing until then."""
    if reviewed.points is None:
        cell.metadata = NotebookNode({**cell.metadata, WAITS: True})
    data = {"text/plain": repr(reviewed.points or 0.0), "text/html": reviewed.html}
    cell.outputs = [_output("execute_result", data, execution_count=cell.execution_count)]


def _lay(cell: Any, case: Case, name: str, journal: Journal, *, excused: bool) -> None:
    """Lay what was written into the cell in which a person marks it; untouched, nbgrader gives it no points."""
    (question,) = (each for each in case.written if each.id == name)
    cell.source = inert(_whole(by_hand(case, question, journal, excused=excused))) or cell.source


def _calibrate(nb: Any, cases: Iterable[Case], journal: Journal) -> None:
    """Let the last cell, in which a learner handed in, show how sure they were and how often right."""
    told = table(cases, journal)
    code = [cell for cell in nb.cells if cell.cell_type == "code"]
    if told:
        code[-1].outputs = [_output("display_data", {"text/html": told, "text/plain": "How sure you were"})]


def _output(kind: str, data: dict[str, str], **more: Any) -> Any:
    """Return an output. nbformat's own `new_output` checks each, a millisecond apiece; nbgrader checks all later."""
    bundle = NotebookNode({mime: _whole(text) for mime, text in data.items()})
    return NotebookNode(output_type=kind, data=bundle, metadata=NotebookNode(), **more)


def _whole(text: str) -> str:
    """Return a text that can be written: JSON may hold half of a character, UTF-8 cannot."""
    return text.encode(errors="replace").decode()


def shown_pictures(nb: Any) -> list[str]:
    """Return the paths of the pictures that a notebook's text shows."""
    return [path for cell in nb.cells if cell.cell_type == "markdown" for path in _shown(cell.source)]


@cache  # the same released text comes with every submission
def _shown(text: str) -> list[str]:
    return [path for path, _ in pictures(text)]


def case_with_key(folder: Path, name: str) -> Case:
    """Read a case of a module, key and all, rendered; once for as long as its file stays the same."""
    path = folder / "cases" / f"{name}.yaml"
    return _case(path, path.stat().st_mtime_ns)


@cache
def _case(path: Path, _changed: int) -> Case:
    return rendered(read_case(path))
