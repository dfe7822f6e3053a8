"""The cells of the course that a lesson may hold besides cases, and their output without a kernel."""

from __future__ import annotations

from collections.abc import Callable

from wellfounded.notebook import start_cells
from wellfounded.notebook.hand_in_cell import static as hand_in_static

CELLS: dict[str, Callable[[], dict[str, str]]] = {
    "desk()": start_cells.desk_static,
    "hand_in()": hand_in_static,
    "progress()": start_cells.progress_static,
    "recommend()": start_cells.recommend_static,
}
