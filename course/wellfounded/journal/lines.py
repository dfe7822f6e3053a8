"""The lines of a journal's file: read as events, or refused if the file is too large to be a journal.

A line that is torn, foreign, not UTF-8 or no valid event is skipped and counted. An event of a newer release is kept
apart.
"""

from __future__ import annotations

import errno
from typing import NamedTuple

from wellfounded.i18n.messages import later, phrase
from wellfounded.journal.events import Event, is_known, is_valid, read_line

JOURNAL = "answers.jsonl"
MAX_BYTES = 64 * 2**20  # of a journal; a year of answers is well under one MiB
MAX_LINES = 100_000  # of a journal; a thousand answers a lesson are many
TOO_LARGE = later(
    "{name} is larger than any file of answers: more than {size} MiB, or more than {n} lines. Move it out of its "
    "folder, keep it, and ask whoever looks after the course to look into it"
)
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


class TooLargeError(OSError):
    """A journal is too large to be read, or would be after a write."""

    def __init__(self, problem: str) -> None:
        """Hold a sentence that says what is too large, and what to do."""
        super().__init__(errno.EFBIG, problem)

    def __str__(self) -> str:
        """Return the sentence without the error number."""
        return str(self.strerror)


class ParsedLines(NamedTuple):
    """The lines of a file: valid events in order, the number of unreadable lines, and events of a newer release."""

    events: list[Event]
    skipped: int
    newer: list[Event]


def parse_lines(data: bytes, name: str = JOURNAL) -> ParsedLines:
    """Return the events on the lines of a file; TooLargeError, with its name, for too many lines or bytes."""
    check_size(data, name)
    events, newer, skipped = list[Event](), list[Event](), 0
    for text in to_utf8(data).split(b"\n"):
        if not text or text.isspace():
            continue
        event = read_line(text)
        if event and not is_known(event):
            newer.append(event)
        elif event and is_valid(event):
            events.append(event)
        else:
            skipped += 1
    return ParsedLines(events, skipped, newer)


def check_size(data: bytes, name: str = JOURNAL) -> None:
    """Raise TooLargeError, with the file's name, for more lines or bytes than a journal may have."""
    if len(data) > MAX_BYTES or data.count(b"\n") > MAX_LINES:
        raise too_large_error(name)


def to_utf8(data: bytes) -> bytes:
    """Return a journal as UTF-8: an editor may have saved it in UTF-16, and later events were appended in UTF-8."""
    encoding = _UTF16.get(data[:2])
    if not encoding:
        return data
    start = data.find(b'\n{"')  # found in UTF-8 only
    end = len(data) if start < 0 else start + start % 2  # the second half of a big-endian end of line
    return data[2:end].decode(encoding, "replace").encode() + data[end:]


def too_large_error(name: str) -> TooLargeError:
    """Return the error for a file that is too large to be a journal."""
    return TooLargeError(phrase(TOO_LARGE, name=name, size=MAX_BYTES // 2**20, n=MAX_LINES))
