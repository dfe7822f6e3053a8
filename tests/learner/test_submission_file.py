"""A hand-in is an event once all else is done: refused, it leaves nothing; twice with nothing new, it is one."""

import json
import re
import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.full_disk import room
from tests.learner.one_lesson import NOTEBOOK, ONE, Heard, answer, handed, laid_out
from tests.made_up_copy import WORDING, WRONG
from wellfounded.journal.file import JOURNAL, append, new_event, parse, replay, to_line
from wellfounded.learner.submission_file import write_submission
from wellfounded.learner.workspace import HAND_INS, REVIEW, Workspace
from wellfounded.notebook.widgets import marking
from wellfounded.notebook.widgets.hand_in_panel import Panel
from wellfounded.notebook.widgets.self_marking import readable_points


def test_the_file_holds_the_hand_in_itself_and_its_time(cohort_copy: Workspace) -> None:
    answer(cohort_copy)
    path, _ = write_submission(cohort_copy, cohort_copy.folder / ONE)
    with zipfile.ZipFile(path) as archive:
        packed = parse(archive.read(f"{ONE}/{JOURNAL}"))
        stamp = archive.read(f"{ONE}/timestamp.txt").decode()
    (event,) = handed(cohort_copy.folder / ONE / JOURNAL)
    assert packed.events == replay(cohort_copy.folder / ONE / JOURNAL).events
    assert packed.events[-1] == event
    assert stamp == event["at"].replace("T", " ").replace("Z", " UTC")


@pytest.mark.parametrize("full", ["the file", "the journal"])
def test_a_hand_in_that_finds_the_disk_full_leaves_neither_event_nor_file(cohort_copy: Workspace, full: str) -> None:
    journal = cohort_copy.folder / ONE / JOURNAL
    if full == "the journal":
        answer(cohort_copy, "x" * 100_000)  # packed, it is small
    else:
        answer(cohort_copy, bytes(range(33, 127)).decode() * 2)
    before = journal.read_bytes()
    with room(len(before) + 50 if full == "the journal" else 200), pytest.raises(OSError, match="too large"):
        write_submission(cohort_copy, cohort_copy.folder / ONE)
    assert journal.read_bytes() == before
    assert list((cohort_copy.folder / HAND_INS).iterdir()) == []
    assert len(handed(journal)) == 0
    write_submission(cohort_copy, cohort_copy.folder / ONE)
    assert len(handed(journal)) == 1


def test_twice_with_nothing_answered_since_it_is_the_same_file(cohort_copy: Workspace) -> None:
    answer(cohort_copy)
    first, second = (write_submission(cohort_copy, cohort_copy.folder / ONE) for _ in range(2))
    assert first == second
    answer(cohort_copy, WRONG)
    assert write_submission(cohort_copy, cohort_copy.folder / ONE)[0] != first[0]
    assert len(handed(cohort_copy.folder / ONE / JOURNAL)) == 2


@pytest.mark.parametrize(("change", "whose"), [("renamed", "my-course"), ("gone", "release"), ("both gone", None)])
def test_a_renamed_notebook_is_found_and_without_one_the_answers_are_handed_in_all_the_same(
    cohort_copy: Workspace, change: str, whose: str | None
) -> None:
    notebook = cohort_copy.folder / ONE / NOTEBOOK
    notebook.rename(notebook.with_name("Mine.ipynb")) if change == "renamed" else notebook.unlink()
    if change == "both gone":
        (cohort_copy.course / "release" / ONE / NOTEBOOK).unlink()
    answer(cohort_copy)
    with zipfile.ZipFile(write_submission(cohort_copy, cohort_copy.folder / ONE)[0]) as archive:
        names = archive.namelist()
        assert whose is None or json.loads(archive.read(f"{ONE}/{NOTEBOOK}"))["in"] == whose
    assert (f"{ONE}/{NOTEBOOK}" in names) == (whose is not None)
    assert f"{ONE}/{JOURNAL}" in names


def test_the_first_word_comes_before_the_deed_and_the_review_stays_with_the_panel(cohort_copy: Workspace) -> None:
    panel = Panel(cohort_copy, cohort_copy.folder / ONE)
    heard = Heard(panel)
    heard.tell("handin", "one")
    assert [each.get("says") for each in heard] == ["Handing in…", None]
    assert heard[-1]["done"]
    assert re.search(rf"{ONE}-\d{{8}}-\d{{6}}-\d{{6}}\.zip", panel.result)  # a view drawn again shows it


def test_a_refusal_is_said_in_words_and_leaves_no_event(cohort_copy: Workspace) -> None:
    (cohort_copy.folder / HAND_INS).write_text("a file stands where the folder would be")
    heard = Heard(Panel(cohort_copy, cohort_copy.folder / ONE))
    heard.tell("handin", "one")
    assert heard[-1]["refused"].startswith("Not handed in: ")
    assert handed(cohort_copy.folder / ONE / JOURNAL) == []


def test_two_windows_that_hand_in_at_once_are_one_hand_in_and_both_hear_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = laid_out(tmp_path, "home")
    begun: list[Path] = []
    (go, wait) = (threading.Event(), threading.Event())

    def slowly(_workspace: Path, folder: Path) -> Any:
        begun.append(folder)
        go.wait(60)
        yield {"html": "<p>Review</p>", "at": "2026-01-02T03:04:05.000000Z"}
        yield {"done": True}
        wait.set()

    monkeypatch.setattr(marking, "marked", slowly)  # a process of its own, tested in grading/test_home.py
    windows = [Panel(home, home.folder / ONE) for _ in range(2)]
    heard = [Heard(each) for each in windows]
    for number, each in enumerate(heard):
        each.tell("handin", str(number))
    heard[0].tell("handin", "a double click")
    go.set()
    assert wait.wait(60)
    assert begun == [home.folder / ONE]
    said = [[key for key in ("says", "at", "done") if key in each] for each in heard[1]]
    assert said == [["says"], ["at"], ["done"]]
    assert [each.kept for each in windows] == ["<p>Review</p>"] * 2
    assert all("html" not in each for each in heard[0])


def test_who_hands_in_while_points_are_recorded_is_marked_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = laid_out(tmp_path, "home")
    (recording, go) = (threading.Event(), threading.Event())

    def slowly_recorded(_workspace: Path, _folder: Path) -> Any:
        yield {"html": "<p>Review</p>", "at": "2026-01-02T03:04:05.000000Z"}
        recording.set()
        go.wait(60)
        yield {"done": True}

    monkeypatch.setattr(marking, "marked", slowly_recorded)  # a process of its own, tested in grading/test_home.py
    first, second = [Heard(Panel(home, home.folder / ONE)) for _ in range(2)]
    first.tell("handin", "one")
    assert recording.wait(60)
    second.tell("handin", "two")
    assert len(second) == 1  # "Handing in…": its answers are not among those that were marked
    go.set()
    assert second.ended.wait(60)
    assert [[key for key in ("says", "at", "done") if key in each] for each in second] == [["says"], ["at"], ["done"]]


def test_a_marking_that_stops_early_is_said_to_be_refused_or_not_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = laid_out(tmp_path, "home")
    result = {"html": "<p>Review</p>", "at": "2026-01-02T03:04:05.000000Z"}
    for steps, word in (([], "refused"), ([result], "unrecorded")):
        monkeypatch.setattr(marking, "marked", lambda *_, steps=steps: iter(steps))
        heard = Heard(Panel(home, home.folder / ONE))
        heard.tell("handin", "one")
        assert heard.ended.wait(60)
        assert "hand in again" in heard[-1][word].lower()


def test_what_marks_is_started_before_it_is_needed_and_ends_with_what_started_it(tmp_path: Path) -> None:
    home = laid_out(tmp_path, "home")
    heard = Heard(Panel(home, home.folder / ONE))
    heard.tell("near", "one")
    heard.tell("near", "two")
    assert [each["id"] for each in heard] == ["one", "two"]
    process = marking._prepared.pop(home.folder)
    assert process.poll() is None
    output, _ = process.communicate("", timeout=60)  # as when the kernel ends
    assert (output, process.returncode) == ("", 0)
    assert not (home.folder / ONE / JOURNAL).exists()


def test_answers_from_a_copy_are_said_before_they_are_handed_in(cohort_copy: Workspace) -> None:
    answer(cohort_copy)
    copy = cohort_copy.folder / ONE / "answers (1).jsonl"
    told = {"wording": WORDING, "response": WRONG}
    append(copy, new_event("answer", f"{ONE}-graded", "q2", **told))
    panel = Panel(cohort_copy, cohort_copy.folder / ONE)
    heard = Heard(panel)
    heard.tell("look", "one")
    said = heard[-1]["beyond"]
    assert said.startswith("answers (1).jsonl, a copy of your answers, lay in this lesson's folder. 1 new answer in it")
    assert said.endswith("Reload this page to see it above.")
    heard.tell("look", "two")
    assert heard[-1]["beyond"] == ""


def test_the_file_for_an_instructor_comes_with_a_word_on_a_clock_that_was_put_right(cohort_copy: Workspace) -> None:
    answer(cohort_copy)
    panel = Panel(cohort_copy, cohort_copy.folder / ONE)
    Heard(panel).tell("handin", "one")
    assert "clock" not in panel.result
    with (cohort_copy.folder / ONE / JOURNAL).open("ab") as file:
        wrong = new_event("answer", f"{ONE}-graded", "q1", wording=WORDING, response=WRONG)
        file.write(to_line({**wrong, "at": "2090-01-01T00:00:00.000000Z"}))
    Heard(panel).tell("handin", "two")
    assert "The clock of your computer was wrong when 1 entry of yours was written" in panel.result


PLANTED = '<section><img src=x onerror="window.ran=1"><script>window.ran=1</script><a href="javascript:1">x</a>'


def test_a_planted_review_is_only_text(tmp_path: Path) -> None:
    home = laid_out(tmp_path, "home")
    review = home.hidden(ONE) / REVIEW
    review.parent.mkdir(parents=True)
    review.write_text(PLANTED)
    kept = Panel(home, home.folder / ONE).kept
    assert "<script" not in kept
    assert "<img" not in kept
    assert "javascript:" not in re.sub(r"&lt;.*?&gt;", "", kept)


@pytest.mark.parametrize("response", [None, [], "abc", {"a": "1", "b": [1], "c": -1, "d": True, "e": 2}])
def test_points_that_learners_gave_themselves_are_numbers_wherever_they_come_from(response: Any) -> None:
    assert readable_points(response) == ({"e": 2} if isinstance(response, dict) else {})
