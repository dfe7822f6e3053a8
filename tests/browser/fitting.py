"""Whether what the course draws fits the window, and is accessible, in light colours and in dark ones."""

from collections.abc import Iterator
from typing import Literal

from playwright.sync_api import Page, expect

from tests.accessibility import run_axe

TOO_WIDE = "all => all.filter((e) => e.scrollWidth > e.clientWidth).map((e) => e.innerText.slice(0, 80))"
# With forced colours words have the page's own ground behind them, whatever ground their element has.
UNREADABLE = """all => {
    const probe = document.body.appendChild(Object.assign(document.createElement("i"), { style: "color: Canvas" }));
    const canvas = getComputedStyle(probe).color;
    probe.remove();
    const said = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    return all.filter((node) => said(node) && node.checkVisibility()).filter((node) => {
        const { color, forcedColorAdjust } = getComputedStyle(node);
        return forcedColorAdjust === "auto" && color === canvas;
    }).map((node) => node.outerHTML.slice(0, 120));
}"""
LAID_OUT = "document.querySelector('.jp-NotebookPanel-notebook').getBoundingClientRect().right <= innerWidth"


def resize(page: Page, width: int, height: int = 900) -> None:
    """Give the window this size, and wait until JupyterLab has laid the lesson out in it."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function(LAID_OUT)


def too_wide(page: Page) -> list[str]:
    """Return the beginning of whatever is wider than the room it has; all at once, for a page holds hundreds."""
    return list(page.locator(".wf:visible").evaluate_all(TOO_WIDE))


def light_and_dark(page: Page) -> Iterator[str]:
    """Give a lesson that was opened with the theme `SYSTEM` light colours, and then dark ones.

    Without motion: a colour that is still changing is neither the one nor the other.
    """
    schemes: list[tuple[Literal["light", "dark"], str]] = [("light", "true"), ("dark", "false")]
    for scheme, light in schemes:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        expect(page.locator("body")).to_have_attribute("data-jp-theme-light", light)
        yield scheme


def is_accessible_and_fits(page: Page, *widths: int) -> None:
    """Look at all that the course draws, in a window of each width, in light colours and in dark ones."""
    for scheme in light_and_dark(page):
        for width in widths:
            resize(page, width)
            assert too_wide(page) == [], (scheme, width)
            found = run_axe(page, ".wf")
            assert found.violations_count == 0, f"{scheme}, {width}: {found.generate_report()}"


def unreadable(page: Page) -> list[str]:
    """Return whatever has its ground's colour while the system forces its own."""
    page.emulate_media(forced_colors="active")
    found = list(page.locator(".wf *, #wf-bar *, .wf-foot *").evaluate_all(UNREADABLE))
    page.emulate_media(forced_colors="none")
    return found
