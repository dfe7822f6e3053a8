"""Well-Founded: a course in refugee status determination that runs in JupyterLab."""

from wellfounded.case import case
from wellfounded.compare import compare
from wellfounded.hand_in import hand_in

# Python puts a module into its package under its name. wellfounded.review is loaded by review_lesson, and
# wellfounded.progress by start_cells, before these lines give those names to the functions that a lesson calls; so they
# cannot be loaded later and take the names back.
from wellfounded.review_lesson import review
from wellfounded.start_cells import desk, progress, recommend

__all__ = ["case", "compare", "desk", "hand_in", "progress", "recommend", "review"]
