"""Runs of `wellfounded grade` by a scheduler, and what must come of them."""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.grading.course_pair import GALLERY_MODULE
from tests.grading.gradebook_contents import folders, sqlite_url, tables
from tests.grading.scheduler.cluster import QUICK, Cluster, documented

MINUTES = 3  # to wait for something before a test fails


def start(root: Path, cluster: Cluster, store: str = "", **env: str) -> subprocess.Popen[str]:
    """Start to grade by a scheduler, perhaps with a store."""
    command = [sys.executable, "-m", "wellfounded", *documented("wellfounded grade", cluster.address, store)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=root, env={**os.environ, **QUICK, **env}, stdout=pipe, stderr=pipe, text=True)


def wait_until_graded(root: Path, number: int, run: subprocess.Popen[str]) -> None:
    """Wait until so many graded notebooks are in place, or the run is over."""
    deadline = time.monotonic() + 60 * MINUTES
    while len(list(root.glob(f"autograded/*/{GALLERY_MODULE}"))) < number and run.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def assert_same(root: Path, other: Path) -> None:
    """Both courses' gradebooks have the same rows, and their graded folders the same bytes."""
    assert tables(sqlite_url(root)) == tables(sqlite_url(other))
    assert folders(root) == folders(other)
