"""A web page in Firefox, whose engine shares nothing with Chromium's, at a telephone's width."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.browser.firefox import firefox
from tests.launch.site.changing_host import ChangingHost

pytestmark = pytest.mark.full

HERE = Path(__file__).parent


def test_in_firefox_a_question_is_answered_found_again_and_handed_in(address: str, tmp_path: Path) -> None:
    seen = tmp_path / "seen.json"
    command = ["node", str(HERE / "second_engine.mjs"), firefox(), address, str(seen)]
    way = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert way.returncode == 0, way.stderr
    found = json.loads(seen.read_text())
    assert found["errors"] == []
    for read in (found["answered"], found["reloaded"]):
        assert read["title"] == "01 The gallery · Well-Founded"
        assert (read["state"], read["seen"], read["chosen"], read["sideways"]) == ("saved", True, 1, False)
        assert read["verdict"] in ("right", "partly", "wrong")
    assert "is handed in" in found["handedIn"]


def test_in_firefox_the_course_is_kept_and_answered_when_its_host_is_gone(site: Path, tmp_path: Path) -> None:
    seen, host = tmp_path / "seen.json", ChangingHost(site.parent)
    command = ["node", str(HERE / "kept_in_firefox.mjs"), firefox(), host.address, str(seen)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as way:
        assert way.stdout
        kept = way.stdout.readline()
        host.stop()
        way.communicate("gone\n", timeout=240)
    assert (kept, way.returncode) == ("kept\n", 0)
    assert json.loads(seen.read_text()) == {"errors": [], "chosen": 1}
