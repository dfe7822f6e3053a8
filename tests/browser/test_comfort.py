"""Every page of the course at 400 % zoom, with text twice as large and widely spaced, and without motion."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility import run_axe
from tests.browser.fitting import light_and_dark, resize, too_wide
from tests.browser.lesson import Lesson, at, wait_for_start
from tests.browser.shared_server import SYSTEM
from tests.places import COURSE

pytestmark = pytest.mark.full

MODULES = sorted(path.name for path in (COURSE / "release").iterdir())
ZOOMED = 320, 256  # how 400 % lays a window of 1280 by 1024 out
# WCAG 2.2, 1.4.4 and 1.4.12: text at 200 %, and the widest spacing that must lose nothing.
LARGE = ".wf { font-size: 200% !important; }"
SPACED = """.wf, .wf * { line-height: 1.5 !important; letter-spacing: 0.12em !important; }
            .wf, .wf * { word-spacing: 0.16em !important; } .wf p { margin-bottom: 2em !important; }"""
CUT = """node => [node, ...node.querySelectorAll("*")].filter((each) => {
    if (each instanceof SVGElement || each.matches("select, input") || !each.checkVisibility()) return false;
    const {overflowX, overflowY} = getComputedStyle(each);
    const hidden = (way) => ["hidden", "clip"].includes(way);
    if (each.clientWidth <= 1 || each.clientHeight <= 1) return false; // for screen readers alone
    return (hidden(overflowX) && each.scrollWidth > each.clientWidth + 1)
        || (hidden(overflowY) && each.scrollHeight > each.clientHeight + 1);
}).map((each) => each.outerHTML.slice(0, 120))"""
RULES = {
    "light": {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa"]}},
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},  # the rest is the same
}
MOVING = """() => document.getAnimations().filter((each) => each.effect?.target?.closest?.(".wf")).length"""


@pytest.mark.timeout(900)
@pytest.mark.parametrize("theme", [SYSTEM])
def test_every_page_is_accessible_and_fits_at_400_percent(lab: str, page: Page) -> None:
    found = []
    for module in MODULES:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(at(lab, module))
        expect(page.locator(".jp-RenderedMarkdown h1").first).to_be_visible()
        if '"code"' in (COURSE / "release" / module / f"{module}.ipynb").read_text():
            expect(page.locator(".wf").last).to_be_attached()
            wait_for_start(page, "started")
        resize(page, *ZOOMED)
        for scheme in light_and_dark(page):
            found += [(module, scheme, "too wide", words) for words in too_wide(page)]
            seen = run_axe(page, ".jp-Notebook", **RULES[scheme]).response["violations"]
            found += [(module, scheme, each["id"], each["nodes"]) for each in seen if "wf" in json.dumps(each["nodes"])]
    assert found == []


def test_large_and_widely_spaced_text_loses_nothing(lesson: Lesson, page: Page) -> None:
    lesson.read_all()
    for style in (LARGE, SPACED):
        page.add_style_tag(content=style)
    for width in (1280, 480):
        resize(page, width)
        assert too_wide(page) == []
        assert page.locator(".wf:visible").evaluate_all(f"all => all.flatMap({CUT})") == []


@pytest.mark.usefixtures("lesson")
def test_nothing_moves_for_who_asked_for_no_motion(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    option = page.locator(".wf-option").first
    assert option.evaluate("node => getComputedStyle(node).transitionDuration") == "0s"
    option.click()
    assert page.evaluate(MOVING) == 0
    page.emulate_media(reduced_motion="no-preference")
    assert option.evaluate("node => getComputedStyle(node).transitionDuration") != "0s"
