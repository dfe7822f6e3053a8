"""Judges names that strangers chose: of files in an archive, of learners; and shows them without harm."""

from __future__ import annotations

import re
import unicodedata

LONGEST_PATH, LONGEST_PART, LONGEST_ID = 1000, 255, 100  # characters; file systems take 255 for one name
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])[ ]*(\..*)?", re.IGNORECASE)
DRIVE = re.compile(r"[A-Za-z]:")
# Embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX #9). Its marks are not among them, nor
# are joiners: Hebrew, Arabic, Persian and Hindi names are written with those.
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LEARNER = re.compile(r"[^\W_][\w.@-]*")
LONGEST_IN_TABLES = 128  # characters of an id in nbgrader's tables; SQLite alone does not mind more
# What a name may hold besides digits and letters with their accents and vowel signs. Persian and Hindi use the joiners.
MARKS = frozenset(" .@_+-'\u200c\u200d")


def name_problem(name: str) -> str:
    """Say what is wrong with a path in an archive or a download, parts divided by "/"; "" if nothing is."""
    if any(unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") or each in BIDI for each in name):
        return "holds a control character"
    if "\\" in name or DRIVE.match(name):
        return "holds a backslash or the name of a drive"
    if name.startswith("/"):
        return "is an absolute path"
    parts = name.removesuffix("/").split("/")
    if any(part in ("", ".", "..") for part in parts):
        return "leads out of its folder"
    if len(name) > LONGEST_PATH or any(len(part) > LONGEST_PART for part in parts):
        return "is too long"
    return ""


def learner_problem(learner: str) -> str:
    """Say why we would not make a folder for a learner of this id; "" if we would. `unfit` judges one that is there.

    nbgrader makes the id a folder's name and a pattern of files, and `+` divides it from the rest in an exchange.
    """
    if not LEARNER.fullmatch(learner) or learner.endswith("."):
        return "may hold letters, digits, '.', '_', '@' and '-' alone, and begins with a letter or digit"
    if RESERVED.fullmatch(learner):
        return "is a name that Windows keeps for itself"
    if len(learner) > LONGEST_ID:
        return f"is longer than {LONGEST_ID} characters"
    return name_problem(learner)


def unfit(learner: str, *, sqlite: bool) -> str:
    """Return why nbgrader would not take the name of a folder as a learner's id; "" if it would."""
    if any("\ud800" <= letter <= "\udfff" for letter in learner):
        return "the folder's name is not UTF-8; rename it"
    if any(mark in learner for mark in "\n*?") or ("[" in learner and "]" in learner):
        return "the folder's name holds a line break or one of * ? [ ], which nbgrader cannot find; rename it"
    if len(learner) > LONGEST_IN_TABLES and not sqlite:
        return f"the folder's name is longer than {LONGEST_IN_TABLES} characters; rename it"
    if not _plain(learner):
        return "the folder's name may hold letters, digits, spaces and . @ _ + - ', a letter or digit first; rename it"
    return ""


def _plain(learner: str) -> bool:
    """Return whether no program acts upon a name: `=` is a formula, `<` markup, `--force` an option, ESC a command."""
    kinds = [unicodedata.category(letter)[0] for letter in learner]
    return kinds[:1] in (["L"], ["N"]) and all(
        kind in "LMN" or letter in MARKS for kind, letter in zip(kinds, learner, strict=True)
    )


def compared(name: str) -> str:
    """Return a name as two of them are compared: one form for all that look the same, small letters.

    Accents and vowel signs stay: without them राम is रमा. So `é` written in two ways is one letter, and `e` another.
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def unaccented(name: str) -> str:
    """Return a compared name as an LMS without accents writes it; only Latin, Greek and Cyrillic have accents."""
    kept, base = [], ""
    for each in unicodedata.normalize("NFD", name):
        if not unicodedata.combining(each):
            base = unicodedata.name(each, "").partition(" ")[0]
        elif base in ("LATIN", "GREEK", "CYRILLIC"):
            continue
        kept.append(each)
    return unicodedata.normalize("NFC", "".join(kept))


def harmless(text: str) -> str:
    """Return a text with all that could steer a terminal shown as its code: control characters, ANSI, bidi overrides.

    Unicode's categories Cc, Cf, Cs, Co, Cn, Zl and Zp are what no name needs to be read.
    """
    return "".join(_shown(letter) for letter in text)


def _shown(letter: str) -> str:
    return letter if letter.isprintable() else f"\\u{ord(letter):04x}"
