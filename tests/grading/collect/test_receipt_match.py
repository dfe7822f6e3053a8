"""What learners hold is matched with what was collected, in a hand-in file, and in their own copy."""

import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.grading.downloads import FIRST, entry, lines, zipped
from tests.grading.instructor import Desk
from wellfounded.content.case import CASES
from wellfounded.journal.file import JOURNAL, parse, replay
from wellfounded.launch.commands import app
from wellfounded.learner.layout import lay_out
from wellfounded.learner.submission_file import write_submission
from wellfounded.learner.workspace import Workspace, open_workspace

COUNT = 3


class Learner:
    """A learner with a copy from the desk's kit, who has handed in."""

    def __init__(self, desk: Desk, name: str) -> None:
        folder = desk.course.parent / name
        lay_out(desk.course, folder, "cohort")
        copy = open_workspace(folder)
        assert copy is not None
        self.copy: Workspace = copy
        self.journal = copy.folder / FIRST / JOURNAL
        self.journal.write_bytes(lines(*(entry(number, who=name) for number in range(COUNT))))
        self.file, self.receipt = write_submission(copy, copy.folder / FIRST)
        self.paper = self.file.with_name(self.receipt.name)

    def as_moodle(self, name: str) -> dict[str, bytes]:
        folder = f"{name}_7{len(name)}_assignsubmission_file"
        return {f"{folder}/{path.name}": path.read_bytes() for path in (self.file, self.paper)}


@pytest.fixture
def ada(desk: Desk) -> Learner:
    desk.roster("id,name\nada,Ada Lovelace\nbo,Bo de la Cruz\n")
    return Learner(desk, "ada")


def say(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["receipt", *map(str, arguments)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def test_a_learner_asks_of_the_file_and_of_their_copy(ada: Learner) -> None:
    for place, where in ((("--in", ada.file), str(ada.file)), (("--workspace", ada.copy.folder), str(ada.copy.folder))):
        code, told = say(ada.paper, *place)
        assert code == 0
        assert f"All {COUNT} answers are in {where}" in told
        assert f"{FIRST}, handed in on {ada.receipt.at[:10]} {ada.receipt.at[11:19]} UTC, {COUNT} answers." in told


def test_what_is_missing_or_changed_is_named(ada: Learner) -> None:
    _, second, third, *rest = ada.journal.read_bytes().splitlines(keepends=True)
    ada.journal.write_bytes(second.replace(b'["a"]', b'["b"]') + third + b"".join(rest))
    code, told = say(ada.paper, "--workspace", ada.copy.folder)
    first, changed, _ = (f"{entry(number)['case']}/q1" for number in range(COUNT))
    assert code == 1
    assert f"1 of {COUNT} answers are in" in told
    assert f"Changed: {changed}." in told
    assert f"Missing: {first}." in told


def test_of_a_class_it_is_said_whose_folder_has_the_answers(desk: Desk, ada: Learner) -> None:
    bo, cyn = Learner(desk, "bo"), Learner(desk, "cyn")
    (desk.downloads / "all.zip").write_bytes(zipped({**ada.as_moodle("Ada Lovelace"), **bo.as_moodle("Bo de la Cruz")}))
    desk.collect(desk.downloads / "all.zip")
    papers = desk.course.parent / "papers"
    papers.mkdir()
    for learner in (ada, bo, cyn):
        (papers / f"{learner.copy.folder.name}-{learner.paper.name}").write_bytes(learner.paper.read_bytes())
    code, told = say(papers, "--in", desk.course / "submitted", "--course", desk.course)
    assert code == 1
    for name in ("ada", "bo"):
        assert f"All {COUNT} answers are in {desk.handed(name) / JOURNAL}" in told
    assert f"None of these answers is in {desk.course / 'submitted'}." in told


def test_receipts_in_a_download_are_matched_with_what_is_there_now(desk: Desk, ada: Learner) -> None:
    (desk.downloads / "all.zip").write_bytes(zipped(ada.as_moodle("Ada Lovelace")))
    told = desk.collect(desk.downloads / "all.zip")
    assert desk.code == 0, told
    assert f"All {COUNT} answers are in {desk.handed() / JOURNAL}" in told


def test_a_receipt_whose_answers_did_not_come_is_named_and_the_others_are_placed(desk: Desk, ada: Learner) -> None:
    files = ada.as_moodle("Ada Lovelace")
    name = next(name for name in files if name.endswith(".zip"))
    with zipfile.ZipFile(ada.file) as packed:
        kept = {each: packed.read(each) for each in packed.namelist()}
    kept[f"{FIRST}/{JOURNAL}"] = kept[f"{FIRST}/{JOURNAL}"].split(b"\n", 1)[1]
    (desk.downloads / "all.zip").write_bytes(zipped({**files, name: zipped(kept)}))
    told = desk.collect(desk.downloads / "all.zip")
    assert desk.code == 1
    assert f"Missing: {entry(0)['case']}/q1." in told
    assert len(desk.ids()) == COUNT  # two answers and the hand-in


def test_another_release_of_the_lesson_is_named(ada: Learner) -> None:
    (ada.copy.folder / FIRST / CASES).write_text((ada.copy.folder / FIRST / CASES).read_text() + "\n")
    code, told = say(ada.paper, "--workspace", ada.copy.folder)
    assert code == 0
    assert "of another release" in told


@pytest.mark.parametrize("what", ["no receipt", "no file", "no folder", "no place", "no copy"])
def test_what_cannot_be_checked_is_said_with_what_to_do(ada: Learner, tmp_path: Path, what: str) -> None:
    (tmp_path / "x-receipt.txt").write_text("hello")
    (tmp_path / "empty").mkdir()
    cases: dict[str, tuple[list[object], str]] = {
        "no receipt": ([tmp_path / "x-receipt.txt"], "Take the file that the lesson wrote."),
        "no file": ([tmp_path / "y-receipt.txt"], "No such file"),
        "no folder": ([tmp_path / "empty"], "There is no receipt in"),
        "no place": ([ada.paper, "--in", tmp_path / "gone"], "Name with --in where the answers are"),
        "no copy": ([ada.paper, "--workspace", tmp_path], "Name yours with --workspace"),
    }
    arguments, words = cases[what]
    code, told = say(*arguments)
    assert code == 1
    assert words in told


def test_what_was_packed_is_what_the_receipt_names(ada: Learner) -> None:
    with zipfile.ZipFile(ada.file) as packed:
        assert parse(packed.read(f"{FIRST}/{JOURNAL}")) == replay(ada.journal)
