"""Finds the kinds of question: each module here that defines a `Question` with a `kind`.

A kind is one module and the JavaScript file it names as its `script`, with a style sheet of that name beside it if
it needs one. Nothing lists the kinds.
"""

from functools import cache
from importlib import import_module
from inspect import isabstract
from pathlib import Path
from pkgutil import iter_modules

from wellfounded.content.questions.question import Question

__all__ = ["Question", "kinds", "style", "view"]

HERE = Path(__file__).parent


@cache
def kinds() -> dict[str, type[Question]]:
    """Map each kind's name to its class, in alphabetical order."""
    found = {}
    for module in iter_modules([str(HERE)]):
        for item in vars(import_module(f"{__name__}.{module.name}")).values():
            if isinstance(item, type) and issubclass(item, Question) and not isabstract(item):
                found[item.kind_name()] = item
    if not found:
        raise RuntimeError(f"No kind of question was found in {HERE}. Reinstall wellfounded.")
    return dict(sorted(found.items()))


@cache
def view(kind: str) -> str:
    """Return the JavaScript that draws a kind: what every view shares, the frame, the kind's own `script`."""
    return "\n".join((HERE / name).read_text("utf-8") for name in ("live.js", "question.js", kinds()[kind].script))


@cache
def style(kind: str) -> str:
    """Return the style sheet of a kind: the frame's, and its own if there is one."""
    own = (HERE / kinds()[kind].script).with_suffix(".css")
    return (HERE / "question.css").read_text("utf-8") + (own.read_text("utf-8") if own.exists() else "")
