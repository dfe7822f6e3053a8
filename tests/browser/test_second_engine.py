"""A learner's way through a lesson in Firefox, whose engine shares nothing with Chromium's, at a telephone's width."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.firefox import firefox
from tests.browser.lesson import MODULE, at
from wellfounded.journal.file import JOURNAL, replay

pytestmark = pytest.mark.full

HERE = Path(__file__).parent
GALLERY_LESSON = "01-gallery"
SAID = {
    "One harm, three desks": "s you predicted",
    "How likely is likely enough?": "Not for these reasons.",
    "Which test first?": "Change this answer",
    "A form and two visits": "Change this answer",
    "One file, two calendars": "Both can be right",
    "texts": "Sources",
}


def walk(script: str, address: str, folder: Path) -> dict[str, Any]:
    """Go a way through a lesson in Firefox, and return what was seen on it."""
    seen = folder / "seen.json"
    command = ["node", str(HERE / script), firefox(), address, str(seen)]
    way = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert way.returncode == 0, way.stderr
    found: dict[str, Any] = json.loads(seen.read_text())
    assert found["errors"] == []
    return found


@pytest.mark.parametrize("pages", ["one"])
def test_in_firefox_a_lesson_is_read_page_by_page_answered_and_found_again(
    lab: str, workspace: Path, tmp_path: Path
) -> None:
    found = walk("second_engine.mjs", at(lab, MODULE), tmp_path)
    assert found["answered"]["title"].startswith("01 ")
    for read in (found["answered"], found["reloaded"]):
        assert (read["seen"], read["chosen"], read["sideways"]) == (True, 1, False)
        assert read["verdict"] in ("right", "partly", "wrong")
    events = [e["event"] for e in replay(workspace / MODULE / JOURNAL).events if e["event"] != "seed"]
    assert events[:1] == ["answer"]
    assert "try" in events


class TestTheGallery:
    @pytest.fixture
    def course(self, gallery: Path) -> Path:
        return gallery

    def test_in_firefox_each_activity_says_what_it_should_and_fits(self, lab: str, tmp_path: Path) -> None:
        found = walk("second_engine_activities.mjs", at(lab, GALLERY_LESSON), tmp_path)
        assert found["wide"] == []
        assert found["said"].keys() == SAID.keys()
        for name, words in SAID.items():
            assert words in found["said"][name], name
