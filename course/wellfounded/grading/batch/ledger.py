"""What was graded, from which answers and with which keys: `.graded.db` in the course's root, never in nbgrader's.

It is written last, after the gradebook and the graded folder. So what is on record is done, and what a power cut
kept off the record is graded again, with the same outcome.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from wellfounded.grading.batch.module_template import Template

RECORD = ".graded.db"
_TABLES = """
CREATE TABLE IF NOT EXISTS setting (digest TEXT PRIMARY KEY, rest TEXT, keys TEXT);
CREATE TABLE IF NOT EXISTS graded (module TEXT, learner TEXT, journal TEXT, setting TEXT, mtime INTEGER,
    PRIMARY KEY (module, learner)) WITHOUT ROWID;
"""


class Entry(NamedTuple):
    """One submission on record: digests of its journal and of the module's setting; when its notebook was written."""

    journal: str = ""
    setting: str = ""
    mtime: int = 0


class Record:
    """The record of a course; in a dry run it is only read."""

    def __init__(self, course: Path, *, dry: bool) -> None:
        """Open or make the record."""
        path = course / RECORD
        where = path.resolve().as_uri() if path.exists() or not dry else "file::memory:"
        self._db = sqlite3.connect(f"{where}?mode=ro" if dry and path.exists() else where, uri=True)
        if not (dry and path.exists()):
            self._db.executescript(_TABLES)

    def entry(self, module: str, learner: str) -> Entry:
        """Return what is on record of a submission."""
        found = self._db.execute(
            "SELECT journal, setting, mtime FROM graded WHERE module = ? AND learner = ?", (module, learner)
        ).fetchone()
        return Entry(*found) if found else Entry()

    def keys(self, setting: str) -> tuple[str, dict[str, str]]:
        """Return what a module was graded with: the digests of its notebook and the like, and of each case."""
        found = self._db.execute("SELECT rest, keys FROM setting WHERE digest = ?", (setting,)).fetchone()
        return (found[0], json.loads(found[1])) if found else ("", {})

    def add(self, template: Template, entries: Iterable[tuple[str, Entry]]) -> None:
        """Put submissions of a module on record, all or none."""
        with self._db:
            about = (template.digest, template.rest, json.dumps(template.keys))
            self._db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?, ?)", about)
            rows = [(template.module, learner, *entry) for learner, entry in entries]
            self._db.executemany("INSERT OR REPLACE INTO graded VALUES (?, ?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Close the file."""
        self._db.close()
