"""Well-Founded: a course in refugee status determination that runs in JupyterLab."""

from wellfounded.case import case
from wellfounded.compare import compare
from wellfounded.desk_cell import desk
from wellfounded.hand_in import hand_in

# Python puts a module into its package under its name. wellfounded.review is loaded by review_lesson, before this
# line gives that name to the function that a lesson calls; so it cannot be loaded later and take the name back.
from wellfounded.review_lesson import review

__all__ = ["case", "compare", "desk", "hand_in", "review"]
