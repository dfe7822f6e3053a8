"""A variant is a file beside its case: a whole case of the same id, with what they share checked where it is read."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from wellfounded.authoring.course_build import build
from wellfounded.content.case import CASES, read_cases
from wellfounded.content.case_file import read_module
from wellfounded.content.mistakes import MistakesError

MODULE = "01-sample"
CASE = f"source/{MODULE}/cases/graded-this"
KEY = "Graded feedback on zeta."
OTHER_KEY = "Feedback of the variant alone."


@pytest.fixture
def variant(course: Path) -> Callable[..., Path]:
    def write(old: str = "title: Graded this", new: str = "title: Graded that", letter: str = "b") -> Path:
        path = course / f"{CASE}.{letter}.yaml"
        text = (course / f"{CASE}.yaml").read_text()
        assert old in text
        path.write_text(text.replace(old, new))
        return path

    return write


def test_a_variant_is_a_whole_case_under_the_same_id_with_questions_of_its_own(
    course: Path, variant: Callable[..., Path]
) -> None:
    variant()
    case = read_module(course / "source" / MODULE)["graded-this"]
    first, second = case.every_variant
    assert (first.title, second.title) == ("Graded this", "Graded that")
    assert [second.id, second.file_name] == ["graded-this", "graded-this.b.yaml"]
    assert [question.id for question in second.questions] == [f"b{question.id}" for question in first.questions]
    assert not {question.wording for question in first.questions} & {question.wording for question in second.questions}


def test_a_release_has_every_variant_and_of_what_is_graded_no_key(course: Path, variant: Callable[..., Path]) -> None:
    variant(KEY, OTHER_KEY)
    build(course)
    release = course / "release" / MODULE
    case = read_cases(release / CASES)["graded-this"]
    assert [each.variant for each in case.every_variant] == ["", "b"]
    text = "".join(path.read_text() for path in release.rglob("*.*") if path.suffix in (".json", ".ipynb"))
    assert KEY not in text
    assert OTHER_KEY not in text
    notebook = json.loads((release / f"{MODULE}.ipynb").read_text())
    (cell,) = (cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == case.id)
    assert cell["metadata"]["nbgrader"]["points"] == case.points
    assert "This case has 2 versions" in "".join(cell["outputs"][0]["data"]["text/html"])


def test_a_course_without_variants_is_built_as_it_was(course: Path) -> None:
    build(course)
    document = (course / "release" / MODULE / CASES).read_text()
    assert '"variant' not in document
    assert '"turn"' not in document


@pytest.mark.parametrize(
    ("old", "new", "problem", "remedy"),
    [
        ("    points: 3", "    points: 2", "points, and the first variant ", "weigh its questions anew"),
        ("[first, second]", "[first]", "the first variant tests others", "write first, second"),
        ("id: q2", "id: q9", "it asks q1, q9, q3, and the first variant q1, q2, q3", "ask q1"),
        (
            "title: Graded this",
            "title: Graded this\nvariant: c",
            "'variant' is written",
            "the name of the file",
        ),
        ("title: Graded this", "title: Graded this\nturn: q7", "no question 'q7'", "q1"),
    ],
)
def test_what_variants_do_not_share_is_named_with_file_and_remedy(
    variant: Callable[..., Path], course: Path, old: str, new: str, problem: str, remedy: str
) -> None:
    variant(old, new)
    with pytest.raises(MistakesError) as error:
        read_module(course / "source" / MODULE)
    assert "graded-this.b.yaml" in str(error.value)
    assert problem in str(error.value)
    assert remedy in str(error.value)


def test_a_variant_of_nothing_and_a_letter_that_is_none_are_named(course: Path, variant: Callable[..., Path]) -> None:
    shutil.copy(variant(), course / f"source/{MODULE}/cases/nothing.b.yaml")
    shutil.copy(variant(), course / f"{CASE}.two.yaml")
    with pytest.raises(MistakesError) as error:
        read_module(course / "source" / MODULE)
    assert "there is no nothing.yaml" in str(error.value)
    assert "'two' names no variant" in str(error.value)
