"""The result of a hand-in: it says what went well, leads back to what did not, and is true to the marks."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from tests.made_up_copy import RIGHT, WRONG, Copy
from wellfounded.content.path_place import PathPlace
from wellfounded.learner.progress import read_progress
from wellfounded.render.case import path_places
from wellfounded.render.hand_in_result import marked_result

ONE = "01-one"
ONWARD = Markup("<p>Onward</p>")


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    made = Copy(tmp_path)
    made.module(ONE, graded=8)
    return made


def result(copy: Copy, *responses: Any, marked: bool = True) -> str:
    copy.tell(ONE, *(("answer", "graded", f"q{n}", response) for n, response in enumerate(responses, 1)))
    copy.hand_in(ONE, marked=marked)
    (module,) = read_progress(copy.folder).modules
    return marked_result(module, copy.cases[ONE], ONWARD)


def led_to(html: str) -> list[str]:
    return re.findall(r"data-goto='([^']*)'", html)


@pytest.mark.parametrize(
    ("right", "words"),
    [
        (8, "Every graded question went right."),
        (7, "Most of it went right."),
        (4, "About half of it went right"),
        (1, "This was a hard one."),
    ],
)
def test_it_says_kindly_and_truly_how_it_went(copy: Copy, right: int, words: str) -> None:
    html = result(copy, *[RIGHT] * right, *[WRONG] * (8 - right))
    assert words in html
    assert f"{2 * right} of 16 points" in html
    assert ("What went well" in html) == (right >= 7)
    assert ("Do the one thing." in html) == (right >= 7)
    assert led_to(html) == [f"{ONE}-graded/q{n}" for n in range(right + 1, 9)]
    assert html.endswith(ONWARD)


def test_nothing_answered_is_no_failure(copy: Copy) -> None:
    html = result(copy)
    assert "No graded question is answered yet." in html
    assert "hard one" not in html


def test_what_to_look_at_again_names_its_place_on_a_path(copy: Copy) -> None:
    places = [PathPlace(title="The gates", name=name, n=n, all=3) for n, name in ((3, "Harm"), (1, "Fear"))]
    practised, other, graded = copy.cases[ONE]
    cases = [replace(practised, path_place=places[1]), replace(other, path_place=places[0]), graded]
    copy.write(ONE, cases, {"one": "Do the one thing.", "two": "Do the two things."})
    html = result(copy, *[RIGHT] * 7, WRONG)
    assert 'Worth another look</h4><p class="wf-path-place">' in html
    assert "<em>The gates, 1 of 3: Fear</em>" in html
    assert "Harm" not in html  # nothing of it was graded
    assert "wf-path-place" not in result(copy, *[RIGHT] * 8)


def test_places_on_one_path_share_a_row_of_marks() -> None:
    places = [PathPlace(title="The gates", name=name, n=n, all=3) for n, name in ((3, "Harm & more"), (1, "Fear"))]
    html = path_places([*places, PathPlace(title="The doors", name="A visa", n=1, all=2)])
    assert html.count("wf-path-place") == 2
    assert html.count("wf-lit") == 3
    assert "<em>The gates: 1\N{NO-BREAK SPACE}Fear, 3\N{NO-BREAK SPACE}Harm &amp; more</em>" in html
    assert "<em>The doors, 1 of 2: A visa</em>" in html
    assert path_places([]) == ""


def test_many_questions_to_look_at_again_are_folded(copy: Copy) -> None:
    html = result(copy, *[WRONG] * 8)
    named, folded = html.split("<details>")
    assert [len(led_to(part)) for part in (named, folded)] == [6, 2]
    assert "2 more questions" in folded


def test_a_second_time_is_told_beside_the_first(copy: Copy) -> None:
    assert "The first time" not in result(copy, WRONG)
    html = result(copy, *[RIGHT] * 8)
    assert "Every graded question went right. <span>16 of 16 points</span>" in html
    assert "The first time, before you had seen the answers: 0 of 16 points." in html


def test_marks_that_could_not_be_noted_lead_to_the_review(copy: Copy) -> None:
    html = result(copy, RIGHT, marked=False)
    assert "Its full review is below." in html
    assert "points" not in html
    assert html.endswith(ONWARD)


def test_the_heading_takes_the_focus(copy: Copy) -> None:
    assert result(copy, RIGHT).startswith("<h3 class='wf-result-title' tabindex='-1'>Lesson 01 is handed in</h3>")
