"""A real JupyterLab, started as a learner or an instructor starts it, and a real Chromium."""

import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.desk_lesson import SMALL
from tests.browser.lesson import MODULE, Lesson, at
from tests.browser.open_lesson import OpenLesson, Shelf
from tests.browser.page_fixtures import Window, new_page
from tests.browser.shared_server import LIGHT, SharedServer
from tests.places import COURSE, GALLERY, SAMPLE, copy_course
from wellfounded.authoring.course_build import build

PASSED = pytest.StashKey[bool]()


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


@pytest.fixture(scope="session")
def shelf(servers: Callable[[Path], SharedServer], browser: Browser) -> Iterator[Shelf]:  # noqa: ARG001 (end after it)
    shelf = Shelf()
    yield shelf
    shelf.take(None)


@pytest.fixture
def touch() -> bool:
    """Say whether the window is that of a phone which is touched."""
    return False


@pytest.fixture
def choices(
    course: Path, module: str, theme: str, starts: bool, view: str, pages: str, touch: bool
) -> tuple[object, ...]:
    return course, module, theme, starts, view, pages, touch


@pytest.fixture
def left_open(request: pytest.FixtureRequest, shelf: Shelf, choices: tuple[object, ...]) -> OpenLesson | None:
    """Return the lesson that the test before left open, where this one is marked to take it and leave it too."""
    return shelf.take(choices if request.node.get_closest_marker("shares_lesson") else None)


@pytest.fixture
def server(
    servers: Callable[[Path], SharedServer],
    left_open: OpenLesson | None,
    course: Path,
    theme: str,
    starts: bool,
    view: str,
    pages: str,
) -> SharedServer:
    """Return the server of the course, with its lessons laid out anew and no kernel running but a shared lesson's."""
    if left_open:
        return left_open.server
    found = servers(course)
    found.begin_anew(theme, starts=starts, view=view, pages=pages)
    return found


@pytest.fixture
def window(browser: Browser, left_open: OpenLesson | None, shelf: Shelf, touch: bool) -> Iterator[Window]:
    window = left_open.window if left_open else Window(browser, touch=touch)
    yield window
    if shelf.left is None:
        window.close()


@pytest.fixture
def page(left_open: OpenLesson | None, context: BrowserContext) -> Page:
    return left_open.page if left_open else new_page(context)


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
def lesson(page: Page, lab: str, workspace: Path, module: str, starts: bool, left_open: OpenLesson | None) -> Lesson:
    """Open a lesson, and run all its cells unless it does; or begin anew with the one that is open."""
    if left_open:
        left_open.begin_anew()
        return left_open.lesson
    lesson = Lesson(page, at(lab, module), workspace / module)
    if starts:
        lesson.open()
    else:
        lesson.open_and_run()
    return lesson


@pytest.fixture(autouse=True)
def leave_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """Leave the lesson of a test that is marked so, and passed, to the next."""
    if not request.node.get_closest_marker("shares_lesson"):
        yield
        return
    shelf, window, lesson, server, choices = map(
        request.getfixturevalue, ("shelf", "window", "lesson", "server", "choices")
    )
    yield
    if request.node.stash.get(PASSED, False):
        shelf.left = OpenLesson(choices, server, window, lesson)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if call.when == "call":
        item.stash[PASSED] = report.passed
    return report


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
