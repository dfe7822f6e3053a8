"""Every command of docs/teaching.md is run in its order, with a class of three, and does what the page says."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from tests.places import COURSE
from wellfounded.content.case_file import read_module
from wellfounded.journal.file import JOURNAL, Event, new_event, parse, to_line
from wellfounded.learner.receipt import make_receipt, text

pytestmark = pytest.mark.full

MODULE, OWN = "01-refugee-definition", "our-own-case"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INSTALL, BY_HAND = "make .venv/course\n", "jupyter lab\n"  # `make test` has installed; browser tests drive formgrader
CLASS = {"anna": ("Anna", "Ek", "05"), "bo": ("Bo", "Lund", "05"), "chen": ("Chen", "Wu", "03")}
FIRST, LATE = (2027, 1, 30, 12, 0, 0), (2027, 2, 3, 12, 0, 0)


class Term:
    """A class, and what each command said."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.course, self.said = folder, folder / "our-class", dict[str, str]()
        self.bin = Path(sys.executable).parent
        self.home = folder / "home"
        (self.home / "Downloads").mkdir(parents=True)

    def run(self, block: str) -> None:
        block = block.replace("ADDRESS", str(self.folder / "published"))
        linked = f"touch --date=2000-01-01 requirements.lock pyproject.toml; ln -s {self.bin.parent} .venv\n"
        block = block.replace(INSTALL, linked)
        env = {**os.environ, "HOME": str(self.home), "PATH": f"{self.bin}:{os.environ['PATH']}", "NO_COLOR": "1"}
        where = self.course if self.course.exists() else self.folder
        command = ["bash", "-euo", "pipefail", "-c", block]
        done = subprocess.run(command, cwd=where, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{block}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        self.said[block.splitlines()[-1]] = done.stdout + done.stderr

    def hand_in(self) -> None:
        """Make the download: Anna holds what the first key says, Bo the second option; Chen is late."""
        keyed = read_module(self.course / "source" / MODULE)
        with zipfile.ZipFile(self.home / "Downloads" / "moodle.zip", "w") as download:
            for number, (learner, (first, last, _)) in enumerate(CLASS.items()):
                asked = [(case, each) for case in keyed.values() if case.use == "graded" for each in case.questions]
                events = [
                    new_event("answer", case.id, each.id, wording=each.wording, response=each.key())
                    for case, each in asked
                    if case.id != OWN and not each.by_hand
                ]
                (own,) = keyed[OWN].questions
                chosen = ["b"] if learner == "bo" else ["a"]
                events.append(new_event("answer", OWN, own.id, wording=own.wording, response=chosen))
                at = "2027-02-03T11:00:00.000000Z" if learner == "chen" else "2027-01-30T11:00:00.000000Z"
                events = [{**each, "at": at} for each in events]
                if learner == "anna":
                    events.append({**new_event("handin", module=MODULE, number=1), "at": at.replace("11:00", "11:01")})
                    self.receive_receipt(events)
                lines = b"".join(map(to_line, events))
                name = f"{first} {last}_{100 + number}_assignsubmission_file_/{JOURNAL}"
                download.writestr(zipfile.ZipInfo(name, LATE if learner == "chen" else FIRST), lines)

    def receive_receipt(self, events: list[Event]) -> None:
        """Have in the downloads what Anna's lesson gave her."""
        journal = parse(b"".join(map(to_line, events)))
        receipt = make_receipt(self.course / "release" / MODULE, journal, events[-1], "file")
        (self.home / "Downloads" / "anna-receipt.txt").write_text(text(receipt))

    def scores(self) -> dict[str, float]:
        with Gradebook(f"sqlite:///{self.course / 'gradebook.db'}") as book:
            return {each.student.id: each.score for each in book.assignment_submissions(MODULE)}

    def late(self, learner: str) -> float:
        with Gradebook(f"sqlite:///{self.course / 'gradebook.db'}") as book:
            return float(book.find_submission(MODULE, learner).total_seconds_late)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish what lies here, committed or not."""
    folder = tmp_path_factory.mktemp("term")
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    listed = subprocess.run(
        [*git, "ls-files", "-co", "--exclude-standard", "-z"], cwd=COURSE, capture_output=True, check=True
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (COURSE / name).is_file():
            target = folder / "published" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(COURSE / name, target)
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "All"]):
        subprocess.run([*git, *command], cwd=folder / "published", check=True)
    return folder


@pytest.fixture(scope="module")
def blocks() -> list[str]:
    return BLOCK.findall((COURSE / "docs" / "teaching.md").read_text())


@pytest.mark.timeout(900)
def test_a_term_from_clone_to_marks(published: Path, blocks: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("NAME", "A"), ("EMAIL", "a@example.org")):
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
    term = Term(published)
    left = iter(block for block in blocks if block != BY_HAND)

    def until(words: str) -> None:
        for block in left:
            if "class.csv" in block and not (term.course / "class.csv").exists():
                rows = [["id", "first_name", "last_name", "email"]]
                rows += [[i, first, last, f"{i}@example.org"] for i, (first, last, _) in CLASS.items()]
                with (term.course / "class.csv").open("w", newline="") as file:
                    csv.writer(file).writerows(rows)
            if "wellfounded collect" in block:
                term.hand_in()
            term.run(block)
            if words in block:
                return
        raise AssertionError(f"no command holds {words}")

    until("wellfounded due")
    said = "is due on Monday 1 February 2027, 23:59 Europe/Berlin (UTC+01:00), which is 22:59 UTC."
    assert said in term.said["wellfounded due 01-refugee-definition 2027-02-01 23:59 Europe/Berlin"]
    assert said.removeprefix("is due on ").rstrip(".") in (COURSE / "docs" / "teaching.md").read_text()
    until("make kit")
    with zipfile.ZipFile(term.course / "well-founded-kit.zip") as kit:
        assert not [name for name in kit.namelist() if "source/" in name]
        dates = json.loads(kit.read("well-founded/kit.json"))["dates"]
    assert dates["modules"] == {MODULE: "2027-02-01T22:59:00Z"}
    until("wellfounded grade")
    first = term.scores()
    assert first["anna"] == first["chen"] == first["bo"] + 2
    assert term.late("chen") > 0 == term.late("anna")
    assert "No submitted code is run" in term.said["wellfounded grade 01-refugee-definition"]
    until("wellfounded receipt")
    said = term.said["wellfounded receipt ~/Downloads/anna-receipt.txt --in submitted"]
    assert f"answers are in submitted/anna/{MODULE}/{JOURNAL}, as they were handed in." in said
    until("wellfounded feedback")
    assert (term.course / "feedback" / "anna" / MODULE / f"{MODULE}.html").exists()
    until("wellfounded feedback --for-lms")
    with zipfile.ZipFile(term.course / "feedback" / f"{MODULE}-for-moodle.zip") as pages:
        assert len(pages.namelist()) == len(CLASS)
    until("nbgrader export")
    assert list((term.course / "reports").glob("*.html"))
    assert (
        len(list((term.course / "reports").glob("*canvas*.csv")))
        == len(list((term.course / "reports").glob("*moodle*.csv")))
        == 1
    )
    until("wellfounded extend")
    assert term.late("chen") == 0
    until("--dry-run")
    assert term.scores() == first
    for learner in CLASS:
        assert learner in term.said["wellfounded grade --dry-run"]
    page = term.course / "feedback" / "bo" / MODULE / f"{MODULE}.html"
    before = page.read_bytes()
    until("git commit --quiet --all")
    assert page.read_bytes() != before
    corrected = term.scores()
    assert corrected["bo"] == corrected["anna"] + 2 == first["bo"] + 2
    assert [*left] == []


def test_what_is_not_run_is_only_what_a_person_does(blocks: list[str]) -> None:
    assert [block for block in blocks if "jupyter" in block] == [BY_HAND]
    assert sum(INSTALL in block for block in blocks) == 1
