"""Marks around passages: found, taken away, quoted, and named where they could not be drawn."""

import pytest
from markupsafe import Markup

from wellfounded.content import markdown
from wellfounded.content.questions.passages import marked_passages, misplaced_marks, quoted, without_marks


def test_marks_go_and_words_and_markup_stay_in_markdown_and_in_html() -> None:
    text = Markup("On [[p1: 3 **April**]] I saw [[p2: three men\nrun]]. [[2014] UKUT 552] stays.")
    assert without_marks(text) == "On 3 **April** I saw three men\nrun. [[2014] UKUT 552] stays."
    assert without_marks(markdown.block("- a [[p1: *b* c]]")) == markdown.block("- a *b* c")
    assert marked_passages(text) == [("p1", "3 **April**"), ("p2", "three men\nrun")]


def test_marks_come_through_markdown_with_links_and_tables() -> None:
    text = "| a | b |\n|---|---|\n| [[p1: see [it](https://example.org/)]] | [[p2: `c`]] |"
    assert marked_passages(markdown.block(text)) == [
        ("p1", 'see <a href="https://example.org/">it</a>'),
        ("p2", "<code>c</code>"),
    ]


def test_a_quotation_says_which_of_the_same_words_it_is() -> None:
    told = quoted(Markup("[[p1: No.]] [[p2: Yes.]] [[p3: No.]]"))
    assert told["p1"] == "“No.” (place 1 of 2 where this stands)"
    assert told["p2"] == "“Yes.”"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[p1: one\n\ntwo]]", "crosses a paragraph"),
        ("> [[p1: one\n>\n> two]]", "crosses a paragraph"),
        ("| [[p1: one | two]] |", "or a cell"),
        ("- [[p1: one\n- two]]", "an item of a list"),
        ("[[p1: one\n2. two]]", "an item of a list"),
        ("**[[p1: one** two]]", "cuts bold"),
        ("[[p1: *one]] two*", "cuts bold"),
        ("[[p1:  ]]", "holds no words"),
        ("[[p1: one]](see)", "makes a link of it"),
        ("[[p1: one [[p2: two]] three]]", "where no passage is"),
        ("[[p1 one]]", "where no passage is"),
        ("[[proof: one]]", "where no passage is"),
        ("[[p1: one", "where no passage is"),
    ],
)
def test_a_mark_that_could_not_be_drawn_is_named(text: str, words: str) -> None:
    found = [*misplaced_marks(text)]
    assert any(words in problem for problem, _ in found), found


@pytest.mark.parametrize("text", ["[[p1: **one** *two*]]", "**[[p1: one]]**", "> [[p1: one\n> two]]", "([[a: 2 - 1]])"])
def test_a_mark_that_can_be_drawn_is_let_be(text: str) -> None:
    assert [*misplaced_marks(text)] == []
