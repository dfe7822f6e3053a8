"""Works out, and then writes, what `submitted/<learner>/<module>/` holds after a collection.

Answers are merged with what was handed in before, entry by entry, and none is lost. A notebook is not graded; the
latest one is kept.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from wellfounded.grading.collect.copied_journals import sample
from wellfounded.grading.collect.journal_merge import merge
from wellfounded.grading.collect.journal_split import JournalPart
from wellfounded.grading.collect.sender_shares import DownloadedFile
from wellfounded.grading.collect.senders import Sender
from wellfounded.grading.submission import TIMESTAMP, UntrustedError, parse_time, read_plain
from wellfounded.i18n.errors import UserError
from wellfounded.journal.file import JOURNAL, MAX_BYTES, MAX_LINES

CLOCK_ERROR = timedelta(days=1)  # by how much a learner's clock, or the time zone of a zip, may be wrong
CLOCK_SOURCES = ("hand-in", "last answer")  # times by the clock of a learner's device
CLOCK_AHEAD = timedelta(minutes=15)  # by how much a clock may be ahead before a remark says so


@dataclass(frozen=True)
class IncomingAnswers:
    """The answers of one learner and module from one file. `ids` is a sample of their ids, see copied_journals.py."""

    location: str
    data: bytes
    ids: frozenset[bytes]
    time: datetime
    time_source: str
    arrival: datetime | None  # the file's own time, unless the sender's clock wrote it
    on_disk: bool  # whether that is a disk's, in UTC
    has_hand_in: bool
    lms: str = ""
    number: str = ""  # the sender's, by the LMS
    confirmed: bool = False
    late: bool = False
    lms_name: str = ""  # what the LMS called it, and takes feedback back by


@dataclass
class IncomingSubmission:
    """All that came for one learner and module, from any number of files."""

    answers: list[IncomingAnswers] = field(default_factory=list)
    notebook: bytes = b""
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Placement:
    """A row of the report; `files` are to be written, in this order."""

    learner: str
    module: str
    new: int
    time: str
    remarks: list[str]
    files: dict[Path, bytes]


class UnplacedError(UserError):
    """A learner's answers cannot be placed; the message says why."""


def incoming_answers(
    file: DownloadedFile, sender: Sender, timestamp: DownloadedFile | None, part: JournalPart
) -> IncomingAnswers:
    """Return the answers of one module from a file."""
    time, time_source = _hand_in_time(file, timestamp, part)
    lms_sender = sender.lms_sender
    return IncomingAnswers(
        *(file.location, b"\n".join(part.lines), sample(part.ids), time, time_source, file.arrival),
        on_disk=file.on_disk,
        has_hand_in="handin" in part.latest,
        lms=lms_sender.lms if lms_sender else "",
        number=lms_sender.number if lms_sender else "",
        confirmed=sender.confirmed,
        late=bool(lms_sender and lms_sender.late),
        lms_name=lms_sender.name if lms_sender else "",
    )


def _hand_in_time(file: DownloadedFile, timestamp: DownloadedFile | None, part: JournalPart) -> tuple[datetime, str]:
    """Return when a file of answers was handed in, and what says so.

    Moodle and Canvas put the time of the download into their zips. So the learner's own times come first, timestamp.txt
    before the entries, unless they are later than the file is.
    """
    latest = file.time or datetime.now(UTC)
    stamped = parse_time((timestamp.data or b"").decode("ascii", "replace")) if timestamp else None
    time, source = (stamped, "hand-in") if stamped else part.handed_in()
    if time and time <= latest + CLOCK_ERROR:
        return time, source
    return latest, file.time_source if file.time else "now"


def plan_placement(course: Path, learner: str, module: str, submission: IncomingSubmission) -> Placement:
    """Work out what is to be written for one learner and module; UnplacedError if it cannot be."""
    folder = course / "submitted" / learner / module
    journal, timestamp = read_submitted(folder, JOURNAL), read_submitted(folder, TIMESTAMP)
    has_notebook = bool(read_submitted(folder, f"{module}.ipynb"))
    merged = merge(journal, [answers.data for answers in submission.answers])
    if len(merged.data) > MAX_BYTES or merged.data.count(b"\n") > MAX_LINES:
        raise UnplacedError(f"{folder / JOURNAL} would be larger than {MAX_BYTES // 2**20} MiB or {MAX_LINES} lines")
    before = parse_time(timestamp.decode("ascii", "replace"))
    time, time_source = max((answers.time, answers.time_source) for answers in submission.answers)
    is_later = before is None or time > before
    remarks = [f"{merged.conflicts} entries contradict earlier ones, which stand"] if merged.conflicts else []
    remarks += clock_remarks(submission.answers)
    if merged.new and before and time < before and any(answers.has_hand_in for answers in submission.answers):
        remarks.append(f"older than the hand-in of {before:%Y-%m-%d %H:%M}, which counts")
    files: dict[Path, bytes] = {}
    if (merged.new and is_later) or not has_notebook:
        files[folder / f"{module}.ipynb"] = _notebook(course, module, submission.notebook, remarks)
    if (merged.new and is_later) or not timestamp:
        files[folder / TIMESTAMP] = f"{time:%Y-%m-%d %H:%M:%S.%f} UTC".encode()
    if merged.new:
        files[folder / JOURNAL] = merged.data
    unique_remarks = list(dict.fromkeys(submission.remarks + remarks))
    return Placement(learner, module, merged.new, f"{time:%Y-%m-%d %H:%M} ({time_source})", unique_remarks, files)


def clock_remarks(incoming: list[IncomingAnswers]) -> list[str]:
    """Return what shows that a device's clock was wrong: the later file has the earlier time, or one in the future."""
    timed = [answers for answers in incoming if answers.arrival and answers.time_source in CLOCK_SOURCES]
    remarks = []
    for answers in timed:
        if answers.on_disk and answers.arrival and answers.time > answers.arrival + CLOCK_AHEAD:
            ahead = (answers.time - answers.arrival).total_seconds() / 3600
            name = answers.location.rpartition("/")[2]
            remarks.append(f"{name} says a time {ahead:.1f} hours after its file's own")
    if len(timed) > 1:
        latest = max(timed, key=lambda answers: answers.time)
        last = max(timed, key=lambda answers: (answers.arrival, answers.time))
        if last.arrival != latest.arrival and last.time < latest.time:
            remarks.append(
                f"{last.location} came after {latest.location} and says an earlier time: one device's clock is wrong; "
                "the later time counts"
            )
    return remarks


def write_files(files: dict[Path, bytes]) -> None:
    """Write each file whole or not at all; the answers last, so that a stopped run begins again with them."""
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = path.with_name(f".{path.name}.new")
        scratch.unlink(missing_ok=True)  # it may be a link
        scratch.write_bytes(data)
        scratch.replace(path)


def read_submitted(folder: Path, name: str) -> bytes:
    """Return a file that was handed in before; empty if there is none; UnplacedError if it is not to be trusted."""
    if any(path.is_symlink() for path in (folder, folder.parent)):
        raise UnplacedError(f"{folder} is a link; remove it first")
    try:
        return read_plain(folder / name)
    except FileNotFoundError:
        return b""
    except UntrustedError as error:
        raise UnplacedError(f"{folder}: {error}; remove it first") from error


def _notebook(course: Path, module: str, submitted: bytes, remarks: list[str]) -> bytes:
    """Return the submitted notebook if it is one, else the released one, which is graded in any case."""
    if submitted and _is_notebook(submitted):
        return submitted
    remarks += ["its notebook is damaged; the released one is used"] if submitted else []
    return (course / "release" / module / f"{module}.ipynb").read_bytes()


def _is_notebook(data: bytes) -> bool:
    try:
        nb = json.loads(data)
        return bool(nb["nbformat"] == 4 and isinstance(nb["cells"], list) and isinstance(nb["metadata"], dict))
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
