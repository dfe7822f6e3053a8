"""Well-Founded: a course in refugee status determination that runs in JupyterLab."""

from wellfounded.notebook.activity_cells import deadlines, explore, path, predict, timeline
from wellfounded.notebook.case_cell import case
from wellfounded.notebook.compare_cell import compare
from wellfounded.notebook.hand_in_cell import hand_in
from wellfounded.notebook.review_cell import review
from wellfounded.notebook.start_cells import desk, progress, recommend

__all__ = [
    "case",
    "compare",
    "deadlines",
    "desk",
    "explore",
    "hand_in",
    "path",
    "predict",
    "progress",
    "recommend",
    "review",
    "timeline",
]
