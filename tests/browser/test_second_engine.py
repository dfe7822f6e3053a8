"""A learner's way through a lesson in Firefox, whose engine shares nothing with Chromium's, at a telephone's width."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.browser.firefox import firefox
from tests.browser.lesson import MODULE, at
from wellfounded.journal.file import JOURNAL, replay

pytestmark = pytest.mark.full

SCRIPT = Path(__file__).with_name("second_engine.mjs")


@pytest.mark.parametrize("pages", ["one"])
def test_in_firefox_a_lesson_is_read_page_by_page_answered_and_found_again(
    lab: str, workspace: Path, tmp_path: Path
) -> None:
    seen = tmp_path / "seen.json"
    command = ["node", str(SCRIPT), firefox(), at(lab, MODULE), str(seen)]
    walk = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert walk.returncode == 0, walk.stderr
    found = json.loads(seen.read_text())
    assert found["errors"] == []
    assert found["answered"]["title"].startswith("01 ")
    for read in (found["answered"], found["reloaded"]):
        assert (read["seen"], read["chosen"], read["sideways"]) == (True, 1, False)
        assert read["verdict"] in ("right", "partly", "wrong")
    events = [event["event"] for event in replay(workspace / MODULE / JOURNAL).events]
    assert events[:1] == ["answer"]
    assert "try" in events
