"""Writes the interviews of a module as SCORM packages, one each."""

from __future__ import annotations

from pathlib import Path

from wellfounded.exchange.course_items import course_modules
from wellfounded.exchange.out_folder import out_folder
from wellfounded.exchange.scorm.package import interviews, is_open, scorm_package
from wellfounded.i18n.errors import UserError

GRADED = "is graded, and a page that scores it would hold its key. It stays here"


def export_scorm(course: Path, names: list[str], to: Path) -> list[str]:
    """Write each interview for practice of the named modules into a folder; return lines that say so, and what stays.

    UserError where no module has an interview.
    """
    modules = course_modules(course, names)
    every = (variant for module in modules for case in module.cases.values() for variant in case.every_variant)
    cases = [case for case in every if interviews(case)]
    if not cases:
        raise UserError("No interview is in these modules.")
    folder = out_folder(course, to)
    lines = []
    for case in cases:
        for question in interviews(case):
            if not is_open(case):
                lines.append(f"Left out: '{case.id}' {GRADED}.")
                continue
            path = folder / f"{case.id}-{question.id}.zip"
            path.write_bytes(scorm_package(case, question))
            lines.append(f"Written: {path}.")
    return lines
