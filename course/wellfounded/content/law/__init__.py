"""The law the course rests on: its sources, and the jurisdictions it speaks of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, in C, eight times as fast where it was built
DEPTHS = {  # how a source was read, from the best to what no key may rest on
    "official": "we read the official text",
    "copy": "we read a copy of the text",
    "quoted": "we read what another work quotes of it",
    "summary": "we read a summary",
    "unverified": "commonly stated; we have not checked it",
}
MARKS = {  # the same, in the words of a mark
    "official": "official",
    "copy": "copy",
    "quoted": "quoted",
    "summary": "summary",
    "unverified": "not checked",
}
WORDS_READ = frozenset({"official", "copy", "quoted"})  # of such a source the words themselves were read


ROWS = {  # what countries are compared by, in the order of a claim
    "deciding_body": "Who decides",
    "first_step": "The first step",
    "filing_deadline": "The last day to ask for protection",
    "lodging": "Lodging the form",
    "decision_time": "How soon the authority must decide",
    "safe_lists": "Lists of safe countries",
    "standard_of_proof": "How likely the harm must be",
    "social_group_test": "The test for a social group",
    "gangs": "Gangs",
    "domestic_violence": "Domestic violence",
    "sogi": "Sexual orientation and gender identity",
    "right_to_work": "The right to work",
    "appeal": "Appeal",
    "family_reunion": "Family reunion",
}


@dataclass(frozen=True, kw_only=True)
class Authority:
    """One source, and how far to trust our reading of it.

    `checked_on` is a date, YYYY-MM-DD. `checked` is a key of `DEPTHS`. `read_in` says where the
    source was read, if not at its address: which copy and of what date, or which work quotes it.
    """

    title: str
    address: str
    checked_on: str
    checked: str
    pinpoint: str = ""
    read_in: str = ""
    licence: str = ""

    def name(self) -> str:
        """Return title and pinpoint."""
        return f"{self.title}, {self.pinpoint}" if self.pinpoint else self.title

    def trust(self) -> str:
        """Return in words how well the source was checked, when, and where it was read if not at its address."""
        where = f" ({self.read_in})" if self.read_in else ""
        return f"{DEPTHS[self.checked]}{where}, {self.checked_on}"


@cache
def authorities() -> dict[str, Authority]:
    """Read `authorities.yaml`: each source once, by its key. ValueError for an entry that says too little."""
    document = _read("authorities.yaml")
    sources = {key: Authority(**{k: str(v) for k, v in entry.items()}) for key, entry in document.items()}
    for key, source in sources.items():
        if source.checked not in DEPTHS:
            raise ValueError(f"authorities.yaml: {key}: 'checked: {source.checked}': write one of {', '.join(DEPTHS)}.")
        if source.checked == "quoted" and not source.read_in:
            raise ValueError(f"authorities.yaml: {key}: it is quoted; say in 'read_in' which work quotes it.")
    return sources


@cache
def jurisdictions() -> dict[str, str]:
    """Read `jurisdictions.yaml`: the name of each jurisdiction, by the code that cases use."""
    return {code: str(entry["name"]) for code, entry in _read("jurisdictions.yaml").items()}


@dataclass(frozen=True)
class Cell:
    """What one country's law says in one row of the comparison: in a sentence, on which sources, and as of when.

    `taken_from` is the code of the jurisdiction that the country follows in this row; "" where the rule is its own.
    """

    text: str
    sources: list[str]
    as_of: str
    taken_from: str = ""


@cache
def comparison() -> dict[str, dict[str, Cell]]:
    """Read what `jurisdictions.yaml` says of each country's law, by code and by row.

    Countries and rows of which we know nothing are left out; a state that follows another has its rows where it has
    none of its own. ValueError for a row or a source that is not known.
    """
    document = _read("jurisdictions.yaml")
    own = {code: _cells(code, entry["law"]) for code, entry in document.items() if "law" in entry}
    return {code: {**_followed(own, document[code].get("follows", "")), **cells} for code, cells in own.items()}


def _cells(code: str, rows: dict[str, Any]) -> dict[str, Cell]:
    cells = {}
    for row, cell in rows.items():
        sources = cell["source"] if isinstance(cell["source"], list) else [cell["source"]]
        if row not in ROWS or not authorities().keys() >= set(sources):
            raise ValueError(f"jurisdictions.yaml: {code}.{row}: unknown row or source; mend it.")
        cells[row] = Cell(str(cell["text"]), sources, str(cell["as_of"]))
    return cells


def _followed(own: dict[str, dict[str, Cell]], code: str) -> dict[str, Cell]:
    """Return the cells of a jurisdiction for one that follows it."""
    return {row: replace(cell, taken_from=code) for row, cell in own.get(code, {}).items()}


def _read(name: str) -> dict[str, Any]:
    loaded = yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 (a safe one)
    return dict(loaded or {})
