"""A test in a browser is tried a second time, and no other; one that fails twice has failed, and all is said."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import COURSE

FAILING = """
import pytest

tries = []

@pytest.fixture(scope="module")
def late():
    tries.append("late")
    assert tries != ["late"], "the server is late"
    return len(tries)

def test_whose_server_is_late(late):
    assert late == 2

def test_that_fails_once():
    tries.append("once")
    assert tries[-2:] == ["once", "once"], "the browser is late"

def test_that_fails_twice():
    raise AssertionError("it is broken")
"""


def test_what_fails_by_chance_in_a_browser_alone_has_a_second_try(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("from tests.conftest import pytest_collection_modifyitems\n")
    for folder in ("browser", "journal"):
        path = tmp_path / "tests" / folder / "test_failing.py"
        path.parent.mkdir(parents=True)
        path.write_text(FAILING)
    command = [sys.executable, "-m", "pytest", "--numprocesses=2", "--dist=loadfile", "-rfER"]
    said = subprocess.run(
        [*command, "--rootdir=.", "--import-mode=importlib", "--rerun-show-tracebacks", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(COURSE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == pytest.ExitCode.TESTS_FAILED, said.stderr
    listed = {line.split(" - ")[0] for line in said.stdout.splitlines() if re.match("(RERUN|FAILED|ERROR) ", line)}
    late, once, twice = "test_whose_server_is_late", "test_that_fails_once", "test_that_fails_twice"
    browser, journal = (f"tests/{folder}/test_failing.py::" for folder in ("browser", "journal"))
    assert listed == {
        *(f"RERUN {browser}{name}" for name in (late, once, twice)),
        f"FAILED {browser}{twice}",
        f"ERROR {journal}{late}",
        *(f"FAILED {journal}{name}" for name in (once, twice)),
    }
    for reason in ("the server is late", "the browser is late"):
        assert reason in said.stdout.split("rerun test summary info")[1]
