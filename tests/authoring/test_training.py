"""The tables for training officers say what the lessons and `training.yaml` say, and no objective is left out."""

from pathlib import Path

import pytest

from tests.places import COURSE
from wellfounded.authoring.course_build import build, check
from wellfounded.authoring.module import read_modules
from wellfounded.authoring.training import PATH, SOURCE, mistakes
from wellfounded.content.mistakes import MistakesError

SAID = """\
curricula: {there: Their curriculum, here: Another}
lessons:
  definition: {of: there, name: The definition, edition: second, address: https://example.org/a/b, checked_on: 2026-11-30, checked: copy}
  facts: {of: there, name: Facts, edition: first, address: https://example.org/a/c, checked_on: 2026-11-30, checked: official}
objectives:
  01-sample: {first: [definition, facts], second: []}
"""  # noqa: E501 (one lesson a line)

WRITTEN = """\
  - id: q4
    kind: written
    points: 2
    prompt: Write why.
    authorities: [irpa-96]
    least: 20
    most: 40
    model: Because.
    rubric:
      - {id: a, text: Says why, points: 2}
"""


def say(course: Path, old: str = "", new: str = "") -> None:
    assert old in SAID
    (course / SOURCE).write_text(SAID.replace(old, new, 1))


def page(course: Path) -> list[str]:
    build(course)
    return (course / PATH).read_text().splitlines()


def problems(course: Path) -> str:
    return "\n".join(map(str, mistakes(course, read_modules(course))))


def test_each_objective_stands_beside_what_answers_to_it(course: Path) -> None:
    say(course)
    lines = page(course)
    assert "| lesson | objective | Their curriculum | Another |" in lines
    assert "| 01-sample | Do the first thing. | The definition; Facts | – |" in lines
    assert "| 01-sample | Do the second thing. | – | – |" in lines
    assert "| Their curriculum | [The definition](https://example.org/a/b) | second | copy, 2026-11-30 |" in lines


def test_hours_and_points_are_those_of_the_lesson(course: Path) -> None:
    say(course)
    with (course / "source/01-sample/cases/graded-this.yaml").open("a") as case:
        case.write(WRITTEN)
    (row,) = [line for line in page(course) if line.startswith("| 01-sample | 0 h")]
    minutes, sittings, points, written = row.strip("| ").split(" | ")[1:5]
    assert int(minutes.split()[2]) > 0
    assert (sittings, points, written) == ("1", "8", "2")
    assert f"| in all | {minutes} | | | | |" in page(course)
    assert any("The pass mark of a module is 70% of its points." in line for line in page(course))


def test_the_hours_follow_the_lesson_and_the_check_sees_it(course: Path) -> None:
    say(course)
    before = page(course)
    lesson = course / "source/01-sample/lesson.md"
    lesson.write_text(lesson.read_text().replace("\n# ", "\n" + "# " + "word " * 2000 + "\n\n# ", 1))
    assert any(str(PATH) in line for line in [*check(course), *build(course)])
    assert page(course) != before
    assert check(course) == []


def test_what_is_written_over_the_tables_is_stale(course: Path) -> None:
    say(course)
    page(course)
    (course / PATH).write_text("Nothing.\n")
    assert any(f"{PATH} (as built)" in line for line in check(course))


def test_a_course_that_says_nothing_of_training_has_no_tables(course: Path) -> None:
    build(course)
    assert not (course / PATH).exists()
    assert problems(course) == ""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (", second: []", "", "objectives.01-sample: 'second' is missing; write 'second: []' or name lessons"),
        ("second: []", "second: [fact]", "unknown lesson 'fact'"),
        ("second: []", "second: [], third: []", "the lesson has no such objective"),
        ("01-sample:", "02-sample:", "no such lesson is handed in"),
        ("of: there", "of: elsewhere", "unknown curriculum 'elsewhere'"),
        ("https://example.org/a/b", "https://example.org/", "the address is a front page"),
    ],
)
def test_what_is_missing_or_unknown_is_named(old: str, new: str, said: str, course: Path) -> None:
    say(course)
    assert problems(course) == ""
    say(course, old, new)
    assert said in problems(course)


def test_a_lesson_without_the_way_it_was_read_is_refused(course: Path) -> None:
    say(course, ", checked: copy", "")
    with pytest.raises(MistakesError, match="'checked' is missing"):
        build(course)


def test_every_objective_of_this_course_is_mapped() -> None:
    assert [*mistakes(COURSE, read_modules(COURSE))] == []
