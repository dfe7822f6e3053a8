"""No key, no graded feedback and no stray file is ever in a release."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import nbformat
import pytest

from tests.commands import nbgrader
from tests.grading.submissions import MODULE, NOTEBOOK
from tests.modules_read import modules_of
from tests.places import COURSE
from wellfounded.authoring.course_build import build
from wellfounded.content.case_file import rendered
from wellfounded.content.questions import Question

SOURCE, RELEASE = Path("source") / MODULE, Path("release") / MODULE
KEY_FIELDS = ("correct", "feedback", "misconception", "hint", "authorities", "objectives")


def plant_output(course: Path) -> None:
    nb = nbformat.read(course / SOURCE / NOTEBOOK, as_version=4)
    nb.cells[-2].outputs[0].data["text/html"] += "<!-- b is right -->"
    nbformat.write(nb, course / SOURCE / NOTEBOOK)


def plant_text(course: Path) -> None:
    nb = nbformat.read(course / SOURCE / NOTEBOOK, as_version=4)
    nb.cells[0].source += "\n\nGraded feedback on beta."
    nbformat.write(nb, course / SOURCE / NOTEBOOK)


def plant_key(course: Path) -> None:
    path = course / SOURCE / "cases.json"
    document = json.loads(path.read_text())
    document["cases"][1]["questions"][0]["options"][1]["correct"] = True
    path.write_text(json.dumps(document))


def plant_sentence(course: Path) -> None:
    path = course / SOURCE / "cases.json"
    document = json.loads(path.read_text())
    path.write_text(json.dumps({**document, "objectives": {"first": "Graded feedback on beta."}}))


def plant_field(course: Path) -> None:
    path = course / SOURCE / "cases.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "tests": {"graded-this": ["first"]}}))


def plant_panel(course: Path) -> None:
    nb = nbformat.read(course / SOURCE / NOTEBOOK, as_version=4)
    nb.cells[-1].outputs[0].data["text/html"] += "<!-- b is right -->"
    nbformat.write(nb, course / SOURCE / NOTEBOOK)


def plant_citation(course: Path) -> None:
    nb = nbformat.read(course / SOURCE / NOTEBOOK, as_version=4)
    nb.cells[0].source += "\n\nSee [it][1].\n\n[1]: <authority:irpa-96>"
    nbformat.write(nb, course / SOURCE / NOTEBOOK)


def plant_file(name: str) -> Callable[[Path], None]:
    def plant(course: Path) -> None:
        (course / SOURCE / name).write_text("anything")

    return plant


PLANTED: dict[str, tuple[Callable[[Path], None], str]] = {
    "answers.jsonl": (plant_file("answers.jsonl"), "answers.jsonl: is not for learners"),
    "x.yaml~": (plant_file("x.yaml~"), "x.yaml~: is not for learners"),
    "notes.txt": (plant_file("notes.txt"), "notes.txt: is not for learners"),
    "an unnamed picture": (plant_file("figures/draft.svg"), "draft.svg: is not for learners"),
    "a key in an output": (plant_output, "the output of cell 'graded-this' is not what the build writes"),
    "feedback in a text": (plant_text, "of a graded key; take it out of the lesson"),
    "a citation that leads nowhere": (
        plant_citation,
        "'authority:irpa-96' leads nowhere; write [words](authority:key)",
    ),
    "an output of a panel": (plant_panel, "the output of cell 'hand-in' is not what the build writes"),
    "feedback in an objective": (plant_sentence, "cases.json: holds “Graded feedback on beta.…” of a graded key"),
    "what a graded case tests": (
        plant_field,
        "cases.json: holds more than module, title, minutes, sittings, objectives",
    ),
    "a key in cases.json": (plant_key, "'graded-this' is not the public part of its case"),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_nbgrader_refuses_to_release_what_was_planted(course: Path, planted: str) -> None:
    build(course)
    plant, words = PLANTED[planted]
    plant(course)
    done = nbgrader(course, "generate_assignment", MODULE, "--force")
    assert done.returncode != 0
    assert words in done.stderr
    assert not (course / RELEASE).exists()


def test_a_clean_release_is_made(course: Path) -> None:
    build(course)
    before = (course / RELEASE / NOTEBOOK).read_bytes()
    assert nbgrader(course, "generate_assignment", MODULE, "--force").returncode == 0
    assert (course / RELEASE / NOTEBOOK).read_bytes() == before


# Independent of the guard: what lies in this repository's own release/


def modules() -> list[str]:
    found = sorted(path.name for path in (COURSE / "release").iterdir() if path.is_dir())
    assert found
    return found


@pytest.mark.parametrize("module", modules())
def test_a_release_holds_notebook_cases_and_named_pictures_alone(module: str) -> None:
    folder = COURSE / "release" / module
    text = (folder / f"{module}.ipynb").read_text()
    has_activities = (COURSE / "source" / module / "activities").is_dir()
    made = {f"{module}.ipynb", "cases.json", *(["activities.json"] if has_activities else [])}
    for path in (each for each in folder.rglob("*") if each.is_file()):
        name = path.relative_to(folder).as_posix()
        assert name in made or f"]({name})" in text


@pytest.mark.parametrize("module", modules())
def test_a_release_holds_no_part_of_a_graded_key(module: str) -> None:
    folder = COURSE / "release" / module
    public = json.loads((folder / "cases.json").read_text())["cases"] if (COURSE / "source" / module).exists() else []
    nb = nbformat.read(folder / f"{module}.ipynb", as_version=4)
    text = json.dumps([public, nb], ensure_ascii=False)
    for case in (each for each in public if each["use"] == "graded"):
        assert not [field for field in KEY_FIELDS if f'"{field}"' in json.dumps(case)]
    assert [each for each in told_after_marking() if each in text] == []


@cache
def told_after_marking() -> list[str]:
    """Return every hint and feedback of the course's graded questions, as Markdown and as HTML, as JSON holds them."""
    graded = [case for module in modules_of(COURSE) for case in module.cases.values() if case.use == "graded"]
    questions = [each for case in graded for each in (*case.questions, *rendered(case).questions)]
    told = [text for each in questions for text in (each.hint, *_feedback(each)) if text]
    assert told
    return [json.dumps(text, ensure_ascii=False)[1:-1] for text in told]


def _feedback(question: Question) -> list[str]:
    return [option.feedback for option in getattr(question, "options", [])]
