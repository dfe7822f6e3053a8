"""A lesson is known by what lies in its folder, wherever that lies and whatever it is called."""

import json
import shutil
from pathlib import Path

import pytest

from tests.two_lesson_copy import ONE, TWO, answer, copy_in, kept
from wellfounded.content.case import CASES
from wellfounded.journal.file import JOURNAL, append, new_event, replay
from wellfounded.learner.layout import lay_out
from wellfounded.learner.lessons import RECORD, STATED, Home, find_lessons, module_of, notebook_of, place, read_together
from wellfounded.learner.workspace import Workspace, find_workspace, open_workspace

PLACES = ["my own name", "étude n° 1", "done/01", "a/b/c", "02", "01-one 2"]


@pytest.fixture
def stating_copy(tmp_path: Path) -> Workspace:
    """Lay out two lessons that say which they are, as released ones do."""
    made = copy_in(tmp_path)
    for name in (ONE, TWO):
        release = made.course / "release" / name
        about = {"module": name, "title": name, "objectives": {}, "cases": [{"id": f"case-{name}"}]}
        (release / CASES).write_text(json.dumps(about))
        (release / f"{name}.ipynb").write_text(json.dumps({"cells": [], "metadata": {STATED: name}}))
    lay_out(made.course, made.folder, "home")
    return made


def moved(workspace: Workspace, name: str, lesson: str = ONE) -> Path:
    target = workspace.folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    return (workspace.folder / lesson).rename(target)


@pytest.mark.parametrize("name", PLACES)
def test_a_folder_that_was_renamed_or_moved_holds_the_same_lesson(stating_copy: Workspace, name: str) -> None:
    event = answer(stating_copy, ONE, ["a"])
    folder = moved(stating_copy, name)
    assert module_of(folder) == ONE
    assert stating_copy.lessons == [ONE, TWO]
    assert stating_copy.home(ONE) == folder
    found = find_workspace(folder)
    assert found is not None
    assert found.folder == stating_copy.folder
    assert found.lesson(ONE) == f"{name}/{ONE}.ipynb"
    assert [each["id"] for each in replay(found.home(ONE) / JOURNAL).events] == [event["id"]]


@pytest.mark.parametrize("name", PLACES)
def test_laying_out_again_refreshes_it_there_and_makes_no_second(stating_copy: Workspace, name: str) -> None:
    folder = moved(stating_copy, name)
    (folder / f"{ONE}.ipynb").rename(folder / "mine.ipynb")
    newer = stating_copy.course / "release" / ONE / CASES
    newer.write_text(newer.read_text().replace('"title": "01-one"', '"title": "Newer"'))
    said = list(lay_out(stating_copy.course, stating_copy.folder, "home").said())
    assert "Newer" in (folder / CASES).read_text()
    assert stating_copy.folders(ONE) == [folder]
    assert [path.name for path in folder.glob("*.ipynb")] == ["mine.ipynb"]
    assert said == [f"You moved or renamed lesson {ONE}. It was brought up to date as {folder / 'mine.ipynb'}."]


def test_two_lessons_whose_folders_changed_names_stay_what_they_are(stating_copy: Workspace) -> None:
    answer(stating_copy, ONE, ["of one"])
    moved(stating_copy, "aside")
    moved(stating_copy, ONE, TWO)
    moved(stating_copy, TWO, "aside")
    lay_out(stating_copy.course, stating_copy.folder, "home")
    assert stating_copy.home(ONE) == stating_copy.folder / TWO
    assert [event["response"] for event in kept(stating_copy, TWO)] == [["of one"]]


def test_a_lesson_that_is_gone_is_laid_out_beside_another_that_took_its_name(stating_copy: Workspace) -> None:
    shutil.rmtree(stating_copy.folder / ONE)
    moved(stating_copy, ONE, TWO)
    lay_out(stating_copy.course, stating_copy.folder, "home")
    assert stating_copy.home(TWO) == stating_copy.folder / ONE
    assert stating_copy.home(ONE) == stating_copy.folder / f"{ONE} 2"


@pytest.mark.parametrize("name", ["mine.ipynb", f"{ONE} 2.ipynb", "x (1).ipynb"])
def test_a_notebook_is_known_by_what_it_says(stating_copy: Workspace, name: str) -> None:
    folder = stating_copy.folder / ONE
    (folder / f"{ONE}.ipynb").rename(folder / name)
    (folder / f"{ONE} (mine, 2026-11-29).ipynb").write_bytes((folder / name).read_bytes())
    (folder / "another's.ipynb").write_text('{"cells": [], "metadata": {"module": "07-seven"}}')
    assert notebook_of(folder, ONE) == folder / name


def test_one_of_an_early_release_is_known_by_its_cases(stating_copy: Workspace) -> None:
    folder = stating_copy.folder / ONE
    cell = {"cell_type": "code", "source": "", "metadata": {"nbgrader": {"grade_id": f"case-{ONE}"}}}
    (folder / f"{ONE}.ipynb").unlink()
    (folder / "mine.ipynb").write_text(json.dumps({"cells": [cell]}))
    (folder / "also mine.ipynb").write_text(json.dumps({"cells": []}))
    assert notebook_of(folder, ONE) == folder / "mine.ipynb"


def test_a_copy_in_the_same_folder_is_not_taken_for_the_lesson(stating_copy: Workspace) -> None:
    folder = stating_copy.folder / ONE
    for name in (f"{ONE}-Copy1", f"{ONE} copy"):
        shutil.copy(folder / f"{ONE}.ipynb", folder / f"{name}.ipynb")
    assert notebook_of(folder, ONE) == folder / f"{ONE}.ipynb"
    (folder / f"{ONE}.ipynb").rename(folder / "zzz.ipynb")
    assert notebook_of(folder, ONE) == folder / "zzz.ipynb"


@pytest.mark.parametrize("damage", [b"", b"[]", b"\xff", b'{"module": "../out"}', b'{"module": 7}', b"[" * 100_000])
def test_where_the_cases_are_damaged_the_notebook_says_it(stating_copy: Workspace, damage: bytes) -> None:
    folder = moved(stating_copy, "mine")
    (folder / CASES).write_bytes(damage)
    assert module_of(folder) == ONE
    assert stating_copy.home(ONE) == folder


def test_of_a_lesson_that_lies_here_twice_the_one_with_its_own_name_is_the_lesson(stating_copy: Workspace) -> None:
    shutil.copytree(stating_copy.folder / ONE, stating_copy.folder / "01-a copy")
    assert stating_copy.folders(ONE) == [stating_copy.folder / ONE, stating_copy.folder / "01-a copy"]
    moved(stating_copy, "zzz")
    assert stating_copy.folders(ONE) == [stating_copy.folder / "zzz", stating_copy.folder / "01-a copy"]


def test_what_all_copies_of_a_lesson_hold_is_read_together(stating_copy: Workspace) -> None:
    shutil.copytree(stating_copy.folder / ONE, stating_copy.folder / "copy")
    answer(stating_copy, "copy", ["a"])
    append(stating_copy.folder / ONE / JOURNAL, new_event("handin", module=ONE, number=1))
    found = read_together(stating_copy.folders(ONE))
    assert [event["event"] for event in found.events] == ["answer", "handin"]


def test_links_and_copies_of_a_whole_workspace_and_a_courses_own_folders_are_no_lessons(
    stating_copy: Workspace,
) -> None:
    (stating_copy.folder / "link").symlink_to(stating_copy.folder / TWO)
    shutil.copytree(stating_copy.folder, stating_copy.folder / "friend")
    assert (stating_copy.folder / "friend" / RECORD).exists()
    (stating_copy.folder / "kit").mkdir()
    (stating_copy.folder / "kit" / "kit.json").write_text("{}")
    shutil.copytree(stating_copy.course / "release", stating_copy.folder / "kit" / "release")
    shutil.rmtree(stating_copy.folder / ONE)
    assert find_lessons(stating_copy.folder) == {TWO: [stating_copy.folder / TWO]}


def test_laying_out_writes_through_no_link(stating_copy: Workspace, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    moved(stating_copy, "../outside")
    (stating_copy.folder / ONE).symlink_to(outside)
    (outside / CASES).write_text("mine")
    figures = stating_copy.course / "release" / TWO / "figures"
    figures.mkdir()
    (figures / "a.svg").write_text("a picture")
    shown = {"cell_type": "markdown", "source": "![A picture](figures/a.svg)", "metadata": {}}
    (figures.parent / f"{TWO}.ipynb").write_text(json.dumps({"cells": [shown], "metadata": {STATED: TWO}}))
    (tmp_path / "pictures").mkdir()
    (stating_copy.folder / TWO / "figures").symlink_to(tmp_path / "pictures")
    said = list(lay_out(stating_copy.course, stating_copy.folder, "home").said())
    assert (outside / CASES).read_text() == "mine"
    assert list((tmp_path / "pictures").iterdir()) == []
    assert [line.split(" is a link")[0] for line in said] == [
        str(stating_copy.folder / ONE),
        str(stating_copy.folder / TWO / "figures"),
    ]


def test_a_workspace_is_opened_by_its_own_folder_alone(stating_copy: Workspace) -> None:
    assert open_workspace(stating_copy.folder / ONE) is None
    assert open_workspace(stating_copy.folder.parent) is None
    assert find_workspace(stating_copy.folder.parent) is None


@pytest.mark.parametrize("name", PLACES)
def test_an_open_lesson_finds_its_folder_after_it_was_renamed(stating_copy: Workspace, name: str) -> None:
    home = Home(stating_copy.folder / ONE)
    folder = moved(stating_copy, name)
    (stating_copy.folder / ONE).mkdir()  # JupyterLab, or a lock, may have made it anew
    assert home.find() == folder
    assert place(folder) == place(stating_copy.folder / ONE) or folder.parent != stating_copy.folder


def test_it_follows_the_kernels_own_folder_out_of_the_workspace(
    stating_copy: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(stating_copy.folder / ONE)
    home, other = Home(Path.cwd()), Home(stating_copy.folder / TWO)
    stating_copy.folder.rename(tmp_path / "renamed")
    assert home.find() == tmp_path / "renamed" / ONE
    assert other.find() == tmp_path / "renamed" / TWO


def test_it_takes_a_folder_that_was_put_in_its_place(stating_copy: Workspace) -> None:
    home = Home(stating_copy.folder / ONE)
    shutil.copytree(stating_copy.folder / ONE, stating_copy.folder / "new")
    shutil.rmtree(stating_copy.folder / ONE)
    assert home.find() == stating_copy.folder / "new"
    moved(stating_copy, ONE, "new")
    assert home.find() == stating_copy.folder / ONE


@pytest.mark.parametrize("empty", [True, False])
def test_a_folder_that_is_gone_is_not_made_anew(stating_copy: Workspace, empty: bool) -> None:
    home = Home(stating_copy.folder / ONE)
    shutil.rmtree(stating_copy.folder / ONE)
    if empty:
        (stating_copy.folder / ONE).mkdir()
    with pytest.raises(FileNotFoundError, match=str(stating_copy.folder / ONE)):
        home.find()
    assert [path.name for path in stating_copy.folder.glob(f"{ONE}*")] == [ONE] * empty
