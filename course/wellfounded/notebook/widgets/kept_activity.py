"""The live view of an activity whose tries are kept in the learner's journal; none of them is ever marked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from wellfounded.content.activities import Activity
from wellfounded.journal import file as journal
from wellfounded.learner.lessons import Home, module_of
from wellfounded.learner.write_errors import why
from wellfounded.notebook.widgets.activity import ActivityView


class KeptActivityView(ActivityView):
    """Draws an activity whose tries go to the journal at a path; to none if that is None."""

    def __init__(self, activity: Activity, name: str, path: Path | None, **traits: Any) -> None:
        """Draw `activity`, which the journal calls by its name."""
        self._name, self._path = name, path
        self._home = Home(path.parent) if path else None
        super().__init__(activity, **traits)

    def _write(self, event: str, **fields: Any) -> dict[str, str]:
        """Write a try, and return when it was on disk (`at`), or why not (`refused`); neither where none is kept."""
        if self._home is None:
            return {}
        try:
            home = self._home.find()
            entry = journal.new_event(event, module=module_of(home), activity=self._name, **fields)
            return {"at": journal.append(home / journal.JOURNAL, entry)["at"]}
        except (OSError, ValueError) as error:
            return {"refused": why(error, self._home.folder)}


def tries(path: Path | None, event: str, name: str) -> list[dict[str, Any]]:
    """Return the events of an activity in a journal, in order; OSError where it cannot be read."""
    events = journal.replay_cached(path).events if path else []
    return [entry for entry in events if entry["event"] == event and entry["activity"] == name]
