"""Stock nbgrader, as it comes: it executes what is handed in. Attacks in scratch courses, with limits."""

import multiprocessing
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.nbgraderapp import NbGraderApp

from tests.attacks.attack import ATTACKS, CASE, IN_THE_KEY, MODULE, NOTEBOOK, Attack, Handed
from tests.attacks.graders import GIB, Said
from wellfounded.grading.names import escape_controls
from wellfounded.journal.file import JOURNAL

FRIEND = "friend"
FRIENDS = "known-to-the-friend-alone"
LARGEST = 64 * 2**20  # bytes of any file it may write: a device is endless, and the disk is not ours
PATIENCE = 60  # seconds, for each attacker in a course
TOGETHER = 12  # attackers in a course, whose attacks are known to harm nobody else's
HARM_TO_ALL = ("hung", "until the limit", "the neighbour was not graded", "reached the terminal raw")
HANGS, SOON = "the run hung until it was stopped", 20  # seconds: long enough for one whose run is known to hang
FORK = multiprocessing.get_context("fork")


def make_stock_course(root: Path) -> Path:
    """Make and release a course with one autograded cell of 6 points, in nbgrader's own default configuration."""
    about = {"schema_version": 3, "solution": False, "locked": True, "grade": True, "grade_id": CASE, "points": 6}
    cells = [
        new_code_cell("answer = 0", id="answer"),
        new_code_cell("import yaml\nprint(answer)", id="shown"),
        new_code_cell("assert answer == 42", id="check", metadata={"nbgrader": {**about, "cell_type": "code"}}),
    ]
    source = root / "source" / MODULE
    source.mkdir(parents=True)
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=cells, metadata=kernel), source / NOTEBOOK)
    said = Running(root, "generate_assignment", MODULE).said()
    assert said.status == 0, said.text
    (source / "cases").mkdir()
    (source / "cases" / f"{CASE}.yaml").write_text(f"key: {IN_THE_KEY}\n")
    return root


class Running:
    """Stock nbgrader in a process forked from this one, which has imported it: that saves seconds for each attack.

    The fork comes before any thread of ours: a lock that another thread held would be held in the child for ever.
    """

    def __init__(self, course: Path, *arguments: str) -> None:
        self.log = course.parent / "said.log"
        self.child = FORK.Process(target=_nbgrader, args=(course, self.log, arguments))
        self.child.start()

    def said(self, patience: float = PATIENCE) -> Said:
        """Wait for its end, or make one."""
        self.child.join(patience)
        status = self.child.exitcode
        if status is None:
            assert self.child.pid is not None
            os.killpg(self.child.pid, signal.SIGKILL)
            self.child.join()
        return Said(self.log.read_bytes().decode("utf-8", "backslashreplace"), status)


def _nbgrader(course: Path, log: Path, arguments: tuple[str, ...]) -> None:
    os.setsid()
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(out, 1)
    os.dup2(out, 2)
    sys.stdout = sys.stderr = os.fdopen(2, "w", errors="backslashreplace", closefd=False)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
    resource.setrlimit(resource.RLIMIT_AS, (8 * GIB, 8 * GIB))
    os.environ |= {name: str(course.parent / "home") for name in ("HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR")}
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # it calls alembic by name
    os.chdir(course)
    sys.argv = ["nbgrader", *arguments]
    NbGraderApp.launch_instance()


class Trial:
    """Attackers and a neighbour hand in, and stock nbgrader begins to grade.

    The attackers' answers are wrong: whatever marks they get, they did not earn.
    """

    def __init__(self, attacks: Sequence[Attack], template: Path, scratch: Path, patience: float) -> None:
        self.patience = patience * len(attacks)
        self.attacks, self.course, self.marks = attacks, scratch / "course", scratch / "marks"
        shutil.copytree(template, self.course)
        for learner in (FRIEND, *map(_attacker, attacks)):
            folder = self.course / "submitted" / learner / MODULE
            shutil.copytree(self.course / "release" / MODULE, folder)
            (folder / JOURNAL).write_text(f"{FRIENDS if learner == FRIEND else 'x'}\n")
        for attack in attacks:
            (self.marks / attack.name).mkdir(parents=True)
            attack.spoil(Handed(self.course / "submitted" / _attacker(attack) / MODULE, self.marks / attack.name, {}))
        self.running = Running(self.course, "autograde", MODULE)

    def outcomes(self) -> dict[str, str]:
        """Return what became of each attack, in the words of the table, and remove all of it."""
        said = self.running.said(self.patience)
        outcomes = {}
        for attack in self.attacks:
            harm = list(_harm(self.course, self.marks / attack.name, _attacker(attack), said))
            outcomes[attack.name] = "; ".join(harm) or _end(self.course, _attacker(attack), said)
        subprocess.run(["rm", "-rf", self.course, self.marks], check=True)  # folders too deep for Python
        return outcomes


def _attacker(attack: Attack) -> str:
    """Return a learner's name: it comes before the neighbour's, for nbgrader grades in the order of names."""
    return attack.learner or f"eve-{attack.name}"


def _harm(course: Path, marks: Path, eve: str, said: Said) -> Iterator[str]:
    if list(marks.iterdir()):
        yield "its code ran"
    if said.status is None:
        yield HANGS
    elif "File too large" in said.text:
        yield f"a file was copied until the limit of {LARGEST // 2**20} MiB stopped it"
    if (_score(course, eve) or 0) > 0:
        yield "it got full marks"
    if _score(course, FRIEND) is None:
        yield "the neighbour was not graded"
    yield from _leaks(course, eve)
    if any(each in said.text for each in ("\x1b", "\x07", "\u202e", "\u200b")):
        yield "its name reached the terminal raw"
    if eve[0] in "=+@" and _graded(course, eve):
        yield "it was graded, and `nbgrader export` writes the formula as it is"
    if set(eve) & set(',"\n') and _graded(course, eve):
        yield "it was graded, and its name shifts the columns of `nbgrader export`"


def _leaks(course: Path, eve: str) -> Iterator[str]:
    told = {
        IN_THE_KEY: "the key",
        FRIENDS: "a neighbour's answers",
        "root:x:0:0": "/etc/passwd",
        "PATH=": "the grader's memory",
    }
    names = [path for path in _files(course / "autograded" / eve) if "cases" not in path.parts]
    for secret, name in told.items():
        if any(secret.encode() in path.read_bytes() for path in names if path.suffix != ".ipynb"):
            yield f"copied into autograded: {name}"


def _files(folder: Path) -> Iterator[Path]:
    for each, _, names in os.walk(folder):
        yield from (Path(each) / name for name in names)


def _end(course: Path, eve: str, said: Said) -> str:
    if _graded(course, eve):
        return "safe: a fair score"
    return (
        "safe: refused by name" if escape_controls(eve) in said.text else "safe for others: not graded, and not named"
    )


def _graded(course: Path, learner: str) -> bool:
    return (course / "autograded" / learner / MODULE / NOTEBOOK).exists()


def _score(course: Path, learner: str) -> float | None:
    if not _graded(course, learner):
        return None
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        try:
            return float(book.find_submission(MODULE, learner).score)
        except MissingEntry:
            return None


def all_outcomes(scratch: Path, known: Mapping[str, str]) -> dict[str, str]:
    """Try every attack that applies, and return what became of each, by its name.

    Each is tried alone, but for those that are `known` to harm nobody else: these are tried several in one course, and
    alone only where something else becomes of them.
    """
    template = make_stock_course(scratch / "stock" / "course")
    attacks = [attack for attack in ATTACKS.values() if attack.stock]
    quiet = [
        each for each in attacks if each.name in known and not any(word in known[each.name] for word in HARM_TO_ALL)
    ]
    groups = [quiet[first : first + TOGETHER] for first in range(0, len(quiet), TOGETHER)]
    together = _try(groups, template, scratch)
    outcomes = {name: outcome for name, outcome in together.items() if outcome == known[name]}
    left = [attack for attack in attacks if attack.name not in outcomes]
    hanging = [[attack] for attack in left if HANGS in known.get(attack.name, "")]
    outcomes |= _try(hanging, template, scratch, SOON)
    return outcomes | _try([[attack] for attack in left if attack.name not in outcomes], template, scratch)


def _try(
    groups: Sequence[Sequence[Attack]], template: Path, scratch: Path, patience: float = PATIENCE
) -> dict[str, str]:
    """Try groups of attacks, each in a course of its own, two courses at a time."""
    outcomes: dict[str, str] = {}
    for first in range(0, len(groups), 2):
        pair = groups[first : first + 2]
        for trial in [Trial(group, template, scratch / group[0].name, patience) for group in pair]:
            outcomes |= trial.outcomes()
    return outcomes
