"""Finds the kinds of question: each module here that defines a `Question` with a `kind`.

A kind is one module, and beside it a JavaScript module of that name that draws it, with a style sheet if it needs one.
Nothing lists the kinds.
"""

from functools import cache
from importlib import import_module
from inspect import isabstract
from pathlib import Path
from pkgutil import iter_modules

from wellfounded.content.questions.question import Question

__all__ = ["Question", "kinds"]

HERE = Path(__file__).parent


@cache
def kinds() -> dict[str, type[Question]]:
    """Map each kind's name to its class, in alphabetical order."""
    kinds = {}
    for module in iter_modules([str(HERE)]):
        for item in vars(import_module(f"{__name__}.{module.name}")).values():
            if isinstance(item, type) and issubclass(item, Question) and not isabstract(item):
                kinds[item.kind_name()] = item
    if not kinds:
        raise RuntimeError(f"No kind of question was found in {HERE}. Reinstall wellfounded.")
    return dict(sorted(kinds.items()))
