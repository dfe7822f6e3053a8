"""Markdown of lessons and cases: however a citation is written, it leads to its source or is refused by name."""

import re

import pytest

from wellfounded.content import markdown
from wellfounded.content.law import authorities
from wellfounded.content.reading_mark import reading_mark
from wellfounded.render.safe_html import safe

KEY = "irpa-96"
ADDRESS = authorities()[KEY].address
PLAIN = f"[IRPA](authority:{KEY})"
OTHERS = [
    f"[IRPA](<authority:{KEY}>)",
    f'[IRPA](authority:{KEY} "The Act")',
    f"[IRPA][act]\n\n[act]: authority:{KEY}",
    f"[act]\n\n[act]: <authority:{KEY}> 'The Act'",
    f"[IRPA](AUTHORITY:{KEY})",
    f"<authority:{KEY}>",
]


@pytest.mark.parametrize("text", [PLAIN, *OTHERS])
def test_a_citation_is_resolved_however_it_is_written(text: str) -> None:
    assert markdown.cited(text) == [KEY]
    html = markdown.block(f"> | a |\n> |---|\n> | {text} |" if "\n" not in text else text)
    assert f'<a href="{ADDRESS}" title="{authorities()[KEY].title}' in html
    assert 'href="authority:' not in html.lower()


@pytest.mark.parametrize("text", [PLAIN, *OTHERS])
def test_a_notebook_gets_the_address_or_the_citation_is_named(text: str) -> None:
    inline = "](" in text
    assert markdown.unresolved(text) == ([] if inline else [KEY])
    assert (f"]({ADDRESS}" in markdown.linked(text)) == inline


def test_addresses_stand_where_the_links_stood_and_nothing_else_of_a_lesson_changes() -> None:
    title = f'"{authorities()[KEY].name()}"'
    quote = f"> - `{PLAIN}` *and {PLAIN}*,\n>   {PLAIN}; {PLAIN}"
    text = f"# On {PLAIN}\n\n{quote}\n\n| {PLAIN} | {PLAIN} |\n|---|---|\n| `a` | {PLAIN} |\n"
    mark = reading_mark(authorities()[KEY].checked, authorities()[KEY].trust())
    there = f"[IRPA]({ADDRESS} {title})\u00a0{mark}"
    linked = markdown.linked(text)
    assert linked == text.replace(PLAIN, there).replace(f"`{there}`", f"`{PLAIN}`")
    assert markdown.block(linked) == markdown.block(text)


def test_what_is_no_link_stays_as_it_is_written() -> None:
    text = f"`{PLAIN}` and {PLAIN.replace('[', chr(92) + '[')}"
    assert markdown.cited(text) == []
    assert f"<code>{PLAIN}</code>" in markdown.block(text)
    assert markdown.linked(text) == text


def test_the_mark_says_in_words_how_a_source_was_read_and_its_title_when() -> None:
    html = markdown.block(PLAIN)
    assert re.search(r'</a>\u00a0<small class="wf-read-copy" title="[^"]*, \d{4}-\d\d-\d\d">\(copy\)</small>', html)
    assert safe(html).count("<small") == 1, "the gate keeps it"
    assert "$" not in reading_mark("copy", "the fee ($550, and $560)"), "JupyterLab would set a formula"


@pytest.mark.parametrize(
    "text",
    [
        '<small class="wf-read-copy" title="t" onclick="x()">(copy)</small>',
        '<small class="other" title="t">(copy)</small>',
        '<small class="wf-read-copy" title="t"><b>x</b></small>',
    ],
)
def test_html_that_is_no_mark_stays_text(text: str) -> None:
    assert "<small" not in markdown.block(text)


def test_passages_that_cite_are_told_with_their_lines() -> None:
    text = f"# One\n\nTwo\nand {PLAIN}\n\n| a | b |\n|---|---|\n| c | {PLAIN} |\n\nFour"
    found = [(passage.line, passage.is_cell, passage.keys) for passage in markdown.passages(text)]
    assert found == [(2, False, [KEY]), (7, True, [KEY])]
