"""Packs the feedback on a module as Moodle and Canvas take it back: each learner's page under the name they gave."""

from __future__ import annotations

import zipfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from wellfounded.grading.collect.lms_names import feedback_name
from wellfounded.grading.collect.sender_register import read_register
from wellfounded.grading.names import escape_controls
from wellfounded.grading.submission import UntrustedError, read_plain
from wellfounded.i18n.errors import UserError

HOW = {
    "moodle": "In the assignment's submissions choose Actions, then Upload multiple feedback files in a zip.",
    "canvas": "On the assignment's page choose Re-Upload Submissions.",
}
NO_NAME = "came by no download of a platform; give them {page} yourself"
STALE = "their page is older than their mark; run 'wellfounded feedback {module}' first"


class FeedbackError(UserError):
    """Feedback cannot be packed; the message says why, and what to do."""


@dataclass(frozen=True)
class Pages:
    """The pages of one LMS, by the name in its zip; and (learner, reason) of each that is in none."""

    of_lms: dict[str, dict[str, bytes]] = field(default_factory=dict)
    left_out: list[tuple[str, str]] = field(default_factory=list)


def pack_feedback(module: str, folders: dict[str, Path], to: Path, excluded: set[str]) -> tuple[list[str], list[str]]:
    """Write a zip for each LMS by which a module came; return what was written, and who is in none, as lines.

    `folders` are nbgrader's: `submitted`, `autograded` and `feedback`.
    """
    pages = _read(module, folders, excluded)
    if not pages.of_lms and not pages.left_out:
        remedy = f"Run 'wellfounded grade {module}' first"
        raise FeedbackError(f"There is no feedback on “{escape_controls(module)}” yet. {remedy}.")
    lines = []
    for lms, files in sorted(pages.of_lms.items()):
        target = to / f"{module}-for-{lms}.zip"
        _write(target, files)
        count = f"{len(files)} page{'' if len(files) == 1 else 's'}"
        lines.append(f"Written: {target}, {count}, each for its learner alone. {HOW[lms]}")
    return lines, [f"{escape_controls(learner)}: {reason}." for learner, reason in pages.left_out]


def _read(module: str, folders: dict[str, Path], excluded: set[str]) -> Pages:
    register, pages, names = read_register(folders["submitted"]), Pages(), dict[str, tuple[str, str]]()
    handed_in = {path.parent.name for path in folders["submitted"].glob(f"*/{module}") if path.is_dir()}
    with_page = {path.parent.parent.name for path in folders["feedback"].glob(f"*/{module}/{module}.html")}
    for learner in sorted((handed_in | with_page) - excluded):
        names[learner] = feedback_name(register.name(learner, module), f"{module}.html")
    twice = Counter(names.values())
    for learner, (lms, name) in names.items():
        page = folders["feedback"] / learner / module / f"{module}.html"
        reason = _problem(page, folders["autograded"] / learner / module / f"{module}.ipynb", module)
        if not reason and not lms:
            reason = NO_NAME.format(page=page)
        if not reason and twice[lms, name] > 1:
            reason = "another learner came under the same name; give both their pages yourself"
        try:
            data = b"" if reason else read_plain(page)
        except (OSError, UntrustedError) as error:
            reason = f"their page cannot be read ({error})"
        if reason:
            pages.left_out.append((learner, reason))
        else:
            pages.of_lms.setdefault(lms, {})[name] = data
    return pages


def _problem(page: Path, marked: Path, module: str) -> str:
    """Return why a page is not to be given out; "" where it is."""
    if any(path.is_symlink() for path in (page, page.parent, page.parent.parent)):
        return "their page is a link; remove it"
    if not page.is_file():
        return f"has no page yet; run 'wellfounded feedback {module}' once it is graded"
    if marked.is_file() and marked.stat().st_mtime > page.stat().st_mtime:
        return STALE.format(module=module)
    return ""


def _write(target: Path, files: dict[str, bytes]) -> None:
    """Write a zip whole or not at all; FeedbackError where that fails."""
    scratch = target.with_name(f".{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(scratch, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        scratch.chmod(0o600)  # it holds learners' records
        scratch.replace(target)
    except OSError as error:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)
        raise FeedbackError(f"{target}: cannot be written ({error.strerror}). Choose a folder with --to.") from error
