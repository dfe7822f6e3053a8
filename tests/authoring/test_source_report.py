"""What rests on a source is listed with its place, the weightiest first; front pages are no addresses."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.authoring.test_rules import GRADED, LESSON, edit
from tests.places import COURSE
from wellfounded.authoring import source_addresses
from wellfounded.authoring.module import read_modules
from wellfounded.authoring.source_addresses import is_front_page
from wellfounded.authoring.source_report import SourceError, resting_on, stale
from wellfounded.authoring.source_uses import course_uses
from wellfounded.content.law import authorities
from wellfounded.launch.commands import app


def test_every_statement_question_and_cell_that_rests_on_a_source_is_shown_with_its_place(course: Path) -> None:
    edit(course, GRADED, "[convention-1a2]", "[convention-1a2, irpr-206]")
    edit(course, GRADED, "text: Gamma", "text: Gamma of [a rule](authority:irpr-206)")
    line = (course / LESSON).read_text().split("A sentence with")[0].count("\n") + 1
    edit(
        course,
        LESSON,
        "A sentence with",
        "A [rule](authority:irpr-206) with\n\n| a |\n|---|\n| [b](authority:irpr-206) |\n\nA sentence with",
    )
    shown = "\n".join(resting_on(course, "irpr-206"))
    assert "graded-this.yaml, q2, its key" in shown
    assert re.search(r"graded-this.yaml, q\d, options c, text: Gamma of", shown), shown
    assert f"lesson.md, line {line}: A [rule]" in shown
    assert f"table cell · {course / LESSON}, line {line + 4}: [b]" in shown
    assert "jurisdictions.yaml, Canada, The right to work" in shown
    places = [shown.index(weight) for weight in ("    graded question", "    table cell", "    prose")]
    assert places == sorted(places)


def test_a_part_of_a_title_is_enough_and_an_unknown_name_gets_near_ones(course: Path) -> None:
    assert any(line.startswith("toboso-alfonso-1990: ") for line in resting_on(course, "Toboso"))
    with pytest.raises(SourceError, match=r"No source is called 'cardoza-1987'. Near it are: .*cardoza-fonseca-1987"):
        resting_on(course, "cardoza-1987")
    with pytest.raises(SourceError, match="Name a source, or a day"):
        resting_on(course, "")


def test_stale_sources_are_listed_by_weight(course: Path) -> None:
    lines = stale(course, "2026-12-31")
    assert lines[0].startswith("irpa-96: 2 × graded question"), "more of the sample rests on it than on any"
    assert lines[-1].split(": ")[1].startswith("cited nowhere")
    assert stale(course, "2020-01-01") == ["No source was last checked before 2020-01-01."]
    with pytest.raises(SourceError, match="'June' is no day"):
        stale(course, "June")


def test_the_command_shows_them_and_names_what_is_wrong(course: Path) -> None:
    shown = CliRunner().invoke(app, ["law", "convention-1a2", "--course", str(course)])
    assert shown.exit_code == 0, shown.output
    assert "its key" in shown.output


def test_every_key_that_a_module_cites_is_among_its_uses() -> None:
    uses = [*course_uses(read_modules(COURSE))]
    assert {use.weight for use in uses} == {"graded question", "table cell", "practice question", "activity", "prose"}
    written = "".join(
        path.read_text()
        for pattern in ("*/lesson.md", "*/cases/*.yaml", "*/activities/*.yaml")
        for path in (COURSE / "source").glob(pattern)
    )
    used = {key for use in uses for key in use.keys}
    assert {key for key in authorities() if f"authority:{key})" in written} <= used


@pytest.mark.parametrize(
    ("address", "front"),
    [
        ("https://www.hcourt.gov.au/", True),
        ("https://www.hcourt.gov.au", True),
        ("https://laws-lois.justice.gc.ca/eng/", True),
        ("https://example.org/en/index.html", True),
        ("https://example.org/?p=168", False),
        ("https://laws-lois.justice.gc.ca/eng/acts/i-2.5/section-96.html", False),
    ],
)
def test_a_front_page_is_told_from_a_document(address: str, front: bool) -> None:
    assert is_front_page(address) == front


def test_a_front_page_is_named_with_its_key_and_no_source_of_ours_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [*source_addresses.mistakes()] == []
    monkeypatch.setattr(source_addresses, "is_front_page", lambda address: "section-96" in address)
    (mistake, *_) = source_addresses.mistakes()
    assert str(mistake).endswith("give the address of the document, or of the copy that was read.")
    assert "authorities.yaml: irpa-96: the address https://laws-lois" in str(mistake)
