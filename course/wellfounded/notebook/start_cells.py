"""The cells of the start page besides its cases: a learner's progress, where to begin, and the desk."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from wellfounded.content.markup import fill_html
from wellfounded.i18n.messages import language_attributes, phrase_html
from wellfounded.learner.language import speak_language
from wellfounded.learner.workspace import find_workspace
from wellfounded.notebook.widgets.shown import display, show


def progress() -> None:
    """Show the learner's progress: lessons, objectives, calibration, and what is next."""
    view = live_view(Path.cwd(), "progress")
    display({**progress_static(), **view})


def recommend() -> None:
    """Recommend a lesson to begin with, from the answers to the questions of this page."""
    view = live_view(Path.cwd(), "recommend")
    display({**recommend_static(), **view})


def desk() -> None:
    """Show the desk, where learners export, import or delete the answers of all lessons."""
    view = live_view(Path.cwd(), "desk")
    display({**desk_static(), **view})


def progress_static() -> dict[str, str]:
    """Return what is shown in place of the progress if no kernel runs."""
    text = phrase_html("To see your progress drawn here, choose Run in JupyterLab's menu, then Run All Cells.")
    return _static_section(phrase_html("Your progress"), text)


def recommend_static() -> dict[str, str]:
    """Return what is shown in place of the recommendation if no kernel runs."""
    text = phrase_html(
        "To be told here where to begin, answer the questions above: choose Run in JupyterLab's menu, then Run All "
        "Cells."
    )
    return _static_section(phrase_html("Where to begin"), text)


def desk_static() -> dict[str, str]:
    """Return what is shown in place of the desk if no kernel runs."""
    text = phrase_html(
        "Here you save all your answers as one file, open such a file, have yourself forgotten, or leave quickly: "
        "choose Run in JupyterLab's menu, then Run All Cells."
    )
    return _static_section(phrase_html("Your desk"), text)


def live_view(folder: Path, view_name: str) -> dict[str, object]:
    """Return the widget's part of the output; {} outside a learner's copy of the lessons."""
    workspace = find_workspace(folder)
    speak_language(workspace)
    if workspace is None:
        return {}
    from wellfounded.notebook.widgets.board import Board  # slow to import, and not needed to read a lesson
    from wellfounded.notebook.widgets.desk_panel import DeskPanel

    return show(view_name, DeskPanel(workspace) if view_name == "desk" else Board(workspace, view_name))


def _static_section(title: Markup, text: Markup) -> dict[str, str]:
    html = fill_html(
        "<section{}><h3>{}</h3><p class='wf-run-hint'>{}</p></section>", language_attributes(), title, text
    )
    return {"text/html": html, "text/plain": f"{title}."}
