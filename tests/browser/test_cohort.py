"""The cohort's way, end to end: kit, a clean environment, answers in a browser, one file, marks in a gradebook."""

import os
import shutil
import signal
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.lesson import MODULE, Lesson, at, free_port
from tests.browser.shared_server import write_settings
from tests.first_variants import keep_first_variants
from tests.places import COURSE
from wellfounded.grading.demo_class import marks, nbgrader
from wellfounded.launch.kit_zip import kit
from wellfounded.learner.workspace import find_workspace

pytestmark = pytest.mark.full

CLEAN = ("PATH", "HOME", "LANG", "TMPDIR", "PIP_CONFIG_FILE", "PIP_INDEX_URL", "PIP_FIND_LINKS")


@pytest.fixture
def kit_address(tmp_path: Path) -> Iterator[str]:
    """Unpack the kit, start it as a learner does, and give the address it says is ready."""
    subprocess.run(["unzip", "-q", kit(COURSE, tmp_path / "kit.zip"), "-d", tmp_path], check=True)
    env = {name: os.environ[name] for name in CLEAN if name in os.environ}
    env |= {name: value for name, value in os.environ.items() if name.startswith(("SSL_", "REQUESTS_", "PIP_"))}
    write_settings(tmp_path / "settings")
    env |= {"JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings")}
    command = ["./start.sh", "--no-browser", "--port", str(free_port())]
    learner = subprocess.Popen(
        command, cwd=tmp_path / "well-founded", env=env, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert learner.stdout is not None
    lines = []
    for line in learner.stdout:
        lines.append(line)
        if line.startswith("Ready: "):
            break
    assert lines[-1:], lines
    yield lines[-1].split()[1]
    os.killpg(learner.pid, signal.SIGINT)
    learner.wait(timeout=60)


@pytest.mark.timeout(600)  # it installs everything anew
def test_a_cohort_works_from_the_kit(kit_address: str, page: Page, tmp_path: Path, scratch_course: Path) -> None:
    lesson = Lesson(page, at(kit_address, MODULE), tmp_path / "well-founded" / "my-course" / MODULE)
    keep_first_variants(lesson.folder)
    lesson.open()
    lesson.option("New York", "words of a US statute").click()
    expect(lesson.status("New York")).to_contain_text("Saved at")
    panel = page.locator(".wf-panel")
    panel.get_by_role("button", name="Hand in this lesson").click()
    panel.get_by_role("button", name="Hand in anyway").click()
    link = panel.get_by_role("link", name=f"{MODULE}-")
    expect(panel.locator(".wf-result")).to_contain_text("Give it to your instructor")
    with page.expect_download() as download:
        link.click()
    workspace = find_workspace(lesson.folder)
    assert workspace is not None
    assert workspace.kind == "cohort"
    assert not list(tmp_path.glob("well-founded/**/*.yaml")) or not list(tmp_path.glob("well-founded/source"))

    handed = scratch_course / "submitted" / "ada"
    handed.mkdir(parents=True)
    zipfile.ZipFile(download.value.path()).extractall(handed)
    submit(lesson.folder, tmp_path, scratch_course)
    for step in ("generate_assignment", "autograde"):
        done = nbgrader(scratch_course, step, MODULE, "--force")
        assert done.returncode == 0, done.stderr
    got = marks(scratch_course, MODULE)
    assert got["ada"][0] > 0
    assert set(got.values()) == {got["ada"]}
    assert len(got) == 2


def submit(folder: Path, scratch: Path, course: Path) -> None:
    """Hand the same folder in by nbgrader's own submit, through an exchange, and collect it."""
    exchange = scratch / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    home = scratch / "home"
    shutil.copytree(folder, home / MODULE)
    options = [f"--Exchange.root={exchange}", "--CourseDirectory.course_id=well-founded"]
    steps = [
        (course, "generate_assignment", [MODULE, "--force"]),
        (course, "release_assignment", [MODULE]),
        (home, "submit", [MODULE]),
        (course, "collect", [MODULE]),
    ]
    for where, step, arguments in steps:
        done = nbgrader(where, step, *arguments, *options)
        assert done.returncode == 0, done.stderr
