"""A course to attack: honest learners, one learner an attack, and what became of all of them."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from tests.attacks.attack import ATTACKS, CASE, FAIR, MODULE, NOTEBOOK, STARTED, Attack, Handed
from tests.attacks.graders import GRADERS, Said, run
from tests.places import SAMPLE, TESTS, copy_course
from wellfounded.authoring.course_build import build
from wellfounded.content.case_file import read_module
from wellfounded.grading.names import escape_controls
from wellfounded.journal.file import JOURNAL

GENUINE = {"q1": ["b"], "q2": ["a"], "q3": ["b"]}  # 2 of 2, 1.5 of 3, 1 of 1
HONEST = ("0-ada", "friend", "zz-zoe")  # first, amid and last in the order of nbgrader
FRIENDS = "known-to-the-friend-alone"  # stands in that neighbour's journal
TYPED_CASES = {"typed": "short-graded", "counted": "number-graded", "reasons": "written-graded"}


def make_course(root: Path) -> Path:
    """Make the sample course, with three cases of the gallery in which a learner types, and release it."""
    copy_course(SAMPLE, root)
    source = root / "source" / MODULE
    for name, case in TYPED_CASES.items():
        text = (TESTS / "gallery-course" / "source" / "01-gallery" / "cases" / f"{case}.yaml").read_text()
        (source / "cases" / f"{name}.yaml").write_text(text.replace("[gallery]", "[first]"))
    lesson = (source / "lesson.md").read_text()
    shown = "".join(f'```{{code-cell}} ipython3\ncase("{name}")\n```\n\n' for name in TYPED_CASES)
    (source / "lesson.md").write_text(
        lesson.replace("```{code-cell} ipython3\nhand_in()", f"{shown}```{{code-cell}} ipython3\nhand_in()")
    )
    build(root)
    said = run(root, "nbgrader", "generate_assignment", MODULE, "--force")
    assert said.status == 0, said.text
    return root


def wordings(course: Path) -> dict[str, str]:
    """Return the wording of every question: of `CASE` by its id, of others by case and id."""
    cases = read_module(course / "source" / MODULE)
    own = {each.id: each.wording for each in cases[CASE].questions}
    return own | {f"{name}-{each.id}": each.wording for name in TYPED_CASES for each in cases[name].questions}


class Cohort:
    """A course in which honest learners, and then hostile ones, hand in."""

    def __init__(self, course: Path, grader: str) -> None:
        self.course, self.grader = course, grader
        self.marks = course.parent / f"{course.name}-marks"
        self.marks.mkdir()
        self.wordings = wordings(course)
        self.before: dict[str, str] = {}
        self.said = Said("", 0)
        self.points: dict[str, float] = {}

    def folder(self, stage: str, learner: str) -> Path:
        return self.course / stage / learner / MODULE

    def hand_in(self, learner: str) -> Handed:
        folder = self.folder("submitted", learner)
        folder.parent.mkdir(parents=True)
        shutil.copytree(self.course / "release" / MODULE, folder)
        for question, response in GENUINE.items():
            event = {"id": f"genuine-{question}", "at": STARTED, "event": "answer", "case": CASE, "question": question}
            line = json.dumps({**event, "wording": self.wordings[question], "response": response})
            with (folder / JOURNAL).open("a") as file:
                file.write(line + "\n")
        return Handed(folder, self.marks, self.wordings)

    def grade(self) -> None:
        self.said = GRADERS[self.grader](self.course)
        self.points = self.scores()

    def scores(self) -> dict[str, float]:
        """Return what the gradebook says of every learner now."""
        with Gradebook(f"sqlite:///{self.course / 'gradebook.db'}") as book:
            return {each.student.id: float(each.score) for each in book.assignment_submissions(MODULE)}

    def score(self, learner: str) -> float | None:
        """Return a learner's points; None for one that was not graded to the end."""
        graded = (self.folder("autograded", learner) / NOTEBOOK).exists()
        return self.points.get(learner) if graded else None

    def review(self, learner: str) -> str:
        nb = nbformat.read(self.folder("autograded", learner) / NOTEBOOK, as_version=4)
        return str(next(cell.outputs[0].data["text/html"] for cell in nb.cells if cell.get("id") == CASE))

    def outcome(self, attack: Attack) -> str:
        """Return what became of an attack, in the words of the table."""
        score = self.score(attack.folder)
        if score is None:
            return (
                "refused by name" if escape_controls(attack.folder) in self.said.text else "not graded, and not named"
            )
        if abs(score - attack.worth) > 1e-9:
            return f"{score:g} points for {attack.worth:g}"
        return "fair score" if score else f"no points, and says why: {self._why(attack.folder)}"

    def _why(self, learner: str) -> str:
        review = self.review(learner)
        known = (
            "is a link",
            "is missing",
            "is damaged",
            "no ordinary file",
            "larger than",
            "is a folder",
            "could not be",
            "Not answered",
        )
        return next((each for each in (*known, "not one that this question allows") if each in review), "it does not")

    def untouched(self) -> dict[str, str]:
        """Return a digest of every file that no attack may change: all but the attackers' own."""
        return dict(_digests(self.course))

    def tidy(self) -> None:
        """Remove what neither pytest nor a disk likes to keep: deep folders, files with holes, pipes."""
        subprocess.run(["rm", "-rf", self.course / "submitted"], check=True)


def attacked(template: Path, course: Path, grader: str, attacks: dict[str, Attack] = ATTACKS) -> Cohort:
    """Grade honest learners alone, then anew, with all the attacks among them."""
    shutil.copytree(template, course)
    cohort = Cohort(course, grader)
    for learner in HONEST:
        cohort.hand_in(learner)
    with (cohort.folder("submitted", "friend") / JOURNAL).open("a") as file:
        file.write(json.dumps({"id": FRIENDS, "at": STARTED, "event": "note"}) + "\n")
    cohort.grade()
    assert [cohort.score(each) for each in HONEST] == [FAIR] * len(HONEST), cohort.said.text
    cohort.before = cohort.untouched()
    shutil.rmtree(course / "autograded")  # so that everybody is graded anew, or is seen not to be
    shutil.copy(template / "gradebook.db", course)
    for attack in attacks.values():
        attack.spoil(cohort.hand_in(attack.folder))
    cohort.grade()
    return cohort


def _digests(course: Path) -> Iterator[tuple[str, str]]:
    for folder, _, names in os.walk(course):
        parts = Path(folder).relative_to(course).parts
        if len(parts) > 1 and parts[0] in ("submitted", "autograded", "feedback") and parts[1] not in HONEST:
            continue
        for name in names:
            path = Path(folder) / name
            if not name.startswith(("gradebook.db", ".graded.db")) and ".ipynb_checkpoints" not in folder:
                yield str(path.relative_to(course)), hashlib.sha256(path.read_bytes()).hexdigest()
