"""The modules of this course and of the gallery, each read once however many tests ask."""

from functools import cache
from pathlib import Path

from tests.places import COURSE, GALLERY
from wellfounded.authoring.module import Module, read_modules


@cache
def modules_of(course: Path) -> tuple[Module, ...]:
    """Return the modules of a course that no test changes."""
    return tuple(read_modules(course))


def every_module() -> tuple[Module, ...]:
    """Return the modules of this course, then the gallery's."""
    return (*modules_of(COURSE), *modules_of(GALLERY))
