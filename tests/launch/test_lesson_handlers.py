"""The server says which lesson a notebook is, wherever it lies now, and in which words the view speaks."""

import json
import shutil
from pathlib import Path

import pytest

from wellfounded.content import release
from wellfounded.launch.lesson_handlers import VIEW, LessonName, LessonNames, read_names
from wellfounded.learner.layout import lay_out

ONE, TWO = "01-one", "02-two"


def write(lesson: Path, title: str | None) -> None:
    lesson.mkdir(parents=True)
    metadata = {"module": lesson.name, **({"title": title} if title else {})}
    (lesson / f"{lesson.name}.ipynb").write_text(json.dumps({"cells": [], "metadata": metadata}))
    (lesson / "cases.json").write_text(json.dumps({"module": lesson.name, "cases": []}))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    write(tmp_path / "release" / ONE, "The first")
    write(tmp_path / "release" / TWO, None)
    lay_out(tmp_path, tmp_path / "root" / "my-course", "home")
    return tmp_path / "root" / "my-course"


@pytest.fixture
def names(copy: Path) -> LessonNames:
    return read_names(copy, ("my-course",), release.lessons(copy.parents[1]))


def test_lessons_are_named_in_order_with_the_number_and_the_title_of_their_release(names: LessonNames) -> None:
    assert names.names() == [
        LessonName(ONE, "01", "The first", f"my-course/{ONE}/{ONE}.ipynb"),
        LessonName(TWO, "02", "Two", f"my-course/{TWO}/{TWO}.ipynb"),
    ]


def test_a_lesson_is_known_by_where_it_lies_now(names: LessonNames, copy: Path) -> None:
    (copy / ONE).rename(copy / "My lesson")
    (copy / "My lesson" / f"{ONE}.ipynb").rename(copy / "My lesson" / "first.ipynb")
    lesson = names.name_of("my-course/My lesson/first.ipynb")
    assert lesson is not None
    assert lesson.title == "The first"
    assert names.name_of(f"my-course/{ONE}/{ONE}.ipynb") is None


@pytest.mark.parametrize("path", ["", "my-course", f"{ONE}/{ONE}.ipynb", f"my-course/beside/{ONE}.ipynb", "\0"])
def test_no_other_notebook_is_a_lesson(names: LessonNames, copy: Path, path: str) -> None:
    shutil.copytree(copy / ONE, copy / "beside")
    assert names.name_of(path) is None


def test_a_lesson_that_was_deleted_is_not_named(names: LessonNames, copy: Path) -> None:
    shutil.rmtree(copy / ONE)
    assert [name.module for name in names.names()] == [TWO]


def test_the_words_are_those_of_the_bundle() -> None:
    assert "Back to the lesson" in VIEW.read_text("utf-8")
