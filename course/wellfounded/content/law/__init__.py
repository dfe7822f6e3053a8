"""The law the course rests on: its sources, and the jurisdictions it speaks of."""

from __future__ import annotations

from dataclasses import dataclass
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
    "time_limits": "Time limits",
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


@cache
def comparison() -> dict[str, dict[str, dict[str, str]]]:
    """Read what `jurisdictions.yaml` says of each country's law: by code and by row, {"text", "source", "as_of"}.

    Countries and rows of which we know nothing are left out; ValueError for a row or a source that is not known.
    """
    law = {code: dict(entry["law"]) for code, entry in _read("jurisdictions.yaml").items() if "law" in entry}
    for code, rows in law.items():
        for row, cell in rows.items():
            if row not in ROWS or cell["source"] not in authorities():
                raise ValueError(f"jurisdictions.yaml: {code}.{row}: unknown row or source; mend it.")
    return law


def _read(name: str) -> dict[str, Any]:
    loaded = yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 (a safe one)
    return dict(loaded or {})
