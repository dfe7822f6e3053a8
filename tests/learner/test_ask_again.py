"""A request for another look is in the journal and in the file of the last hand-in; it hands nothing in again."""

import zipfile
from pathlib import Path

import pytest

from tests.learner.one_lesson import ONE, Heard, answer, handed, laid_out
from tests.made_up_copy import WRONG
from wellfounded.journal.events import FIELDS, is_known
from wellfounded.journal.file import JOURNAL, parse
from wellfounded.learner.submission_file import write_submission
from wellfounded.learner.workspace import HAND_INS, Workspace
from wellfounded.notebook.widgets.hand_in_panel import Panel

PLACE = f"{ONE}-graded/q1"


@pytest.fixture
def handed_in(tmp_path: Path) -> Workspace:
    workspace = laid_out(tmp_path, "cohort")
    answer(workspace)
    write_submission(workspace, workspace.folder / ONE)
    return workspace


def ask(panel: Panel, place: str, reason: str) -> Heard:
    heard = Heard(panel)
    panel._receive(panel, {"id": "ask", "event": "regrade", "place": place, "response": reason}, [])
    return heard


def test_the_request_reaches_the_instructor_in_the_file_of_the_last_hand_in(handed_in: Workspace) -> None:
    (file,) = (handed_in.folder / HAND_INS).glob("*.zip")
    with zipfile.ZipFile(file) as archive:
        stamp = archive.read(f"{ONE}/timestamp.txt")
    answer(handed_in, WRONG)  # after the hand-in: it does not count, and a request does not hand it in
    panel = Panel(handed_in, handed_in.folder / ONE)
    assert panel.subjects[0] == {"place": PLACE, "words": f"{ONE}-graded, question 1"}
    assert ask(panel, PLACE, " The second reason was not counted. ")[-1].get("refused") is None
    assert file.name in panel.result
    assert [path.name for path in (handed_in.folder / HAND_INS).glob("*.zip")] == [file.name]
    with zipfile.ZipFile(file) as archive:
        packed = parse(archive.read(f"{ONE}/{JOURNAL}"))
        assert archive.read(f"{ONE}/timestamp.txt") == stamp
    request = packed.events[-1]
    assert (request["event"], request["response"]) == ("regrade", "The second reason was not counted.")
    assert len(handed(handed_in.folder / ONE / JOURNAL)) == 1
    assert packed.counted().events[-1]["event"] == "handin"


def test_before_anything_is_handed_in_or_at_home_nobody_can_be_asked(tmp_path: Path, handed_in: Workspace) -> None:
    fresh = laid_out(tmp_path / "fresh", "cohort")
    answer(fresh)
    panel = Panel(fresh, fresh.folder / ONE)
    assert panel.subjects == []
    assert ask(panel, PLACE, "Why?")[-1]["refused"].startswith("Not kept: ")
    assert not (fresh.folder / HAND_INS).exists() or not [*(fresh.folder / HAND_INS).iterdir()]
    home = laid_out(tmp_path / "home", "home")
    assert Panel(home, home.folder / ONE).subjects == []
    panel = Panel(handed_in, handed_in.folder / ONE)
    assert ask(panel, PLACE, "  ")[-1]["refused"].startswith("Not kept: ")
    assert ask(panel, "other/q1", "Why?")[-1]["refused"].startswith("Not kept: ")


def test_a_release_that_does_not_know_requests_keeps_them_apart_and_reads_all_else(
    handed_in: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(Panel(handed_in, handed_in.folder / ONE), PLACE, "Look again.")
    data = (handed_in.folder / ONE / JOURNAL).read_bytes()
    monkeypatch.delitem(FIELDS, "regrade")
    older = parse(data)
    assert [event["event"] for event in older.events] == ["answer", "handin"]
    assert (older.skipped, [event["event"] for event in older.newer]) == (0, ["regrade"])
    assert not is_known(older.newer[0])
