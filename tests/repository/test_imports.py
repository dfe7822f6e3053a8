"""What a lesson calls is there, and a learner's kernel stays light. `lint-imports` sees to the layers."""

import subprocess
import sys
from importlib.util import find_spec

from tests.commands import IMPORTED

HEAVY = {
    *("nbgrader", "pydantic", "jupytext", "pandas", "yaml", "markdown_it", "nbformat", "typer", "rich", "fsrs"),
    "babel",
}
# What no question waits for: the first of a web page comes alive sooner without it.
LATER = ("content.activities", "learner.export", "content.questions.interview", "content.questions.assess")
VIEWS = ("question", "hand_in_panel", "board", "desk_panel")


def test_what_a_lesson_calls_can_be_called() -> None:
    probe = (
        "import wellfounded; print([name for name in wellfounded.__all__ if not callable(getattr(wellfounded, name))])"
    )
    said = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout
    assert said == "[]\n"


def test_what_a_learners_kernel_imports_stays_light() -> None:
    views = ", ".join(f"wellfounded.notebook.widgets.{each}" for each in VIEWS)
    probe = f"from wellfounded import *; import sys, {views}; print(*{{name.split('.')[0] for name in sys.modules}})"
    loaded = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout.split()
    assert "anywidget" in loaded
    assert not HEAVY & set(loaded)


def test_a_web_page_loads_for_its_first_question_what_that_needs() -> None:
    probe = (
        "import sys, wellfounded.launch.site.in_browser.lesson_engine as engine; "
        "from wellfounded import case; from wellfounded.content.questions import kind; kind('choice'); "
        "print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout.split()
    assert "wellfounded.content.questions.choice" in loaded
    assert not {f"wellfounded.{name}" for name in LATER} & set(loaded)


def test_what_tests_import_before_they_run_a_command_is_there() -> None:
    assert [name for name in IMPORTED if find_spec(name) is None] == []
