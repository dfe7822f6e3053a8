"""Well-Founded: a course in refugee status determination that runs in JupyterLab."""

from collections.abc import Callable
from importlib import import_module

CELLS = {  # what a lesson calls, and the module in notebook/ that has it: it is imported when it is called
    "case": "case_cell",
    "compare": "compare_cell",
    "deadlines": "activity_cells",
    "desk": "start_cells",
    "explore": "activity_cells",
    "hand_in": "hand_in_cell",
    "path": "activity_cells",
    "predict": "activity_cells",
    "progress": "start_cells",
    "recommend": "start_cells",
    "review": "review_cell",
    "timeline": "activity_cells",
}
__all__ = [*CELLS]


def __getattr__(name: str) -> Callable[..., None]:
    """Return what a lesson calls by this name."""
    if name not in CELLS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    function: Callable[..., None] = getattr(import_module(f"{__name__}.notebook.{CELLS[name]}"), name)
    return function
