"""A class that wrote reasons in the gallery's lesson, graded and not yet marked; and what the commands said."""

import json
import shutil
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from typer.testing import CliRunner

from tests.commands import nbgrader, wellfounded
from tests.grading.gradebook_contents import sqlite_url
from tests.places import GALLERY, copy_course
from wellfounded.authoring.course_build import build
from wellfounded.content.case_file import read_module
from wellfounded.grading.marking.marking_folder import read_marking
from wellfounded.grading.marking.shares import Share
from wellfounded.journal.file import JOURNAL, append, new_event
from wellfounded.launch.commands import app

MODULE, CASE, QUESTION = "01-gallery", "written-graded", "q2"
CELL = f"{CASE}--{QUESTION}"
TYPED = '<script>document.title="ran"</script><img src="x" onerror="document.title=\'ran\'"> $x$ </article>'
LEARNERS = {f"learner-{n:02}": f"The issue is risk, as I see it. I say so for the {n}th time." for n in range(11)}
TEXTS = {**LEARNERS, "mallory": TYPED}
POINTS = {"a": 1.0, "b": 2.0, "c": 0.0}


class Class:
    """A course, its gradebook, and the commands that a school runs."""

    def __init__(self, course: Path, url: str = "") -> None:
        self.course = course
        self.url = url or sqlite_url(course)

    def hand_in(self, learner: str, text: str) -> None:
        folder = self.course / "submitted" / learner / MODULE
        if not folder.exists():
            shutil.copytree(self.course / "release" / MODULE, folder)
        (question,) = read_module(self.course / "source" / MODULE)[CASE].written
        for page in (self.course / "marking").glob("*.html"):
            page.unlink()  # it has another text
        append(folder / JOURNAL, new_event("answer", CASE, QUESTION, wording=question.wording, response=text))

    def grade(self) -> None:
        done = wellfounded(self.course, "grade", MODULE)
        assert done.returncode == 0, done.stdout + done.stderr

    def marking(self, *arguments: object, code: int = 0) -> str:
        done = CliRunner().invoke(app, ["marking", *map(str, arguments), "--course", str(self.course)])
        assert done.exit_code == code, (done.output, done.exception)
        return done.output

    def shares(self) -> dict[str, Share]:
        """Return by learner who has what."""
        return {key.learner: share for key, share in read_marking(self.course).shares.answers.items()}

    def digests(self) -> dict[str, str]:
        """Return the digest of each text by its code, as the markers' pages have them."""
        pages = (self.course / "marking").glob("*.html")
        found: dict[str, str] = {}
        for page in pages:
            for part in page.read_text().split('<article data-code="')[1:]:
                found[part[:6]] = part.split('data-answer="')[1].partition('"')[0]
        return found

    def marks_file(
        self, marker: str, points: dict[str, dict[str, float]], comment: str = "", at: str = "2027-01-01T10:00:00.000Z"
    ) -> Path:
        """Write what the page of a marker would save, with these points by learner."""
        if not (self.course / "marking" / f"{marker}.html").exists():
            self.marking("pack", marker)
        digests, shares = self.digests(), self.shares()
        marks: list[dict[str, Any]] = [
            {
                "code": shares[learner].code,
                "answer": digests[shares[learner].code],
                "points": given,
                "comment": comment,
                "at": at,
            }
            for learner, given in points.items()
        ]
        path = self.course / f"marks-{marker}.json"
        path.write_text(json.dumps({"wellfounded": "marks", "v": 1, "marker": marker, "marks": marks}))
        return path

    def of_marker(self, marker: str) -> list[str]:
        return [learner for learner, share in self.shares().items() if marker in share.markers]

    def book(self, learner: str) -> tuple[float | None, bool, str | None]:
        """Return the mark in the gradebook, whether it waits for a person, and the comment."""
        with Gradebook(self.url) as book:
            grade = book.find_grade(CELL, MODULE, MODULE, learner)
            return (
                grade.manual_score,
                grade.needs_manual_grade,
                book.find_comment(CELL, MODULE, MODULE, learner).comment,
            )

    def in_formgrader(self, learner: str, points: float) -> None:
        """Give a mark as formgrader's page saves it."""
        with Gradebook(self.url) as book:
            grade = book.find_grade(CELL, MODULE, MODULE, learner)
            grade.manual_score, grade.needs_manual_grade = points, False
            book.db.commit()


def made(course: Path, url: str = "") -> Class:
    """Build a course and let a class hand in and be graded."""
    copy_course(GALLERY, course)
    if url:
        with (course / "nbgrader_config.py").open("a") as config:
            config.write(f"\nc.CourseDirectory.db_url = {url!r}\n")
    build(course)
    done = nbgrader(course, "generate_assignment", MODULE, "--force")
    assert done.returncode == 0, done.stderr
    school = Class(course, url)
    for learner, text in TEXTS.items():
        school.hand_in(learner, text)
    school.hand_in("silent", "  ")
    school.grade()
    return school
