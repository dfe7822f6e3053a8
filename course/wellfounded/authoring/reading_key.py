"""The key at a lesson's end: what each mark behind a citation means, and how many of its sources bear it."""

from __future__ import annotations

from datetime import date
from itertools import chain

from wellfounded.authoring.lesson import HAND_IN
from wellfounded.authoring.module import Module
from wellfounded.authoring.source_uses import cell_uses, module_uses
from wellfounded.content.law import DEPTHS, Authority, authorities
from wellfounded.content.reading_mark import reading_mark

HEADING = "## How closely we read the sources"
MEANINGS = {
    "official": "The official text itself, where its maker publishes it",
    "copy": "A copy of the text, kept by somebody else, perhaps of an older day",
    "quoted": "Words of the text that another work quotes",
    "summary": "An account of it by somebody else",
    "unverified": "Commonly stated. We have not checked it: please do not rely on it. No answer here is marked by it",
}


def reading_key(module: Module) -> str:
    """Return the key as Markdown; "" for a lesson that cites nothing."""
    sources = [authorities()[key] for key in sorted(_keys(module))]
    rows = [_row(level, [source for source in sources if source.checked == level]) for level in DEPTHS]
    table = ["| Mark | How we read it | Sources here | Read |", "|---|---|---|---|", *filter(None, rows)]
    about = "The mark behind a citation says how we read that source. Its title says when, and where."
    return "\n\n".join([HEADING, about, "\n".join(table)]) if sources else ""


def place_for_key(sources: list[str]) -> int:
    """Return the number of the cell before which the key stands: before the hand-in and the words that lead over to it.

    `sources` are the texts of a notebook's cells. Where nothing is handed in it is the end.
    """
    if HAND_IN not in sources:
        return len(sources)
    hand_in = sources.index(HAND_IN)
    leads_over = hand_in > 0 and not sources[hand_in - 1].startswith("#")
    return hand_in - leads_over


def _keys(module: Module) -> set[str]:
    compared = chain.from_iterable(cell.compared_countries for cell in module.lesson.cells)
    return {key for use in chain(module_uses(module), cell_uses(dict.fromkeys(compared))) for key in use.keys}


def _row(level: str, sources: list[Authority]) -> str:
    if not sources:
        return ""
    read = _period([date.fromisoformat(source.checked_on) for source in sources])
    return f"| {reading_mark(level, DEPTHS[level])} | {MEANINGS[level]} | {len(sources)} | {read} |"


def _period(days: list[date]) -> str:
    """Return the first and the last of some days, each year once."""
    first, last = min(days), max(days)
    if first == last:
        return f"{last.day} {last:%B %Y}"
    year = f" {first.year}" if first.year != last.year else ""
    return f"{first.day} {first:%B}{year} to {last.day} {last:%B %Y}"
