"""Well-Founded: a course in refugee status determination that runs in JupyterLab."""

from wellfounded.case import case
from wellfounded.desk import progress, recommend
from wellfounded.hand_in import hand_in

__all__ = ["case", "hand_in", "progress", "recommend"]
