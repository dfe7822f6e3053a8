"""What tests of several packages share: a browser, a course to work on, and learners' copies."""

from pathlib import Path

import pytest
from hypothesis import settings

from tests.browser import page_fixtures
from tests.browser.page_fixtures import pytest_runtest_makereport  # noqa: F401 (a hook)
from tests.effort import FULL
from tests.made_up_copy import Copy
from tests.places import SAMPLE, copy_course
from tests.two_lesson_copy import copy_in
from tests.what_is_run import pytest_collection_modifyitems  # noqa: F401 (a hook)
from wellfounded.i18n import messages
from wellfounded.learner.workspace import Workspace

browser, window = page_fixtures.browser, page_fixtures.window
context, page = page_fixtures.context, page_fixtures.page

# No deadline: how fast a machine is, is no matter of right or wrong.
settings.register_profile("course", max_examples=1000 if FULL else 100, deadline=None)
settings.load_profile("course")


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
