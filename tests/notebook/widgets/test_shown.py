"""A kernel keeps the views of a cell's last two runs, in each of three windows, and closes older ones."""

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from ipywidgets import HTML, VBox
from ipywidgets.widgets.widget import _instances
from nbclient import NotebookClient

from wellfounded.notebook.widgets import base, shown
from wellfounded.notebook.widgets.shown import RUNS, show
from wellfounded.notebook.widgets.window import WINDOWS

RUN = 'case("one"); case("two"); hand_in(); review(); compare("us")'
CASE = {
    "id": "",
    "title": "A case",
    "use": "graded",
    "jurisdiction": "any",
    "law_as_of": "2026-01-01",
    "facts": "",
    "content_note": "",
    "documents": [],
    "questions": [],
    "objectives": [],
}
COUNT = "from ipywidgets.widgets.widget import _instances as models\nprint(len(models))"


def cell(source: str) -> Any:
    return nbformat.v4.new_code_cell(source)


def test_ten_runs_leave_no_more_models_in_a_kernel_than_two(tmp_path: Path) -> None:
    cases = [{**CASE, "id": "one"}, {**CASE, "id": "two", "content_note": "A note."}]
    lesson = tmp_path / "01-one"
    lesson.mkdir()
    (lesson / "cases.json").write_text(
        json.dumps({"module": "01-one", "cases": cases, "comparison": {"rows": [], "countries": []}})
    )
    (tmp_path / ".well-founded.json").write_text(
        json.dumps({"course": str(lesson), "root": str(lesson), "kind": "home", "shipped": {}})
    )
    runs = [cell(source) for _ in range(10) for source in (RUN, COUNT)]
    start = cell("from wellfounded import case, compare, hand_in, review")
    page = nbformat.v4.new_notebook(cells=[start, *runs])
    NotebookClient(page, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(lesson)}}).execute()
    models = [int(each.outputs[0].text) for each in page.cells if each.source == COUNT]
    shared = 2  # the script of all views, and their layout
    assert models[1:] == [RUNS * (models[0] - shared) + shared] * 9


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    name = [""]
    for module in (base, shown):
        monkeypatch.setattr(module, "running_window", lambda: name[0])
    return name


def drawn(what: str) -> VBox:
    view = VBox([VBox([HTML("deep")]), HTML("words")])
    assert set(show(what, view)) == {"application/vnd.jupyter.widget-view+json"}
    return view


def is_open(view: VBox) -> bool:
    inside = [view, view.layout, view.children[0], view.children[0].children[0].style, view.children[1].layout]
    found = {each.comm is not None for each in inside}
    assert len(found) == 1
    return found.pop()


def test_each_window_keeps_its_own_views(window: list[str]) -> None:
    views = []
    for name in ("first", "second", "first", "first", "first"):
        window[0] = name
        views.append(drawn("a case of two windows"))
    assert [is_open(view) for view in views] == [False, True, False, True, True]


def test_of_many_windows_those_that_ran_it_last_keep_theirs(window: list[str]) -> None:
    views = []
    for name in range(WINDOWS + 2):
        window[0] = str(name)
        views.append(drawn("a case of many windows"))
    assert [is_open(view) for view in views] == [False] * 2 + [True] * WINDOWS


def test_other_cells_are_left_alone() -> None:
    views = [drawn(f"case {number}") for number in range(5)]
    assert all(map(is_open, views))
    assert {view.model_id for view in views} <= set(_instances)


def test_each_window_is_sent_the_views_and_of_many_the_oldest_are_closed(window: list[str]) -> None:
    views = []
    for name in ("first", "second", "first"):
        window[0] = name
        views.append(base.View())
    assert views[0].shared is views[2].shared
    assert views[0].shared is not views[1].shared
    assert views[0].layout is not views[1].layout
    for number in range(WINDOWS):
        window[0] = str(number)
        views.append(base.View())
    assert [view.shared.comm is not None for view in views] == [False] * 3 + [True] * WINDOWS
