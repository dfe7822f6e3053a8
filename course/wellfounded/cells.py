"""The cells that a lesson may hold beside its cases, and what each shows where no kernel runs."""

from __future__ import annotations

from collections.abc import Callable

from wellfounded.desk_cell import static as desk
from wellfounded.hand_in import static as hand_in

CELLS: dict[str, Callable[[], dict[str, str]]] = {
    "desk()": desk,
    "hand_in()": hand_in,
}
