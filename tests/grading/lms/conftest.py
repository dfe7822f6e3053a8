"""A platform that answers, a key that it knows, and waits that are short."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests import commands  # noqa: F401 (makes a gradebook quickly)
from tests.grading.lms.marked_class import Marked, marked_course
from tests.grading.lms.platform_server import CLIENT, DEPLOYMENT, Platform, served
from wellfounded.grading.lms import delivery, polite_session
from wellfounded.grading.lms.connection import moodle_connection, write_connection
from wellfounded.grading.lms.key_pair import KEY, make_key, read_key
from wellfounded.grading.lms.private_files import private_folder
from wellfounded.launch.commands import app

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait as often as with a real platform, and not as long."""
    monkeypatch.setattr(polite_session, "TIMEOUT", (5, 5))
    monkeypatch.setattr(polite_session, "backoff", lambda _tried: 0.01)
    monkeypatch.setattr(delivery, "backoff", lambda _tried: 0.01)


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Make one key pair for all tests: it takes a while."""
    folder = tmp_path_factory.mktemp("key")
    make_key(folder)
    return read_key(folder)


@pytest.fixture
def platform(key: tuple[str, str]) -> Iterator[Platform]:
    platform = Platform()
    platform.tool_key = key[1]
    with served(platform):
        yield platform


@pytest.fixture
def course(tmp_path: Path, platform: Platform, key: tuple[str, str]) -> Path:
    """Return a course that is connected to the platform, with a class of four."""
    root = marked_course(tmp_path / "course", CLASS)
    for learner in CLASS:
        platform.learner(learner.user, learner.name, email=learner.email)
    return connected(root, platform, key)


CLASS = [
    Marked("anna", "11", 7.0, name="Anna Ek", email="anna@example.org"),
    Marked("bo", "12", 3.0, waits=True, name="Bo Lund", email="bo@example.org"),
    Marked("chen", "13", 8.5, name="Chen Wu", email="chen@example.org", hours_late=30, penalty=1),
    Marked("dora", "14", None, name="Dora Ilic", email="dora@example.org"),
]


def connected(course: Path, platform: Platform, key: tuple[str, str]) -> Path:
    folder = private_folder(course)
    (folder / KEY).write_text(key[0])
    (folder / KEY).chmod(0o600)
    address = f"{platform.address}/course/view.php?id=42"
    write_connection(folder, moodle_connection(address, CLIENT, DEPLOYMENT))
    return course


def new_class(course: Path, platform: Platform, learners: list[Marked]) -> list[str]:
    """Put another class in place of the four, and return the platform's names for it, sorted."""
    (course / "gradebook.db").unlink()
    marked_course(course, learners)
    platform.members.clear()
    for one in learners:
        platform.learner(one.user)
    return sorted(one.user for one in learners)


def crowd(number: int) -> list[Marked]:
    return [Marked(f"one-{n:03}", str(n), n / 10) for n in range(number)]


@pytest.fixture
def run(course: Path) -> Run:
    """Return a function that runs a command of ours in the course, in this process."""

    def run_here(*arguments: str) -> Result:
        before = Path.cwd()
        os.chdir(course)
        try:
            faster = ["--rate", "1000"] if arguments[:2] == ("marks", "send") and "--rate" not in arguments else []
            return CliRunner().invoke(app, [*arguments, *faster])
        finally:
            os.chdir(before)

    return run_here
