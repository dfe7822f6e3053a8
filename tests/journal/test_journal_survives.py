"""Real processes are killed, compete, and meet full disks and closed folders: no acknowledged answer is lost."""

import errno
import multiprocessing
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.effort import FULL
from wellfounded.journal.file import JOURNAL, append, new_event, replay
from wellfounded.learner.write_errors import why

KILLS, ANSWERS = (500, 500) if FULL else (100, 50)
NOBODY = 65534
FORK = multiprocessing.get_context("fork")  # a child starts within milliseconds, so that kills can be many

# A learner's process: it says on stdout which answer it was told is saved, as the page says "Saved".
ANSWERING = """
import itertools, sys
from pathlib import Path
from wellfounded.journal.file import append, new_event
for number in itertools.count():
    event = append(Path(sys.argv[1]), new_event("answer", "c", "q1", wording="w", response=[number]))
    print(event["id"], flush=True)
"""


def answer(path: Path, acknowledged: int) -> None:
    while True:
        event = append(path, new_event("answer", "c", "q1", wording="w", response=["b"]))
        os.write(acknowledged, f"{event['id']}\n".encode())


def test_every_acknowledged_answer_outlives_a_kill(journal_path: Path) -> None:
    told, acknowledged = os.pipe()
    os.set_blocking(told, False)
    chance, ids = random.Random(1951), b""  # noqa: S311 (moments, not secrets)
    for _ in range(KILLS):
        child = FORK.Process(target=answer, args=(journal_path, acknowledged))
        child.start()
        time.sleep(chance.uniform(0.002, 0.03))  # at a random moment: what is tested, not a wait for something
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        ids += _drain(told)
    names = ids.decode().split()
    kept = replay(journal_path)
    assert len(names) > KILLS / 10
    assert set(names) <= {event["id"] for event in kept.events}
    assert kept.skipped <= KILLS  # at most the line that was being written at each kill


def _drain(descriptor: int) -> bytes:
    data = b""
    try:
        while block := os.read(descriptor, 1 << 16):
            data += block
    except BlockingIOError:
        return data
    return data


def answer_many(path: Path, name: str, count: int) -> None:
    for number in range(count):
        append(path, new_event("answer", name, "q1", wording="w", response=[number]))


def test_eight_processes_that_answer_at_once_lose_and_tear_nothing(journal_path: Path) -> None:
    writers = [FORK.Process(target=answer_many, args=(journal_path, f"writer-{n}", ANSWERS)) for n in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    kept = replay(journal_path)
    assert kept.skipped == 0
    given = {(event["case"], event["response"][0]) for event in kept.events}
    assert given == {(f"writer-{n}", number) for n in range(8) for number in range(ANSWERS)}


def limited(path: Path, size: int) -> None:
    """Append until the system lets the file grow no further, then say so by the exit code."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        answer_many(path, "limited", 1000)
    except OSError as error:
        os._exit(error.errno or 1)


def test_a_disk_that_fills_costs_only_the_answer_that_was_refused(journal_path: Path) -> None:
    first = append(journal_path, new_event("answer", "c", "q1", wording="w", response=["a"]))
    child = FORK.Process(target=limited, args=(journal_path, 1000))  # the limit falls inside a line
    child.start()
    child.join()
    assert child.exitcode == errno.EFBIG
    after = append(journal_path, new_event("answer", "c", "q1", wording="w", response=["b"]))
    kept = replay(journal_path)
    assert kept.events[0] == first
    assert kept.events[-1] == after
    assert [event["response"] for event in kept.events[1:-1]] == [[number] for number in range(len(kept.events) - 2)]


def unwritable(path: Path) -> None:
    if os.geteuid() == 0:
        os.setuid(NOBODY)  # nothing is closed to root
    try:
        append(path, new_event("handin"))
    except OSError as error:
        os._exit(error.errno or 1)


def test_a_folder_that_cannot_be_written_to_says_so_at_once(journal_path: Path) -> None:
    journal_path.parent.chmod(0o555)
    start = time.monotonic()
    child = FORK.Process(target=unwritable, args=(journal_path,))
    child.start()
    child.join()
    journal_path.parent.chmod(0o755)
    assert child.exitcode in (errno.EACCES, errno.EPERM)
    assert time.monotonic() - start < 10, "it waited for a lock that it could not make"


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "cannot be written to"), (errno.EIO, "Input/output error")],
)
def test_a_learner_is_told_why_in_words(number: int, words: str, tmp_path: Path) -> None:
    assert words in why(OSError(number, os.strerror(number)), tmp_path)


@pytest.mark.parametrize("number", [errno.EEXIST, errno.ENOTDIR, errno.EISDIR])
def test_a_learner_is_told_what_is_in_the_way(number: int, tmp_path: Path) -> None:
    path = tmp_path / "what-stands-there"
    assert f"{path} is in the way" in why(OSError(number, os.strerror(number), str(path)), tmp_path)


def test_a_full_device_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / JOURNAL).symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left") as refused:
        append(tmp_path / JOURNAL, new_event("handin"))
    assert "the disk is full" in why(refused.value, tmp_path)


def test_a_killed_process_keeps_no_lock(journal_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ANSWERING, str(journal_path)], stdout=subprocess.PIPE, text=True
    ) as learner:
        assert learner.stdout is not None
        names = [learner.stdout.readline().strip() for _ in range(20)]
        learner.kill()
    start = time.monotonic()
    append(journal_path, new_event("handin"))
    assert time.monotonic() - start < 10, "it waited for the lock of a process that is gone"
    assert set(names) <= {event["id"] for event in replay(journal_path).events}
