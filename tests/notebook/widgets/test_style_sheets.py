"""All views share one style sheet: a class that two of them meant differently would spoil one of them."""

import re
from collections import defaultdict
from pathlib import Path

import wellfounded

PACKAGE = Path(wellfounded.__file__).parent
FOLDERS = ("notebook/widgets", "content/questions", "launch/jupyter/lesson_view")
# These are one thing each, of which several style sheets say something.
SHARED = {"wf-paper", "wf-question", "wf-spoken", "wf-said", "wf-how", "wf-own-words"}
ALONE = re.compile(r"^\s*(?:\.wf )?\.(wf-[\w-]+)\s*(?:,|\{)", re.MULTILINE)


def test_no_two_style_sheets_mean_different_things_by_one_class() -> None:
    sheets = [path for folder in FOLDERS for path in (PACKAGE / folder).glob("*.css")]
    sheets.append(PACKAGE / "render" / "papers.css")
    named = defaultdict(set)
    for path in sheets:
        for name in ALONE.findall(path.read_text()):
            named[name].add(path.name)
    assert len(named) > 100
    twice = {name: sorted(paths) for name, paths in named.items() if len(paths) > 1 and name not in SHARED}
    # The bar above a lesson has an id; the bars of the start page are SVG.
    assert twice in ({}, {"wf-bar": ["bar.css", "board.css"]})
