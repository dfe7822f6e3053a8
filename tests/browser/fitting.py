"""Whether what the course draws fits the window."""

from playwright.sync_api import Page

TOO_WIDE = "all => all.filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.innerText.slice(0, 80))"
LAID_OUT = "document.querySelector('.jp-NotebookPanel-notebook').getBoundingClientRect().right <= innerWidth"


def resize(page: Page, width: int, height: int = 900) -> None:
    """Give the window this size, and wait until JupyterLab has laid the lesson out in it."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function(LAID_OUT)


def too_wide(page: Page) -> list[str]:
    """Return the beginning of whatever is wider than the room it has; all at once, for a page holds hundreds."""
    return list(page.locator(".wf:visible").evaluate_all(TOO_WIDE))
