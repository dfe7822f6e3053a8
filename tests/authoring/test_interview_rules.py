"""Interviews that give their points away, or hold what nobody comes to, fail the check and the build."""

import shutil
from pathlib import Path

import pytest
import yaml

from tests.places import COURSE, GALLERY
from wellfounded.authoring.course_build import build
from wellfounded.authoring.interview_rules import interview_mistakes
from wellfounded.authoring.module import read_modules
from wellfounded.content.mistakes import MistakesError

PRACTICE = Path("source/01-gallery/cases/interview-practice.yaml")


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GALLERY, tmp_path / "gallery"))


def said(gallery: Path) -> str:
    return "\n".join(map(str, interview_mistakes(read_modules(gallery))))


def test_an_interview_in_which_warmth_pays_is_found_and_not_built(gallery: Path) -> None:
    case = yaml.safe_load((gallery / PRACTICE).read_text("utf-8"))
    for topic in case["questions"][0]["topics"]:
        for way in (way for step in topic["steps"] for way in step["ways"]):
            way["trust"] = 0 if way.get("misses") else 1
    (gallery / PRACTICE).write_text(yaml.safe_dump(case), "utf-8")
    problem = "taking the warmest way earns 100% of the points, more than 50%"
    assert problem in said(gallery)
    with pytest.raises(MistakesError, match=problem):
        build(gallery)


def test_what_nobody_comes_to_is_found_with_its_place(gallery: Path) -> None:
    text = (gallery / PRACTICE).read_text("utf-8")
    assert "trust_least: 5" in text
    (gallery / PRACTICE).write_text(text.replace("trust_least: 5", "trust_least: 0", 1), "utf-8")
    assert "q1.topics.1.steps.1.ways.2.replies.1: no play comes to this reply" in said(gallery)


def test_an_interview_in_which_chance_or_what_opens_most_pays_is_found(gallery: Path) -> None:
    case = yaml.safe_load((gallery / PRACTICE).read_text("utf-8"))
    for topic in case["questions"][0]["topics"]:
        for step in topic["steps"]:
            step["ways"].sort(key=lambda way: len(way.get("meets", [])))  # what opens most is last
            for item in [*step["ways"], *(reply for way in step["ways"] for reply in way["replies"])]:
                item.pop("misses", None)
    (gallery / PRACTICE).write_text(yaml.safe_dump(case), "utf-8")
    found = said(gallery)
    assert "taking the way that opens most earns 83% of the points, more than 67%" in found
    assert "taking any way, by chance earns 3% of the points, more than 1%" in found


def test_the_course_and_the_gallery_break_no_bound() -> None:
    assert said(GALLERY) == ""
    assert said(COURSE) == ""
