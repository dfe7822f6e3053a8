"""Only what this release shipped starts by itself, in the copy that the server was started for."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from wellfounded.content.activities import ACTIVITIES
from wellfounded.content.case import CASES
from wellfounded.content.release import cells
from wellfounded.launch.autostart import ServedCopy, read_served
from wellfounded.learner.layout import digest, lay_out
from wellfounded.learner.workspace import RECORD

ONE, TWO = "01-one", "02-two"
PATH = f"{ONE}/{ONE}.ipynb"
STRANGE = "open('ran', 'w').close()"


def write(lesson: Path, *code: str) -> None:
    lesson.mkdir(parents=True)
    written = [{"cell_type": "code", "source": source} for source in code]
    (lesson / f"{lesson.name}.ipynb").write_text(json.dumps({"cells": written, "metadata": {"module": lesson.name}}))
    (lesson / CASES).write_text(json.dumps({"module": lesson.name, "cases": [{"id": lesson.name}]}))


@pytest.fixture
def laid_out_copy(tmp_path: Path) -> Path:
    write(tmp_path / "release" / ONE, "import one", "case('one')", "hand_in()")
    write(tmp_path / "release" / TWO, "import two", "case('two')", "hand_in()")
    lay_out(tmp_path, tmp_path / "my-course", "home")
    return tmp_path / "my-course"


@pytest.fixture
def served(laid_out_copy: Path) -> ServedCopy:
    return read_served(laid_out_copy, laid_out_copy.parent, root=laid_out_copy)


def code(notebook: Path) -> list[str]:
    return [cell["source"] for cell in cells(notebook)]


def starts(served: ServedCopy, path: str) -> bool:
    return served.is_genuine(path, code(served.copy / path))


def test_a_lesson_starts_and_so_does_one_that_lacks_a_cell(served: ServedCopy) -> None:
    assert starts(served, PATH)
    assert served.is_genuine(PATH, ["import one", "", " hand_in() \n"])


@pytest.mark.parametrize(
    "sources",
    [[], [""], [STRANGE], ["import one", STRANGE], ["hand_in()", "import one"], ["import one"] * 2, ["case('two')"]],
)
def test_no_other_cells_start(served: ServedCopy, sources: list[str]) -> None:
    assert not served.is_genuine(PATH, sources)


def moved(copy: Path) -> str:
    (copy / ONE).rename(copy / "My lesson")
    (copy / "My lesson" / f"{ONE}.ipynb").rename(copy / "My lesson" / "first.ipynb")
    return "My lesson/first.ipynb"


def moved_deeper(copy: Path) -> str:
    (copy / "Week 1").mkdir()
    (copy / ONE).rename(copy / "Week 1" / ONE)
    return f"Week 1/{PATH}"


def downloaded(copy: Path) -> str:
    """A stranger's folder, whole: a record that calls its one cell ours, in a folder deeper than a lesson's."""
    write(copy / "downloads" / ONE, STRANGE)
    record = json.loads((copy / RECORD).read_text())
    record["shipped"] = {ONE: [digest(STRANGE.encode())]}
    (copy / "downloads" / RECORD).write_text(json.dumps(record))
    return f"downloads/{PATH}"


def planted(copy: Path) -> str:
    """The same, over the copy itself."""
    shutil.rmtree(copy / ONE)
    downloaded(copy)
    shutil.move(copy / "downloads" / ONE, copy / ONE)
    shutil.move(copy / "downloads" / RECORD, copy / RECORD)
    return PATH


def beside(copy: Path) -> str:
    shutil.copytree(copy / ONE, copy / f"{ONE}-Copy1")
    return f"{ONE}-Copy1/{ONE}.ipynb"


def deeper(copy: Path) -> str:
    """A whole lesson that sorts before the true one, and claims to be it."""
    shutil.copytree(copy / ONE, copy / "00" / ONE)
    return f"00/{PATH}"


def twice(copy: Path) -> str:
    shutil.copy(copy / PATH, copy / ONE / f"{ONE}-Copy1.ipynb")
    return f"{ONE}/{ONE}-Copy1.ipynb"


def nested(copy: Path) -> str:
    write(copy / "course" / "release" / ONE, "import one", "case('one')", "hand_in()")
    lay_out(copy / "course", copy / "course" / "my-course", "home")
    return f"course/my-course/{PATH}"


def linked(copy: Path) -> str:
    (copy / ONE).rename(copy.parent / "elsewhere")
    (copy / ONE).symlink_to(copy.parent / "elsewhere")
    return PATH


def linked_notebook(copy: Path) -> str:
    (copy / PATH).rename(copy.parent / "elsewhere.ipynb")
    (copy / PATH).symlink_to(copy.parent / "elsewhere.ipynb")
    return PATH


def drawn_from_others(copy: Path) -> str:
    """Genuine cells, beside cases that a stranger wrote: what stands in them is drawn as HTML."""
    (copy / ONE / CASES).write_text('{"cases": []}')
    return PATH


def activities_from_others(copy: Path) -> str:
    (copy / ONE / ACTIVITIES).write_text('{"likely": {"facts": "<img src=x>"}}')
    return PATH


def gathered_from_others(copy: Path) -> str:
    """A page may draw other lessons' cases."""
    (copy / TWO / CASES).write_text('{"cases": []}')
    return PATH


def renamed_and_drawn_from_others(copy: Path) -> str:
    path = moved(copy)
    (copy / path).with_name(CASES).write_text('{"cases": []}')
    return path


def pipe(copy: Path) -> str:
    (copy / ONE / CASES).unlink()
    os.mkfifo(copy / ONE / CASES)
    return PATH


def pipe_as_record(copy: Path) -> str:
    (copy / RECORD).unlink()
    os.mkfifo(copy / RECORD)
    return PATH


CASES_OF_COPIES: list[tuple[Callable[[Path], str], bool]] = [
    (moved, True),
    (moved_deeper, True),
    (pipe_as_record, True),  # it is not asked
    *((each, False) for each in (downloaded, planted, beside, deeper, twice, nested, linked, linked_notebook, pipe)),
    *((each, False) for each in (drawn_from_others, gathered_from_others, renamed_and_drawn_from_others)),
    (activities_from_others, False),
]


@pytest.mark.parametrize(("spoil", "starting"), CASES_OF_COPIES, ids=lambda each: getattr(each, "__name__", ""))
def test_a_renamed_lesson_starts_and_nothing_that_was_laid_there(
    laid_out_copy: Path, served: ServedCopy, spoil: Callable[[Path], str], starting: bool
) -> None:
    assert starts(served, spoil(laid_out_copy)) is starting


def test_what_is_laid_into_the_release_later_counts_for_nothing(laid_out_copy: Path, served: ServedCopy) -> None:
    (laid_out_copy.parent / "release" / ONE / f"{ONE}.ipynb").write_text(json.dumps({"cells": []}))
    write(laid_out_copy.parent / "release" / "03-three", STRANGE)
    shutil.copytree(laid_out_copy.parent / "release" / "03-three", laid_out_copy / "03-three")
    assert starts(served, PATH)
    assert not starts(served, "03-three/03-three.ipynb")


@pytest.mark.parametrize(
    "path",
    [
        *("", "/", "..", PATH.replace("/", "//"), f"/{PATH}", f"./{PATH}", f"../my-course/{PATH}", f"{ONE}/../{PATH}"),
        *(f"{ONE}/./{ONE}.ipynb", f"{ONE}/", "\ud800/\udfff", "a\0/b", "x/" * 5000, "y" * 100_000 + "/z"),
        *(f"{ONE}\\{ONE}.ipynb", "C:/x.ipynb", f"{ONE}/x:y"),
    ],
)
def test_no_odd_path_starts_or_raises(served: ServedCopy, path: str) -> None:
    assert not served.is_genuine(path, ["import one"])


def test_an_absolute_path_of_a_lesson_does_not_start(served: ServedCopy) -> None:
    assert not served.is_genuine(str(served.copy / PATH), ["import one"])


def test_on_binder_the_copy_lies_in_what_is_served(laid_out_copy: Path) -> None:
    served = read_served(laid_out_copy, laid_out_copy.parent, root=laid_out_copy.parent)
    assert served.is_genuine(f"my-course/{PATH}", ["import one"])
    assert not served.is_genuine(f"release/{PATH}", ["import one"])
    assert not served.is_genuine(PATH, ["import one"])
