"""Brings a file of answers, as export.py writes it, into the journals of a learner's copy."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from dacite import DaciteError

from wellfounded.content.case import CASES, Case, read_cases
from wellfounded.i18n.messages import later, phrase, phrase_many
from wellfounded.journal import clock
from wellfounded.journal import file as journal
from wellfounded.journal.file import JOURNAL, Event, Journal
from wellfounded.learner.bookmark import MAX_PAGE, keep_bookmark, read_bookmark
from wellfounded.learner.export import IN, STOPPED, count_answers, is_whole
from wellfounded.learner.lessons import read_together
from wellfounded.learner.workspace import Workspace

HANDINS = 1000  # of a lesson in one file
TOO_MANY = later("This file holds more than {n} hand-ins of one lesson. No file of answers does, so it was not opened.")


@dataclass
class Import:
    """What a file brought: answers that were new or were here, other new entries, lines that were left out."""

    new: int = 0
    known: int = 0
    beside: int = 0  # new hints, tries, hand-ins and the like
    unread: int = 0
    elsewhere: int = 0  # of lessons that this copy does not have
    ahead: int = 0  # dated later than tomorrow
    newer: int = 0  # of a newer release


def import_answers(workspace: Workspace, data: bytes) -> Import:
    """Write what a file holds, and the journals lack, into the journals; nothing is lost or doubled.

    Nobody vouches for the file: only journals of lessons that lie here are written, and only events that this release
    knows, whose times are not ahead, and whose answers their questions allow.
    OSError, `journal.TooLargeError` among them, where a journal cannot be written; what was written before stays, and
    the same file may be brought again.
    """
    theirs, brought = sorted_out(workspace, data)
    for name, events in theirs.items():
        new = journal.merge_into(workspace.home(name) / JOURNAL, events)
        brought.new += count_answers(new)
        brought.beside += len(new) - count_answers(new)
        brought.known += count_answers(journal.merge(events).events) - count_answers(new)
    _keep_bookmarks(workspace, data)
    return brought


def _keep_bookmarks(workspace: Workspace, data: bytes) -> None:
    """Open each lesson where it was left there, unless it is known where it was left here."""
    for event in filter(_is_stopped, journal.parse_lines(data).newer):
        name, page = str(event.get(IN)), event.get("page")
        if name not in workspace.lessons or not isinstance(page, str) or not 0 < len(page) <= MAX_PAGE:
            continue
        if not read_bookmark(workspace.folder, name):
            keep_bookmark(workspace.folder, name, page)


def _is_stopped(event: Event) -> bool:
    return bool(event["event"] == STOPPED)


def replaces(workspace: Workspace, data: bytes) -> int:
    """Return how many of the answers here a newer one in a file would take the place of."""
    return sum(_replaced(read_together(workspace.folders(name)), events)
               for name, events in sorted_out(workspace, data)[0].items())  # fmt: skip


def _replaced(ours: Journal, theirs: list[Event]) -> int:
    both = journal.merge(ours.events, theirs)
    answered = {(event["case"], event["question"]) for event in ours.events if event["event"] == "answer"}
    pairs = [(ours.latest("answer", *about), both.latest("answer", *about)) for about in answered]
    return sum(bool(one and other and _said(one) != _said(other)) for one, other in pairs)


def _said(answer: Event) -> tuple[Any, Any]:
    return answer["response"], answer["wording"]


def sorted_out(workspace: Workspace, data: bytes) -> tuple[dict[str, list[Event]], Import]:
    """Return the events of a file that are taken in, by lesson, and what is left out; TooLargeError."""
    read_of, present = journal.parse_lines(data, phrase("This file")), clock.now()
    newer = sum(not _is_stopped(event) for event in read_of.newer)
    brought, theirs = Import(unread=read_of.skipped, newer=newer), defaultdict(list)
    known = {name: _cases(workspace, name) for name in workspace.lessons}
    homes = {case: name for name, cases in known.items() for case in cases}
    for event in read_of.events:
        home = str(event.pop(IN, homes.get(event.get("case", ""), event.get("module"))))
        if clock.is_valid_time(event["at"]) and not clock.is_plausible_time(event["at"], present):
            brought.ahead += 1
        elif not is_whole(event) or not _allowed(event, known.get(home, {})):
            brought.unread += 1
        elif home not in known:
            brought.elsewhere += 1
        else:
            theirs[home].append(event)
    for events in theirs.values():
        if sum(event["event"] == "handin" for event in events) > HANDINS:
            raise journal.TooLargeError(phrase(TOO_MANY, n=HANDINS))
    return theirs, brought


def _cases(workspace: Workspace, name: str) -> dict[str, Case | None]:
    """Return the cases of a lesson by id; None for each, where they cannot be read as such."""
    path = workspace.home(name) / CASES
    try:
        return dict(read_cases(path))
    except (OSError, ValueError, KeyError, TypeError, DaciteError):
        with suppress(OSError, ValueError, KeyError, TypeError):
            return {str(case["id"]): None for case in json.loads(path.read_text(encoding="utf-8"))["cases"]}
    return {}


def _allowed(event: Event, cases: dict[str, Case | None]) -> bool:
    """Return whether a question allows an answer or a try. Of an earlier wording nobody knows."""
    case = cases.get(event.get("case", ""))
    if event["event"] not in ("answer", "try") or case is None:
        return True
    questions = (question for variant in case.every_variant for question in variant.questions)
    question = next((question for question in questions if question.id == event["question"]), None)
    return question is None or question.wording != event["wording"] or question.readable(event["response"])


def confirm_in_words(replaced: int) -> str:
    """Ask, of the learner, whether newer answers may take the place of theirs."""
    return phrase_many(
        "This file has a newer answer to {n} question that you have answered here. It would take the place of yours. "
        "Open the file only if it is your own.",
        "This file has newer answers to {n} questions that you have answered here. They would take the place of yours. "
        "Open the file only if it is your own.",
        replaced,
    )


def import_in_words(brought: Import) -> str:
    """Say, to the learner, what a file brought."""
    left_out = brought.elsewhere or brought.ahead or brought.newer
    if brought.unread and not (brought.new or brought.known or brought.beside or left_out):
        return phrase("Nothing in this file could be read. Choose one that “Save all my answers as one file” wrote.")
    new = phrase_many("{n} new answer", "{n} new answers", brought.new)
    said = [
        phrase_many("{new}; {n} was here already.", "{new}; {n} were here already.", brought.known, new=new),
        *_besides(brought),
    ]
    if brought.new or brought.beside:
        said.append(phrase("A lesson that is open shows them once you reload it."))
    return " ".join(said)


def _besides(brought: Import) -> Iterator[str]:
    """Yield what else came along, and what was left out."""
    if brought.beside:
        yield phrase_many(
            "{n} other entry, such as hints and hand-ins, came along.",
            "{n} other entries, such as hints and hand-ins, came along.",
            brought.beside,
        )
    if brought.unread:
        yield phrase_many(
            "Left out: {n} line that could not be read.", "Left out: {n} lines that could not be read.", brought.unread
        )
    if brought.ahead:
        yield phrase_many(
            "Left out: {n} entry dated later than tomorrow. Set the clock of the computer that wrote it, then save the "
            "file there again.",
            "Left out: {n} entries dated later than tomorrow. Set the clock of the computer that wrote them, then save "
            "the file there again.",
            brought.ahead,
        )
    if brought.newer:
        yield phrase_many(
            "Left out: {n} entry that a newer release of the course wrote.",
            "Left out: {n} entries that a newer release of the course wrote.",
            brought.newer,
        )
    if brought.elsewhere:
        yield phrase_many(
            "Left out: {n} entry of lessons that are not in this copy.",
            "Left out: {n} entries of lessons that are not in this copy.",
            brought.elsewhere,
        )
