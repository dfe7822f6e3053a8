"""The items of this course and of the gallery, each made once however many tests ask."""

from functools import cache

from tests.modules_read import every_module
from wellfounded.exchange.conversion import items_of
from wellfounded.exchange.items import ModuleItems


@cache
def every_modules_items() -> list[ModuleItems]:
    """Return the items of this course's modules, then of the gallery's."""
    found = []
    for module in every_module():
        shown = [module.cases[cell.case] for cell in module.lesson.cells if cell.case]
        items = [item for case in shown for item in items_of(module.name, case)]
        found.append(ModuleItems(module.name, module.lesson.title, items))
    return found
