"""`hand_in`, which a lesson calls at its end: shows the panel that hands it in."""

from __future__ import annotations

from pathlib import Path

from wellfounded.content.markup import fill_html
from wellfounded.i18n.messages import language_attributes, later, phrase, phrase_html
from wellfounded.learner.language import speak_language
from wellfounded.learner.lessons import module_of
from wellfounded.learner.workspace import find_workspace
from wellfounded.notebook.case_cell import last_case_folder
from wellfounded.notebook.widgets.shown import display, show

PLAIN = later("Hand in this lesson.")
STATIC = later(
    "When you have answered what you can, choose Run in JupyterLab's menu, then Run All Cells: a button to hand in "
    "appears here. If your class hands in by JupyterLab's list of assignments, that works as well."
)


def hand_in() -> None:
    """Show the panel that hands this lesson in.

    At home and on Binder it then shows the review; in a cohort it writes a file for the instructor.
    """
    view = live_view(Path.cwd() if module_of(Path.cwd()) else last_case_folder())
    display({**static(), **view})


def static() -> dict[str, str]:
    """Return what is shown in place of the panel if no kernel runs."""
    html = fill_html(
        "<section{}><h3>{}</h3><p class='wf-run-hint'>{}</p></section>",
        language_attributes(),
        phrase_html("Hand in"),
        phrase_html(STATIC),
    )
    return {"text/html": html, "text/plain": phrase(PLAIN)}


def live_view(folder: Path) -> dict[str, object]:
    """Return the widget's part of the output; {} outside a learner's copy of the lessons."""
    workspace = find_workspace(folder)
    speak_language(workspace)
    if workspace is None:
        return {}
    from wellfounded.notebook.widgets.hand_in_panel import Panel  # slow to import, and not needed to read a lesson

    return show("hand_in", Panel(workspace, folder))
