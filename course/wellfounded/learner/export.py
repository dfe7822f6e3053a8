"""Takes a learner's answers along: all journals of a copy as one file. import_file.py brings such a file back.

The file is a journal itself: an event a line, and in each, as `in`, the lesson that it belongs to. At its end it says,
in events `stopped` that stand in no journal, on which `page` of a lesson the learner stopped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from wellfounded.i18n.messages import phrase, phrase_many
from wellfounded.journal import clock
from wellfounded.journal import file as journal
from wellfounded.journal.file import Event
from wellfounded.learner.bookmark import read_bookmark
from wellfounded.learner.lessons import read_together
from wellfounded.learner.workspace import ALL_ANSWERS, Workspace

IN, STOPPED = "in", "stopped"


@dataclass(frozen=True)
class Export:
    """One file with everything: its bytes; how many answers of how many lessons; lines that could not be read."""

    data: bytes
    answers: int
    lessons: int
    unread: int

    @property
    def name(self) -> str:
        """Return the name to save the file under."""
        return ALL_ANSWERS.format(date=datetime.now(UTC).astimezone().date().isoformat())


def export_answers(workspace: Workspace) -> Export:
    """Return all answers of a copy as one file; OSError where a journal cannot be read."""
    lines, answers, lessons, unread = [], 0, 0, 0
    for name in workspace.lessons:
        kept = read_together(workspace.folders(name))
        events = [event for event in kept.events if is_whole(event)]
        lines += [journal.to_line({**event, IN: name}) for event in (*events, *kept.newer)]
        answers += count_answers(events)
        lessons += bool(events)
        unread += kept.skipped + len(kept.events) - len(events)
    return Export(b"".join([*lines, *_bookmarks(workspace)] if lines else []), answers, lessons, unread)


def _bookmarks(workspace: Workspace) -> list[bytes]:
    pages = {name: read_bookmark(workspace.folder, name) for name in workspace.lessons}
    return [
        journal.to_line({**journal.new_event(STOPPED, page=page), "at": clock.next_time([], clock.now()), IN: name})
        for name, page in pages.items()
        if page
    ]


def export_in_words(taken: Export) -> str:
    """Say, to the learner, what was saved."""
    if not taken.answers:
        return phrase("There are no answers here yet, so there was nothing to save.")
    answers = phrase_many("{n} answer", "{n} answers", taken.answers)
    lessons = phrase_many("{n} lesson", "{n} lessons", taken.lessons)
    said = [phrase("Saved as {name}: {answers} from {lessons}.", name=taken.name, answers=answers, lessons=lessons)]
    said.append(phrase("Your browser put it where it puts downloads. Whoever opens this file can read your answers."))
    if taken.unread:
        said.append(
            phrase_many(
                "{n} damaged line could not be taken along.",
                "{n} damaged lines could not be taken along.",
                taken.unread,
            )
        )
    return " ".join(said)


def count_answers(events: list[Event]) -> int:
    """Return how many of the events are answers."""
    return sum(event["event"] == "answer" for event in events)


def is_whole(event: Event) -> bool:
    """Return whether an event can be written again, and has a time that another can follow."""
    try:
        journal.to_line(event)
        return clock.is_valid_time(event["at"])
    except (ValueError, RecursionError):
        return False
