"""Which tests are run, in which order, and how often."""

from pathlib import Path

import pytest

from tests.effort import FULL

# What takes longest begins first, so that no worker is left alone with it at the end. The rest takes seconds.
LONGEST = [
    *(
        "tests/repository/test_teaching.py",
        "tests/hub/",
        "tests/browser/",
        "tests/grading/batch/",
        "tests/attacks/",
        "tests/grading/",
    ),
    *("tests/learner/test_export.py", "tests/journal/", "tests/content/questions/test_questions.py"),
    *("tests/launch/", "tests/authoring/", "tests/notebook/", "source/", "release/"),
]


# A browser or a JupyterLab on a busy machine may be late for once: these tests are tried a second time.
TIMED_OUT = "pytest-timeout"  # its clock runs once for both tries: the second would have no end
ON_A_SERVER = ("tests/browser/", "tests/launch/test_jupyterlab.py", "tests/launch/test_place_handler.py")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Order the files, in which workers take them with `--no-loadscope-reorder`; say what is run, and how often."""
    named = {Path(config.invocation_params.dir, arg.partition("::")[0]).resolve() for arg in config.args}
    place = {path: number for number, path in enumerate(dict.fromkeys(item.path for item in items))}
    items.sort(key=lambda item: (_rank(item), place[item.path], _sharing(item)))
    for item in items:
        if item.get_closest_marker("full") and not FULL and item.path not in named:
            item.add_marker(pytest.mark.skip(reason="make test-all runs it; or name its file"))
        if item.nodeid.startswith(ON_A_SERVER) or "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1, rerun_except=TIMED_OUT))


def _rank(item: pytest.Item) -> int:
    return next((n for n, start in enumerate(LONGEST) if item.nodeid.startswith(start)), len(LONGEST))


def _sharing(item: pytest.Item) -> tuple[bool, str]:
    """Put tests that leave a lesson to each other together, those with the same parameters above all."""
    if not item.get_closest_marker("shares_lesson"):
        return True, ""
    return False, str(getattr(item, "callspec", None) and item.callspec.params)  # type: ignore[attr-defined]
