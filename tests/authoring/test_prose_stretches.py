"""The longest stretch of prose without a question is measured, printed, and limited."""

from pathlib import Path

import pytest

from tests.authoring.test_rules import LESSON, TODAY, edit
from wellfounded.authoring.check_report import report
from wellfounded.authoring.lesson import read_lesson
from wellfounded.authoring.prose_stretches import longest

WORDS = "word " * 300
PLACE = "A sentence with"


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (WORDS, 300),
        (f"<details><summary>More</summary>\n\n{WORDS}\n\n</details>\n", 0),
        (f"| a |\n|---|\n| {WORDS} |\n", 0),
        (f"![{WORDS}](figures/words.svg)\n", 0),
        (f"[one]({'https://example.org/' + 'a-' * 300}) two\n", 2),
    ],
)
def test_only_prose_that_is_read_is_counted(course: Path, text: str, counted: int) -> None:
    before = longest(read_lesson(course / LESSON)).words
    edit(course, LESSON, PLACE, f"{text}\n\n{PLACE}")
    picture = course / LESSON.replace("lesson.md", "figures/words.svg")
    picture.parent.mkdir(exist_ok=True)
    picture.write_text("<svg/>")
    assert stretch(course / LESSON) - before == counted


def stretch(lesson: Path) -> int:
    return longest(read_lesson(lesson)).words


def test_the_count_begins_anew_behind_a_case_and_ends_with_the_last(course: Path) -> None:
    whole = (course / LESSON).read_text()
    first, marker, rest = whole.partition("```{code-cell} ipython3\ncase(")
    (course / LESSON).write_text(
        f"{first}{WORDS}\n\n{marker}{rest}".replace(
            "```{code-cell} ipython3\nhand_in()", f"{WORDS * 3}\n\n```{{code-cell}} ipython3\nhand_in()"
        )
    )
    assert 300 <= stretch(course / LESSON) < 600


def test_a_long_stretch_and_many_daggers_fail(course: Path) -> None:
    edit(course, LESSON, PLACE, f"† † † †\n\n{WORDS}\n\n{PLACE}")
    found = "\n".join(map(str, report(course, TODAY).mistakes))
    assert "words without a question, a prediction or a tool; put one in, or cut to 250 words" in found
    assert "4 daggers" in found
    assert any("words without a question" in line for line in report(course, TODAY).lines)
