"""Whether a learner is asked how sure they are before they see feedback: written down in their copy of the lessons."""

from __future__ import annotations

from wellfounded.learner.workspace import Workspace, write_record


def is_asked(workspace: Workspace | None) -> bool:
    """Return whether the learner whose copy this is wants to be asked; whoever has none is asked."""
    return workspace is None or workspace.asks_sure


def choose_asking(workspace: Workspace | None, asks: bool) -> None:
    """Write down whether a learner wants to be asked; OSError where that cannot be written."""
    if workspace:
        workspace.asks_sure = asks
        write_record(workspace)
