"""One hub for the module: its people are two learners, two instructors, and an outsider who has an account."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.hub.hub import TERM, Hub
from tests.hub.machine import machine
from tests.places import COURSE

PEOPLE = ("ada", "bo", "ines", "otto", "eve")
SECOND = "law-2028"
# Most of what a test looks at is on one screen or another: learners may choose to see a lesson as one page.
WHOLE_LESSONS = """
mkdir -p .jupyter/lab/user-settings/wellfounded
echo '{"pages": "all"}' > .jupyter/lab/user-settings/wellfounded/view.jupyterlab-settings
"""


def refusal() -> str:
    """Return why no machine can be made here; "" if one can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "accounts and mounts of its own: Linux, as root"
    tried = subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "no mounts of its own may be made here"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish what lies here, committed or not."""
    folder = tmp_path_factory.mktemp("published")
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    listed = subprocess.run(
        [*git, "ls-files", "-co", "--exclude-standard", "-z"], cwd=COURSE, capture_output=True, check=True
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (COURSE / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(COURSE / name, folder / name)
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "All"]):
        subprocess.run([*git, *command], cwd=folder, check=True)
    return folder


@pytest.fixture(scope="module")
def hub(published: Path, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """Set the hub up as the manual says, up to its start, with a second course beside the first."""
    with machine() as own:
        hub = Hub(own, published, browser, tmp_path_factory.mktemp("hub") / "log")
        own.path("/srv/passwords").write_text("".join(f"{name}:{name}-secret\n" for name in PEOPLE))
        own.do("useradd --create-home eve")
        hub.until("class.csv")
        own.do(second_course())
        try:
            hub.until("systemctl")
            for learner in ("ada", "bo"):
                own.do(WHOLE_LESSONS, learner, "~")
            yield hub
        finally:
            hub.stop()


def second_course() -> str:
    """Return the commands that set up a course in which Bo learns and Otto teaches; its lessons are the first's."""
    home = f"/srv/graders/{SECOND}"
    return f"""
useradd --create-home --home-dir {home} grader-{SECOND}
chmod 700 {home}
mkdir {home}/course
cp /opt/well-founded/nbgrader_config.py {home}/course
echo id,first_name > {home}/course/class.csv
echo bo,Bo >> {home}/course/class.csv
chown -R grader-{SECOND}: {home}/course
ln -s /srv/courses/{TERM} /srv/courses/{SECOND}
"""
