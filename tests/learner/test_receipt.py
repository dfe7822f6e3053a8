"""A receipt names the answers of a hand-in, tells nobody what they say, and is there if and only if the hand-in is."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.full_disk import room
from tests.learner.one_lesson import NOTEBOOK, ONE, answer, handed, laid_out
from tests.made_up_copy import RIGHT, WORDING, WRONG
from wellfounded.journal.file import JOURNAL, append, new_event, parse, replay, to_line
from wellfounded.learner.receipt import Receipt, match, read_receipt, text
from wellfounded.learner.receipt_file import last_receipt
from wellfounded.learner.submission_file import write_submission
from wellfounded.learner.workspace import HAND_INS, Workspace
from wellfounded.render.receipt_line import receipt_line

ESSAY = "She fears the police of Arda, who came for her brother."


def receipts(workspace: Workspace) -> list[Path]:
    return sorted((workspace.folder / HAND_INS).glob("*receipt*"))


def given(workspace: Workspace, *responses: Any) -> Receipt:
    for number, response in enumerate(responses or (RIGHT, ESSAY), 1):
        told = {"wording": WORDING, "response": response}
        append(workspace.folder / ONE / JOURNAL, new_event("answer", f"{ONE}-graded", f"q{number}", **told))
    return write_submission(workspace, workspace.folder / ONE)[1]


def test_it_says_when_which_and_how_many_and_holds_no_answer(cohort_copy: Workspace) -> None:
    made = given(cohort_copy)
    (path,) = receipts(cohort_copy)
    written = path.read_text()
    (event,) = handed(cohort_copy.folder / ONE / JOURNAL)
    assert read_receipt(path.read_bytes()) == made
    assert (made.at, made.module, made.way, list(made.answers)) == (
        event["at"],
        ONE,
        "file",
        [f"{ONE}-graded/q1", f"{ONE}-graded/q2"],
    )
    assert f"{event['at'][:10]} {event['at'][11:19]} UTC" in written
    assert "Answers: 2" in written
    for entry in replay(cohort_copy.folder / ONE / JOURNAL).events:
        assert entry["id"] not in written
    assert "police" not in written


def test_it_says_the_time_in_utc_and_on_the_learners_clock(
    cohort_copy: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Receipt(**{**vars(given(cohort_copy)), "at": "2027-02-01T22:59:30.000000Z"})
    for zone, said in (
        ("Europe/Berlin", "2027-02-01 22:59:30 UTC, which is 2027-02-01 23:59:30 (UTC+01:00) here"),
        ("UTC", "2027-02-01 22:59:30 UTC"),
    ):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert f"Handed in: {said}\n" in text(made)
    monkeypatch.undo()
    time.tzset()


def test_its_digests_are_what_the_contract_says(cohort_copy: Workspace) -> None:
    import hashlib

    made = given(cohort_copy)
    events = [e for e in replay(cohort_copy.folder / ONE / JOURNAL).events if e["event"] == "answer"]
    lines = [json.dumps(e, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode() for e in events]
    assert made.digest == hashlib.sha256(b"".join(line + b"\n" for line in lines)).hexdigest()
    assert made.answers[f"{ONE}-graded/q1"] == (
        hashlib.sha256(events[0]["id"].encode()).hexdigest()[:16],
        hashlib.sha256(lines[0]).hexdigest()[:24],
    )


def test_what_is_there_changed_missing_or_answered_anew_is_told_apart(cohort_copy: Workspace) -> None:
    made = given(cohort_copy, RIGHT, WRONG, ESSAY)
    path = cohort_copy.folder / ONE / JOURNAL
    assert match(made, replay(path)).complete
    first, second, third, *_ = lines = path.read_bytes().splitlines(keepends=True)
    matched = match(made, parse(first + third.replace(b"police", b"army")))
    assert (matched.same, matched.changed, matched.missing) == tuple([f"{ONE}-graded/{q}"] for q in ("q1", "q3", "q2"))
    assert not matched.complete
    again = {**json.loads(first), "id": "another", "at": "2090-01-01T00:00:00.000000Z", "response": WRONG}
    matched = match(made, parse(b"".join(lines) + to_line(again)))
    assert (matched.complete, matched.newer) == (True, [f"{ONE}-graded/q1"])
    assert second in path.read_bytes()


def test_a_clock_that_is_put_right_later_and_a_file_of_all_answers_change_nothing(cohort_copy: Workspace) -> None:
    made = given(cohort_copy)
    events = replay(cohort_copy.folder / ONE / JOURNAL).events
    righted = [{**e, "at": "2026-01-01T00:00:00.000000Z", "clock": e["at"], "in": ONE} for e in events]
    assert match(made, parse(b"".join(map(to_line, righted)))).complete


@pytest.mark.parametrize("way", ["quoted", "wrapped", "with a mark", "Windows"])
def test_a_receipt_survives_a_mail(cohort_copy: Workspace, way: str) -> None:
    made = given(cohort_copy)
    sent = {
        "quoted": re.sub("^", "> ", re.sub(r"(.{70})", r"\1\n", text(made)), flags=re.MULTILINE),
        "wrapped": re.sub(r"(.{76})", r"\1\n", text(made)),
        "with a mark": "\ufeff" + text(made),
        "Windows": text(made).replace("\n", "\r\n"),
    }[way]
    assert read_receipt(f"Dear Ms Li,\n\n{sent}\nBest".encode()) == made


@pytest.mark.parametrize(
    "spoilt",
    [b"", b"\xff\xfe", b'{"receipt"', b'{"receipt":1}', b'{"receipt":[]}', b'{"receipt":1,"answers":5}'],
)
def test_what_is_no_receipt_is_none(spoilt: bytes) -> None:
    assert read_receipt(spoilt) is None


@pytest.mark.parametrize(
    ("name", "value"), [("module", "../x"), ("at", "now"), ("way", "dove"), ("learner", "\x1b[1m")]
)
def test_a_receipt_with_a_foreign_value_is_none(cohort_copy: Workspace, name: str, value: str) -> None:
    line = text(given(cohort_copy)).splitlines()[-1]
    assert read_receipt(json.dumps({**json.loads(line), name: value}).encode()) is None


def test_a_receipt_that_was_put_together_does_not_agree_with_itself(cohort_copy: Workspace) -> None:
    made = given(cohort_copy)
    shorter = Receipt(**{**vars(made), "answers": dict(list(made.answers.items())[:1])})
    matched = match(shorter, replay(cohort_copy.folder / ONE / JOURNAL))
    assert (matched.whole, matched.complete) == (False, False)


@pytest.mark.parametrize("bytes_left", [100, 1000])
def test_a_full_disk_leaves_no_receipt_of_what_was_not_handed_in(cohort_copy: Workspace, bytes_left: int) -> None:
    answer(cohort_copy)
    (cohort_copy.folder / ONE / NOTEBOOK).write_bytes(os.urandom(5000))  # so that the receipt fits, and the file not
    with room(bytes_left), pytest.raises(OSError, match="too large"):
        write_submission(cohort_copy, cohort_copy.folder / ONE)
    assert list((cohort_copy.folder / HAND_INS).iterdir()) == []
    assert handed(cohort_copy.folder / ONE / JOURNAL) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from wellfounded.journal import durable_append
from wellfounded.learner import receipt_file
from wellfounded.learner.submission_file import write_submission
from wellfounded.learner.workspace import open_workspace
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
whole = durable_append.append_lines
def after(*given):
    whole(*given); os.fsync(given[0]); die()
durable_append.append_lines = {"before the event": die, "after the event": after}[sys.argv[2]]
copy = open_workspace(Path(sys.argv[1]))
write_submission(copy, copy.folder / "01-one")
"""


@pytest.mark.parametrize("moment", ["before the event", "after the event"])
def test_a_hand_in_that_is_killed_midway_has_no_receipt_and_the_next_one_has(
    cohort_copy: Workspace, moment: str
) -> None:
    answer(cohort_copy)
    done = subprocess.run([sys.executable, "-c", KILLED, str(cohort_copy.folder), moment], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert len(handed(cohort_copy.folder / ONE / JOURNAL)) == (moment == "after the event")
    assert [path for path in receipts(cohort_copy) if path.suffix == ".txt"] == []
    write_submission(cohort_copy, cohort_copy.folder / ONE)
    (path,) = (path for path in receipts(cohort_copy) if path.suffix == ".txt")
    (event,) = handed(cohort_copy.folder / ONE / JOURNAL)
    receipt = read_receipt(path.read_bytes())
    assert receipt is not None
    assert receipt.at == event["at"]


def test_twice_with_nothing_new_is_one_receipt(cohort_copy: Workspace) -> None:
    given(cohort_copy)
    write_submission(cohort_copy, cohort_copy.folder / ONE)
    assert len(receipts(cohort_copy)) == 1


def test_who_hands_in_on_a_hub_is_named(cohort_copy: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "anna")
    made = given(cohort_copy)
    assert made.learner == "anna"
    assert "Learner: anna" in text(made)


def test_the_line_on_the_page_has_the_receipt_to_copy_and_to_save(tmp_path: Path) -> None:
    home = laid_out(tmp_path, "home")
    assert receipt_line(last_receipt(home.folder / ONE, "home")) == ""
    answer(home)
    append(home.folder / ONE / JOURNAL, new_event("handin", module=ONE, number=1))
    made = last_receipt(home.folder / ONE, "home")
    assert made is not None
    line = receipt_line(made)
    assert "Your answer is safely handed in." in line
    assert f"download='{made.name}'" in line
    assert str(json.dumps({"receipt": 1})[:-1]).replace('"', "&#34;").replace(" ", "") in line
