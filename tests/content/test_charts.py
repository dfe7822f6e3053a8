"""A chart is drawn by hand, as a picture: what it shows is what the table below it says."""

import re
from xml.etree import ElementTree

import pytest

from tests.places import COURSE

LESSON = COURSE / "source" / "04-where-to-claim"
TEXT = (LESSON / "lesson.md").read_text()
SVG = "{http://www.w3.org/2000/svg}"


def drawn(name: str, shape: str, *sizes: str) -> list[list[float]]:
    """Return these sizes of every bar or mark in a picture."""
    root = ElementTree.parse(LESSON / "figures" / name).getroot()  # noqa: S314 (our own)
    shapes = [node for node in root.iter(f"{SVG}{shape}") if node.get("class") in ("bar", "mark")]
    return [[float(node.get(size, "")) for size in sizes] for node in shapes]


def table_below(name: str) -> list[list[str]]:
    """Return the rows of the table that follows a picture, without its head."""
    _, rest = TEXT.split(f"](figures/{name})\n\n")
    lines = re.match(r"(\|.*\n)+", rest)
    assert lines is not None
    return [[cell.strip() for cell in line.strip("| ").split("|")] for line in lines[0].splitlines()[2:]]


def number(text: str) -> float:
    return float(text.replace(",", ""))


def test_dots_and_bands_stand_where_the_table_says() -> None:
    rows = table_below("twelve-countries.svg")
    rates = [number(rate) for _, _, rate, _ in rows]
    bands = [[float(end) for end in band.split(" to ")] for *_, band in rows]
    dots = [x for (x,) in drawn("twelve-countries.svg", "circle", "cx")]
    # One scale for all: where Brazil's dot stands is nought, and Mexico's says how wide a hundredth is.
    nought, step = dots[7], (dots[0] - dots[7]) / rates[0]
    assert len(rows) == 12
    assert dots == pytest.approx([nought + rate * step for rate in rates], abs=0.2)
    drawn_bands = [[x, x + width] for x, width in drawn("twelve-countries.svg", "rect", "x", "width")]
    expected = [[nought + end * step for end in band] for band in bands]
    assert [end for band in drawn_bands for end in band] == pytest.approx(
        [e for band in expected for e in band], abs=0.2
    )
