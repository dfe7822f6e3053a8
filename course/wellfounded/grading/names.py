"""Checks names that strangers chose, of files in an archive and of learners, and makes them safe to print."""

from __future__ import annotations

import re
import unicodedata

LONGEST_PATH, LONGEST_PART, LONGEST_ID = 1000, 255, 100  # characters; file systems take 255 for one name
WINDOWS_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])[ ]*(\..*)?", re.IGNORECASE)
DRIVE = re.compile(r"[A-Za-z]:")
# Embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX #9). Its marks are not among them, nor
# are joiners: Hebrew, Arabic, Persian and Hindi names are written with those.
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LEARNER_ID = re.compile(r"[^\W_][\w.@-]*")
LONGEST_IN_TABLES = 128  # characters of an id in nbgrader's tables; SQLite alone does not mind more
# What a name may hold besides digits and letters with their accents and vowel signs. Persian and Hindi use the joiners.
NAME_MARKS = frozenset(" .@_+-'\u200c\u200d")


def path_problem(name: str) -> str:
    """Return what is wrong with a path in an archive or a download, its parts divided by "/"; "" if nothing is."""
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") or letter in BIDI for letter in name):
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


def learner_id_problem(learner: str) -> str:
    """Return why no folder may be made for a learner with this id; "" if it may.

    nbgrader uses the id as a folder's name and in a pattern of files; in an exchange, `+` ends it.
    `folder_name_problem` checks a folder that exists.
    """
    if not LEARNER_ID.fullmatch(learner) or learner.endswith("."):
        return "may hold letters, digits, '.', '_', '@' and '-' alone, and begins with a letter or digit"
    if WINDOWS_RESERVED.fullmatch(learner):
        return "is a name that Windows keeps for itself"
    if len(learner) > LONGEST_ID:
        return f"is longer than {LONGEST_ID} characters"
    return path_problem(learner)


def folder_name_problem(learner: str, *, sqlite: bool) -> str:
    """Return why nbgrader would not accept the name of a folder as a learner's id; "" if it would."""
    if any("\ud800" <= letter <= "\udfff" for letter in learner):
        return "the folder's name is not UTF-8; rename it"
    if any(mark in learner for mark in "\n*?") or ("[" in learner and "]" in learner):
        return "the folder's name holds a line break or one of * ? [ ], which nbgrader cannot find; rename it"
    if len(learner) > LONGEST_IN_TABLES and not sqlite:
        return f"the folder's name is longer than {LONGEST_IN_TABLES} characters; rename it"
    if not _is_inert(learner):
        return "the folder's name may hold letters, digits, spaces and . @ _ + - ', a letter or digit first; rename it"
    return ""


def _is_inert(learner: str) -> bool:
    """Return whether no program acts on a name: `=` is a formula, `<` markup, `--force` an option, ESC a command."""
    categories = [unicodedata.category(letter)[0] for letter in learner]
    return categories[:1] in (["L"], ["N"]) and all(
        category in "LMN" or letter in NAME_MARKS for category, letter in zip(categories, learner, strict=True)
    )


def normalized(name: str) -> str:
    """Return a name in the form in which names are compared: small letters, one form for all that look the same.

    Accents and vowel signs stay: without them राम is रमा. So `é` written in two ways is one letter, and `e` another.
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def without_accents(name: str) -> str:
    """Return a normalized name as an LMS without accents writes it; only Latin, Greek and Cyrillic have accents."""
    letters, script = [], ""
    for letter in unicodedata.normalize("NFD", name):
        if not unicodedata.combining(letter):
            script = unicodedata.name(letter, "").partition(" ")[0]
        elif script in ("LATIN", "GREEK", "CYRILLIC"):
            continue
        letters.append(letter)
    return unicodedata.normalize("NFC", "".join(letters))


def escape_controls(text: str) -> str:
    """Return a text in which codes replace what could control a terminal: control characters, ANSI, bidi overrides.

    No name needs a character of Unicode's categories Cc, Cf, Cs, Co, Cn, Zl and Zp to be readable.
    """
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)
