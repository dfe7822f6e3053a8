"""Well-Founded: a course in refugee status determination that runs in JupyterLab."""

from wellfounded.case import case
from wellfounded.compare import compare
from wellfounded.desk import progress, recommend
from wellfounded.hand_in import hand_in

# Python puts a module into its package under its name. wellfounded.review is loaded by review_lesson, and
# wellfounded.progress by desk, before these lines give those names to the functions that a lesson calls; so they
# cannot be loaded later and take the names back.
from wellfounded.review_lesson import review

__all__ = ["case", "compare", "hand_in", "progress", "recommend", "review"]
