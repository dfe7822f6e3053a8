"""Finds the kinds of question: each module here that defines a `Question` with a `kind`.

A kind is one module, called as the kind is with `_` for each hyphen, and beside it a JavaScript module of that name
that draws it, with a style sheet if it needs one. Nothing lists the kinds.
"""

from functools import cache
from importlib import import_module
from inspect import isabstract
from pathlib import Path
from pkgutil import iter_modules

from wellfounded.content.questions.question import Question

__all__ = ["Question", "kind", "kinds"]

HERE = Path(__file__).parent


@cache
def kinds() -> dict[str, type[Question]]:
    """Map each kind's name to its class, in alphabetical order."""
    kinds: dict[str, type[Question]] = {}
    for module in _modules():
        kinds |= _kinds_in(module)
    if not kinds:
        raise RuntimeError(f"No kind of question was found in {HERE}. Reinstall wellfounded.")
    return dict(sorted(kinds.items()))


@cache
def kind(name: str) -> type[Question]:
    """Return the class of a kind, importing its module alone: all of them take long. KeyError where there is none."""
    module = f"{name}".replace("-", "_")
    if module not in _modules():
        raise KeyError(name)
    return _kinds_in(module)[name]


@cache
def _modules() -> list[str]:
    return [module.name for module in iter_modules([str(HERE)])]


def _kinds_in(module: str) -> dict[str, type[Question]]:
    """Return the kinds that a module names: its own, and those that it imports."""
    items = vars(import_module(f"{__name__}.{module}")).values()
    found = (item for item in items if isinstance(item, type) and issubclass(item, Question) and not isabstract(item))
    return {item.kind_name(): item for item in found}
