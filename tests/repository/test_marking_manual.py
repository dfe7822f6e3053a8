"""Every command of docs/marking.md is run in its order, with two markers, and does what the page says."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.grading.marking.marked_class import CASE, LEARNERS, POINTS, QUESTION, Class, made
from tests.places import COURSE
from wellfounded.journal.file import JOURNAL, append, new_event

pytestmark = pytest.mark.full

BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = "K7M2QX"  # which stands in the manual for an answer on which both differ


@pytest.fixture
def school(tmp_path: Path) -> Class:
    return made(tmp_path / "course")


def run(school: Class, block: str) -> str:
    env = {**os.environ, "HOME": str(school.course), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    command = ["bash", "-euo", "pipefail", "-c", block]
    done = subprocess.run(command, cwd=school.course, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def save_marks(school: Class) -> str:
    """Save what both markers' pages would; return the code of an answer on which they differ."""
    folder = school.course / "Downloads"
    folder.mkdir()
    double = next(learner for learner, share in school.shares().items() if len(share.markers) == 2)
    for marker, points in (("ruth", POINTS), ("sam", {**POINTS, "c": 1.0})):
        file = school.marks_file(marker, dict.fromkeys(school.of_marker(marker), points))
        file.rename(folder / file.name)
    return school.shares()[double].code


@pytest.mark.timeout(600)
def test_every_command_of_the_manual_does_what_it_says(school: Class) -> None:
    blocks: Iterator[str] = iter(BLOCK.findall((COURSE / "docs" / "marking.md").read_text("utf-8")))
    shared = run(school, next(blocks))
    assert "seed term-2027; 2 answers go to two markers; names are hidden" in shared
    school.hand_in("later", "What came in after the answers were shared out.")
    school.grade()
    assert "nobody has them" not in run(school, next(blocks))
    assert len(school.shares()) == len(LEARNERS) + 2
    run(school, next(blocks))
    assert (school.course / "marking" / "ruth.html").is_file()
    code = save_marks(school)
    taken = run(school, next(blocks))
    assert "Two markers differ:" in taken
    assert f"{code}, {CASE} {QUESTION}: ruth 3 (a 1, b 2, c 0); sam 4 (a 1, b 2, c 1)" in run(school, next(blocks))
    assert "1 marks written" in run(school, next(blocks).replace(CODE, code))
    folder = next((school.course / "submitted" / "learner-03").iterdir())
    append(folder / JOURNAL, new_event("regrade", CASE, QUESTION, wording="w", response="Please read it again."))
    assert "Tell learner-03." in run(school, next(blocks))
    assert "without an answer" not in run(school, "wellfounded report")
    assert "the mark stands" in (school.course / "reports" / "requests-for-another-look.csv").read_text("utf-8")
    assert [*blocks] == []
