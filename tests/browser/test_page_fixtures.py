"""What every test of a page relies on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.places import COURSE

FAILING = """
def test_that_fails(page):
    page.set_content("<h1>A lesson</h1>")
    raise AssertionError("it is broken")
"""


@pytest.mark.parametrize("css", ["p", "i", "b"], ids=["seen", "hidden", "missing"])
def test_what_does_not_come_is_said_without_a_description_of_the_whole_page(page: Page, css: str) -> None:
    page.set_content("<h1>A lesson</h1><p>Some words</p><i hidden>Some words</i>")
    with pytest.raises(AssertionError) as failed:
        expect(page.locator(css)).to_have_text("Other words", timeout=1)
    assert "Actual value: " in str(failed.value)
    assert "heading" not in str(failed.value)
    assert "Aria" not in str(failed.value)
    assert "NODE_OPTIONS" not in os.environ


@pytest.mark.full
def test_of_a_test_that_fails_the_page_is_said(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("from tests.browser.page_fixtures import *\n")
    (tmp_path / "test_failing.py").write_text(FAILING)
    environment = {**os.environ, "PYTHONPATH": str(COURSE)}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert '- heading "A lesson" [level=1]' in done.stdout.split("--- The page ---")[1], done.stdout
