"""After the nine questions a learner sees which went right at the first try, and one way on."""

from pathlib import Path

import pytest
from markupsafe import Markup, escape

from tests.made_up_copy import RIGHT, WRONG, Copy
from wellfounded.learner.progress import ModuleProgress, read_progress
from wellfounded.render.placement import placement


def link(module: ModuleProgress, words: str) -> Markup:
    return Markup("[{}: {}]").format(module.name, escape(words))


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    made = Copy(tmp_path)
    for name in ("01-one", "02-two", "03-three"):
        made.module(name)
    made.start("01", "02", "03")
    return made


def shown(copy: Copy, **answers: list[str]) -> str:
    copy.tell("00-start-here", *(("try", f"start-{name[1:]}", "q1", given) for name, given in answers.items()))
    return placement(read_progress(copy.folder), link)


def test_before_an_answer_it_only_says_what_would_help(copy: Copy) -> None:
    html = shown(copy)
    assert "The nine questions on the start page would help you to choose." in html
    assert "wf-placement" not in html


def test_each_answer_is_summed_up_and_what_is_open_is_counted(copy: Copy) -> None:
    html = shown(copy, n01=WRONG)
    assert "2 questions are still open." in html
    assert "<span class='wf-number'>01</span> Module 01: <strong>not yet</strong>" in html
    assert html.count("not answered") == 2


def test_in_the_end_it_says_what_went_right_at_the_first_try_and_leads_to_one_lesson(copy: Copy) -> None:
    shown(copy, n01=RIGHT, n02=WRONG, n03=RIGHT)
    html = shown(copy, n02=RIGHT)  # put right, once the answer had been shown
    assert "You had 2 of 3 right at the first try." in html
    assert "<li data-answer='wrong'><span class='wf-number'>02</span>" in html
    assert html.count("[") == 1
    assert "[02-two: Open lesson 02]" in html
