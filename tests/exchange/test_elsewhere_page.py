"""Every command of docs/elsewhere.md is run, in its order, in a course with a case of every kind."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.commands import wellfounded
from tests.places import COURSE, GALLERY, copy_course
from wellfounded.content.questions import kinds

PAGE = (COURSE / "docs" / "elsewhere.md").read_text("utf-8")
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILES = Path(__file__).parent / "files"  # what teachers would have: questions of their own


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    course = copy_course(GALLERY, tmp_path_factory.mktemp("elsewhere") / "course")
    shutil.copytree(FILES, course, dirs_exist_ok=True)
    return course


@pytest.mark.parametrize("line", [line for block in BLOCK.findall(PAGE) for line in block.splitlines()])
def test_every_command_of_the_page_does_its_work(line: str, course: Path) -> None:
    program, *words = shlex.split(line)
    assert program == "wellfounded"
    done = wellfounded(course, *words)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert "Written: " in done.stdout


def test_the_page_says_of_every_kind_what_it_becomes() -> None:
    table = PAGE[PAGE.index("| kind here |") : PAGE.index("A practice question")]
    assert set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE)) == set(kinds())
