"""nbgrader's own `generate_feedback`, as a course configures it: for one learner, or only its exporter."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wellfounded.grading.batch.module_template import DIRECTORY_STRUCTURE, UngradableError, course_config
from wellfounded.grading.feedback.feedback_folder import FeedbackFolders
from wellfounded.grading.nbgrader.config import CONFIG
from wellfounded.grading.nbgrader.page_filters import FILTERS

OWN = f"{CONFIG} has its own {{}}. Run 'nbgrader generate_feedback'."


def configured_feedback(course: Path) -> Any:
    """Return nbgrader's GenerateFeedback as a course configures it; UngradableError unless it has our filters."""
    from nbgrader.converters import GenerateFeedback
    from nbgrader.coursedir import CourseDirectory

    config = course_config(course)
    converter = GenerateFeedback(CourseDirectory(config=config), config=config)
    if converter.coursedir.directory_structure != DIRECTORY_STRUCTURE:
        raise UngradableError(OWN.format("directory_structure"))
    if converter.pre_convert_hook or converter.post_convert_hook:
        raise UngradableError(OWN.format("hooks for feedback"))
    if config.HTMLExporter.get("filters") != FILTERS:
        raise UngradableError(OWN.format("filters for feedback"))
    converter.log.setLevel(logging.CRITICAL)  # we say ourselves what went wrong
    return converter


def exporter(converter: Any) -> Any:
    """Return nbgrader's exporter of feedback without the step that reads the gradebook."""
    from nbgrader.preprocessors import GetGrades

    page_exporter = converter.exporter_class(parent=converter, config=converter.config)
    for step in converter.preprocessors:
        if step is not GetGrades:
            page_exporter.register_preprocessor(step)
    return page_exporter


def generate(course: Path, folders: FeedbackFolders, learner: str, graded: Mapping[str, bytes]) -> str:
    """Have nbgrader make a learner's feedback, and return its folder's name; whatever nbgrader raises is raised."""
    folders.root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folders.root) as scratch:
        made = generate_in(course, folders.module, learner, Path(scratch), graded)
        folder = folders.new(learner)
        folder.parent.mkdir(parents=True, exist_ok=True)
        made.rename(folder)
    return folder.name


def generate_in(course: Path, module: str, learner: str, root: Path, graded: Mapping[str, bytes]) -> Path:
    """Have nbgrader make a learner's feedback in another folder than `feedback/`; return the learner's folder in it.

    `graded` are the files of a graded folder that was not kept under `autograded/`.
    """
    converter = configured_feedback(course)
    converter.coursedir.assignment_id, converter.coursedir.student_id = module, learner
    converter.coursedir.feedback_directory = str(root / "feedback")
    if graded:
        converter.coursedir.autograded_directory = str(root / "autograded")
    for name, data in graded.items():
        path = root / "autograded" / learner / module / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    converter.start()
    return root / "feedback" / learner / module
