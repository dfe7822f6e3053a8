"""The modules that a course has released, and how names of files and cases lead to them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from wellfounded.content.case import CASES
from wellfounded.i18n.errors import UserError


class CourseError(UserError):
    """Nothing can be collected for this course; the message says why."""


@dataclass(frozen=True)
class CourseModules:
    """The modules of a course that can be handed in, and the module of each case."""

    modules: tuple[str, ...]
    module_of_case: dict[str, str]

    @property
    def name_pattern(self) -> re.Pattern[str]:
        """Return a pattern for a module's name, alone or before the time or number in a hand-in file's name."""
        return re.compile(rf"({'|'.join(map(re.escape, self.modules))})(?![\w])")

    def find(self, name: str) -> str:
        """Return the module of this name or number; "" if there is none."""
        return next((module for module in self.modules if name and name in (module, module.partition("-")[0])), "")

    def named_in(self, path: Iterable[str]) -> str:
        """Return the module named in the last part of a path that names one; "" if none does."""
        pattern = self.name_pattern
        return next((match[1] for part in reversed([*path]) if (match := pattern.search(part))), "")

    def of_notebook(self, name: str) -> str:
        """Return the module whose notebook has this file name, perhaps with what an LMS added; "" if there is none."""
        match = re.fullmatch(rf"(?:.*_)?({'|'.join(map(re.escape, self.modules))})(?:-\d+| \(\d+\))?\.ipynb", name)
        return match[1] if match else ""


def read_modules(course: Path) -> CourseModules:
    """Read which modules a course has released, and their cases; CourseError if it is no course."""
    module_of_case: dict[str, str] = {}
    try:
        for path in sorted((course / "release").glob(f"*/{CASES}")):
            cases = json.loads(path.read_text("utf-8"))["cases"]
            module_of_case |= {case["id"]: path.parent.name for case in cases}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CourseError(f"{path} cannot be read: {error}. Run 'wellfounded build'.") from error
    if not module_of_case or not (course / "nbgrader_config.py").exists():
        raise CourseError(f"{course.resolve()} is no course. Run this in its root, where nbgrader_config.py lies.")
    return CourseModules(tuple(sorted(set(module_of_case.values()))), module_of_case)
