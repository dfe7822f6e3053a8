"""Looks for faults of accessibility on a page, with axe."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe, AxeResults
from playwright.sync_api import Page


def run_axe(page: Page, context: str | None = None, **options: Any) -> AxeResults:
    """Return the violations on a page, or in the elements that a CSS selector finds.

    What passes is not listed element by element, which would take axe three times as long.
    """
    return Axe().run(page, context=context, options={"resultTypes": ["violations"], **options})
