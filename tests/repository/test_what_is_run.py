"""A test in a browser is tried a second time, and no other; what takes long is run in full, or where it is named."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import COURSE

FAILING = """
import threading

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

@pytest.mark.timeout(1)
def test_that_hangs():
    threading.Event().wait()
"""
LONG = "import pytest\n\n@pytest.mark.full\ndef test_that_takes_long():\n    pass\n"


def run(root: Path, *arguments: str, full: str = "") -> subprocess.CompletedProcess[str]:
    """Run the tests of a made-up project, with our own hooks and markers."""
    (root / "conftest.py").write_text("from tests.what_is_run import pytest_collection_modifyitems\n")
    (root / "pytest.ini").write_text("[pytest]\nmarkers = full\naddopts = --import-mode=importlib --strict-markers\n")
    return subprocess.run(
        [sys.executable, "-m", "pytest", *arguments, "-rA", "-p", "no:cacheprovider"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(COURSE), "WELLFOUNDED_FULL": full},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_fails_by_chance_in_a_browser_alone_has_a_second_try(tmp_path: Path) -> None:
    for folder in ("browser", "journal"):
        path = tmp_path / "tests" / folder / "test_failing.py"
        path.parent.mkdir(parents=True)
        path.write_text(FAILING)
    done = run(tmp_path, "--numprocesses=2", "--dist=loadfile", "-rR", "--rerun-show-tracebacks")
    assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stderr
    listed = {line.split(" - ")[0] for line in done.stdout.splitlines() if re.match("(RERUN|FAILED|ERROR) ", line)}
    late, once = "test_whose_server_is_late", "test_that_fails_once"
    twice, hangs = "test_that_fails_twice", "test_that_hangs"
    browser, journal = (f"tests/{folder}/test_failing.py::" for folder in ("browser", "journal"))
    assert listed == {
        *(f"RERUN {browser}{name}" for name in (late, once, twice)),
        *(f"FAILED {browser}{name}" for name in (twice, hangs)),
        f"ERROR {journal}{late}",
        *(f"FAILED {journal}{name}" for name in (once, twice, hangs)),
    }
    for reason in ("the server is late", "the browser is late"):
        assert reason in done.stdout.split("rerun test summary info")[1]


@pytest.mark.parametrize(
    ("arguments", "full", "said"),
    [
        (["tests"], "", "1 skipped"),
        (["tests"], "1", "1 passed"),
        (["tests/test_long.py"], "", "1 passed"),
        (["tests/test_long.py::test_that_takes_long"], "", "1 passed"),
    ],
)
def test_what_takes_long_is_run_in_full_or_where_it_is_named(
    tmp_path: Path, arguments: list[str], full: str, said: str
) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_long.py").write_text(LONG)
    done = run(tmp_path, *arguments, full=full)
    assert said in done.stdout.splitlines()[-1], done.stdout
