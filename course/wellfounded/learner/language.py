"""The language that a learner chose for buttons and messages: written down in their copy of the lessons."""

from __future__ import annotations

from wellfounded.i18n import messages
from wellfounded.learner.workspace import Workspace, open_workspace, write_record


def speak_language(workspace: Workspace | None) -> None:
    """Speak, in this process and from now on, the language of the learner whose copy this is."""
    if workspace:
        messages.use_language(workspace.language)


def choose_language(workspace: Workspace, language: str) -> None:
    """Write down which language a learner chose, and speak it; OSError where that cannot be written."""
    record = open_workspace(workspace.folder) or workspace  # what else was chosen by now stays
    record.language = workspace.language = language
    write_record(record)
    speak_language(workspace)
