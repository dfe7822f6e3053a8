"""Every command of docs/lms.md is run in its order, against a platform that signs and checks, and does what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from typer.main import get_command

from tests.grading.lms.conftest import Run
from tests.grading.lms.marked_class import Marked, marked_course
from tests.grading.lms.platform_server import CLIENT, DEPLOYMENT, Platform
from tests.places import COURSE
from wellfounded.grading.lms.mark_plan import Kind
from wellfounded.launch.commands import app

MODULE = "01-refugee-definition"
TEXT = (COURSE / "docs" / "lms.md").read_text()
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
# What differs from Moodle in the address alone; tests/grading/lms/test_connect.py looks at these.
OTHER_PLATFORMS = re.findall(r"^    (wellfounded .*)$", TEXT, re.MULTILINE)


def test_the_manual_is_followed_from_a_key_to_marks(platform: Platform, course: Path, run: Run) -> None:
    (course / "gradebook.db").unlink()
    marked_course(course, [Marked("anna", "", 7.0, email="a@x.org")], MODULE)
    platform.members.clear()
    platform.learner("11", "Anna Ek", email="a@x.org")
    (course / ".lms" / "connection.json").unlink()
    said = {}
    for line in "".join(BLOCKS).splitlines():
        line = line.replace("https://moodle.example.org", platform.address).replace("CLIENT", CLIENT)
        done = run(*shlex.split(line)[1:])
        assert done.exit_code == 0, f"{line}\n{done.output}"
        said[line] = done.output
    assert "The key lies in .lms/key.pem" in said["wellfounded marks connect"]
    assert "1 of 1 learners" in said["wellfounded roster --from-lms"]
    assert "1 would be sent" in said["wellfounded marks send --dry-run"]
    assert "1 sent." in said[f"wellfounded marks send {MODULE}"]
    assert platform.marks(MODULE) == {"11": 7.0}
    assert f"--deployment {DEPLOYMENT}" in TEXT


def test_each_line_of_the_outcome_table_is_what_the_command_says() -> None:
    rows = re.findall(r"^\| ([^|]+) \|", TEXT, re.MULTILINE)
    assert {name for row in rows[1:] for name in row.split(", ")} == set(Kind)


def test_what_is_shown_of_other_platforms_names_options_that_exist() -> None:
    group = get_command(app).commands["marks"]  # type: ignore[attr-defined]
    options = {name for option in group.commands["connect"].params for name in option.opts}
    assert OTHER_PLATFORMS
    for line in OTHER_PLATFORMS:
        assert set(re.findall(r"--[a-z-]+", line)) <= options, line
