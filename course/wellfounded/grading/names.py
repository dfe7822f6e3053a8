"""Learners' names: which nbgrader takes, and how any is shown on a terminal without harm."""

from __future__ import annotations

import unicodedata

LONGEST = 128  # characters of an id in nbgrader's tables; SQLite alone does not mind more
# What a name may hold besides digits and letters with their accents and vowel signs. Persian and Hindi use the joiners.
MARKS = frozenset(" .@_+-'\u200c\u200d")


def unfit(learner: str, *, sqlite: bool) -> str:
    """Return why nbgrader would not take the name of a folder as a learner's id; "" if it would."""
    if any("\ud800" <= letter <= "\udfff" for letter in learner):
        return "the folder's name is not UTF-8; rename it"
    if any(mark in learner for mark in "\n*?") or ("[" in learner and "]" in learner):
        return "the folder's name holds a line break or one of * ? [ ], which nbgrader cannot find; rename it"
    if len(learner) > LONGEST and not sqlite:
        return f"the folder's name is longer than {LONGEST} characters; rename it"
    if not _plain(learner):
        return "the folder's name may hold letters, digits, spaces and . @ _ + - ', a letter or digit first; rename it"
    return ""


def _plain(learner: str) -> bool:
    """Return whether no program acts upon a name: `=` is a formula, `<` markup, `--force` an option, ESC a command."""
    kinds = [unicodedata.category(letter)[0] for letter in learner]
    return kinds[:1] in (["L"], ["N"]) and all(
        kind in "LMN" or letter in MARKS for kind, letter in zip(kinds, learner, strict=True)
    )


def harmless(text: str) -> str:
    """Return a text with all that could steer a terminal shown as its code: control characters, ANSI, bidi overrides.

    Unicode's categories Cc, Cf, Cs, Co, Cn, Zl and Zp are what no name needs to be read.
    """
    return "".join(_shown(letter) for letter in text)


def _shown(letter: str) -> str:
    hidden = unicodedata.category(letter)[0] == "C" or unicodedata.category(letter) in ("Zl", "Zp")
    return f"\\u{ord(letter):04x}" if hidden else letter
