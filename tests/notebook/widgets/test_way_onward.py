"""From a lesson that was handed in there is always a way: to the next lesson, the Review and the map."""

import json
from pathlib import Path

import pytest

from tests.made_up_copy import RIGHT, WRONG, Copy
from wellfounded.learner.progress import read_progress
from wellfounded.learner.workspace import Workspace
from wellfounded.notebook.widgets.way_onward import REVIEW, way_onward

ONE, TWO, THREE = "01-one", "02-two", "03-three"


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    made = Copy(tmp_path)
    for name in (ONE, TWO, THREE):
        made.module(name)
    made.start("01")
    return made


def onward(copy: Copy, module: str) -> str:
    workspace = Workspace(copy.folder, "home", copy.folder, copy.folder)
    return way_onward(workspace, read_progress(copy.folder), module)


def test_the_next_lesson_is_the_one_after_or_the_first_that_was_left_out(copy: Copy) -> None:
    copy.hand_in(TWO)
    assert "Go on to lesson 03: Module 03" in onward(copy, TWO)
    copy.hand_in(THREE)
    assert "Go on to lesson 01: Module 01" in onward(copy, THREE)
    copy.hand_in(ONE)
    assert "You have handed in every lesson of this course." in onward(copy, ONE)


def test_practice_that_comes_back_is_told_with_the_way_to_it(copy: Copy) -> None:
    copy.tell(ONE, ("try", "one", "q1", RIGHT))
    assert "review" not in onward(copy, ONE).lower()
    copy.tell(ONE, ("try", "one", "q2", WRONG))
    (copy.folder / REVIEW).mkdir()
    notebook = {"cells": [], "metadata": {"module": REVIEW}}
    (copy.folder / REVIEW / f"{REVIEW}.ipynb").write_text(json.dumps(notebook))
    html = onward(copy, ONE)  # the journal's clock is long past
    assert "One practice question is due for review today." in html
    assert f"data-lesson='{REVIEW}'" in html


def test_the_map_is_a_link_away(copy: Copy) -> None:
    assert "data-lesson='00-start-here'" in onward(copy, ONE)
