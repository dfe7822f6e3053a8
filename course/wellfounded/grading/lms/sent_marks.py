"""Remembers which mark was sent to which column for whom: `sent.db` in `.lms`, ours alone.

A row is written before a score is posted, and confirmed after. A run that was interrupted so knows, of whom it was
just posting, what it posted and with which time; the platform says whether it arrived.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from wellfounded.grading.lms.platform import Score

SENT = "sent.db"
_TABLE = """
CREATE TABLE IF NOT EXISTS sent (column TEXT, user TEXT, points REAL, maximum REAL, comment TEXT, timestamp TEXT,
    confirmed REAL, PRIMARY KEY (column, user)) WITHOUT ROWID;
"""
_CONFIRM = """
INSERT INTO sent VALUES (?, ?, ?, ?, '', ?, ?) ON CONFLICT DO UPDATE
    SET points = excluded.points, maximum = excluded.maximum, confirmed = excluded.confirmed;
"""


class SentMark(NamedTuple):
    """What was posted last; `confirmed` is the share of the points that is known to have arrived, None if none is."""

    points: float
    maximum: float
    comment: str
    timestamp: str
    confirmed: float | None


class SentMarks:
    """The marks that were sent from this course."""

    def __init__(self, folder: Path) -> None:
        """Open the file, or make it, readable by its owner alone."""
        path = folder / SENT
        path.touch(mode=0o600)
        self._db = sqlite3.connect(path)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")  # the program may be killed at any point
        self._db.executescript(_TABLE)

    def of_column(self, column: str) -> dict[str, SentMark]:
        """Return what was sent to a column, by user."""
        rows = self._db.execute(
            "SELECT user, points, maximum, comment, timestamp, confirmed FROM sent WHERE column = ?", (column,)
        )
        return {user: SentMark(*row) for user, *row in rows}

    def begin(self, column: str, user: str, points: float, maximum: float, comment: str) -> Score:
        """Return the score to post, and remember it. A score that never was confirmed keeps the time that it had.

        Otherwise its time is now, and at least a second after the last: Moodle keeps whole seconds, and refuses what is
        no later than what it has.
        """
        row = self.of_user(column, user)
        if row and row.confirmed != points / maximum and (row.points, row.maximum) == (points, maximum):
            return Score(user, points, maximum, row.timestamp, row.comment)
        now = datetime.now(UTC)
        time = max(now, datetime.fromisoformat(row.timestamp) + timedelta(seconds=1)) if row else now
        score = Score(user, points, maximum, time.isoformat(timespec="milliseconds"), comment)
        confirmed = row.confirmed if row else None
        with self._db:
            values = (column, user, points, maximum, comment, score.timestamp, confirmed)
            self._db.execute("INSERT OR REPLACE INTO sent VALUES (?, ?, ?, ?, ?, ?, ?)", values)
        return score

    def confirm(self, column: str, marks: Iterable[tuple[str, float, float]]) -> None:
        """Remember that marks are on the platform: user, points and maximum of each."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        rows = [(column, user, points, maximum, now, points / maximum) for user, points, maximum in marks]
        with self._db:
            self._db.executemany(_CONFIRM, rows)

    def of_user(self, column: str, user: str) -> SentMark | None:
        """Return what was sent to a column for a user, None if nothing was."""
        row = self._db.execute(
            "SELECT points, maximum, comment, timestamp, confirmed FROM sent WHERE column = ? AND user = ?",
            (column, user),
        ).fetchone()
        return SentMark(*row) if row else None

    def close(self) -> None:
        """Close the file."""
        self._db.close()
