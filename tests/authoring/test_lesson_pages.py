"""A lesson's text is cut at its sections, and a long section where a reader may turn the page."""

from pathlib import Path

import pytest

from tests.places import COURSE
from wellfounded.authoring.lesson_pages import pages
from wellfounded.content import markdown
from wellfounded.content.release import cells

SHORT = "One paragraph of a few words."
LONG = " ".join(["word"] * 150)


def cut(*blocks: str, leads_over: bool = False) -> list[str]:
    return list(pages("\n\n".join(blocks), leads_over=leads_over))


def test_each_section_is_a_piece_and_nothing_is_lost() -> None:
    text = ["# Title", SHORT, "## First", SHORT, "### Within", SHORT, "## Second", "```\n## no heading\n```", "> quote"]
    assert cut(*text) == ["\n\n".join(text[:2]), "\n\n".join(text[2:6]), "\n\n".join(text[6:])]


def test_what_leads_over_to_a_case_is_a_piece_of_its_own() -> None:
    text = "## First", LONG, "Now a case."
    assert cut(*text, leads_over=True) == ["\n\n".join(text[:2]), "Now a case."]
    assert cut(*text) == ["\n\n".join(text)]
    assert cut("## First", LONG, leads_over=True) == ["\n\n".join(["## First", LONG])]
    assert cut("Now a case.", leads_over=True) == ["Now a case."]


@pytest.mark.parametrize("kept", ["- one\n- two", "| a | b |\n|---|---|\n| c | d |", "> a quotation", "1. one"])
def test_a_long_section_is_cut_between_paragraphs_and_not_before_a_list_or_table(kept: str) -> None:
    first, second = cut("## First", LONG, LONG, "Three slips are common.", kept, LONG)
    assert first == "\n\n".join(["## First", LONG, LONG])
    assert second == "\n\n".join(["Three slips are common.", kept, LONG])


def test_a_page_begins_where_the_text_takes_a_turn() -> None:
    assert cut("## First", LONG, SHORT, LONG, SHORT, f"**Threats.** {LONG}", LONG)[1].startswith("**Threats.**")
    assert cut("## First", LONG, "So it is:", LONG, LONG)[1] == "\n\n".join(["So it is:", LONG, LONG])


@pytest.mark.parametrize("notebook", sorted((COURSE / "release").glob("0*/*.ipynb")), ids=lambda path: path.stem)
def test_no_page_of_the_course_is_very_long(notebook: Path) -> None:
    texts = ["".join(cell["source"]) for cell in cells(notebook) if cell["cell_type"] == "markdown"]
    assert len(texts) > 5
    for text in texts:
        assert len(markdown.block(text).striptags().split()) < 480, text[:60]
        assert sum(block.text.startswith(("# ", "## ")) for block in markdown.blocks(text)) <= 1
