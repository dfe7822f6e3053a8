"""Prepares what all submissions of a module share: the notebook as nbgrader sanitizes it, keys and folders."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wellfounded.content.case import CASES
from wellfounded.content.case_file import case_files
from wellfounded.grading.nbgrader.config import CONFIG, ConfigError, load_config
from wellfounded.grading.nbgrader.grade_cells import changed_cells
from wellfounded.grading.nbgrader.scored_cells import cases_with_keys
from wellfounded.grading.nbgrader.steps import shown_pictures
from wellfounded.grading.workers.release import program_digest
from wellfounded.i18n.errors import UserError

DIRECTORY_STRUCTURE = "{nbgrader_step}/{student_id}/{assignment_id}"


class UngradableError(UserError):
    """A course or a module cannot be graded; the message says why, and what to do."""


@dataclass(frozen=True)
class ModuleTemplate:
    """One module, ready to be sent to workers. `keys` maps each graded case to a digest of its file."""

    module: str
    notebook: str  # JSON, sanitized; answers are filled in
    source: Path
    release: Path
    submitted: Path
    autograded: Path
    pictures: tuple[str, ...]
    permissions: int
    groupshared: bool
    keys: dict[str, str]
    rest: str  # a digest of what else a mark depends on: notebook, configuration, this program

    @property
    def digest(self) -> str:
        """Return a digest of everything a mark depends on but the journal."""
        return _sha(json.dumps([self.rest, sorted(self.keys.items())]).encode())


def template_files(template: ModuleTemplate) -> list[Path]:
    """Return the files that a worker reads of a module."""
    cases = [template.source / CASES, *sorted((template.source / "cases").rglob("*"))]
    pictures = [template.release / name for name in dict.fromkeys(template.pictures)]
    return [path for path in (*cases, *pictures) if path.is_file()]


def make_template(autograde: Any, module: str, course: Path) -> ModuleTemplate:
    """Return a module's template; UngradableError when nbgrader itself could grade nothing of it.

    `autograde` is nbgrader's converter, configured. Its own steps make the notebook, once for all submissions.
    """
    import nbformat

    directory = autograde.coursedir
    release = Path(directory.format_path(directory.release_directory, ".", module))
    if problem := changed_cells(directory.db_url, release / f"{module}.ipynb"):
        raise UngradableError(f"{problem}.")
    text = _sanitized(autograde, module)
    nb = nbformat.reads(text, as_version=4)
    source = Path(directory.format_path(directory.source_directory, ".", module))
    try:
        cases = cases_with_keys(nb, source)
    except (OSError, ValueError, AttributeError) as error:
        raise UngradableError(f"{module}: {error}") from error
    return ModuleTemplate(
        module=module,
        notebook=text,
        source=source,
        release=release,
        submitted=Path(directory.root, directory.submitted_directory),
        autograded=Path(directory.root, directory.autograded_directory),
        pictures=tuple(shown_pictures(nb)),
        permissions=int(str(autograde.permissions), 8),
        groupshared=autograde.coursedir.groupshared,
        keys={name: _sha(*map(Path.read_bytes, case_files(source / "cases" / f"{name}.yaml"))) for name in cases},
        rest=_sha(text.encode(), (course / CONFIG).read_bytes(), program_digest().encode()),
    )


def _sanitized(autograde: Any, module: str) -> str:
    """Return the notebook that nbgrader's sanitize steps make of any submission of a module, and check it."""
    import nbformat
    from nbconvert.exporters import NotebookExporter

    autograde.exporter = NotebookExporter(parent=autograde, config=autograde.config)
    autograde.log.setLevel(logging.ERROR)
    resources = {"student": ".", "assignment": module, "notebook": module, "db_url": autograde.coursedir.db_url}
    try:
        autograde._init_preprocessors()
        text, _ = autograde.exporter.from_notebook_node(nbformat.v4.new_notebook(), {"nbgrader": resources})
    except Exception as error:
        raise UngradableError(f"{module}: nbgrader cannot grade it ({error}). Generate the assignment anew.") from error
    return str(text)


def _sha(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:32]


def course_config(course: Path) -> Any:
    """Return nbgrader's configuration in the root of a course; UngradableError where it cannot be read."""
    if not (course / CONFIG).is_file():
        raise UngradableError(f"No {CONFIG} lies in {course.resolve()}. Run this in the root of the course.")
    try:
        return load_config(course, course.resolve(), "")
    except ConfigError as error:
        raise UngradableError(str(error)) from error


def configured_autograde(course: Path) -> Any:
    """Return nbgrader's Autograde converter as a course configures it; UngradableError unless it has our steps."""
    from nbgrader.converters import Autograde
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.preprocessors import AssignLatePenalties, OverwriteCells

    from wellfounded.grading.nbgrader.steps import ReleasedNotebook, SaveMarks, ScoreJournal

    config = course_config(course)
    autograde = Autograde(CourseDirectory(config=config), config=config)
    ours = [[ReleasedNotebook, OverwriteCells], [ScoreJournal, SaveMarks, AssignLatePenalties]]
    steps = [autograde.sanitize_preprocessors, autograde.autograde_preprocessors]
    if steps != ours or autograde.pre_convert_hook or autograde.post_convert_hook:
        raise UngradableError(f"{CONFIG} names other steps than the course's own. Grade with 'nbgrader autograde'.")
    if autograde.coursedir.directory_structure != DIRECTORY_STRUCTURE:
        raise UngradableError(f"{CONFIG} has its own directory_structure. Grade with 'nbgrader autograde'.")
    return autograde
