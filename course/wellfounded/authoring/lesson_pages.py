"""Cuts a lesson's text where the learner's view begins a new page.

A page is a section, or a part of a long one, so that it can be read without much scrolling. What leads over to a case,
or to the hand-in, is a piece of its own: it is read with what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from wellfounded.content import markdown

LONG = 350  # words: a section that has more is cut
PAGE = 280  # words that a page of a long section has, about
LEAD_IN = 20  # words: a last paragraph with more belongs to the section
BEFORE_A_TURN = 60  # words that a page may be shorter or longer to begin where the text takes a turn
TURN = re.compile(r"#|\*\*")  # a heading, or the bold words that stand for one
SECTION = re.compile(r"#{1,2} ")


def pages(text: str, *, leads_over: bool) -> Iterator[str]:
    """Yield the pieces of a text; `leads_over` says that a case or the hand-in follows."""
    sections: list[list[markdown.Block]] = [[]]
    for block in markdown.blocks(text):
        if SECTION.match(block.text) and sections[-1]:
            sections.append([])
        sections[-1].append(block)
    *whole, last = sections
    for section in whole:
        yield from _section_pages(section)
    lead_in = last[-1:] if leads_over and _is_lead_in(last) else []
    yield from _section_pages(last[: len(last) - len(lead_in)])
    yield from (block.text for block in lead_in)


def _is_lead_in(section: list[markdown.Block]) -> bool:
    return len(section) > 1 and section[-1].kind == "paragraph" and _words(section[-1]) <= LEAD_IN


def _section_pages(section: list[markdown.Block]) -> Iterator[str]:
    """Yield a section, or the parts of a long one, of about the same length."""
    ends = [0, *accumulate(map(_words, section))]  # the words before each block, and at the end
    count = round(ends[-1] / PAGE) if ends[-1] > LONG else 1
    cuts = {0, len(section)}
    for number in range(1, count):
        possible = [i for i in range(1, len(section)) if _may_begin(section, i)]
        target = ends[-1] * number / count
        cuts |= {*sorted(possible, key=lambda i: _distance(section[i], ends[i] - target))[:1]}
    for begin, end in pairwise(sorted(cuts)):
        yield "\n\n".join(block.text for block in section[begin:end])


def _may_begin(section: list[markdown.Block], i: int) -> bool:
    """Return whether a page may begin with a block: no list or table is cut from the words before it."""
    before, block = section[i - 1], section[i]
    return block.kind in ("paragraph", "heading") and before.kind != "heading" and not before.text.endswith(":")


def _distance(block: markdown.Block, words: float) -> float:
    return abs(words) - (BEFORE_A_TURN if TURN.match(block.text) else 0)


def _words(block: markdown.Block) -> int:
    """Return how many words of a block are read: the addresses of its links are not."""
    return len(re.sub(r"\]\([^)]*\)", "]", block.text).split())
