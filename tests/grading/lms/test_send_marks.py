"""Marks reach a platform once, whatever breaks, for the right person, and none that waits for a person."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock
from nbgrader.api import Gradebook

from tests.grading.lms.conftest import Run, crowd, new_class
from tests.grading.lms.marked_class import MODULE, Marked, mark_again, marked_course
from tests.grading.lms.platform_server import ROLE, Fault, Platform, served
from wellfounded.grading.lms.polite_session import Pace, StoppedError
from wellfounded.grading.lms.send import LOCK
from wellfounded.grading.lms.sent_marks import SentMarks


def line(output: str, learner: str) -> str:
    (found,) = [line for line in output.splitlines() if line.startswith(f"{learner} ")]
    return re.sub(" +", " ", found)


def users(platform: Platform) -> list[str]:
    return sorted(score["userId"] for score in platform.posted)


def test_what_is_graded_is_sent_and_nothing_else(run: Run, platform: Platform) -> None:
    done = run("marks", "send")
    assert platform.marks(MODULE) == {"11": 7.0, "13": 7.5}
    assert line(done.output, "anna") == f"anna {MODULE} 7 of 10 sent"
    assert line(done.output, "bo") == f"bo {MODULE} waits for a person"
    assert line(done.output, "dora") == f"dora {MODULE} not handed in"
    assert "2 sent, 1 waits for a person, 1 not handed in." in done.output
    assert done.exit_code == 0
    late = next(score for score in platform.posted if score["userId"] == "13")
    assert late["comment"] == "Handed in 30 hours late. Points taken off for that: 1."
    assert "comment" not in next(score for score in platform.posted if score["userId"] == "11")
    assert late["gradingProgress"] == "FullyGraded"
    assert next(iter(platform.columns.values()))["scoreMaximum"] == 10


def test_the_same_again_sends_nothing(run: Run, platform: Platform, course: Path) -> None:
    run("marks", "send")
    (course / ".lms" / "sent.db").rename(course / "lost.db")  # as on a colleague's machine
    for _ in range(2):
        done = run("marks", "send")
        assert "2 unchanged" in done.output
        assert done.exit_code == 0
    assert users(platform) == ["11", "13"]
    assert len(platform.columns) == 1


def test_a_mark_that_changed_is_sent_and_one_that_is_marked_at_last(run: Run, platform: Platform, course: Path) -> None:
    run("marks", "send")
    mark_again(course, "anna", 9.0)
    mark_again(course, "bo", 4.0)
    done = run("marks", "send", MODULE)
    assert platform.marks(MODULE) == {"11": 9.0, "12": 4.0, "13": 7.5}
    assert users(platform) == ["11", "11", "12", "13"]
    assert "2 sent, 1 unchanged" in done.output


def test_a_dry_run_sends_nothing(run: Run, platform: Platform) -> None:
    done = run("marks", "send", "--dry-run")
    assert line(done.output, "anna") == f"anna {MODULE} 7 of 10 would be sent"
    assert "Nothing was sent." in done.output
    assert (platform.posted, platform.columns) == ([], {})
    assert "POST" not in "".join(platform.requests).replace("POST /mod/lti/token.php", "")


FAULTS = {
    "fails before": Fault(500),
    "fails after it kept the mark": Fault(502, kept=True),
    "is silent": Fault(0),
    "is silent after it kept the mark": Fault(0, kept=True),
    "asks for patience": Fault(429, headers={"Retry-After": "0"}),
    "asks for patience as Canvas does": Fault(403, body="403 Forbidden (Rate Limit Exceeded)"),
    "is being mended": Fault(503, headers={"Retry-After": "Mon, 30 Nov 2026 12:00:00 GMT"}),
}


@pytest.mark.parametrize("canvas", [False, True], ids=["Moodle", "Canvas"])
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_platform_that_fails_for_a_moment_has_each_mark_once(
    run: Run, platform: Platform, fault: Fault, *, canvas: bool
) -> None:
    platform.like_canvas = canvas
    platform.faults.extend([fault, fault])
    done = run("marks", "send")
    assert done.exit_code == 0, done.output
    assert users(platform) == ["11", "13"]
    assert platform.marks(MODULE) == {"11": 7.0, "13": 7.5}


def test_a_platform_that_is_down_is_left_alone_and_gets_the_rest_later(
    run: Run, platform: Platform, course: Path
) -> None:
    everybody = new_class(course, platform, crowd(40))
    platform.page = 7
    platform.faults.extend([Fault(200)] * 10)
    platform.failing = Fault(500, kept=False)
    done = run("marks", "send")
    assert done.exit_code == 1
    assert "30 not sent" in done.output
    assert sum("/scores" in request for request in platform.requests) < 10 + 5 * 12
    platform.failing = Fault(200)
    done = run("marks", "send")
    assert "30 sent, 10 unchanged." in done.output
    assert users(platform) == everybody


def test_a_platform_that_asks_for_a_long_pause_is_obeyed(run: Run, platform: Platform) -> None:
    platform.failing = Fault(429, headers={"Retry-After": "3600"})
    done = run("marks", "send")
    assert "60 minutes" in done.output
    assert done.exit_code == 1
    assert platform.posted == []


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT], ids=["killed", "Ctrl-C"])
def test_a_run_that_was_broken_off_goes_on_where_it_was(
    run: Run, platform: Platform, course: Path, sent: signal.Signals
) -> None:
    everybody = new_class(course, platform, crowd(60))
    platform.page, platform.delay = 50, 0.02
    command = [sys.executable, "-m", "wellfounded", "marks", "send", "--rate", "1000"]
    process = subprocess.Popen(command, cwd=course, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while len(platform.posted) < 15 and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(sent)
    _, trouble = process.communicate(timeout=120)
    before = len(platform.posted)
    assert 15 <= before < 60
    assert process.returncode == (-sent if sent == signal.SIGKILL else 130)
    assert "Traceback" not in trouble
    done = run("marks", "send", "--rate", "1000")
    assert done.exit_code == 0, done.output
    assert users(platform) == everybody
    assert len(platform.columns) == 1


def test_no_mark_goes_to_somebody_else(run: Run, platform: Platform, course: Path) -> None:
    learners = [
        Marked("nobody", "", 1.0),
        Marked("left", "99", 2.0),
        Marked("twin-a", "21", 3.0),
        Marked("twin-b", "21", 4.0),
        Marked("participant", "22", 5.0, email="p@example.org", name="Per Holm"),
        Marked("moved", "23", 6.0, email="old@example.org", name="Mo Ved"),
        Marked("teacher", "24", 7.0),
        Marked("gone", "25", 8.0),
        Marked("bare", "26", 9.0),
    ]
    new_class(course, platform, learners)
    platform.members.clear()
    platform.learner("21", "Ty Win")
    platform.learner("22", "Olga Berg", email="o@example.org")
    platform.learner("23", "Ved, Mo", email="new@example.org")
    platform.learner("24", roles=[ROLE + "Instructor"])
    platform.learner("25", status="Inactive")
    platform.learner("26", "Ba Re", email="bare@example.org")
    done = run("marks", "send")
    assert platform.marks(MODULE) == {"23": 6.0, "26": 9.0}
    assert done.exit_code == 1
    for learner in ("nobody", "left", "teacher", "gone"):
        assert "not known to the platform" in line(done.output, learner)
    for learner in ("twin-a", "twin-b", "participant"):
        assert " refused: " in line(done.output, learner)
    assert "o@example.org on the platform and p@example.org in the gradebook" in line(done.output, "participant")
    assert "wellfounded roster --from-lms" in line(done.output, "nobody")


def test_a_mark_that_somebody_changed_there_stays(run: Run, platform: Platform, course: Path) -> None:
    run("marks", "send")
    ((_, score),) = [item for item in platform.scores.items() if item[0][1] == "11"]
    score["scoreGiven"] = 8.0  # an instructor, in the platform's own table
    for points in (7.0, 9.0):
        mark_again(course, "anna", points)
        done = run("marks", "send")
        assert "changed there: 8 of 10 stands there" in line(done.output, "anna")
        assert done.exit_code == 1
    assert platform.marks(MODULE)["11"] == 8.0
    done = run("marks", "send", "--overwrite")
    assert done.exit_code == 0
    assert platform.marks(MODULE)["11"] == 9.0


def test_what_was_on_its_way_when_a_run_broke_off_is_known_as_ours(run: Run, platform: Platform, course: Path) -> None:
    run("marks", "send", MODULE)
    sent = SentMarks(course / ".lms")
    score = sent.begin(platform.columns["100"]["id"], "11", 9.0, 10.0, "")
    sent.close()
    platform.scores["100", "11"] |= {"scoreGiven": 9.0, "timestamp": score.timestamp}
    mark_again(course, "anna", 8.0)
    done = run("marks", "send", MODULE)
    assert "1 sent, 1 unchanged" in done.output
    assert platform.marks(MODULE)["11"] == 8.0


def test_what_the_platform_refuses_is_told_with_its_reason(run: Run, platform: Platform) -> None:
    platform.faults.append(Fault(422, body="User not found in course <b>or</b> is not a student \x1b[2J"))
    done = run("marks", "send", "--rate", "1000")
    assert "1 sent" in done.output
    assert "refused: 422" in done.output
    assert "User not found in course or is not a student" in done.output
    assert "\x1b" not in done.output
    assert done.exit_code == 1


def test_a_token_that_ends_on_the_way_is_asked_for_anew(run: Run, platform: Platform) -> None:
    platform.token_life = 0
    assert run("marks", "send").exit_code == 0
    platform.scores.clear()
    platform.token_life = 3600
    original = platform.check_assertion

    def once(form: dict[str, str]) -> str:
        problem = original(form)
        if len(platform.jtis) % 2:  # every other token is withdrawn as soon as it is given
            threading.Timer(0.001, platform.tokens.clear).start()
        return problem

    platform.check_assertion = once  # type: ignore[method-assign]
    assert run("marks", "send").exit_code == 0
    assert platform.marks(MODULE) == {"11": 7.0, "13": 7.5}


def test_nothing_is_sent_to_a_host_that_is_not_the_platform(run: Run, platform: Platform) -> None:
    with served(Platform()) as other:
        platform.elsewhere = other.address
        done = run("marks", "send")
        assert done.exit_code == 1
        assert "another host" in done.output
        assert other.requests == []
    assert platform.posted == []


def test_two_columns_of_one_module_are_not_guessed_between(run: Run, platform: Platform) -> None:
    run("marks", "send")
    column = platform.columns["100"]
    platform.columns["101"] = {**column, "id": column["id"].replace("100", "101")}
    done = run("marks", "send")
    assert "2 columns of this module" in done.output
    assert done.exit_code == 1


def test_a_column_that_was_rescaled_there_holds_the_same_mark(run: Run, platform: Platform) -> None:
    run("marks", "send")
    platform.columns["100"]["scoreMaximum"] = 100
    assert "2 unchanged" in run("marks", "send").output


def test_one_run_at_a_time(run: Run, platform: Platform, course: Path) -> None:
    with FileLock(course / ".lms" / LOCK):  # as another run holds it
        done = run("marks", "send")
    assert "Another 'wellfounded marks send' is at work here" in done.output
    assert done.exit_code == 1
    assert platform.requests == []
    assert run("marks", "send").exit_code == 0


def test_a_later_score_is_a_second_later_and_one_that_is_tried_again_is_not(tmp_path: Path) -> None:
    sent = SentMarks(tmp_path)
    first = sent.begin("column", "11", 7.0, 10.0, "")
    assert sent.begin("column", "11", 7.0, 10.0, "") == first
    sent.confirm("column", [("11", 7.0, 10.0)])
    second = sent.begin("column", "11", 7.0, 10.0, "")
    third = sent.begin("column", "11", 8.0, 10.0, "")
    sent.close()
    times = [datetime.fromisoformat(score.timestamp) for score in (first, second, third)]
    assert times[1] - times[0] >= timedelta(seconds=1)
    assert times[2] - times[1] >= timedelta(seconds=1)


def test_requests_are_no_faster_than_they_may_be_and_pause_together() -> None:
    pace = Pace(rate=4)
    begun = time.monotonic()
    pace.wait()
    pace.wait()
    assert time.monotonic() - begun >= 0.25
    pace.pause(0.5)
    pace.wait()
    assert time.monotonic() - begun >= 0.75
    pace.stop()
    with pytest.raises(StoppedError):
        pace.wait()


def test_of_two_modules_the_second_is_told_when_the_platform_goes_down(
    run: Run, platform: Platform, course: Path
) -> None:
    marked_course(course, [], "02-other")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        book.add_submission("02-other", "anna")
        book.db.commit()
    mark_again(course, "anna", 2.0, "02-other")
    mark_again(course, "bo", 3.0)  # three are sent of the first module, and then it is given up
    platform.failing = Fault(500)
    done = run("marks", "send")
    assert done.exit_code == 1
    assert "4 not sent" in done.output
    platform.failing = Fault(200)
    assert run("marks", "send").exit_code == 0
    assert platform.marks("02-other") == {"11": 2.0}


def test_a_course_that_is_not_connected_says_how(run: Run, platform: Platform, course: Path) -> None:
    (course / ".lms" / "connection.json").unlink()
    done = run("marks", "send")
    assert done.exit_code == 1
    assert "wellfounded marks connect" in done.output
    assert platform.requests == []


@pytest.mark.parametrize("name", ["key.pem", "connection.json"])
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_private_file_that_others_may_read_or_change_is_refused(
    run: Run, platform: Platform, course: Path, name: str, mode: int
) -> None:
    (course / ".lms" / name).chmod(mode)
    done = run("marks", "send")
    assert done.exit_code == 1
    assert f"chmod 600 .lms/{name}" in done.output
    assert platform.requests == []


def test_nothing_secret_is_told(run: Run, platform: Platform, course: Path, key: tuple[str, str]) -> None:
    platform.failing = Fault(422, body="your header was Bearer TOKEN")
    done = run("marks", "send", "--verbose")
    assert f"POST {platform.address}/mod/lti/token.php: 200" in done.output
    secrets = [*platform.tokens, *key[0].splitlines()[1:-1], "eyJ"]
    assert platform.tokens
    assert [secret for secret in secrets if secret in done.output] == []
    assert "Bearer …" in done.output
    kept = [path for path in (course / ".lms").iterdir() if path.name not in (".gitignore", "send.lock")]
    assert {path.name for path in kept} >= {"key.pem", "connection.json", "sent.db"}
    assert [path for path in kept if path.stat().st_mode & 0o077] == []
