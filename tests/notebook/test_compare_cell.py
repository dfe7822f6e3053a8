"""Countries side by side, every cell with its source; and charts, run when the lesson is built."""

import json
import re
from pathlib import Path

import pytest

from wellfounded.authoring.comparison import OLD, comparison_data
from wellfounded.authoring.course_build import build
from wellfounded.authoring.lesson import LESSON
from wellfounded.content.law import DEPTHS, ROWS, authorities, comparison
from wellfounded.content.mistakes import MistakesError
from wellfounded.notebook.compare_cell import UNKNOWN, read_comparison, static

MODULE = Path("source/01-sample")
CELL = "```{code-cell} ipython3\n"
CELLS = [pytest.param(code, row, id=f"{code}-{row}") for code, rows in comparison().items() for row in rows]


def add(course: Path, code: str) -> None:
    path = course / MODULE / LESSON
    before, end, after = path.read_text().rpartition(f"{CELL}hand_in()")
    path.write_text(f"{before}{CELL}{code}\n```\n\n{end}{after}")


def shown(course: Path, starts: str) -> dict[str, str]:
    nb = json.loads((course / "release/01-sample/01-sample.ipynb").read_text())
    (cell,) = [each for each in nb["cells"] if "".join(each["source"]).startswith(starts)]
    (output,) = cell["outputs"]
    return {kind: "".join(text) for kind, text in output["data"].items()}


@pytest.mark.parametrize(("code", "row"), CELLS)
def test_every_cell_is_one_short_sentence_with_a_source_that_was_read_and_a_date(code: str, row: str) -> None:
    cell = comparison()[code][row]
    assert len(cell.text.split()) <= 30
    assert {authorities()[key].checked for key in cell.sources} <= {*DEPTHS} - {"unverified"}
    assert re.match(r"\d{4}", cell.as_of)


def test_a_cell_whose_law_is_older_than_2024_warns_and_no_other() -> None:
    for country in comparison_data()["countries"]:
        for row, html in country["cells"].items():
            assert (OLD in html) == (comparison()[country["code"]][row].as_of < "2024"), (country["code"], row)


def test_a_member_state_takes_from_the_union_what_it_has_no_rule_of_its_own_for() -> None:
    assert set(comparison()["eu"]) <= set(comparison()["nl"])
    cells = {country["code"]: country["cells"] for country in comparison_data()["countries"]}
    assert "<strong>European Union:</strong> National law must allow two weeks" in cells["nl"]["appeal"]
    assert "<strong>European Union:" not in cells["fr"]["appeal"], "France has its own"


def test_filing_deadlines_stand_apart_from_the_authorities_own() -> None:
    assert "one year" in comparison()["us"]["filing_deadline"].text
    assert "180 days" in comparison()["us"]["decision_time"].text


def test_every_row_is_known_for_some_country_and_none_is_filled_in_by_guess() -> None:
    assert {row for rows in comparison().values() for row in rows} == set(ROWS)
    known = comparison_data()
    (germany,) = [each for each in known["countries"] if each["code"] == "de"]
    assert set(germany["cells"]) == set(comparison()["de"])


def test_what_is_not_known_is_said_to_be_so() -> None:
    known = {"rows": [{"id": "appeal", "name": "Appeal"}], "countries": [{"code": "us", "name": "US", "cells": {}}]}
    assert f"<td>{UNKNOWN}</td>" in static(known, ("us",))["text/html"]


def test_a_lesson_shows_countries_and_holds_all_of_them_for_choosing(course: Path) -> None:
    add(course, 'compare("us", "ca")')
    build(course)
    html = shown(course, "compare")["text/html"]
    assert "<th>United States</th><th>Canada</th>" in html
    known = read_comparison(course / "release/01-sample/cases.json")
    assert known is not None
    assert {each["code"] for each in known["countries"]} == set(comparison())


def test_a_country_that_cannot_be_compared_is_named(course: Path) -> None:
    add(course, 'compare("us", "atlantis")')
    with pytest.raises(MistakesError, match="no law to compare for 'atlantis'"):
        build(course)


CHART = """from IPython.display import SVG
SVG('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')"""


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("1 / 0", "line 34: this cell fails: ZeroDivisionError"),
        ('from IPython.display import HTML\nHTML("<script src=x></script>")', "would load a script from a network"),
        (CHART, "draws says nothing to the blind"),
    ],
)
def test_code_that_fails_or_would_call_a_network_is_refused(course: Path, code: str, words: str) -> None:
    add(course, code)
    with pytest.raises(MistakesError, match=words):
        build(course)
