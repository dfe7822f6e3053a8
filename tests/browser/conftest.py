"""A real JupyterLab, started as a learner or an instructor starts it, and a real Chromium."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page

from tests.browser.desk_lesson import SMALL
from tests.browser.lesson import MODULE, Lesson, at, free_port
from tests.places import COURSE, SAMPLE, copy_course
from wellfounded.authoring.course_build import build


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "my-course"


@pytest.fixture
def theme() -> str:
    return "JupyterLab Light"


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


@contextmanager
def served(course: Path, workspace: Path, theme: str, scratch: Path, *, starts: bool = True) -> Iterator[str]:
    """Run `wellfounded learn` for somebody with these settings; give the address it says is ready."""
    chosen = {"@jupyterlab/apputils-extension/themes": {"theme": theme}, "wellfounded/start": {"startLessons": starts}}
    for name, values in chosen.items():
        path = scratch / "settings" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(values))
    env = {**os.environ, "JUPYTERLAB_SETTINGS_DIR": str(scratch / "settings")}
    command = [sys.executable, "-m", "wellfounded", "learn", "--no-browser"]
    options = ["--course", str(course), "--workspace", str(workspace), "--port", str(free_port())]
    learn = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True, env=env)
    assert learn.stdout is not None
    line = learn.stdout.readline()
    assert line.startswith("Ready: "), line
    yield line.split()[1]
    learn.send_signal(signal.SIGINT)
    assert learn.wait(timeout=30) == 0


@pytest.fixture
def lab(course: Path, workspace: Path, tmp_path: Path, theme: str, starts: bool) -> Iterator[str]:
    with served(course, workspace, theme, tmp_path, starts=starts) as address:
        yield address


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
def with_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small course, with a desk in its lesson."""
    root = tmp_path_factory.mktemp("desk") / "course"
    copy_course(SAMPLE, root)
    path, cell = root / "source" / SMALL / "lesson.md", "```{code-cell} ipython3\n"
    text = path.read_text().replace("import case,", "import case, desk,")
    path.write_text(text.replace(f"{cell}hand_in()", f"{cell}desk()\n```\n\n{cell}hand_in()"))
    build(root)
    return root
