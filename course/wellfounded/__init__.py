"""Well-Founded: a course in refugee status determination that runs in JupyterLab."""

from wellfounded.case import case
from wellfounded.compare import compare
from wellfounded.hand_in import hand_in

__all__ = ["case", "compare", "hand_in"]
