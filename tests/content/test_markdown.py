"""Markdown of lessons and cases: however a citation is written, it leads to its source or is refused by name."""

import pytest

from wellfounded.content import markdown
from wellfounded.content.law import authorities

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
    title = f'"{authorities()[KEY].name()} ({authorities()[KEY].trust()})"'
    quote = f"> - `{PLAIN}` *and {PLAIN}*,\n>   {PLAIN}; {PLAIN}"
    text = f"# On {PLAIN}\n\n{quote}\n\n| {PLAIN} | {PLAIN} |\n|---|---|\n| `a` | {PLAIN} |\n"
    there = f"[IRPA]({ADDRESS} {title})"
    linked = markdown.linked(text)
    assert linked == text.replace(PLAIN, there).replace(f"`{there}`", f"`{PLAIN}`")
    assert markdown.block(linked) == markdown.block(text)


def test_what_is_no_link_stays_as_it_is_written() -> None:
    text = f"`{PLAIN}` and {PLAIN.replace('[', chr(92) + '[')}"
    assert markdown.cited(text) == []
    assert f"<code>{PLAIN}</code>" in markdown.block(text)
    assert markdown.linked(text) == text
