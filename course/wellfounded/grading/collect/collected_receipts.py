"""Matches the receipts that came along with what was collected: with what lies in `submitted/` once it is written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from wellfounded.grading.collect.collection_report import CollectionReport
from wellfounded.grading.collect.placement import UnplacedError, read_submitted
from wellfounded.grading.collect.receipt_match import answers_of, in_words, matched_best
from wellfounded.grading.collect.sender_shares import DownloadedFile
from wellfounded.grading.collect.senders import UNKNOWN, Sender
from wellfounded.journal.file import JOURNAL
from wellfounded.learner.receipt import Receipt


def match_receipts(
    submitted: Path, receipts: Iterable[tuple[DownloadedFile, Sender, Receipt]], report: CollectionReport
) -> None:
    """Say of each receipt whether the answers that it names are there now."""
    planned = {path: data for placement in report.placed for path, data in placement.files.items()}
    for file, sender, receipt in receipts:
        if not sender.learner or sender.problem:
            report.receipts.append(f"{file.location}: a receipt; {sender.problem or UNKNOWN}.")
            continue
        path = submitted / sender.learner / receipt.module / JOURNAL
        try:
            data = planned.get(path) or read_submitted(path.parent, JOURNAL)
        except UnplacedError as error:
            report.unplaced.append((file.location, str(error)))
            data = b""
        found, matched = matched_best(receipt, [answers_of(str(path), data)])
        report.receipts += in_words(file.location, receipt, found, matched, str(path))
        report.lacking |= not matched.complete
