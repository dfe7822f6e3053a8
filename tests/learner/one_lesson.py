"""A learner's copy with one lesson, laid out from a course of its own, at home, from a kit or on a hub."""

import json
import threading
from pathlib import Path
from typing import Any

from tests.made_up_copy import RIGHT, WORDING, Copy
from wellfounded.journal.file import JOURNAL, append, new_event, parse
from wellfounded.learner.workspace import RECORD, Workspace, open_workspace
from wellfounded.notebook.widgets.hand_in_panel import Panel

ONE = "01-one"
NOTEBOOK = f"{ONE}.ipynb"


def laid_out(tmp_path: Path, kind: str) -> Workspace:
    folder, course = tmp_path / "my-course", tmp_path / "course"
    Copy(folder).module(ONE)
    for each in (folder / ONE, course / "release" / ONE):
        each.mkdir(parents=True, exist_ok=True)
        (each / NOTEBOOK).write_text(
            json.dumps({"metadata": {"module": ONE}, "cells": [], "in": str(each.parent.name)})
        )
    about = {"kind": kind, "course": str(course), "root": str(folder), "shipped": {ONE: []}}
    (folder / RECORD).write_text(json.dumps(about))
    found = open_workspace(folder)
    assert found is not None
    return found


def answer(workspace: Workspace, response: Any = RIGHT, **more: Any) -> None:
    told = {"wording": WORDING, "response": response, **more}
    append(workspace.folder / ONE / JOURNAL, new_event("answer", f"{ONE}-graded", "q1", **told))


def handed(path: Path) -> list[dict[str, Any]]:
    return [event for event in parse(path.read_bytes()).events if event["event"] == "handin"]


class Heard(list[dict[str, Any]]):
    """What a panel says to its view."""

    def __init__(self, panel: Panel) -> None:
        super().__init__()
        self.panel, self.ended = panel, threading.Event()
        panel.send = self.hear  # the comm's far end

    def hear(self, message: dict[str, Any]) -> None:
        self.append(message)
        if message.get("done"):
            self.ended.set()

    def tell(self, event: str, name: str) -> None:
        self.panel._receive(self.panel, {"id": name, "event": event}, [])
