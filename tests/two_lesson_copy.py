"""A learner's copy of a course of two lessons that nothing was built for, and what tests do with it."""

import json
from pathlib import Path
from typing import Any

from wellfounded.journal.file import JOURNAL, Event, append, new_event, replay
from wellfounded.learner.layout import lay_out
from wellfounded.learner.workspace import Workspace, find_workspace

ONE, TWO = "01-one", "02-two"


def copy_in(folder: Path) -> Workspace:
    """Lay out a copy of a course of two lessons in `folder`."""
    for name in (ONE, TWO):
        release = folder / "course" / "release" / name
        release.mkdir(parents=True)
        (release / f"{name}.ipynb").write_text('{"cells": []}')
        (release / "cases.json").write_text(json.dumps({"module": name, "cases": [{"id": f"case-{name}"}]}))
    lay_out(folder / "course", folder / "my-course", "home")
    found = find_workspace(folder / "my-course" / ONE)
    assert found is not None
    return found


def answer(workspace: Workspace, lesson: str, response: Any, event: str = "answer") -> Event:
    return append(workspace.folder / lesson / JOURNAL, new_event(event, "c", "q1", wording="w" * 12, response=response))


def kept(workspace: Workspace, lesson: str) -> list[Event]:
    return replay(workspace.folder / lesson / JOURNAL).events


def files(workspace: Workspace) -> dict[Path, bytes]:
    """Return every file but locks, with what is in it."""
    found = (path for path in sorted(workspace.folder.parent.rglob("*")) if path.is_file())
    return {path: path.read_bytes() for path in found if not path.name.endswith(".lock")}
