"""Records what was graded, from which answers and with which keys: `.graded.db` in the course's root, ours alone.

It is written last, after the gradebook and the graded folder. So whatever it records is done; what a power cut kept
out of it is graded again, with the same outcome.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from wellfounded.grading.batch.module_template import ModuleTemplate

LEDGER = ".graded.db"
_TABLES = """
CREATE TABLE IF NOT EXISTS setting (digest TEXT PRIMARY KEY, rest TEXT, keys TEXT);
CREATE TABLE IF NOT EXISTS graded (module TEXT, learner TEXT, journal TEXT, setting TEXT, mtime INTEGER,
    PRIMARY KEY (module, learner)) WITHOUT ROWID;
"""


class LedgerEntry(NamedTuple):
    """One graded submission: digests of its journal and of the module's setting; when its notebook was written."""

    journal: str = ""
    setting: str = ""
    mtime: int = 0


class Ledger:
    """The ledger of a course; a dry run only reads it."""

    def __init__(self, course: Path, *, dry: bool) -> None:
        """Open or make the ledger."""
        path = course / LEDGER
        uri = path.resolve().as_uri() if path.exists() or not dry else "file::memory:"
        self._db = sqlite3.connect(f"{uri}?mode=ro" if dry and path.exists() else uri, uri=True)
        if not (dry and path.exists()):
            self._db.executescript(_TABLES)

    def entry(self, module: str, learner: str) -> LedgerEntry:
        """Return the entry of a submission, an empty one if it has none."""
        row = self._db.execute(
            "SELECT journal, setting, mtime FROM graded WHERE module = ? AND learner = ?", (module, learner)
        ).fetchone()
        return LedgerEntry(*row) if row else LedgerEntry()

    def learners(self, module: str) -> list[str]:
        """Return whose submissions of a module were graded."""
        rows = self._db.execute("SELECT learner FROM graded WHERE module = ? ORDER BY learner", (module,))
        return [learner for (learner,) in rows]

    def keys(self, setting: str) -> tuple[str, dict[str, str]]:
        """Return what a module was graded with: the digests of its notebook and the like, and of each case."""
        row = self._db.execute("SELECT rest, keys FROM setting WHERE digest = ?", (setting,)).fetchone()
        return (row[0], json.loads(row[1])) if row else ("", {})

    def add(self, template: ModuleTemplate, entries: Iterable[tuple[str, LedgerEntry]]) -> None:
        """Record submissions of a module, all or none."""
        with self._db:
            setting = (template.digest, template.rest, json.dumps(template.keys))
            self._db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?, ?)", setting)
            rows = [(template.module, learner, *entry) for learner, entry in entries]
            self._db.executemany("INSERT OR REPLACE INTO graded VALUES (?, ?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Close the file."""
        self._db.close()
