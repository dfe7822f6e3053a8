"""The cells that a lesson may hold beside its cases, and what each shows where no kernel runs."""

from __future__ import annotations

from collections.abc import Callable

from wellfounded.notebook import start_cells
from wellfounded.notebook.hand_in_cell import static as hand_in

CELLS: dict[str, Callable[[], dict[str, str]]] = {
    "desk()": start_cells.desk_static,
    "hand_in()": hand_in,
    "progress()": start_cells.progress_static,
    "recommend()": start_cells.recommend_static,
}
