"""Each content rule is seen to fail: the sample course breaks one after the other."""

import datetime
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.modules_read import modules_of
from tests.places import COURSE
from wellfounded.authoring import glossary_lesson
from wellfounded.authoring.check_report import reading_ease, report
from wellfounded.authoring.course_build import build
from wellfounded.authoring.lesson import LessonCell
from wellfounded.authoring.module import read_modules
from wellfounded.launch.commands import app

TODAY = datetime.date(2026, 11, 24)
GRADED = "source/01-sample/cases/graded-this.yaml"
PRACTICE = "source/01-sample/cases/practise-this.yaml"
LESSON = "source/01-sample/lesson.md"

CHANGES = {
    "an unverified key": (
        GRADED,
        "[convention-1a2]",
        "[convention-1a2, unhcr-handbook-56-60]",
        "q2: the key rests on a source that is unverified",
    ),
    "one summary": (GRADED, "[convention-1a2]", "[ward-1993]", "q2: the key rests on one summary"),
    "a catch-all": (GRADED, "text: Gamma", "text: All of the above", "option 'c' speaks of the other options"),
    "an echo": (GRADED, "text: Iota", "text: That theorem", "only the right option repeats 'theorem' of the prompt"),
    "nothing practised": (PRACTICE, "[first]", "[]", "the objective 'first' is in no practice case"),
    "nothing graded": (GRADED, "[first, second]", "[first]", "the objective 'second' is in no graded case"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_broken_rule_is_named_with_its_place(change: str, course: Path) -> None:
    edit(course, GRADED, "prompt: Which of two?", "prompt: Which of two theorems?")
    edit(course, LESSON, "  second: Do the second thing.\n", "")
    edit(course, GRADED, "[first, second]", "[first]")
    assert report(course, TODAY).mistakes == []
    if change == "nothing graded":
        edit(course, LESSON, "  first:", "  second: Do the second thing.\n  first:")
    else:
        edit(course, *CHANGES[change][:3])
    assert CHANGES[change][3] in "\n".join(str(each) for each in report(course, TODAY).mistakes)


def edit(course: Path, name: str, old: str, new: str) -> None:
    text = (course / name).read_text()
    assert old in text
    (course / name).write_text(text.replace(old, new))


def choices(course: Path, right: str, *, text: str = "{letter} option") -> None:
    """Give the sample ten questions of one kind, each with the right option at `right`."""
    asked = "".join(
        f"  - id: q{number}\n    kind: choice\n    points: 1\n    prompt: Which?\n    authorities: [irpa-96]\n    options:\n"
        + "".join(
            f"      - id: {each}\n        text: {text.format(letter=each)}{'longer' * (each == right) * (text[0] != '{')}\n"
            f"        feedback: About {each}.\n{'        correct: true' if each == right else '        misconception: m'}\n"
            for each in "abcd"
        )
        for number in range(4, 14)
    )
    with (course / GRADED).open("a") as file:
        file.write(asked)


def test_a_right_option_that_stands_in_one_place_is_found(course: Path) -> None:
    choices(course, "c")
    assert "the right option is 'c' in 10 of 13 choices" in said(course)


def test_a_right_option_that_is_the_longest_is_found(course: Path) -> None:
    choices(course, "b", text="Option {letter} ")
    assert re.search(r"the right option is the longest in \d+% of choices", said(course))


def test_a_right_option_that_is_the_shortest_is_found(course: Path) -> None:
    choices(course, "b")
    for wrong in "acd":
        edit(course, GRADED, f"text: {wrong} option", f"text: {wrong} longer option")
    assert re.search(r"the right option is the shortest in \d+% of choices", said(course))


def test_absolutes_as_a_mark_of_wrong_options_are_found(course: Path) -> None:
    choices(course, "a")
    assert "absolutes mark" not in said(course)
    edit(course, GRADED, "text: d option", "text: d always option")
    assert "absolutes mark wrong options" in said(course)


def said(course: Path) -> str:
    return "\n".join(str(each) for each in report(course, TODAY).mistakes)


def test_a_term_explained_twice_is_found_and_the_glossary_holds_each_once(course: Path) -> None:
    edit(course, LESSON, "A sentence with", "A **term of art** is a word with one sense. **Note.** A sentence with")
    build(course)
    page = "".join(json.loads((course / glossary_lesson.PATH).read_text())["cells"][0]["source"])
    assert (
        "**Term of art**: A *term of art* is a word with one sense. ([A sample](../01-sample/01-sample.ipynb))" in page
    )
    assert "Note" not in page
    assert "already" not in said(course)
    edit(course, LESSON, "## Graded", "## Graded\n\nOnce more: a **Term of art**.")
    assert "the term 'Term of art' is explained in 01-sample already" in said(course)


def test_old_law_warns_and_fails_a_release(course: Path) -> None:
    late = report(course, datetime.date(2028, 1, 1)).stale
    assert any("law_as_of 2026-06-25" in str(each) for each in late)
    assert any("checked_on 2026-" in str(each) for each in late)
    assert report(course, TODAY).stale == []
    edit(course, LESSON, "  second: Do the second thing.\n", "")
    edit(course, GRADED, "[first, second]", "[first]")
    edit(course, LESSON, "2026-06-25", "2020-06-25")
    run = CliRunner()
    assert run.invoke(app, ["check", "--course", str(course)]).exit_code == 0
    failed = run.invoke(app, ["check", "--release", "--course", str(course)])
    assert failed.exit_code == 1
    assert "law_as_of 2020-06-25 is more than a year ago; look again" in failed.output


def test_a_lesson_without_prose_is_reported_without_an_ease(course: Path) -> None:
    lesson = course / LESSON
    front, *cells = re.findall(
        r"^---.*?^---\n|^```\{code-cell\}.*?^```\n", lesson.read_text(), re.MULTILINE | re.DOTALL
    )
    lesson.write_text(front + "\n".join(cells))
    assert "no prose" in report(course, TODAY).lines[0]


def test_reading_ease_is_flesch_s(course: Path) -> None:
    (module,) = read_modules(course)
    prose = LessonCell("markdown", "# A heading is no sentence\n\nThe cat sat on the mat. A dog ran to the cat.", 1)
    found = reading_ease(replace(module.lesson, cells=[prose]))
    assert found is not None
    ease, long = found
    assert long == 6  # twelve words, each of one syllable, in two sentences
    assert ease == pytest.approx(206.835 - 1.015 * 6 - 84.6 * 1)


def test_every_lesson_of_the_course_reads_as_plain_english() -> None:
    for module in modules_of(COURSE):
        ease, long = reading_ease(module.lesson) or (0, 0)
        assert ease >= 60, module.name
        assert long <= 20, module.name
