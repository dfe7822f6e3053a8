"""nbgrader's exchange, into which everybody may write: whose submissions are collected, and what of them."""

import logging
import os
import shutil
from pathlib import Path

import pytest
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from wellfounded.grading.nbgrader.checked_collect import CheckedCollect, submission_problem

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="nbgrader has no exchange on Windows")
SOMEBODY_ELSE = "nobody" if hasattr(os, "geteuid") and os.geteuid() == 0 else "root"  # an account, and not ours
MODULE = "01-one"


@pytest.fixture
def inbound(tmp_path: Path) -> Path:
    folder = tmp_path / "exchange" / "law" / "inbound"
    folder.mkdir(parents=True)
    return folder


def submit(inbound: Path, learner: str, at: str, answers: str) -> Path:
    folder = inbound / f"{learner}+{MODULE}+2027-02-01 {at}:00.000000 UTC+random"
    folder.mkdir()
    (folder / "answers.jsonl").write_text(answers)
    (folder / "timestamp.txt").write_text(f"2027-02-01 {at}:00.000000 UTC")
    return folder


def collect(course: Path, inbound: Path) -> None:
    """Collect the module as `nbgrader collect` does."""
    config = Config()
    config.CourseDirectory.root, config.CourseDirectory.course_id = str(course), "law"
    config.CourseDirectory.assignment_id, config.CourseDirectory.db_url = MODULE, "sqlite://"
    config.Exchange.root = str(inbound.parents[1])
    log = logging.getLogger("collect")  # a program that ran in this process may have silenced traitlets' own
    collector = CheckedCollect(coursedir=CourseDirectory(config=config), config=config, log=log)
    collector.init_src()
    collector.copy_files()


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]


def test_the_latest_that_a_learner_wrote_is_collected(
    tmp_path: Path, inbound: Path, caplog: pytest.LogCaptureFixture
) -> None:
    submit(inbound, "ada", "10:00", "first")
    submit(inbound, "ada", "11:00", "second")
    collect(tmp_path, inbound)
    assert errors(caplog) == []
    assert (tmp_path / "submitted" / "ada" / MODULE / "answers.jsonl").read_text() == "second"


def test_what_bears_the_name_of_another_account_is_refused_and_named(
    tmp_path: Path, inbound: Path, caplog: pytest.LogCaptureFixture
) -> None:
    forged = submit(inbound, SOMEBODY_ELSE, "12:00", "forged")
    collect(tmp_path, inbound)
    (said,) = errors(caplog)
    assert str(forged) in said
    assert f"bears the name of {SOMEBODY_ELSE}" in said
    assert not (tmp_path / "submitted").exists()


def test_no_link_is_followed(tmp_path: Path, inbound: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "key.txt").write_text("the key")
    folder = submit(inbound, "ada", "10:00", "mine")
    (folder / "copied.txt").symlink_to(tmp_path / "key.txt")
    collect(tmp_path, inbound)
    (said,) = errors(caplog)
    assert "copied.txt is a link" in said
    assert sorted(path.name for path in (tmp_path / "submitted" / "ada" / MODULE).iterdir()) == [
        "answers.jsonl",
        "timestamp.txt",
    ]
    linked = inbound / "linked"
    linked.symlink_to(folder)
    assert submission_problem(linked, "ada") == "is no folder."
    shutil.rmtree(folder)
