"""Reads the modules of a course, keys and all, as items for other platforms."""

from __future__ import annotations

from pathlib import Path

from wellfounded.authoring.module import Module, module_folders, read_modules
from wellfounded.content.release import about_kit
from wellfounded.exchange.conversion import items_of
from wellfounded.exchange.items import ModuleItems
from wellfounded.i18n.errors import UserError


def course_items(course: Path, names: list[str]) -> list[ModuleItems]:
    """Return the items of the named modules, of all if none is named; UserError as `course_modules`."""
    return [_items(module) for module in course_modules(course, names)]


def course_modules(course: Path, names: list[str]) -> list[Module]:
    """Return the named modules that have questions, all if none is named; a number is a name, too.

    UserError where a module is not there, and in a learner's kit, which holds no keys.
    """
    if about_kit(course):
        raise UserError("This is a learner's kit, without keys. Export in the root of the course, beside source/.")
    module_folders(course)  # says what is wrong where there is no source/
    modules = [module for module in read_modules(course) if module.cases]
    unknown = [name for name in names if not any(module.name.startswith(name) for module in modules)]
    if unknown:
        known = ", ".join(module.name for module in modules)
        raise UserError(f"No module with questions is called '{unknown[0]}'. There are: {known}.")
    return [module for module in modules if not names or any(module.name.startswith(name) for name in names)]


def _items(module: Module) -> ModuleItems:
    shown = [cell.case for cell in module.lesson.cells if cell.case]
    items = [item for case in shown for item in items_of(module.name, module.cases[case])]
    return ModuleItems(module.name, module.lesson.title, items)
