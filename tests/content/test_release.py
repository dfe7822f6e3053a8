"""A released lesson keeps nothing that is answered in it: it is nobody's copy."""

import shutil
from pathlib import Path

import pytest

from wellfounded.authoring.course_build import build
from wellfounded.content.case import Case, cases_in
from wellfounded.content.release import KIT, allowed, is_release
from wellfounded.journal.file import JOURNAL
from wellfounded.learner.layout import lay_out
from wellfounded.notebook.case_cell import live_view
from wellfounded.notebook.widgets import case

MODULE = "01-sample"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Path | None]:
    """Note where the answers of each case that is drawn would go."""
    journals: list[Path | None] = []

    class NotedView(case.CaseView):
        def __init__(self, shown: Case, path: Path | None, *rest: str) -> None:
            journals.append(path)
            super().__init__(shown, path, *rest)

    monkeypatch.setattr(case, "CaseView", NotedView)
    return journals


def show(folder: Path) -> None:
    live_view(next(iter(cases_in(folder).values())), folder)


def test_a_released_lesson_that_its_author_opens_keeps_nothing(course: Path, drawn: list[Path | None]) -> None:
    build(course)
    lay_out(course, course / "my-course", "home")
    fetched = course.parent / "fetched" / "release" / MODULE  # by nbgrader's exchange: a learner's own
    shutil.copytree(course / "release" / MODULE, fetched)
    for folder in (course / "release" / MODULE, course / "my-course" / MODULE, fetched):
        show(folder)
    assert drawn == [None, course / "my-course" / MODULE / JOURNAL, fetched / JOURNAL]


def test_nor_does_one_that_a_learner_opens_in_the_kit(course: Path) -> None:
    build(course)
    (course / "nbgrader_config.py").unlink()
    assert not is_release(course / "release" / MODULE)
    (course / KIT).write_text("{}")
    assert is_release(course / "release" / MODULE)


def test_a_file_that_is_no_picture_is_not_given_though_the_text_shows_it() -> None:
    shown = [{"cell_type": "markdown", "source": "![a](figures/a.svg) ![b](answers.jsonl) ![c](../c.png)"}]
    assert allowed("01-sample", shown) == {"01-sample.ipynb", "activities.json", "cases.json", "figures/a.svg"}
