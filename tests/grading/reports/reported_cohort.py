"""Made-up learners of the gallery course, strong, weak, hostile and unlucky, and how they hand in."""

import json
import os
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

import pytest
from filelock import FileLock
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from tests.commands import nbgrader
from tests.places import GALLERY, copy_course
from wellfounded.authoring.course_build import build
from wellfounded.content.case import Case
from wellfounded.content.case_file import read_module
from wellfounded.content.questions import Question
from wellfounded.grading.reports import Cohort, read
from wellfounded.journal.file import JOURNAL, new_event
from wellfounded.launch.commands import app

MODULE = "01-gallery"
HOSTILE = "=1+1 <img src=x onerror=document.title='ran'>\u202e\x1b[2J"
STRONG, WEAK = [f"strong-{n:02}" for n in range(10)], [f"weak-{n:02}" for n in range(12)]
ALL = [HOSTILE, *STRONG, *WEAK, "damaged", "silent", "late"]
TYPED = '<script>document.title="ran"</script>'


@dataclass
class Reported:
    """The course, and what `wellfounded report` said before anybody had handed in, and after."""

    course: Path
    before: str
    page_before: str
    said: str

    @property
    def folder(self) -> Path:
        return self.course / "reports"

    @cached_property
    def cohort(self) -> Cohort:
        return read(self.course)


def ran(course: Path, *step: str) -> None:
    done = nbgrader(course, *step[:1], MODULE, *step[1:])
    assert done.returncode == 0, done.stderr


def mark(book: Gradebook, learner: str) -> None:
    found = book.find_grade("written-graded--q2", MODULE, MODULE, learner)
    if found.needs_manual_grade:
        found.manual_score, found.needs_manual_grade = 3.0 if learner in STRONG else 1.0, False


def hand_in(course: Path, cases: list[Case], learner: str, number: int) -> None:
    folder = shutil.copytree(course / "release" / MODULE, course / "submitted" / learner / MODULE)
    asked = [(case, question) for case in cases for question in case.questions]
    lines = [line for place, each in enumerate(asked) if (line := answer(*each, learner, number, place))]
    if learner == "damaged":
        lines = ["\x00 damaged"]
    (folder / JOURNAL).write_text("\n".join(lines))
    when = datetime(2026, 11, 20) + timedelta(hours=30 if learner == "late" else -1)
    (folder / "timestamp.txt").write_text(f"{when} UTC")


def answer(case: Case, question: Question, learner: str, number: int, place: int) -> str:
    """Return a line of a journal. The strong know nearly all, the weak little; one question is the other way round."""
    if learner in ("damaged", "silent"):
        return ""
    knows = (learner in STRONG) != (case.id == "choice-graded") if number % 7 != place % 7 else learner not in STRONG
    response = question.key() if knows or learner == HOSTILE else wrong(question, number)
    response = TYPED if learner == HOSTILE and isinstance(response, str) and question.kind != "date" else response
    wording = "000000000000" if case.id == "date-graded" and number % 4 == 0 else question.wording
    event = new_event("answer", case.id, question.id, wording=wording, response=response)
    return json.dumps({**event, "at": "2026-11-19T09:00:00.000000Z"})


def wrong(question: Question, number: int) -> object:
    """Return an answer that earns nothing, or little: a wrong one, and now and then one that cannot be read."""
    if number % 4 == 0 and question.kind == "order":
        return {"not": "an order"}
    offered = [pick.id for pick in question.choices() if not pick.right and not pick.part]
    known = {"short": f"guess {number % 3}", "number": 10 + number % 2, "date": "1999-01-01", "written": "No."}
    if question.kind in known:
        return known[question.kind]
    return offered[:1] if offered else question.key() if question.kind == "interview" else None


def said(course: Path) -> str:
    done = CliRunner().invoke(app, ["report", "--course", str(course)])
    assert done.exit_code == 0, done.output
    return done.output


def shared(factory: pytest.TempPathFactory) -> Reported:
    """Return the cohort, made once however many processes test with it."""
    base = factory.getbasetemp()
    base = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    told = base / "reported.json"
    with FileLock(base / "reported.lock"):
        if not told.exists():
            told.write_text(json.dumps(make(base / "reported")))
    return Reported(base / "reported", **json.loads(told.read_text()))


def rename(course: Path) -> None:
    """Give a learner a hostile name, as a gradebook from elsewhere may: our own graders refuse it."""
    for stage in ("submitted", "autograded"):
        (course / stage / "plain").rename(course / stage / HOSTILE)
    with sqlite3.connect(course / "gradebook.db") as book:
        book.execute("UPDATE student SET id = ? WHERE id = 'plain'", [HOSTILE])
        book.execute("UPDATE submitted_assignment SET student_id = ? WHERE student_id = 'plain'", [HOSTILE])


def make(course: Path) -> dict[str, str]:
    """Build a course, report on it, let everybody hand in, have nbgrader grade, mark by hand, and report again."""
    copy_course(GALLERY, course)
    build(course)
    ran(course, "generate_assignment", "--force")
    before = said(course)
    page_before = (course / "reports" / "report.html").read_text("utf-8")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        book.find_assignment(MODULE).duedate = datetime(2026, 11, 20)
        book.add_student("absent", first_name="Ada", last_name="O'Neil, Jr", email="@a@example.org", lms_user_id="77")
        book.db.commit()
    cases = [case for case in read_module(course / "source" / MODULE).values() if case.use == "graded"]
    for number, learner in enumerate(ALL):
        hand_in(course, cases, learner, number)
    (course / "submitted" / HOSTILE).rename(course / "submitted" / "plain")
    ran(course, "autograde")
    rename(course)
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        for learner in ALL[1:]:
            mark(book, learner)
        book.db.commit()
    hand_in(course, cases, "not-yet", 1)
    return {"before": before, "page_before": page_before, "said": said(course)}
