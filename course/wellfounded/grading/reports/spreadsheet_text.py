"""Makes what learners and authors wrote safe to show: on a terminal, in a spreadsheet, as plain text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pandas as pd

# A spreadsheet may take these for the start of a formula (OWASP, "CSV Injection"), the full-width signs too.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
# Marks that turn the direction of the text after them: a name could pass for another.
DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
HIDDEN_CATEGORIES = {"Cc", "Cs", "Zl", "Zp"}  # control characters, halves of a character, line and paragraph separators


def escape_hidden(text: object) -> str:
    r"""Return one line without characters that a terminal obeys, that turn text round or that no file can hold.

    Each is written as its number, `\u001b`, so that nothing is hidden.
    """
    line = str(text)
    # What is escaped is not printable, and few texts hold anything that is not.
    return line if line.isprintable() else "".join(map(_escape, line))


def csv_value(value: Any) -> str | float:
    """Return a value for a CSV file: a number as it is, text in one line, a formula with an apostrophe.

    Missing is "". A text that begins with one of `FORMULA_STARTS` gets an apostrophe before it, even an identifier.
    """
    value = value.item() if isinstance(value, np.generic) else value
    if value is None or value is pd.NaT or value != value:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return int(value) if value == int(value) else float(f"{value:.10g}")
    text = str(value)
    return f"'{escape_hidden(text)}" if text.lstrip(" ").startswith(FORMULA_STARTS) else escape_hidden(text)


@lru_cache(maxsize=20_000)  # an option is read for every learner who chose it
def text_of_html(html: str) -> str:
    """Return the text of HTML, in one line."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.parts).split())


class _TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag in ("p", "li", "div", "br", "td"):
            self.parts.append(" ")


def _escape(character: str) -> str:
    if unicodedata.category(character) in HIDDEN_CATEGORIES or DIRECTION_MARKS.match(character):
        return f"\\u{ord(character):04x}"
    return character
