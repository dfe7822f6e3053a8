"""Answers that are encrypted, in a second engine: Firefox."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.browser.firefox import firefox

pytestmark = pytest.mark.full

SCRIPT = Path(__file__).with_name("locked_in_firefox.mjs")


def test_answers_are_told_of_encrypted_and_opened_in_firefox(served: str, tmp_path: Path) -> None:
    out = tmp_path / "seen.json"
    subprocess.run(["node", str(SCRIPT), firefox(), served, str(out)], check=True, timeout=280)
    seen = json.loads(out.read_text())
    assert seen["errors"] == []
    assert "A private window loses them" in seen["first"]
    assert (seen["plain"], seen["encrypted"]) == (["data path whole"], ["data iv", "data iv salt"])
    assert seen["chosen"] == 1
