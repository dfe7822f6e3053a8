"""The colours of the course are told apart by who sees little contrast, in light and in dark."""

import re

import pytest

from tests.places import COURSE

TEXT = ("ink", "ink-soft", "accent", "right", "wrong", "partly", "focus")
BEHIND = ("paper", "surface", "accent-soft", "right-soft", "wrong-soft", "partly-soft")
# The first of each name: what `prefers-contrast` says comes after.
SHEET = (COURSE / "course" / "wellfounded" / "render" / "palette.css").read_text()
PAIRS = re.findall(r"--wf-([a-z-]+): light-dark\((#\w+), (#\w+)\)", SHEET)[::-1]
COLOURS = {name: {"light": light, "dark": dark} for name, light, dark in PAIRS}


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_readable_on_every_colour_behind_it(scheme: str) -> None:
    ratios = {
        (text, behind): contrast(COLOURS[text][scheme], COLOURS[behind][scheme]) for text in TEXT for behind in BEHIND
    }
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edges_of_controls_are_seen(scheme: str) -> None:
    ratios = {behind: contrast(COLOURS["line"][scheme], COLOURS[behind][scheme]) for behind in BEHIND}
    assert {behind: ratio for behind, ratio in ratios.items() if ratio < 3} == {}


def test_whatever_ink_is_used_on_a_paper_is_readable_on_it_in_light_and_in_dark() -> None:
    sheet = (COURSE / "course" / "wellfounded" / "render" / "papers.css").read_text()
    papers = re.search(r"--wf-sheet: light-dark\((#\w+), (#\w+)\)", sheet)
    assert papers
    inks = dict(re.findall(r"--wf-(ink|ink-soft|accent|focus|stamp|stamp-red|pen): (#\w+);", sheet))
    assert set(inks) == {"ink", "ink-soft", "accent", "focus", "stamp", "stamp-red", "pen"}
    ratios = {(ink, paper): contrast(colour, paper) for ink, colour in inks.items() for paper in papers.groups()}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}
