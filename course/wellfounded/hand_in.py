"""Ends a lesson: shows where to hand it in."""

from __future__ import annotations

from pathlib import Path

from IPython.display import display

from wellfounded.workspace import find_workspace

PLAIN = "Hand in this lesson."
STATIC = (
    "<section><h3>Hand in</h3><p>When you have answered what you can, choose Run in JupyterLab's menu, then Run All "
    "Cells: a button to hand in appears here. If your course uses nbgrader's Submit, that works as well.</p></section>"
)


def hand_in() -> None:
    """Show the panel that hands this lesson in.

    At home and on Binder the review follows in place; in a cohort a file for the instructor is written.
    """
    display({**static(), **live_view(Path.cwd())}, raw=True)


def static() -> dict[str, str]:
    """Return what stands in the panel's place where no kernel runs."""
    return {"text/html": STATIC, "text/plain": PLAIN}


def live_view(folder: Path) -> dict[str, object]:
    """Return the widget's part of the output; nothing where no learner's copy was laid out."""
    workspace = find_workspace(folder)
    if workspace is None:
        return {}
    from wellfounded.panel import draw  # slow to import, and not needed to read a lesson

    view = draw(workspace, folder)._repr_mimebundle_()
    return {key: value for key, value in view.items() if key != "text/plain"}
