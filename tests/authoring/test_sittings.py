"""A lesson's time is worked out from what is read and answered, and cut where its reader may stop."""

import re
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from tests.modules_read import modules_of
from tests.places import COURSE
from wellfounded.authoring.check_report import report
from wellfounded.authoring.lesson import Lesson, LessonCell
from wellfounded.authoring.module import Module
from wellfounded.authoring.sittings import AIM, LONGEST, SHORTEST, mistakes, sittings
from wellfounded.content.activities.decision_path import Node, Outcome
from wellfounded.content.activities.paths import Way, longest_way
from wellfounded.content.case import CASES, read_cases, read_outline
from wellfounded.content.sittings import SITTINGS, time_in_words

LESSON = Path("source/01-sample/lesson.md")


def of_sections(*minutes: int) -> Lesson:
    """Return a lesson whose sections are read in so many minutes each, two of the words being the heading."""
    texts = ["# A" + " word" * (200 * length - 2) for length in minutes]
    return Lesson(
        Path("source/01-sections/lesson.md"), "Sections", 0, {}, "", [LessonCell("markdown", text, 1) for text in texts]
    )


def off_the_aim(minutes: list[int], cuts: tuple[int, ...]) -> int:
    ends = [0, *cuts, len(minutes)]
    return cost([sum(minutes[start:stop]) for start, stop in pairwise(ends)])


def cost(lengths: list[int]) -> int:
    """Return how far sittings are from what they should be: a minute out of the range weighs more than all else."""
    *first, last = lengths
    out = sum(max(0, SHORTEST - length) for length in first) + sum(max(0, length - LONGEST) for length in lengths)
    assert last > 0
    return 10**6 * out + sum((length - AIM) ** 2 for length in lengths)


@given(st.lists(st.integers(min_value=1, max_value=30), min_size=1, max_size=8))
def test_no_other_cuts_between_sections_are_nearer_to_the_aim(minutes: list[int]) -> None:
    found = sittings(of_sections(*minutes), {}, {})
    assert sum(sitting.minutes for sitting in found) == sum(minutes)
    places = range(1, len(minutes))
    every = (cuts for count in range(len(minutes)) for cuts in combinations(places, count))
    assert cost([sitting.minutes for sitting in found]) == min(off_the_aim(minutes, cuts) for cuts in every)


@pytest.mark.parametrize("module", modules_of(COURSE), ids=lambda module: module.name)
def test_every_lesson_has_sittings_that_begin_where_it_has_a_cell(module: Module) -> None:
    released = COURSE / "release" / module.name
    nb = nbformat.read(released / f"{module.name}.ipynb", as_version=4)
    outline = read_outline(released / CASES)
    begins = [sitting.begins for sitting in outline.sittings]
    ids = [cell.id for cell in nb.cells]
    assert begins[0] == ids[0]
    assert sorted(begins, key=ids.index) == begins
    assert [sitting["begins"] for sitting in nb.metadata[SITTINGS]] == begins
    assert [case for sitting in outline.sittings for case in sitting.cases] == [*read_cases(released / CASES)]
    assert all(sitting.minutes >= SHORTEST for sitting in outline.sittings[:-1])
    assert all(0 < sitting.minutes <= LONGEST for sitting in outline.sittings)
    time = time_in_words(outline.minutes, len(begins))
    assert f"*{time}.*" in nb.cells[0].source


@pytest.mark.parametrize(("stated", "is_far"), [("4", False), ("9", True), ("1", True)])
def test_stated_minutes_that_are_far_from_those_computed_fail_a_check(stated: str, is_far: bool, course: Path) -> None:
    text = (course / LESSON).read_text()
    assert "minutes: 4\n" in text
    (course / LESSON).write_text(text.replace("minutes: 4\n", f"minutes: {stated}\n"))
    said = [str(mistake) for mistake in report(course).mistakes]
    words = f"'minutes: {stated}' is stated, and reading and answering take 4"
    assert any(words in line for line in said) == is_far


def test_a_long_section_without_a_case_is_a_mistake_for_it_cannot_be_divided(course: Path) -> None:
    text = (course / LESSON).read_text().replace("minutes: 4\n", "")
    (course / LESSON).write_text(text.replace("## Graded", f"## Long\n\n{'Word. ' * 9000}\n\n## Graded"))
    said = [str(mistake) for mistake in report(course).mistakes if "sitting" in str(mistake)]
    assert any("line 11: sitting 1, from 'a-sample', takes 46 minutes; make it 20 to 30" in line for line in said)


def test_a_minute_too_long_is_a_mistake_and_a_short_end_is_none(course: Path) -> None:
    (module,) = modules_of(course)

    def lengths(*minutes: int) -> list[str]:
        return [mistake.problem for mistake in mistakes(replace(module, lesson=of_sections(*minutes)))]

    assert lengths(30, 20, 3) == []
    assert [problem.split()[-2] for problem in lengths(31)] == ["31"]
    assert [problem.split()[-2] for problem in lengths(19, 31)] == ["19", "31"]


def test_of_a_path_the_longest_way_is_read_and_no_other() -> None:
    short = Way(text="Take one", to="brief", means=Markup("It means"))
    long = Way(text="Take two", to="wordy", means=Markup("It means very many things"))
    ends = [
        Outcome(id="brief", name="Brief", verdict="yes", says=Markup("Yes"), why=Markup("So")),
        Outcome(id="wordy", name="Wordy", verdict="no", says=Markup("No"), why=Markup("It has many a reason")),
    ]
    later_node = Node(id="b", name="Later", question=Markup("Then?"), answers=[long, short])
    first = Node(id="a", name="First", question=Markup("What?"), answers=[replace(short, to="b"), short])
    read = " ".join(re.sub("<[^>]*>", " ", longest_way([first, later_node], ends)).split())
    assert read == (
        "First What? Take one Take one It means Later Then? Take two Take one It means very many things "
        "Wordy No: No It has many a reason"
    )
    assert longest_way([], []) == ""


def test_time_is_a_range_with_sittings_where_there_is_more_than_one() -> None:
    assert time_in_words(100, 4) == "85 to 115 minutes, in 4 sittings"
    assert time_in_words(20, 1) == "15 to 25 minutes"
    assert time_in_words(4, 1) == "about 4 minutes"
    assert time_in_words(0, 0) == ""
