"""What the start page shows besides its cases: a learner's progress, where to begin, and their desk."""

from __future__ import annotations

from pathlib import Path

from IPython.display import display

import wellfounded.progress  # noqa: F401 (loaded early, so that `wellfounded.progress` stays the function: see __init__)
from wellfounded.workspace import find_workspace

RUN = "choose Run in JupyterLab's menu, then Run All Cells."


def progress() -> None:
    """Draw what the learner has done: the lessons, their aims, how sure they were, and what is next."""
    display({**progress_static(), **live_view(Path.cwd(), "progress")}, raw=True)


def recommend() -> None:
    """Say where to begin, from the answers to the questions of this page."""
    display({**recommend_static(), **live_view(Path.cwd(), "recommend")}, raw=True)


def desk() -> None:
    """Show the desk, where learners take the answers of all lessons along, or have them forgotten."""
    display({**desk_static(), **live_view(Path.cwd(), "desk")}, raw=True)


def progress_static() -> dict[str, str]:
    """Return what stands in the place of the picture where no kernel runs."""
    return _said("Your progress", f"To see your progress drawn here, {RUN}")


def recommend_static() -> dict[str, str]:
    """Return what stands in the place of the advice where no kernel runs."""
    return _said("Where to begin", f"To be told here where to begin, answer the questions above: {RUN}")


def desk_static() -> dict[str, str]:
    """Return what stands in the desk's place where no kernel runs."""
    can = "save all your answers as one file, open such a file, have yourself forgotten, or leave quickly"
    return _said("Your desk", f"Here you {can}: {RUN}")


def live_view(folder: Path, what: str) -> dict[str, object]:
    """Return the widget's part of the output; nothing where no learner's copy was laid out."""
    workspace = find_workspace(folder)
    if workspace is None:
        return {}
    from wellfounded import board, desk_panel  # slow to import, and not needed to read a lesson

    drawn = desk_panel.draw(workspace) if what == "desk" else board.draw(workspace, what)
    return {key: value for key, value in drawn._repr_mimebundle_().items() if key != "text/plain"}


def _said(title: str, words: str) -> dict[str, str]:
    return {"text/html": f"<section><h3>{title}</h3><p>{words}</p></section>", "text/plain": f"{title}."}
