"""Judges names that strangers chose: of files in an archive, of learners; and shows them safely."""

from __future__ import annotations

import re
import unicodedata

LONGEST_PATH, LONGEST_PART, LONGEST_ID = 1000, 255, 100  # characters; file systems take 255 for one name
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])[ ]*(\..*)?", re.IGNORECASE)
DRIVE = re.compile(r"[A-Za-z]:")
# Marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX #9). Joiners are not among
# them: Persian and Hindi names are written with those.
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LEARNER = re.compile(r"[^\W_][\w.@-]*")


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
    if any(RESERVED.fullmatch(part) for part in parts):
        return "is a name that Windows keeps for itself"
    if len(name) > LONGEST_PATH or any(len(part) > LONGEST_PART for part in parts):
        return "is too long"
    return ""


def learner_problem(learner: str) -> str:
    """Say why an id cannot name a learner's folder; "" if it can.

    nbgrader makes the id a folder's name and a pattern of files, and `+` divides it from the rest in an exchange.
    """
    if not LEARNER.fullmatch(learner) or learner.endswith("."):
        return "may hold letters, digits, '.', '_', '@' and '-' alone, and begins with a letter or digit"
    if len(learner) > LONGEST_ID:
        return f"is longer than {LONGEST_ID} characters"
    return name_problem(learner)


def shown(text: str) -> str:
    """Return a text for a terminal: what would not print, or would turn the line around, is shown as its code."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)
