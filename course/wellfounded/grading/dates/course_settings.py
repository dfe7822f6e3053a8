"""What nbgrader's configuration of a course says that dates need: gradebook, exchange, late rule."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url

from wellfounded.grading.dates.due_dates import NO_GRADEBOOK, DueDateError
from wellfounded.grading.nbgrader.config import CONFIG, load_config
from wellfounded.i18n.errors import UserError


@dataclass(frozen=True)
class CourseSettings:
    """`exchange` is the course's folder in nbgrader's exchange, None where there is no exchange here.

    `late_rule` is `none`, `zero`, or "" for an instructor's own plugin.
    """

    course: Path
    db_url: str
    course_id: str
    submitted: Path
    exchange: Path | None
    late_rule: str

    def has_gradebook(self) -> bool:
        """Return whether there is a gradebook, as far as a file can tell; a server's may be there in any case."""
        address = make_url(self.db_url)
        return address.get_backend_name() != "sqlite" or Path(address.database or "").is_file()

    def check_gradebook(self) -> None:
        """Raise DueDateError where there is no gradebook: to open it would make one."""
        if not self.has_gradebook():
            raise DueDateError(NO_GRADEBOOK)


def read_settings(course: Path) -> CourseSettings:
    """Read the settings; UserError where there is no course, or its configuration cannot be read."""
    if not (course / CONFIG).is_file():
        raise UserError(f"{course / CONFIG}: is not there. Run this in the root of the course, or name it: --course.")
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.exchange.default import Exchange

    config = load_config(course, course.absolute(), "")
    directory = CourseDirectory(config=config)
    root = Path(Exchange(coursedir=directory, config=config).root)
    return CourseSettings(
        course=course,
        db_url=directory.db_url,
        course_id=directory.course_id,
        submitted=Path(directory.root, directory.submitted_directory),
        exchange=root / directory.course_id if root.is_dir() and directory.course_id else None,
        late_rule=_late_rule(config),
    )


def _late_rule(config: Any) -> str:
    from nbgrader.plugins import LateSubmissionPlugin
    from nbgrader.preprocessors import AssignLatePenalties

    steps = config.Autograde.autograde_preprocessors
    step = AssignLatePenalties(config=config)
    if not step.enabled or (steps and AssignLatePenalties not in steps):
        return "none"
    step.init_plugin()
    plugin = step.plugin_inst
    return str(plugin.penalty_method) if type(plugin) is LateSubmissionPlugin else ""
