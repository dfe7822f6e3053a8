"""A real JupyterLab, started as a learner or an instructor starts it, and a real Chromium."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page

from tests.browser.desk_lesson import SMALL
from tests.browser.lesson import MODULE, Lesson, at
from tests.browser.shared_server import LIGHT, SharedServer
from tests.places import COURSE, GALLERY, SAMPLE, copy_course
from wellfounded.authoring.course_build import build


@pytest.fixture
def theme() -> str:
    return LIGHT


@pytest.fixture
def course() -> Path:
    """Give the course whose lesson is opened, and with `module` which: a test of another replaces both."""
    return COURSE


@pytest.fixture
def module() -> str:
    return MODULE


@pytest.fixture
def starts() -> bool:
    """Say whether lessons start by themselves."""
    return True


@pytest.fixture
def view(starts: bool) -> str:
    """Say how lessons are shown: one that does not start by itself needs JupyterLab's menus."""
    return "lesson" if starts else "jupyterlab"


@pytest.fixture
def pages() -> str:
    """Say whether a lesson is shown screen by screen: most tests want every question on the page."""
    return "all"


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], SharedServer]]:
    """Return how to get a course's server: it is started for the first test that asks, and anew once it has died."""
    running: dict[Path, SharedServer] = {}

    def server_of(course: Path) -> SharedServer:
        if course not in running or running[course].learn.poll() is not None:
            running[course] = SharedServer(course, tmp_path_factory.mktemp("served"))
        return running[course]

    yield server_of
    for each in running.values():
        each.stop()


@pytest.fixture
def server(
    servers: Callable[[Path], SharedServer], course: Path, theme: str, starts: bool, view: str, pages: str
) -> SharedServer:
    """Return the server of the course, with its lessons laid out anew and no kernel running."""
    found = servers(course)
    found.begin_anew(theme, starts=starts, view=view, pages=pages)
    return found


@pytest.fixture
def workspace(server: SharedServer) -> Path:
    """Return the learner's copy of the lessons."""
    return server.workspace


@pytest.fixture
def lab(server: SharedServer) -> str:
    """Return the address of the first lesson."""
    return server.address


@pytest.fixture
def kernel(lesson: Lesson) -> psutil.Process:
    """Return the process of the lesson's kernel."""
    (found,) = (p for p in psutil.process_iter(["cmdline", "cwd"]) if is_kernel(p) and p.cwd() == str(lesson.folder))
    return found


def is_kernel(process: psutil.Process) -> bool:
    return "ipykernel_launcher" in (process.info["cmdline"] or [])


@pytest.fixture
def lesson(page: Page, lab: str, workspace: Path, module: str, starts: bool) -> Lesson:
    """Open a lesson, and run all its cells unless it does."""
    lesson = Lesson(page, at(lab, module), workspace / module)
    if starts:
        lesson.open()
    else:
        lesson.open_and_run()
    return lesson


@pytest.fixture
def scratch_course(tmp_path: Path) -> Path:
    """Copy what an instructor needs of this course."""
    root = tmp_path / "course"
    for name in ("source", "release"):
        shutil.copytree(COURSE / name, root / name)
    shutil.copy(COURSE / "nbgrader_config.py", root)
    return root


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the course that has a case of every kind, and an activity of every kind."""
    root = tmp_path_factory.mktemp("gallery") / "course"
    copy_course(GALLERY, root)
    build(root)
    return root


@pytest.fixture(scope="session")
def with_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small course, with a desk in its lesson."""
    root = tmp_path_factory.mktemp("desk") / "course"
    copy_course(SAMPLE, root)
    path, cell = root / "source" / SMALL / "lesson.md", "```{code-cell} ipython3\n"
    text = path.read_text().replace("import case,", "import case, desk,")
    path.write_text(text.replace(f"{cell}hand_in()", f"{cell}desk()\n```\n\n{cell}hand_in()"))
    build(root)
    return root
