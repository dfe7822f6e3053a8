"""A lesson is known by what lies in its folder, wherever that lies and whatever it is called."""

import json
import shutil
from pathlib import Path

import pytest

from small_copy import ONE, TWO, answer, copy_in, kept
from wellfounded.content.case import CASES
from wellfounded.journal.file import JOURNAL, append, new_event, replay
from wellfounded.learner.lessons import RECORD, STATED, Home, find_lessons, module_of, notebook_of, place, read_together
from wellfounded.learner.workspace import Workspace, find_workspace, lay_out, open_workspace

PLACES = ["my own name", "étude n° 1", "done/01", "a/b/c", "02", "01-one 2"]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
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
def test_a_folder_that_was_renamed_or_moved_holds_the_same_lesson(workspace: Workspace, name: str) -> None:
    event = answer(workspace, ONE, ["a"])
    folder = moved(workspace, name)
    assert module_of(folder) == ONE
    assert workspace.lessons == [ONE, TWO]
    assert workspace.home(ONE) == folder
    found = find_workspace(folder)
    assert found is not None
    assert found.folder == workspace.folder
    assert found.lesson(ONE) == f"{name}/{ONE}.ipynb"
    assert [each["id"] for each in replay(found.home(ONE) / JOURNAL).events] == [event["id"]]


@pytest.mark.parametrize("name", PLACES)
def test_laying_out_again_refreshes_it_there_and_makes_no_second(workspace: Workspace, name: str) -> None:
    folder = moved(workspace, name)
    (folder / f"{ONE}.ipynb").rename(folder / "mine.ipynb")
    newer = workspace.course / "release" / ONE / CASES
    newer.write_text(newer.read_text().replace('"title": "01-one"', '"title": "Newer"'))
    said = list(lay_out(workspace.course, workspace.folder, "home").said())
    assert "Newer" in (folder / CASES).read_text()
    assert workspace.folders(ONE) == [folder]
    assert [path.name for path in folder.glob("*.ipynb")] == ["mine.ipynb"]
    assert said == [f"You moved or renamed lesson {ONE}. It was brought up to date as {folder / 'mine.ipynb'}."]


def test_two_lessons_whose_folders_changed_names_stay_what_they_are(workspace: Workspace) -> None:
    answer(workspace, ONE, ["of one"])
    moved(workspace, "aside")
    moved(workspace, ONE, TWO)
    moved(workspace, TWO, "aside")
    lay_out(workspace.course, workspace.folder, "home")
    assert workspace.home(ONE) == workspace.folder / TWO
    assert [event["response"] for event in kept(workspace, TWO)] == [["of one"]]


def test_a_lesson_that_is_gone_is_laid_out_beside_another_that_took_its_name(workspace: Workspace) -> None:
    shutil.rmtree(workspace.folder / ONE)
    moved(workspace, ONE, TWO)
    lay_out(workspace.course, workspace.folder, "home")
    assert workspace.home(TWO) == workspace.folder / ONE
    assert workspace.home(ONE) == workspace.folder / f"{ONE} 2"


@pytest.mark.parametrize("name", ["mine.ipynb", f"{ONE} 2.ipynb", "x (1).ipynb"])
def test_a_notebook_is_known_by_what_it_says(workspace: Workspace, name: str) -> None:
    folder = workspace.folder / ONE
    (folder / f"{ONE}.ipynb").rename(folder / name)
    (folder / f"{ONE} (mine, 2026-11-29).ipynb").write_bytes((folder / name).read_bytes())
    (folder / "another's.ipynb").write_text('{"cells": [], "metadata": {"module": "07-seven"}}')
    assert notebook_of(folder, ONE) == folder / name


def test_one_of_an_early_release_is_known_by_its_cases(workspace: Workspace) -> None:
    folder = workspace.folder / ONE
    cell = {"cell_type": "code", "source": "", "metadata": {"nbgrader": {"grade_id": f"case-{ONE}"}}}
    (folder / f"{ONE}.ipynb").unlink()
    (folder / "mine.ipynb").write_text(json.dumps({"cells": [cell]}))
    (folder / "also mine.ipynb").write_text(json.dumps({"cells": []}))
    assert notebook_of(folder, ONE) == folder / "mine.ipynb"


def test_a_copy_in_the_same_folder_is_not_taken_for_the_lesson(workspace: Workspace) -> None:
    folder = workspace.folder / ONE
    for name in (f"{ONE}-Copy1", f"{ONE} copy"):
        shutil.copy(folder / f"{ONE}.ipynb", folder / f"{name}.ipynb")
    assert notebook_of(folder, ONE) == folder / f"{ONE}.ipynb"
    (folder / f"{ONE}.ipynb").rename(folder / "zzz.ipynb")
    assert notebook_of(folder, ONE) == folder / "zzz.ipynb"


@pytest.mark.parametrize("damage", [b"", b"[]", b"\xff", b'{"module": "../out"}', b'{"module": 7}', b"[" * 100_000])
def test_where_the_cases_are_damaged_the_notebook_says_it(workspace: Workspace, damage: bytes) -> None:
    folder = moved(workspace, "mine")
    (folder / CASES).write_bytes(damage)
    assert module_of(folder) == ONE
    assert workspace.home(ONE) == folder


def test_of_a_lesson_that_lies_here_twice_the_one_with_its_own_name_is_the_lesson(workspace: Workspace) -> None:
    shutil.copytree(workspace.folder / ONE, workspace.folder / "01-a copy")
    assert workspace.folders(ONE) == [workspace.folder / ONE, workspace.folder / "01-a copy"]
    moved(workspace, "zzz")
    assert workspace.folders(ONE) == [workspace.folder / "zzz", workspace.folder / "01-a copy"]


def test_what_all_copies_of_a_lesson_hold_is_read_together(workspace: Workspace) -> None:
    shutil.copytree(workspace.folder / ONE, workspace.folder / "copy")
    answer(workspace, "copy", ["a"])
    append(workspace.folder / ONE / JOURNAL, new_event("handin", module=ONE, number=1))
    found = read_together(workspace.folders(ONE))
    assert [event["event"] for event in found.events] == ["answer", "handin"]


def test_links_and_copies_of_a_whole_workspace_and_a_courses_own_folders_are_no_lessons(
    workspace: Workspace,
) -> None:
    (workspace.folder / "link").symlink_to(workspace.folder / TWO)
    shutil.copytree(workspace.folder, workspace.folder / "friend")
    assert (workspace.folder / "friend" / RECORD).exists()
    (workspace.folder / "kit").mkdir()
    (workspace.folder / "kit" / "kit.json").write_text("{}")
    shutil.copytree(workspace.course / "release", workspace.folder / "kit" / "release")
    shutil.rmtree(workspace.folder / ONE)
    assert find_lessons(workspace.folder) == {TWO: [workspace.folder / TWO]}


def test_laying_out_writes_through_no_link(workspace: Workspace, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    moved(workspace, "../outside")
    (workspace.folder / ONE).symlink_to(outside)
    (outside / CASES).write_text("mine")
    figures = workspace.course / "release" / TWO / "figures"
    figures.mkdir()
    (figures / "a.svg").write_text("a picture")
    shown = {"cell_type": "markdown", "source": "![A picture](figures/a.svg)", "metadata": {}}
    (figures.parent / f"{TWO}.ipynb").write_text(json.dumps({"cells": [shown], "metadata": {STATED: TWO}}))
    (tmp_path / "pictures").mkdir()
    (workspace.folder / TWO / "figures").symlink_to(tmp_path / "pictures")
    said = list(lay_out(workspace.course, workspace.folder, "home").said())
    assert (outside / CASES).read_text() == "mine"
    assert list((tmp_path / "pictures").iterdir()) == []
    assert [line.split(" is a link")[0] for line in said] == [
        str(workspace.folder / ONE),
        str(workspace.folder / TWO / "figures"),
    ]


def test_a_workspace_is_opened_by_its_own_folder_alone(workspace: Workspace) -> None:
    assert open_workspace(workspace.folder / ONE) is None
    assert open_workspace(workspace.folder.parent) is None
    assert find_workspace(workspace.folder.parent) is None


@pytest.mark.parametrize("name", PLACES)
def test_an_open_lesson_finds_its_folder_after_it_was_renamed(workspace: Workspace, name: str) -> None:
    home = Home(workspace.folder / ONE)
    folder = moved(workspace, name)
    (workspace.folder / ONE).mkdir()  # JupyterLab, or a lock, may have made it anew
    assert home.find() == folder
    assert place(folder) == place(workspace.folder / ONE) or folder.parent != workspace.folder


def test_it_follows_the_kernels_own_folder_out_of_the_workspace(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace.folder / ONE)
    home, other = Home(Path.cwd()), Home(workspace.folder / TWO)
    workspace.folder.rename(tmp_path / "renamed")
    assert home.find() == tmp_path / "renamed" / ONE
    assert other.find() == tmp_path / "renamed" / TWO


def test_it_takes_a_folder_that_was_put_in_its_place(workspace: Workspace) -> None:
    home = Home(workspace.folder / ONE)
    shutil.copytree(workspace.folder / ONE, workspace.folder / "new")
    shutil.rmtree(workspace.folder / ONE)
    assert home.find() == workspace.folder / "new"
    moved(workspace, ONE, "new")
    assert home.find() == workspace.folder / ONE


@pytest.mark.parametrize("empty", [True, False])
def test_a_folder_that_is_gone_is_not_made_anew(workspace: Workspace, empty: bool) -> None:
    home = Home(workspace.folder / ONE)
    shutil.rmtree(workspace.folder / ONE)
    if empty:
        (workspace.folder / ONE).mkdir()
    with pytest.raises(FileNotFoundError, match=str(workspace.folder / ONE)):
        home.find()
    assert [path.name for path in workspace.folder.glob(f"{ONE}*")] == [ONE] * empty
