"""Imports point one way, and a learner's kernel stays light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "course" / "wellfounded"
# From the top down: each may import what stands below it, and its own package.
LAYERS = [
    *("start", "jupyter", "__main__", "cli", "kit", "kit_leaks", "binder", "learn", "starting", "serving", "reports"),
    *("authoring", "grading", "cells"),
    *("hand_in", "start_cells", "board", "desk_panel", "coursedir", "keys", "mistakes", "panel", "packing"),
    *("review_lesson", "schedule", "case", "compare", "widgets", "content_note", "forget", "copies", "showing"),
    *(
        "speaking",
        "refusal",
        "exporting",
        "record",
        "printing",
        "answered",
        "standalone",
        "travel",
        "saving",
        "kernels",
    ),
    *(
        "kernels",
        "drawing",
        "workspace",
        "released",
        "advice",
        "progress",
        "sureness",
        "tries",
        "marks",
        "review",
        "scoring",
    ),
    *("handing_in", "lessons", "cases", "documents", "journal", "appending", "history", "clock", "events"),
    *("questions", "markdown", "law", "words", "safe_html"),
]
SIBLINGS = {
    ("authoring", "grading"),
    ("reports", "authoring"),
    ("learn", "authoring"),
    ("learn", "grading"),
    ("cases", "journal"),
}
HEAVY = {
    *("nbgrader", "pydantic", "jupytext", "pandas", "yaml", "markdown_it", "nbformat", "typer", "rich", "fsrs"),
    "babel",
}


def imports(path: Path) -> set[str]:
    """Return the layers of wellfounded that a file imports."""
    named = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "wellfounded":
            parts = (node.module or "").split(".")[1:] or [alias.name for alias in node.names]
            named.add(parts[0])
    return named


def files() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    layer = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for other in imports(path) - {layer}:
        assert LAYERS.index(layer) < LAYERS.index(other), f"{layer} imports {other}"
        assert (layer, other) not in SIBLINGS


def test_every_layer_is_listed_and_there() -> None:
    assert {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in files()} == set(LAYERS)


def test_what_a_lesson_calls_is_never_hidden_by_a_module_of_its_name() -> None:
    loaded = ", ".join(f"wellfounded.{path.stem}" for path in PACKAGE.glob("*.py") if path.stem != "__main__")
    hidden = "[name for name in wellfounded.__all__ if not callable(getattr(wellfounded, name))]"
    probe = f"import wellfounded, {loaded}; print({hidden})"
    said = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout
    assert said == "[]\n"


def test_what_a_learners_kernel_imports_stays_light() -> None:
    drawn = ", ".join(f"wellfounded.{each}" for each in ("widgets", "panel", "board", "desk_panel"))
    probe = f"import sys, wellfounded, {drawn}; print(*{{name.split('.')[0] for name in sys.modules}})"
    loaded = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout.split()
    assert "anywidget" in loaded
    assert not HEAVY & set(loaded)
