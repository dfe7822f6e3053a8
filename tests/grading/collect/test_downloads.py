"""One learner's file never stops the class: whatever lies in a download, all others are placed, and it is named."""

import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from filelock import FileLock
from nbgrader.api import Gradebook

from tests.commands import wellfounded
from tests.grading.downloads import FIRST, SECOND, hand_in, journal, laid, zipped
from tests.grading.instructor import Desk, ids

HAND_IN = f"{FIRST}-20261123-180000-000000.zip"
EVE = "Eve Adams_9_assignsubmission_file_"


def deflated(files: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


# What one learner's folder holds, and what is said of it: nothing, where the answers beside it can be placed.
SPOILS: dict[str, tuple[Callable[[], dict[str, bytes]], str]] = {
    "a white picture": (lambda: {"page.bmp": bytes(3 * 2**20)}, ""),
    "a device's name": (lambda: {"con.pdf": b""}, ""),
    "a mark of direction": (lambda: {"\u200fessay.pdf": b""}, ""),
    "a text that turns": (lambda: {"\u202eessay.pdf": b""}, "holds a control character"),
    "a journal too large": (lambda: {"other/answers.jsonl": bytes(65 * 2**20)}, "is larger than 64 MiB"),
    "a bomb": (lambda: {"other/answers.jsonl": bytes(50 * 2**20)}, "a zip bomb"),
    "many nested zips": (
        lambda: {f"{n}.zip": deflated({"x.jsonl": bytes(2**19)}) for n in range(400)},
        "is more than is taken from one sender",
    ),
    "a journal of tiny events": (
        lambda: {"1/answers.jsonl": b"".join(b'{"id":"%d","at":"","event":""}\n' % n for n in range(100_001))},
        "or more than 100000 lines",
    ),
    "a hand-in of empty lines": (
        lambda: {"x.zip": deflated({"answers.jsonl": b"\n {}" * 2**18})},
        "or more than 100000 lines",
    ),
    "a damaged zip": (lambda: {"x.zip": b"PK\x03\x04 no"}, "is damaged, or no zip at all"),
}


@pytest.mark.parametrize("name", SPOILS)
def test_one_learners_file_does_not_stop_the_class(desk: Desk, name: str) -> None:
    make, words = SPOILS[name]
    desk.roster("id,name\neve,Eve Adams\nbo,Bo\ncyn,Cyn\n")
    class_ = {f"{who}_{n}_assignsubmission_file_/answers.jsonl": journal(who) for n, who in enumerate(("Bo", "Cyn"))}
    spoilt = {f"{EVE}/{each}": data for each, data in make().items()} | {f"{EVE}/answers.jsonl": journal("eve")}
    (desk.downloads / "moodle.zip").write_bytes(deflated(spoilt | class_))
    told = desk.collect(desk.downloads / "moodle.zip")
    assert (desk.ids("bo"), desk.ids("cyn")) == (ids(journal("Bo")), ids(journal("Cyn"))), told
    assert words in told
    refused = [line for line in told.splitlines() if line.startswith("Not placed")]
    assert all(EVE in line for line in refused)
    assert (desk.code, bool(refused)) == ((1, True) if words else (0, False))
    assert desk.ids("eve") == ids(journal("eve"))


@pytest.mark.parametrize(
    "files",
    [
        {f"{EVE}/{HAND_IN.upper()}": hand_in("eve")},
        {f"{EVE}/whole.ZIP": hand_in("eve")},
        {f"{EVE}/my-course.zip": zipped({f"my-course/{FIRST}/answers.jsonl": journal("eve")})},
        {f"{EVE}/my-course.zip": zipped({f"my-course/hand-in/{HAND_IN}": hand_in("eve")})},
        {f"{EVE}/hand-in.zip": zipped({f"hand-in/{HAND_IN}": hand_in("eve")})},
        {f"eve/{HAND_IN}": hand_in("eve")},
        {"eve/answers.jsonl": journal("eve")},
        {f"{FIRST}/eve/answers.jsonl": journal("eve")},
        {"Eve Adams/answers.jsonl": journal("eve")},
        {f"{EVE}\\answers.jsonl": journal("eve")},
    ],
    ids=[
        *("capitals", ".ZIP", "my-course", "my-course with hand-in", "hand-in", "named by id", "answers by id"),
        *("by module and id", "by name", "backslashes"),
    ],
)
def test_what_learners_and_systems_pack_is_opened(desk: Desk, files: dict[str, bytes]) -> None:
    desk.roster("id,name\neve,Eve Adams\n")
    (desk.downloads / "all.zip").write_bytes(zipped(files))
    told = desk.collect(desk.downloads / "all.zip")
    assert desk.ids("eve") == ids(journal("eve")), told
    assert desk.code == 0, told


def test_a_whole_copy_brings_each_module_once(desk: Desk) -> None:
    """The lessons' folders and `hand-in/` hold the same answers."""
    copy = {f"my-course/{module}/answers.jsonl": journal("ada", module) for module in (FIRST, SECOND)}
    copy[f"my-course/hand-in/{HAND_IN}"] = hand_in("ada")
    copy["my-course/.well-founded/01/review.html"] = b"<p>"
    (desk.downloads / "canvas.zip").write_bytes(zipped({"lovelaceada_101_7_my-course.zip": zipped(copy)}))
    told = desk.collect(desk.downloads / "canvas.zip")
    assert (desk.ids("ada"), desk.ids("ada", SECOND)) == (ids(journal("ada")), ids(journal("ada", SECOND)))
    assert "Placed: 2; nothing new: 0; not placed: 0." in told


def test_a_journal_that_is_too_large_where_it_was_collected_stops_nobody_else(desk: Desk) -> None:
    """As `nbgrader collect` may have laid it there."""
    laid(desk.handed("ada"), {"answers.jsonl": b"{}\n" * 100_001})
    laid(desk.downloads, {f"{who}/answers.jsonl": journal(who) for who in ("ada", "bo")})
    told = desk.collect(desk.downloads)
    assert desk.ids("bo") == ids(journal("bo"))
    assert f"ada/{FIRST}/answers.jsonl would be larger than 64 MiB or 100000 lines" in told
    assert desk.code == 1


# Two at once


@pytest.mark.parametrize("command", ["collect", "grade"])
def test_the_second_of_two_commands_says_so_and_ends(desk: Desk, command: str) -> None:
    laid(desk.downloads, {"ada/answers.jsonl": journal("ada")})
    desk.collect(desk.downloads)
    laid(desk.downloads, {"bo/answers.jsonl": journal("bo")})
    Gradebook(f"sqlite:///{desk.course / 'gradebook.db'}").close()
    paths = [str(desk.downloads), "--roster", str(desk.course / "roster.csv")] if command == "collect" else []
    with FileLock(desk.course / ".graded.db.lock"):
        done = wellfounded(desk.course, command, *paths, "--course", str(desk.course))
        assert "is at work in this course. Wait until it ends, then run this again." in done.stderr
        assert "Traceback" not in done.stderr
        assert (done.returncode, desk.ids("bo")) == (1, set())
        assert "Nothing was written" in desk.collect(desk.downloads, "--dry-run")
    desk.collect(desk.downloads)
    assert desk.ids("bo") == ids(journal("bo"))


def test_of_many_collections_at_once_none_loses_an_entry(desk: Desk) -> None:
    """Each holds its own answers of the same learners; those that ended with a refusal are run again."""
    waiting = []
    for number in range(3):
        folder = laid(desk.downloads / str(number), {f"{who}/answers.jsonl": journal(f"{who}{number}") for who in WHO})
        waiting.append([sys.executable, "-m", "wellfounded", "collect", str(folder), "--course", str(desk.course)])
    rounds = 0
    while waiting:
        rounds += 1
        running = [(line, subprocess.Popen([*line, "--pattern", "{learner}"])) for line in waiting]
        waiting = [line for line, process in running if process.wait()]
        assert len(waiting) < len(running), "each round, one of them is done"
    for who in WHO:
        assert desk.ids(who) == {each for number in range(3) for each in ids(journal(f"{who}{number}"))}


WHO = [f"learner-{number:02}" for number in range(40)]
