"""What the start page shows besides its cases: a learner's progress, where to begin, and their desk."""

from __future__ import annotations

from pathlib import Path

from IPython.display import display
from markupsafe import Markup

from wellfounded.i18n.messages import attributes, phrase_html
from wellfounded.learner.language import speak_language
from wellfounded.learner.workspace import find_workspace
from wellfounded.notebook.widgets.shown import show


def progress() -> None:
    """Draw what the learner has done: the lessons, their aims, how sure they were, and what is next."""
    view = live_view(Path.cwd(), "progress")
    display({**progress_static(), **view}, raw=True)


def recommend() -> None:
    """Say where to begin, from the answers to the questions of this page."""
    view = live_view(Path.cwd(), "recommend")
    display({**recommend_static(), **view}, raw=True)


def desk() -> None:
    """Show the desk, where learners take the answers of all lessons along, or have them forgotten."""
    view = live_view(Path.cwd(), "desk")
    display({**desk_static(), **view}, raw=True)


def progress_static() -> dict[str, str]:
    """Return what stands in the place of the picture where no kernel runs."""
    told = phrase_html("To see your progress drawn here, choose Run in JupyterLab's menu, then Run All Cells.")
    return _said(phrase_html("Your progress"), told)


def recommend_static() -> dict[str, str]:
    """Return what stands in the place of the advice where no kernel runs."""
    told = phrase_html(
        "To be told here where to begin, answer the questions above: choose Run in JupyterLab's menu, then Run All "
        "Cells."
    )
    return _said(phrase_html("Where to begin"), told)


def desk_static() -> dict[str, str]:
    """Return what stands in the desk's place where no kernel runs."""
    told = phrase_html(
        "Here you save all your answers as one file, open such a file, have yourself forgotten, or leave quickly: "
        "choose Run in JupyterLab's menu, then Run All Cells."
    )
    return _said(phrase_html("Your desk"), told)


def live_view(folder: Path, what: str) -> dict[str, object]:
    """Return the widget's part of the output; nothing where no learner's copy was laid out."""
    workspace = find_workspace(folder)
    speak_language(workspace)
    if workspace is None:
        return {}
    from wellfounded.notebook.widgets.board import Board  # slow to import, and not needed to read a lesson
    from wellfounded.notebook.widgets.desk_panel import DeskPanel

    return show(what, DeskPanel(workspace) if what == "desk" else Board(workspace, what))


def _said(title: Markup, words: Markup) -> dict[str, str]:
    html = Markup("<section{}><h3>{}</h3><p>{}</p></section>").format(attributes(), title, words)
    return {"text/html": html, "text/plain": f"{title}."}
