"""A learner's desk: where they take their answers along, or have them forgotten."""

from __future__ import annotations

from pathlib import Path

from IPython.display import display

from wellfounded.workspace import find_workspace

PLAIN = "Your desk."
STATIC = (
    "<section><h3>Your desk</h3><p>Here you save all your answers as one file, open such a file, have yourself "
    "forgotten, or leave quickly: choose Run in JupyterLab's menu, then Run All Cells.</p></section>"
)


def desk() -> None:
    """Show the desk, for all lessons of this copy."""
    display({**static(), **live_view(Path.cwd())}, raw=True)


def static() -> dict[str, str]:
    """Return what stands in the desk's place where no kernel runs."""
    return {"text/html": STATIC, "text/plain": PLAIN}


def live_view(folder: Path) -> dict[str, object]:
    """Return the widget's part of the output; nothing where no learner's copy was laid out."""
    workspace = find_workspace(folder)
    if workspace is None:
        return {}
    from wellfounded.desk_panel import draw  # slow to import, and not needed to read a lesson

    view = draw(workspace)._repr_mimebundle_()
    return {key: value for key, value in view.items() if key != "text/plain"}
