"""A learner's copy is laid out once, refreshed when untouched, and never loses an answer."""

from pathlib import Path

import pytest

from wellfounded.journal import JOURNAL
from wellfounded.learn import lay_out, learn

NAME = "01-sample"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    folder = tmp_path / "release" / NAME
    (folder / "figures").mkdir(parents=True)
    (folder / f"{NAME}.ipynb").write_text("first")
    (folder / "cases.json").write_text("first")
    (folder / "figures" / "a.svg").write_text("first")
    return tmp_path / "release"


@pytest.fixture
def lesson(release: Path, tmp_path: Path) -> Path:
    lay_out(release, tmp_path / "my-course")
    return tmp_path / "my-course" / NAME


def again(lesson: Path, release: Path) -> None:
    for name in (f"{NAME}.ipynb", "cases.json"):
        (release / NAME / name).write_text("second")
    lay_out(release, lesson.parent)


def test_everything_released_is_laid_out(lesson: Path) -> None:
    found = {path.relative_to(lesson).as_posix() for path in lesson.rglob("*") if path.is_file()}
    assert found == {f"{NAME}.ipynb", "cases.json", "figures/a.svg"}


def test_an_untouched_lesson_is_refreshed(lesson: Path, release: Path) -> None:
    again(lesson, release)
    assert (lesson / f"{NAME}.ipynb").read_text() == "second"
    assert (lesson / "cases.json").read_text() == "second"


def test_a_lesson_the_learner_changed_is_left(lesson: Path, release: Path) -> None:
    (lesson / f"{NAME}.ipynb").write_text("mine")
    again(lesson, release)
    assert (lesson / f"{NAME}.ipynb").read_text() == "mine"
    assert (lesson / "cases.json").read_text() == "second"


def test_answers_are_never_touched(lesson: Path, release: Path) -> None:
    (lesson / JOURNAL).write_text("mine")
    (release / NAME / JOURNAL).write_text("stray")
    again(lesson, release)
    assert (lesson / JOURNAL).read_text() == "mine"


def test_without_a_release_the_learner_is_told_where_to_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert learn(tmp_path, tmp_path / "my-course", 1, browser=False) == 1
    assert "Run this in the root of the course." in capsys.readouterr().out


def test_a_port_that_is_taken_is_said_with_the_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        course = Path(__file__).parent.parent
        assert learn(course, tmp_path / "my-course", taken.getsockname()[1], browser=False) == 1
    assert "choose another: --port" in capsys.readouterr().out
