"""The live view of deadlines: last days as tables, so that it answers at once; what was chosen day by day is kept."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import traitlets

from wellfounded.content.activities.clock_words import rules
from wellfounded.content.activities.deadlines import Deadlines
from wellfounded.content.activities.last_days import tables
from wellfounded.i18n.messages import later, phrase
from wellfounded.notebook.widgets.kept_activity import KeptActivityView, tries

UNREAD = later("What you chose before could not be read: {why}.")


class DeadlinesView(KeptActivityView):
    """Draws deadlines.

    A message from the view is {"id", "event": "play", "response": the choices so far, each by its place among the
    day's}. The reply has the same `id`, and tells when it was on disk (`at`), or why not (`refused`).
    """

    tables = traitlets.Dict().tag(sync=True)  # by clock: its last days, see content/activities/last_days.py
    rules = traitlets.Dict().tag(sync=True)  # by clock: how it counts, as HTML
    kept = traitlets.List().tag(sync=True)  # the choices where the learner stopped
    note = traitlets.Unicode().tag(sync=True)

    def __init__(self, deadlines: Deadlines, name: str, path: Path | None) -> None:
        """Draw `deadlines`, with what was chosen before."""
        self._deadlines = deadlines
        kept, note = self._read(name, path)
        last_days = {clock: asdict(table) for clock, table in tables(deadlines.events, deadlines.clocks).items()}
        words = rules(deadlines.events, deadlines.clocks)
        super().__init__(deadlines, name, path, tables=last_days, rules=words, kept=kept, note=note)
        self.on_msg(self._receive)

    def _read(self, name: str, path: Path | None) -> tuple[list[int], str]:
        """Return the choices that the journal holds last, if the days are worded as they were, and what went wrong."""
        try:
            events = tries(path, "play", name)
        except OSError as error:
            return [], phrase(UNREAD, why=error.strerror)
        wording = self._deadlines.wording()
        choices = [event["response"] for event in events if event["wording"] == wording]
        return (choices[-1] if choices and self._deadlines.can_be_played(choices[-1]) else []), ""

    def _receive(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        response = message.get("response")
        if self._deadlines.can_be_played(response):
            fields = {"wording": self._deadlines.wording(), "response": response}
            self.send({"id": message["id"], "event": "play", **self._write("play", **fields)})
