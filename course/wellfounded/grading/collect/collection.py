"""Collects hand-ins: finds the learner and the modules of each file of answers, and reports what was placed.

Everything is read and checked, and every file's content is made, before the first file is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from wellfounded.grading.collect import copied_journals, doubtful_senders
from wellfounded.grading.collect.class_list import Roster
from wellfounded.grading.collect.collected_receipts import match_receipts
from wellfounded.grading.collect.collection_report import CollectionReport
from wellfounded.grading.collect.course_modules import CourseError, CourseModules, read_modules
from wellfounded.grading.collect.downloads import gather, is_receipt
from wellfounded.grading.collect.journal_split import split_by_module
from wellfounded.grading.collect.placement import (
    IncomingSubmission,
    UnplacedError,
    incoming_answers,
    plan_placement,
    read_submitted,
    write_files,
)
from wellfounded.grading.collect.roster_file import read_roster
from wellfounded.grading.collect.sender_register import SenderRegister, read_register, write_register
from wellfounded.grading.collect.sender_shares import DownloadedFile
from wellfounded.grading.collect.senders import Sender, compile_pattern, sender_by_name, sender_by_pattern
from wellfounded.grading.lock import lock_course
from wellfounded.grading.names import escape_controls
from wellfounded.grading.submission import TIMESTAMP
from wellfounded.journal.file import JOURNAL, TooLargeError, parse
from wellfounded.learner.receipt import Receipt, read_receipt

Delivery = list[tuple[DownloadedFile, Sender]]  # files that came together
IncomingSubmissions = dict[tuple[str, str], IncomingSubmission]  # by learner and module


@dataclass
class _Collection:
    """One run: what is known of the course, what is placed so far, and the report. `module` is what --module names."""

    modules: CourseModules
    module: str
    report: CollectionReport = field(default_factory=CollectionReport)
    submissions: IncomingSubmissions = field(default_factory=dict)
    receipts: list[tuple[DownloadedFile, Sender, Receipt]] = field(default_factory=list)


def collect(
    course: Path, paths: Iterable[Path], roster: Path | None, pattern: str, module: str, *, dry_run: bool
) -> CollectionReport:
    """Collect for a course; UserError where it cannot begin, OSError in writing."""
    modules = read_modules(course)
    only = modules.find(module)
    if module and not only:
        raise CourseError(f"There is no module “{escape_controls(module)}”. Modules are {', '.join(modules.modules)}.")
    class_list = read_roster(roster) if roster else None
    collection, submitted = _Collection(modules, only), course / "submitted"
    with nullcontext() if dry_run else lock_course(course):
        _gather_submissions(collection, paths, class_list, pattern)
        register = read_register(submitted)
        _drop_doubtful(submitted, collection, register)
        _remark_copies(submitted, collection.submissions)
        _plan(course, collection)
        match_receipts(submitted, collection.receipts, collection.report)
        if not dry_run:
            for placement in collection.report.placed:
                write_files(placement.files)
            _remember_senders(submitted, collection, register)
    return collection.report


def _gather_submissions(collection: _Collection, paths: Iterable[Path], roster: Roster | None, pattern: str) -> None:
    """Add each file of answers to the submissions that it belongs to, and the notebooks that came with it."""
    compiled = compile_pattern(pattern, roster) if pattern else None
    gathered, names = gather(paths), collection.modules.name_pattern
    collection.report.unplaced += gathered.refused
    senders = [
        sender_by_pattern(file, compiled, roster) if compiled else sender_by_name(file, roster, names)
        for file in gathered.files
    ]
    doubtful = doubtful_senders.learners_with_two_senders(senders)
    deliveries: dict[tuple[str, ...], Delivery] = {}
    for file, sender in zip(gathered.files, senders, strict=True):
        deliveries.setdefault(sender.delivery, []).append((file, sender))
        if is_receipt(file.name) and (receipt := read_receipt(file.data or b"")):
            collection.receipts.append((file, sender, receipt))
    for delivery in deliveries.values():
        with_answers = [(file, sender) for file, sender in delivery if _holds_answers(file)]
        if not with_answers:
            _report_no_answers(delivery, collection.report)
        for file, sender in with_answers:
            if problem := sender.problem or doubtful.get(sender.learner, ""):
                collection.report.unplaced.append((file.location, problem))
            else:
                _add_answers(file, sender, delivery, collection)
        _add_notebooks(delivery, collection)


def _holds_answers(file: DownloadedFile) -> bool:
    return file.data is not None and file.name.lower().endswith(".jsonl")


def _report_no_answers(delivery: Delivery, report: CollectionReport) -> None:
    """Report a delivery without answers. A single file that is not needed, such as a roster, is no hand-in."""
    if all(len(file.parts) == 1 and file.data is None and not sender.lms_sender for file, sender in delivery):
        return
    file, sender = delivery[0]
    location = file.location if sender.lms_sender else "/".join(sender.delivery)
    report.unplaced.append((escape_controls(location), f"there is no {JOURNAL}, so no answers"))


def _add_answers(file: DownloadedFile, sender: Sender, delivery: Delivery, collection: _Collection) -> None:
    """Divide a file of answers among submissions; report the lines that belong to none."""
    modules, timestamp = collection.modules, None
    hint = collection.module or modules.find(sender.module) or modules.named_in((file.path.name, *file.parts))
    split = split_by_module(file.data or b"", modules, hint)
    if split.problem:
        collection.report.unplaced.append((file.location, split.problem))
    for other, other_sender in delivery:
        beside = other.name == TIMESTAMP and other.parts[:-1] == file.parts[:-1]
        timestamp = other if beside and other_sender.learner == sender.learner else timestamp
    for module, part in split.parts.items():
        submission = collection.submissions.setdefault((sender.learner, module), IncomingSubmission())
        submission.answers.append(incoming_answers(file, sender, timestamp, part))
        submission.remarks += [f"{part.unread} lines cannot be read"] if part.unread else []
        submission.remarks += [f"a clock was far ahead for {len(part.corrected)} entries"] if part.corrected else []
        submission.remarks += ["Canvas says: late"] if sender.lms_sender and sender.lms_sender.late else []
        submission.remarks += [f"came as {hint}"] if hint and hint != module and len(split.parts) == 1 else []


def _add_notebooks(delivery: Delivery, collection: _Collection) -> None:
    for file, sender in delivery:
        submission = collection.submissions.get((sender.learner, collection.modules.of_notebook(file.name)))
        if submission and file.data:
            submission.notebook = file.data


def _drop_doubtful(submitted: Path, collection: _Collection, register: SenderRegister) -> None:
    """Take out of the submissions, and report, the answers that may be another's than the learner's."""
    spellings = doubtful_senders.conflicting_spellings([learner for learner, _ in collection.submissions], submitted)
    for (learner, module), submission in list(collection.submissions.items()):
        before = _submitted_sample(submitted / learner / module)
        reasons = doubtful_senders.doubtful_answers(register, learner, module, submission.answers, before)
        if learner in spellings:
            reasons = dict.fromkeys(range(len(submission.answers)), spellings[learner])
        collection.report.unplaced += [
            (submission.answers[i].location, reason) for i, reason in sorted(reasons.items())
        ]
        submission.answers = [answers for i, answers in enumerate(submission.answers) if i not in reasons]
        if not submission.answers:
            del collection.submissions[learner, module]


def _submitted_sample(folder: Path) -> frozenset[bytes]:
    try:
        events = parse(read_submitted(folder, JOURNAL)).events
    except (UnplacedError, TooLargeError):
        return frozenset()  # `plan_placement` reports it
    return copied_journals.sample(event["id"] for event in events)


def _remark_copies(submitted: Path, submissions: IncomingSubmissions) -> None:
    """Remark where two learners handed in the same entries, now or earlier: one handed in the other's file."""
    for module in {module for _, module in submissions}:
        of_module = {learner: submission for (learner, other), submission in submissions.items() if other == module}
        now = (
            (learner, answers.ids)
            for learner, submission in sorted(of_module.items())
            for answers in submission.answers
        )
        journals = chain(copied_journals.samples(submitted, module), now)
        for learner, others in copied_journals.learners_who_share(journals).items():
            if learner in of_module:
                of_module[learner].remarks.append(copied_journals.copy_remark(others))


def _plan(course: Path, collection: _Collection) -> None:
    for (learner, module), submission in sorted(collection.submissions.items()):
        try:
            collection.report.placed.append(plan_placement(course, learner, module, submission))
        except UnplacedError as error:
            collection.report.unplaced += [(answers.location, str(error)) for answers in submission.answers]
            del collection.submissions[learner, module]


def _remember_senders(submitted: Path, collection: _Collection, register: SenderRegister) -> None:
    """Remember by which numbers an LMS named the learners, and whom it called late."""
    before = register.model_dump_json()
    for (learner, module), submission in collection.submissions.items():
        for answers in submission.answers:
            if answers.number:
                register.add_number(learner, answers.lms, module, answers.number)
                register.set_name(learner, module, answers.lms_name)
            if answers.lms == "canvas":
                register.set_late(learner, module, late=answers.late)
    if register.model_dump_json() != before:
        write_register(submitted, register)
