"""Records what each feedback page was made of: `.feedback.db` in the course's root, ours alone.

A page is recorded once it is in its place. What was cut off in between is made again, and comes out the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

LEDGER = ".feedback.db"
_TABLES = """
CREATE TABLE IF NOT EXISTS page (module TEXT, learner TEXT, made_of TEXT, mtime INTEGER, size INTEGER,
    PRIMARY KEY (module, learner)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS compared (setting TEXT PRIMARY KEY, same INTEGER);
"""


class PageEntry(NamedTuple):
    """One page: a digest of all that it was made of; when it was written, in ns, and its size."""

    made_of: str = ""
    mtime: int = 0
    size: int = 0


class FeedbackLedger:
    """The ledger of a course."""

    def __init__(self, course: Path) -> None:
        """Open or make the ledger."""
        self._db = sqlite3.connect(course / LEDGER)
        self._db.executescript(_TABLES)

    def entry(self, module: str, learner: str) -> PageEntry:
        """Return the entry of a page, an empty one if it has none."""
        query = "SELECT made_of, mtime, size FROM page WHERE module = ? AND learner = ?"
        row = self._db.execute(query, (module, learner)).fetchone()
        return PageEntry(*row) if row else PageEntry()

    def add(self, module: str, entries: Iterable[tuple[str, PageEntry]]) -> None:
        """Record pages of a module, all or none."""
        rows = [(module, learner, *entry) for learner, entry in entries]
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?)", rows)

    def compared(self, setting: str) -> bool | None:
        """Return whether a page that was put together was nbgrader's to the byte; None where none was compared."""
        row = self._db.execute("SELECT same FROM compared WHERE setting = ?", (setting,)).fetchone()
        return bool(row[0]) if row else None

    def add_compared(self, setting: str, *, same: bool) -> None:
        """Record that a page was compared."""
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO compared VALUES (?, ?)", (setting, same))

    def close(self) -> None:
        """Close the file."""
        self._db.close()
