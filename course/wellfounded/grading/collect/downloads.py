"""Finds every file in what an instructor downloaded: folders, zips, zips in either; reads those that are needed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from wellfounded.grading.collect.archives import RefusedError, is_zip, read_zip
from wellfounded.grading.collect.lms_names import find_lms_name
from wellfounded.grading.collect.sender_shares import MAX_TOTAL_BYTES, DownloadedFile, GatheredFiles, SenderShare
from wellfounded.grading.names import escape_controls, path_problem
from wellfounded.grading.submission import TIMESTAMP, UntrustedError, read_plain

NEEDED = (".jsonl", ".ipynb", ".zip")
RECEIPT = re.compile(r"-receipt[^/]*\.txt$", re.IGNORECASE)
LITTER = ("__MACOSX", ".")  # how the names of files begin that systems leave beside others
MAX_ARCHIVE_BYTES = 2**30  # bytes of a zip on the disk
MAX_FOLDER_DEPTH = 30  # folders within folders
MAX_ZIP_DEPTH = 3  # zips within zips: an LMS's holds a learner's, and that may hold all of `hand-in/`
MAX_UNPACKED_BYTES = 128 * 2**20  # bytes that one sender's zips may unpack to


def gather(paths: Iterable[Path], total: int = MAX_TOTAL_BYTES) -> GatheredFiles:
    """Return every file in these folders, zips or files. Writes nothing; follows no link."""
    gathered = GatheredFiles(bytes_left=total)
    for path in paths:
        before = len(gathered.files) + len(gathered.refused)
        if not os.path.lexists(path):
            gathered.share_of(path, ()).refuse(escape_controls(str(path)), "is not there")
        elif path.is_dir() and not path.is_symlink():
            for file in _walk(path, path, gathered):
                _add_file(path, file, file.relative_to(path).parts, gathered)
        else:
            _add_file(path, path, (), gathered)
        if len(gathered.files) + len(gathered.refused) == before:
            gathered.share_of(path, ()).refuse(escape_controls(str(path)), "holds no files")
    return gathered


def is_needed(name: str) -> bool:
    """Return whether a file of this name is needed: answers, a notebook, a time, a receipt, or a zip."""
    by_name = name.split("/")[-1] == TIMESTAMP or is_receipt(name)
    return (name.lower().endswith(NEEDED) or by_name) and not is_litter(name)


def is_receipt(name: str) -> bool:
    """Return whether a file's name is a receipt's: a platform may have added a number to it."""
    return bool(RECEIPT.search(name))


def is_litter(name: str) -> bool:
    """Return whether a system left this file beside others."""
    return any(part.startswith(LITTER) and part not in (".", "..") for part in name.split("/"))


def _walk(top: Path, folder: Path, gathered: GatheredFiles, depth: int = 0) -> Iterator[Path]:
    """Yield the files below a folder in the order of their names; refuse links, devices, pipes and bad names."""

    def refuse(path: Path | str, reason: str) -> None:
        gathered.share_of(top, Path(path).relative_to(top).parts).refuse(escape_controls(str(path)), reason)

    if depth > MAX_FOLDER_DEPTH:
        refuse(folder, f"lies more than {MAX_FOLDER_DEPTH} folders deep")
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        refuse(folder, f"cannot be read: {error.strerror}")
        return
    for entry in entries:
        problem = path_problem(entry.name)
        if not problem and (entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False)):
            yield from _walk(top, Path(entry.path), gathered, depth + 1) if entry.is_dir() else [Path(entry.path)]
        else:
            refuse(entry.path, problem or "is a link, a device or a pipe")


def _add_file(top: Path, path: Path, parts: tuple[str, ...], gathered: GatheredFiles) -> None:
    name, share = "/".join(parts) or path.name, gathered.share_of(top, parts)
    if is_litter(name):
        return
    if not is_needed(name):
        gathered.keep(share, DownloadedFile(top, parts, len(parts), None, None, "file"))
        return
    try:
        data = read_plain(path, MAX_ARCHIVE_BYTES) if is_zip(name) else read_plain(path)
        time = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (UntrustedError, OSError, ValueError, OverflowError) as error:
        share.refuse(escape_controls(str(path)), escape_controls(str(error)))
        return
    file = DownloadedFile(top, parts, len(parts), data, time, "file", time, True)
    if is_zip(name):
        _add_zip(file, gathered, None, 1)
    else:
        gathered.keep(share, file)


def _add_zip(packed: DownloadedFile, gathered: GatheredFiles, share: SenderShare | None, depth: int) -> None:
    """Add the entries of a zip. A zip in a zip is its sender's `share`; one on the disk has None, and may hold a class.

    The sender chose the names in a zip in a zip.
    """

    def share_of(parts: tuple[str, ...]) -> SenderShare:
        return share or gathered.share_of(packed.path, (*packed.parts, *parts))

    try:
        for entry in read_zip(
            packed.data or b"", is_needed, lambda parts: MAX_UNPACKED_BYTES - share_of(parts).unpacked
        ):
            if is_litter("/".join(entry.parts)):
                continue
            parts, entry_share = (*packed.parts, *entry.parts), share_of(entry.parts)
            outer_depth = packed.outer_depth if share else len(parts)
            from_sender = share or not (is_zip(entry.parts[-1]) or find_lms_name(entry.parts))
            arrival = (packed.arrival, packed.on_disk) if from_sender else (entry.time, False)
            file = DownloadedFile(packed.path, parts, outer_depth, entry.data, entry.time, "zip entry", *arrival)
            entry_share.unpacked += len(entry.data or b"")
            if entry.refused:
                entry_share.refuse(file.location, entry.refused)
            elif entry.data is None or not is_zip(file.name):
                gathered.keep(entry_share, file)
            elif depth == MAX_ZIP_DEPTH:
                entry_share.refuse(file.location, f"lies {MAX_ZIP_DEPTH} zips deep; collect the inner zip by itself")
            else:
                _add_zip(file, gathered, entry_share, depth + 1)
    except RefusedError as error:
        share_of(()).refuse(packed.location, str(error))
