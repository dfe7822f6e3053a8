"""Well-Founded: a course in refugee status determination that runs in JupyterLab."""

from wellfounded.case import case

__all__ = ["case"]
