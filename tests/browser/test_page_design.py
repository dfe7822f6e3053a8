"""A lesson as a page to read: one measure, figures that fit, charts with names, large targets, the system's colours."""

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fitting import unreadable
from tests.browser.lesson import START, Lesson
from tests.browser.shared_server import SYSTEM
from tests.places import COURSE

CHARTS = "04-where-to-claim"
FIGURE_WIDTH = 354  # CSS pixels, at least, in a window of 360
DRAWN, SMALLEST_TYPE = 560, 12  # how wide a figure is drawn; pixels
SIZES = re.compile(r"font(?:-size)?:[^;}]*?([0-9.]+)px")
WIDTHS = "all => all.map((node) => node.getBoundingClientRect().width)"
AT_THE_DESK = (
    ".wf-desk :is(button, select, label:has([type=checkbox]), [type=file]), .wf-map li, .wf-bar :is(a, button)"
)
PROSE, QUESTION = ".jp-RenderedMarkdown > p", ".wf-question .wf-option"
EDGES = "node => { const {left, right} = node.getBoundingClientRect(); return [left, right]; }"
# A figure leaves room for the words it belongs to; on a phone, where its own words come first, it is seen whole.
TALL = """all => all.filter((n) => n.getBoundingClientRect().height > (innerWidth > 640 ? 0.6 : 0.85) * innerHeight + 1)
    .map((n) => n.alt)"""
SIDEWAYS = """() => [document.documentElement, ...document.querySelectorAll(".jp-Notebook, .jp-WindowedPanel-outer")]
    .filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.className)"""
SMALL = """all => all.filter((node) => node.checkVisibility())
    .filter((node) => node.getBoundingClientRect().height < 44).map((node) => node.outerHTML.slice(0, 120))"""
# Marks of how a source was read that stand a line below their link, or a line above the full stop after them.
APART = """all => all.filter((mark) => mark.checkVisibility()).filter((mark) => {
    const { top, bottom } = mark.getBoundingClientRect(), middle = (top + bottom) / 2, after = document.createRange();
    const stop = /^[.,;:)?!]/.test(mark.nextSibling?.data ?? "");
    if (stop) (after.setStart(mark.nextSibling, 0), after.setEnd(mark.nextSibling, 1));
    const link = mark.previousElementSibling?.closest("a"), last = link && [...link.getClientRects()].at(-1);
    return (stop && after.getBoundingClientRect().top > middle) || (last && last.bottom < middle);
}).map((mark) => mark.parentElement.textContent.slice(0, 120))"""
PRESSED = ".wf-option, .wf-actions button, .wf-actions select, .wf-panel button:not(.wf-link), .wf-country"


@pytest.fixture
def module() -> str:
    return CHARTS


@pytest.mark.shares_lesson
def test_text_and_questions_share_one_measure_and_nothing_moves_sideways(lesson: Lesson, page: Page) -> None:
    for width in (1366, 820, 390, 320):
        page.set_viewport_size({"width": width, "height": 768})
        text, question = (page.locator(css).locator("visible=true").first.evaluate(EDGES) for css in (PROSE, QUESTION))
        assert text == pytest.approx(question, abs=1), width
        assert page.evaluate(SIDEWAYS) == [], width
        assert page.locator(".jp-RenderedMarkdown img").evaluate_all(TALL) == [], width
    assert page.locator(PRESSED).evaluate_all(SMALL) == []
    expect(page.get_by_role("img", name="Twelve rows, one for each country")).to_be_visible()
    assert lesson.questions().count() > 0


@pytest.mark.shares_lesson
def test_on_a_phone_a_figure_has_all_of_the_window_and_a_mark_stays_with_its_words(lesson: Lesson, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    assert lesson.questions().count() > 0
    figures = page.locator(".jp-RenderedMarkdown img").evaluate_all(WIDTHS)
    assert len(figures) == 1
    assert all(width >= FIGURE_WIDTH for width in figures), figures
    marks = page.locator("small[class^='wf-read-']")
    assert marks.count() > 100
    assert marks.evaluate_all(APART) == []
    assert page.evaluate(SIDEWAYS) == []


def test_the_words_of_every_figure_are_large_enough_on_a_phone() -> None:
    figures = sorted(COURSE.glob("source/*/figures/*.svg"))
    assert len(figures) > 5
    for figure in figures:
        style, _, narrow = figure.read_text().partition("@media (max-width: 440px)")
        sizes = SIZES.findall(narrow.partition("@media")[0]) or SIZES.findall(style)
        assert min(map(float, sizes)) * FIGURE_WIDTH / DRAWN >= SMALLEST_TYPE, figure


class TestTheStartPage:
    @pytest.fixture
    def module(self) -> str:
        return START

    def test_whatever_is_pressed_can_be_hit_with_a_thumb(self, lesson: Lesson, page: Page) -> None:
        assert lesson.folder.is_dir()
        for width in (1366, 360):
            page.set_viewport_size({"width": width, "height": 740})
            assert page.locator(AT_THE_DESK).evaluate_all(SMALL) == [], width

    def test_where_the_system_forces_its_colours_all_words_are_read(self, lesson: Lesson, page: Page) -> None:
        expect(page.locator(".wf-onward a").first).to_be_visible()
        assert lesson.folder.is_dir()
        assert unreadable(page) == []


class TestWhoeverChoseNoTheme:
    @pytest.fixture
    def theme(self) -> str:
        return SYSTEM

    @pytest.fixture
    def starts(self) -> bool:
        return False

    def test_sees_the_colours_of_the_system(self, lab: str, workspace: Path, page: Page) -> None:
        assert workspace.is_dir()
        page.goto(lab)
        body = page.locator("body")
        schemes: list[tuple[Literal["dark", "light"], str]] = [("dark", "false"), ("light", "true")]
        for scheme, light in schemes:
            page.emulate_media(color_scheme=scheme)
            expect(body).to_have_attribute("data-jp-theme-light", light)
            assert body.evaluate("node => getComputedStyle(node).colorScheme") == scheme
