"""The small mark behind a citation that says how its source was read; style alone draws it as a sign.

Its words stand in the text, in brackets, so that they are read where no style of ours is: in plain JupyterLab, on a
page that shows notebooks, by a screen reader. The day, and where it was read, are its title.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline
from markupsafe import Markup

from wellfounded.content.law import DEPTHS, MARKS
from wellfounded.content.markup import fill_html

MARK_CLASS = f"wf-read-(?:{'|'.join(DEPTHS)})"  # reading_marks.css draws each
MARK = re.compile(rf'<small class="{MARK_CLASS}" title="[^"<>]*">[^<>]*</small>')
MATHS = "$"  # JupyterLab takes what stands between two of them for a formula, even in a title


def reading_mark(level: str, title: str) -> Markup:
    """Return the mark of a level of reading, a key of `DEPTHS`."""
    html = fill_html('<small class="wf-read-{}" title="{}">({})</small>', level, title, MARKS[level])
    return Markup(str(html).replace(MATHS, "&#36;"))  # noqa: S704 (it was HTML)


def parse_mark(state: StateInline, silent: bool) -> bool:
    """Keep a mark that stands in Markdown already; all other HTML there is text."""
    match = MARK.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = match[0]
    state.pos = match.end()
    return True
