"""What every test of a page relies on."""

import os

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("css", ["p", "i", "b"], ids=["seen", "hidden", "missing"])
def test_what_does_not_come_is_said_without_a_description_of_the_whole_page(page: Page, css: str) -> None:
    page.set_content("<h1>A lesson</h1><p>Some words</p><i hidden>Some words</i>")
    with pytest.raises(AssertionError) as failed:
        expect(page.locator(css)).to_have_text("Other words", timeout=1)
    assert "Actual value: " in str(failed.value)
    assert "heading" not in str(failed.value)
    assert "Aria" not in str(failed.value)
    assert "NODE_OPTIONS" not in os.environ
