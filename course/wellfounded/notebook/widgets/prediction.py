"""The live view of a prediction: what the learner predicted is kept in the journal, row by row, and never marked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import traitlets

from wellfounded.content.activities import Activity
from wellfounded.content.activities.prediction import Prediction
from wellfounded.i18n.messages import later, phrase
from wellfounded.notebook.widgets.kept_activity import KeptActivityView, tries

UNREAD = later("Your earlier predictions could not be read: {why}.")


class PredictionView(KeptActivityView):
    """Draws a prediction.

    A message from the view is {"id", "event": "predict", "row", "response": an answer's id}. The reply has the same
    `id`, and tells when it was on disk (`at`), or why not (`refused`).
    """

    kept = traitlets.Dict().tag(sync=True)  # by row: the id of the answer that was predicted
    note = traitlets.Unicode().tag(sync=True)

    def __init__(self, prediction: Prediction, name: str, path: Path | None, shown: Activity | None = None) -> None:
        """Draw `prediction`, or the activity that it is a part of, with what was predicted before."""
        self._prediction = prediction
        self._answers = [answer.id for answer in prediction.answers]
        kept, note = self._read(name, path)
        super().__init__(shown or prediction, name, path, kept=kept, note=note)
        self.on_msg(self._receive)

    def _read(self, name: str, path: Path | None) -> tuple[dict[str, str], str]:
        """Return what the journal holds of each row in its present wording, and what went wrong."""
        try:
            events = tries(path, "predict", name)
        except OSError as error:
            return {}, phrase(UNREAD, why=error.strerror)
        wordings = {row.id: self._prediction.wording(row.id) for row in self._prediction.rows}
        valid = (event for event in events if wordings.get(event["row"]) == event["wording"])
        return {event["row"]: event["response"] for event in valid if event["response"] in self._answers}, ""

    def _receive(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        row, response = message.get("row"), message.get("response")
        if any(known.id == row for known in self._prediction.rows) and response in self._answers:
            fields = {"row": row, "wording": self._prediction.wording(str(row)), "response": response}
            self.send({"id": message["id"], "event": "predict", **self._write("predict", **fields)})
