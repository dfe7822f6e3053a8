"""Builds are the same bytes every time, say what is stale, and nbval sees what was not rebuilt."""

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from tests.places import COURSE
from wellfounded.authoring.check_report import report
from wellfounded.authoring.course_build import build, check
from wellfounded.authoring.templates import new_case, new_module
from wellfounded.content.case import Outline, read_cases, read_outline
from wellfounded.content.mistakes import MistakesError
from wellfounded.content.sittings import Sitting
from wellfounded.launch.commands import app

CASE = Path("source/01-sample/cases/graded-this.yaml")
NOTEBOOK = Path("source/01-sample/01-sample.ipynb")


def files(course: Path) -> dict[str, bytes]:
    return {str(p.relative_to(course)): p.read_bytes() for p in course.rglob("*") if p.is_file()}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_every_objective_has_its_cases_in_the_table(course: Path) -> None:
    build(course)
    rows = [line for line in (course / "docs/objectives.md").read_text().splitlines() if line.startswith("| 01-sample")]
    assert rows == [
        "| 01-sample | Do the first thing. | practise-this (1) | graded-this (3) |",
        "| 01-sample | Do the second thing. |  | graded-this (3) |",
    ]


def test_what_is_committed_here_is_fresh() -> None:
    assert check(COURSE) == []


def test_building_twice_gives_the_same_bytes(course: Path, tmp_path: Path) -> None:
    build(course)
    once = files(course)
    assert build(course) == []
    assert files(course) == once
    elsewhere = tmp_path / "a different folder"
    shutil.copytree(course, elsewhere, ignore=shutil.ignore_patterns("release", "*.ipynb", "*.json"))
    build(elsewhere)
    assert files(elsewhere) == once


@pytest.mark.parametrize(
    ("old", "new"),
    [("Which one of three?", "Which of these?"), ("points: 2", "points: 4"), ("text: Beta", "text: Bet")],
)
def test_check_shows_what_became_stale(course: Path, old: str, new: str) -> None:
    build(course)
    edit(course / CASE, old, new)
    said = "\n".join(check(course))
    assert "01-sample.ipynb (as built)" in said
    assert "cases.json (as built)" in said
    assert "+" in said
    build(course)
    assert check(course) == []


def test_check_names_what_an_earlier_build_left(course: Path) -> None:
    build(course)
    left = course / "release/01-sample/figures/old.svg"
    left.write_text("old")
    assert any("old.svg: is left over" in line for line in check(course))
    build(course)
    assert not left.exists()


def test_a_built_notebook_has_ids_from_names_counts_in_order_and_no_widgets(course: Path) -> None:
    build(course)
    nb = nbformat.read(course / NOTEBOOK, as_version=4)
    assert [cell.id for cell in nb.cells] == [
        "a-sample", "from-wellfounded-import-case-hand-in", "practise-this", "graded", "key-to-marks",
        "graded-this", "hand-in",
    ]  # fmt: skip
    code = [cell for cell in nb.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == [1, 2, 3, 4]
    assert all(cell.metadata.jupyter.source_hidden for cell in code)
    assert code[-2].metadata.nbgrader.points == 6
    kinds = {kind for cell in code for output in cell.outputs for kind in output.data}
    assert kinds == {"text/html", "text/plain"}


PAGE = """---
title: A page
law_as_of: 2026-06-25
objectives:
  first: Do the first thing.
---

# A page

Some words.

```{code-cell} ipython3
from wellfounded import case, progress, recommend
```

```{code-cell} ipython3
progress()
```

```{code-cell} ipython3
case("practise-that")
```

```{code-cell} ipython3
recommend()
```
"""


def page(course: Path, text: str = PAGE) -> Path:
    """Add a lesson without graded cases."""
    folder = course / "source/00-page"
    (folder / "cases").mkdir(parents=True)
    (folder / "lesson.md").write_text(text)
    shutil.copy(course / "source/01-sample/cases/practise-this.yaml", folder / "cases/practise-that.yaml")
    return folder


def test_a_page_without_graded_cases_needs_no_hand_in_and_shows_progress_as_a_sentence(course: Path) -> None:
    page(course)
    build(course)
    code = [
        cell for cell in nbformat.read(course / "source/00-page/00-page.ipynb", 4).cells if cell.cell_type == "code"
    ]
    assert [bool(cell.outputs) for cell in code] == [False, True, True, True]
    assert "To see your progress drawn here, choose Run" in code[1].outputs[0].data["text/html"]
    assert code[3].outputs[0].data["text/plain"] == "Where to begin."
    assert nbval(course / "release/00-page").returncode == 0
    assert [each for each in report(course).mistakes if "00-page" in str(each)] == []


def test_cases_json_says_what_the_lesson_is_about_and_its_cases_are_read_as_before(course: Path) -> None:
    build(course)
    path = course / "release/01-sample/cases.json"
    objectives = {"first": "Do the first thing.", "second": "Do the second thing."}
    sittings = [Sitting("a-sample", 4, ["practise-this", "graded-this"])]
    assert read_outline(path) == Outline("A sample", 4, sittings, objectives)
    assert list(read_cases(path)) == ["practise-this", "graded-this"]


def nbval(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", "-p", "no:cacheprovider", str(folder)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_nbval_passes_what_was_built(course: Path) -> None:
    build(course)
    done = nbval(course / "release/01-sample")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [("Which one of three?", "Which of these?"), ('"points": 2.0,', '"points": 4.0,'), ("Beta", "Bet")],
)
def test_nbval_fails_a_changed_prompt_points_or_option_until_rebuilt(course: Path, old: str, new: str) -> None:
    build(course)
    public = course / "release/01-sample/cases.json"
    edit(public, old, new)
    assert nbval(public.parent).returncode != 0
    build(course)
    assert nbval(public.parent).returncode == 0


def test_the_templates_of_a_module_and_a_case_build(course: Path) -> None:
    folder = new_module(course, "02-another")
    path = new_case(course, "02", "second-story")
    build(course)
    assert check(course) == []
    assert path.parent.parent == folder
    assert (course / "release/02-another/02-another.ipynb").exists()


def test_a_new_case_of_a_lesson_without_a_hand_in_stands_at_its_end(course: Path) -> None:
    lesson = course / "source/01-sample/lesson.md"
    read = lesson.read_text().replace("```{code-cell} ipython3\nhand_in()\n```\n", "The end.\n")
    lesson.write_text(read)
    new_case(course, "01", "second-story")
    assert lesson.read_text() == f'{read.rstrip()}\n\n```{{code-cell}} ipython3\ncase("second-story")\n```\n'


@pytest.mark.parametrize(
    ("module", "name", "words"),
    [
        ("01", "graded-this", "there already"),
        ("01", "Bad Name", "no case id"),
        ("07", "story", "0 modules begin with '07'"),
    ],
)
def test_a_new_case_that_cannot_be_is_refused(course: Path, module: str, name: str, words: str) -> None:
    with pytest.raises(MistakesError, match=words):
        new_case(course, module, name)


def test_what_the_system_refuses_is_said_in_a_sentence(course: Path) -> None:
    (course / "docs").write_text("a file where the build keeps a folder")
    done = CliRunner().invoke(app, ["build", "--course", str(course)])
    assert done.exit_code == 1
    assert f"{course / 'docs'}: File exists. Mend this, then run the same again." in " ".join(done.output.split())


def test_a_template_for_every_editor_is_committed(course: Path) -> None:
    import json

    build(course)
    schema = json.loads((course / "source/case.schema.json").read_text())
    assert "id" not in schema["properties"]
    assert "wording" not in schema["$defs"]["Choice"]["properties"]
    assert set(schema["required"]) >= {"title", "use", "jurisdiction", "law_as_of", "facts", "questions"}
