"""Every command of docs/elsewhere.md is run, in its order, in a course with a case of every kind."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("block", BLOCK.findall(PAGE))
def test_every_command_of_the_page_does_its_work(block: str, course: Path) -> None:
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}
    command = ["bash", "-euo", "pipefail", "-c", block]
    done = subprocess.run(command, cwd=course, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert done.stdout.count("Written: ") >= len(block.splitlines())


def test_the_page_says_of_every_kind_what_it_becomes() -> None:
    table = PAGE[PAGE.index("| kind here |") : PAGE.index("A practice question")]
    assert set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE)) == set(kinds())
