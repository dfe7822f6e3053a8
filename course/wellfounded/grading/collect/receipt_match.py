"""Matches receipts with answers: those in a learner's copy, in a hand-in file, or in what was collected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wellfounded.content.release import RELEASE
from wellfounded.grading.collect.downloads import gather, is_receipt
from wellfounded.grading.names import escape_controls
from wellfounded.i18n.errors import UserError
from wellfounded.i18n.messages import later, phrase, phrase_many
from wellfounded.journal.file import Journal, TooLargeError, parse
from wellfounded.learner.lessons import read_together
from wellfounded.learner.receipt import MAX_BYTES, Matched, Receipt, id_digests, match, read_receipt, release_digest
from wellfounded.learner.workspace import open_workspace

NO_COPY = later("{folder} is no copy of the lessons. Name yours with --workspace, or where the answers are with --in.")
CHANGED_LESSON = later("The lesson here is of another release than the one that was handed in.")
ALL = later("All {n} answers are in {place}, as they were handed in.")


class ReceiptError(UserError):
    """A receipt cannot be checked; the message says why, and what to do."""


@dataclass(frozen=True)
class Answers:
    """Answers that a receipt may be of, and where they lie."""

    place: str
    journal: Journal
    ids: frozenset[str]


def read_receipts(paths: Iterable[Path]) -> list[tuple[str, Receipt]]:
    """Return the receipts in these files and folders, with their places; ReceiptError for a file that is none."""
    receipts = []
    for path in paths:
        files = sorted(file for file in path.rglob("*") if is_receipt(file.name)) if path.is_dir() else [path]
        if not files:
            raise ReceiptError(phrase("There is no receipt in {path}.", path=path))
        receipts += [(str(file), _read(file)) for file in files]
    return receipts


def _read(path: Path) -> Receipt:
    try:
        with path.open("rb") as file:
            receipt = read_receipt(file.read(MAX_BYTES))
    except OSError as error:
        raise ReceiptError(f"{path}: {error.strerror}") from error
    if receipt is None:
        message = later("{path} holds no receipt, or one that was cut or changed. Take the file that the lesson wrote.")
        raise ReceiptError(phrase(message, path=path))
    return receipt


def answers_in(path: Path) -> list[Answers]:
    """Return the answers in a hand-in file, a journal, or a folder such as `submitted/`; ReceiptError if it is gone."""
    if not path.exists():
        raise ReceiptError(phrase("{path} is not there. Name with --in where the answers are.", path=path))
    files = [file for file in gather([path]).files if file.name.lower().endswith(".jsonl") and file.data is not None]
    return [answers_of(file.location, file.data or b"") for file in files]


def answers_in_copy(workspace: Path, modules: Iterable[str]) -> list[Answers]:
    """Return the answers to these modules in a learner's copy; ReceiptError where it is none, or cannot be read."""
    copy = open_workspace(workspace)
    if copy is None:
        raise ReceiptError(phrase(NO_COPY, folder=workspace.resolve()))
    answers = []
    for module in dict.fromkeys(modules):
        try:
            journal = read_together(copy.folders(module))
        except OSError as error:
            raise ReceiptError(f"{copy.home(module)}: {error}") from error
        answers.append(Answers(str(copy.home(module)), journal, id_digests(journal)))
    return answers


def answers_of(place: str, data: bytes) -> Answers:
    """Return the answers in the bytes of a journal; none where they are too many to be one."""
    try:
        journal = parse(data)
    except TooLargeError:
        journal = Journal()
    return Answers(place, journal, id_digests(journal))


def matched_best(receipt: Receipt, answers: Iterable[Answers]) -> tuple[Answers | None, Matched]:
    """Return which answers a receipt is of, those that hold most of what it names, and how they match."""
    wanted = {of_id for of_id, _ in receipt.answers.values()}
    best = max(answers, key=lambda held: len(wanted & held.ids), default=None)
    found = best if best and wanted & best.ids else None
    return found, match(receipt, found.journal if found else Journal())


def lesson_changed(receipt: Receipt, lessons: Path) -> bool:
    """Return whether the lesson in a folder of lessons is of another release than the receipt."""
    release = release_digest(lessons / receipt.module)
    return bool(release and receipt.release) and release != receipt.release


def in_words(name: str, receipt: Receipt, found: Answers | None, matched: Matched, place: str) -> Iterator[str]:
    """Yield what a receipt says and how it matches, line by line; `place` is where answers were looked for."""
    learner = phrase(", learner {name}", name=receipt.learner) if receipt.learner else ""
    answers = phrase_many("{n} answer", "{n} answers", len(receipt.answers))
    about = later("{file}: {module}, handed in on {at} UTC, {answers}{learner}.")
    at = receipt.at[:19].replace("T", " ")
    yield phrase(about, file=name, module=receipt.module, at=at, answers=answers, learner=learner)
    if not matched.whole:
        yield "  " + phrase("This receipt was changed: its parts do not agree.")
    elif matched.complete:
        yield "  " + phrase(ALL, n=len(matched.same), place=found.place if found else place)
    elif found is None:
        yield "  " + phrase("None of these answers is in {place}.", place=place)
    else:
        some = later("{n} of {all} answers are in {place}, as they were handed in.")
        yield "  " + phrase(some, n=len(matched.same), all=len(receipt.answers), place=found.place)
    for message, places in (
        (later("Changed: {questions}."), matched.changed),
        (later("Missing: {questions}."), matched.missing if found else []),
        (later("Answered anew later, which counts: {questions}."), matched.newer),
    ):
        if places:
            yield "  " + phrase(message, questions=", ".join(map(escape_controls, places)))


def check(files: list[Path], place: Path | None, workspace: Path, course: Path) -> tuple[list[str], bool]:
    """Match receipts with the answers in `place`, or in a learner's copy; return lines, and whether all are there."""
    receipts = read_receipts(files)
    modules = [receipt.module for _, receipt in receipts]
    answers = answers_in(place) if place else answers_in_copy(workspace, modules)
    lines, complete = list[str](), True
    for name, receipt in receipts:
        found, matched = matched_best(receipt, answers)
        lines += in_words(name, receipt, found, matched, str(place or workspace))
        lines += (
            ["  " + phrase(CHANGED_LESSON)] if lesson_changed(receipt, course / RELEASE if place else workspace) else []
        )
        complete = complete and matched.complete
    return lines, complete
