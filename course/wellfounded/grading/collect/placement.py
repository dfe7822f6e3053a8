"""Works out, and then writes, what stands in `submitted/<learner>/<module>/` after a collection.

Answers are merged with what was handed in before, entry by entry: none is lost. A notebook is not graded, and the
latest one stays.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from wellfounded.grading.collect.copied_journals import sample
from wellfounded.grading.collect.downloads import TIMESTAMP, Item
from wellfounded.grading.collect.senders import Sender
from wellfounded.grading.collect.split import Part, add, moment
from wellfounded.grading.submission import UntrustedError, read_plain
from wellfounded.i18n.errors import UserError
from wellfounded.journal.file import JOURNAL, MAX_BYTES, MAX_LINES

SLACK = timedelta(days=1)  # by how much a learner's clock, or the time zone of a zip, may be off
AHEAD = timedelta(minutes=15)  # by how much a clock may be ahead before it is said


@dataclass(frozen=True)
class Came:
    """What one file brought of one learner and module. `ids` are a sample of its entries', see copied.py."""

    place: str
    data: bytes
    ids: frozenset[bytes]
    time: datetime
    whence: str
    seen: datetime | None  # the file's own time, where it was not the sender's clock that wrote it
    on_disk: bool  # and that is in UTC
    handed: bool  # whether it holds a hand-in
    lms: str = ""
    number: str = ""  # the sender's, by the LMS
    sure: bool = False
    late: bool = False


@dataclass
class Pile:
    """What came for one learner and module, from any number of files."""

    came: list[Came] = field(default_factory=list)
    notebook: bytes = b""
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Placed:
    """A row of the report; `files` is what is to be written, in this order."""

    learner: str
    module: str
    new: int
    time: str
    remarks: list[str]
    files: dict[Path, bytes]


class UnplacedError(UserError):
    """Why a learner's answers cannot be laid where they belong."""


def came(item: Item, sender: Sender, stamp: Item | None, part: Part) -> Came:
    """Return what a file brought of one module."""
    time, whence = _time_of(item, stamp, part)
    stranger = sender.stranger
    return Came(
        *(item.place, b"\n".join(part.lines), sample(part.ids), time, whence, item.seen),
        on_disk=item.on_disk,
        handed="handin" in part.latest,
        lms=stranger.lms if stranger else "",
        number=stranger.number if stranger else "",
        sure=sender.sure,
        late=bool(stranger and stranger.late),
    )


def _time_of(item: Item, stamp: Item | None, part: Part) -> tuple[datetime, str]:
    """Return when a file of answers was handed in, and who says so.

    Moodle and Canvas put the time of the download into their zips. So what the hand-in says comes first, its
    timestamp.txt before its entries, as long as it is not later than the file is.
    """
    latest = item.at or datetime.now(UTC)
    stamped = moment((stamp.data or b"").decode("ascii", "replace")) if stamp else None
    said, whence = (stamped, "hand-in") if stamped else part.handed_in()
    if said and said <= latest + SLACK:
        return said, whence
    return latest, item.whence if item.at else "now"


def plan(course: Path, learner: str, module: str, pile: Pile) -> Placed:
    """Work out what is to be written for one learner and module; UnplacedError if it cannot be."""
    folder = course / "submitted" / learner / module
    before, stamp = standing(folder, JOURNAL), standing(folder, TIMESTAMP)
    there = bool(standing(folder, f"{module}.ipynb"))
    added = add(before, [each.data for each in pile.came])
    if len(added.data) > MAX_BYTES or added.data.count(b"\n") > MAX_LINES:
        raise UnplacedError(f"{folder / JOURNAL} would be larger than {MAX_BYTES // 2**20} MiB or {MAX_LINES} lines")
    stamped = moment(stamp.decode("ascii", "replace"))
    time, whence = max((each.time, each.whence) for each in pile.came)
    newer, new = stamped is None or time > stamped, added.new
    remarks = [f"{added.against} entries contradict earlier ones, which stand"] if added.against else []
    remarks += clocks(pile.came)
    if new and not newer and any(each.handed for each in pile.came):
        remarks.append(f"older than the hand-in of {stamped:%Y-%m-%d %H:%M}, which counts")
    files: dict[Path, bytes] = {}
    if (new and newer) or not there:
        files[folder / f"{module}.ipynb"] = _notebook(course, module, pile.notebook, remarks)
    if (new and newer) or not stamp:
        files[folder / TIMESTAMP] = f"{time:%Y-%m-%d %H:%M:%S.%f} UTC".encode()
    if new:
        files[folder / JOURNAL] = added.data
    every = list(dict.fromkeys(pile.remarks + remarks))
    return Placed(learner, module, new, f"{time:%Y-%m-%d %H:%M} ({whence})", every, files)


def clocks(pile: list[Came]) -> list[str]:
    """Return what shows that a device's clock was wrong: the later file says the earlier time, or one not yet come."""
    timed = [each for each in pile if each.seen and each.whence in ("hand-in", "last answer")]
    said = []
    for each in timed:
        if each.on_disk and each.seen and each.time > each.seen + AHEAD:
            ahead = (each.time - each.seen).total_seconds() / 3600
            said.append(f"{each.place.rpartition('/')[2]} says a time {ahead:.1f} hours after its file's own")
    if len(timed) > 1:
        latest = max(timed, key=lambda each: each.time)
        last = max(timed, key=lambda each: (each.seen, each.time))
        if last.seen != latest.seen and last.time < latest.time:
            said.append(
                f"{last.place} came after {latest.place} and says an earlier time: one device's clock is wrong; "
                "what says the later time counts"
            )
    return said


def write(files: dict[Path, bytes]) -> None:
    """Write each file whole or not at all; the answers last, so that a run that was stopped begins again there."""
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_name(f".{path.name}.new")
        scratch.unlink(missing_ok=True)  # it may be a link
        scratch.write_bytes(data)
        scratch.replace(path)


def standing(folder: Path, name: str) -> bytes:
    """Return a file that was handed in before; empty if there is none; UnplacedError if it is not to be trusted."""
    if any(each.is_symlink() for each in (folder, folder.parent)):
        raise UnplacedError(f"{folder} is a link; remove it first")
    try:
        return read_plain(folder / name)
    except FileNotFoundError:
        return b""
    except UntrustedError as error:
        raise UnplacedError(f"{folder}: {error}; remove it first") from error


def _notebook(course: Path, module: str, came: bytes, remarks: list[str]) -> bytes:
    """Return the notebook that came, or the released one, which is graded in any case."""
    if came and _is_notebook(came):
        return came
    remarks += ["its notebook is damaged; the released one stands in"] if came else []
    return (course / "release" / module / f"{module}.ipynb").read_bytes()


def _is_notebook(data: bytes) -> bool:
    try:
        nb = json.loads(data)
        return bool(nb["nbformat"] == 4 and isinstance(nb["cells"], list) and isinstance(nb["metadata"], dict))
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
