"""What tests of several packages share: a browser, a course to work on, and learners' copies."""

from pathlib import Path

import pytest
from hypothesis import settings

from tests.browser import page_fixtures
from tests.effort import FULL
from tests.made_up_copy import Copy
from tests.places import SAMPLE, copy_course
from tests.two_lesson_copy import copy_in
from wellfounded.i18n import messages
from wellfounded.learner.workspace import Workspace

browser, context, page = page_fixtures.browser, page_fixtures.context, page_fixtures.page

# No deadline: how fast a machine is, is no matter of right or wrong.
settings.register_profile("course", max_examples=2000 if FULL else 100, deadline=None)
settings.load_profile("course")


# What takes longest begins first, so that no worker is left alone with it at the end. The rest takes seconds.
LONGEST = [
    *(
        "tests/repository/test_teaching.py",
        "tests/browser/",
        "tests/grading/batch/",
        "tests/attacks/",
        "tests/grading/",
    ),
    *("tests/learner/test_export.py", "tests/journal/", "tests/content/questions/test_questions.py"),
    *("tests/launch/", "tests/authoring/", "tests/notebook/", "source/", "release/"),
]


# A browser or a JupyterLab on a busy machine may be late for once: these tests are tried a second time.
ON_A_SERVER = ("tests/browser/", "tests/launch/test_jupyterlab.py", "tests/launch/test_place_handler.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order the files; with `--no-loadscope-reorder`, workers take them in this order."""
    items.sort(
        key=lambda item: next((n for n, place in enumerate(LONGEST) if item.nodeid.startswith(place)), len(LONGEST))
    )
    for item in items:
        if item.nodeid.startswith(ON_A_SERVER) or "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(autouse=True)
def english() -> None:
    """Let no test speak the language that another chose."""
    messages.use_language(messages.ENGLISH)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return the root of a small course, one module with a practice and a graded case, not yet built."""
    return copy_course(SAMPLE, tmp_path / "course")


@pytest.fixture
def one_module(tmp_path: Path) -> Copy:
    """Return a learner's copy of one module of a few choices."""
    copy = Copy(tmp_path)
    copy.module("01-one")
    return copy


@pytest.fixture
def here(tmp_path: Path) -> Workspace:
    """Return a learner's copy of two lessons."""
    return copy_in(tmp_path / "here")
