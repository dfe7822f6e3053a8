"""Finds who handed a file in by where it was: a name that Moodle or Canvas gave, a folder's name, or a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wellfounded.grading.collect.archives import is_zip
from wellfounded.grading.collect.class_list import NO_MATCH, Roster
from wellfounded.grading.collect.lms_names import LmsName, find_lms_name
from wellfounded.grading.collect.sender_shares import DownloadedFile
from wellfounded.grading.names import escape_controls, learner_id_problem
from wellfounded.i18n.errors import UserError
from wellfounded.journal.file import JOURNAL

GROUPS = {"learner", "name", "lms_id", "email"}
UNKNOWN = "nothing says whose it is; name a --roster, or a --pattern with {learner}"


class PatternError(UserError):
    """A pattern cannot be used; the message says why."""


@dataclass(frozen=True)
class LmsSender:
    """A sender as an LMS names them, by `name`; `download` is where that name stands."""

    download: tuple[str, ...]
    lms: str
    number: str
    late: bool
    name: str


@dataclass(frozen=True)
class Sender:
    """Who handed a file in; `problem` says why that is not known.

    `delivery` is the same for all files that came together. `lms_sender` is how an LMS tells senders apart, and in
    which download: two of them are never one learner. `confirmed` is whether the roster itself holds the LMS's number.
    `module` is what a pattern says.
    """

    learner: str
    problem: str
    delivery: tuple[str, ...]
    lms_sender: LmsSender | None = None
    confirmed: bool = False
    module: str = ""


def compile_pattern(pattern: str, roster: Roster | None) -> re.Pattern[str]:
    """Compile a pattern; one without groups is a template: `{learner}_{lms_id}_*`. PatternError if it is of no use."""
    try:
        compiled = re.compile(pattern if "(?P<" in pattern else _template(pattern))
    except re.error as error:
        raise PatternError(f"--pattern {escape_controls(pattern)}: {error}.") from error
    if not GROUPS & compiled.groupindex.keys():
        raise PatternError("--pattern names no one. Put {learner}, {name}, {lms_id} or {email} where the learner is.")
    if roster is None and "learner" not in compiled.groupindex:
        raise PatternError("Without a --roster the pattern needs {learner}: what stands there becomes the id.")
    return compiled


def _template(text: str) -> str:
    parts = re.split(r"(\{\w+\}|\*)", text)
    groups = [f"(?P<{part[1:-1]}>[^/]+?)" if part.startswith("{") else re.escape(part) for part in parts]
    return "".join("[^/]*" if part == re.escape("*") else part for part in groups) + "(?=/|$)"


def sender_by_pattern(file: DownloadedFile, pattern: re.Pattern[str], roster: Roster | None) -> Sender:
    """Find the sender by matching the path below what the instructor named."""
    lms_name, lms_sender = _from_lms(file)
    delivery = (*lms_sender.download, lms_sender.number) if lms_sender else _delivery(file)
    match = pattern.match("/".join(file.parts) or file.path.name)
    if match is None:
        return Sender("", "the pattern does not fit", delivery)
    groups = {key: value or "" for key, value in match.groupdict().items()}
    learner, problem = groups.get("learner", ""), ""
    word = learner or groups.get("email", "")
    if roster and word:
        learner, problem = roster.find(word)
    elif roster:
        learner, problem = roster.find_sender(groups.get("name", ""), groups.get("lms_id", ""))
    elif bad := learner_id_problem(learner):
        learner, problem = "", f"the id “{escape_controls(learner)}” {bad}"
    number = groups.get("lms_id") or (lms_name.number if lms_name else "")
    confirmed = bool(roster and learner and roster.has_number(learner, number))
    return Sender(learner, problem, delivery, lms_sender, confirmed, groups.get("module", ""))


def sender_by_name(file: DownloadedFile, roster: Roster | None, modules: re.Pattern[str]) -> Sender:
    """Find the sender by the first name on the file's path that an LMS gave, or that is in the roster."""
    lms_name, lms_sender = _from_lms(file)
    if roster:
        problem = NO_MATCH
        for word, delivery in _candidates(file, modules, lms_name.index if lms_name else None):
            learner, doubt = roster.find(_without_suffix(word))
            if learner:
                return Sender(learner, "", delivery)
            problem = doubt if doubt.startswith("two") else problem
        if not lms_sender:
            return Sender("", problem, _delivery(file))
    if lms_name and lms_sender:
        return _sender_by_lms(lms_name, lms_sender, roster)
    return _sender_by_layout(file, modules)


def _without_suffix(name: str) -> str:
    return name[: name.rindex(".")] if name.lower().endswith((".zip", ".jsonl")) else name


def _candidates(
    file: DownloadedFile, modules: re.Pattern[str], end: int | None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each name that may be a learner's, with the delivery that it names. The instructor gave those names.

    They are a file's own name, and the names in a folder or zip that the instructor named, by module or not, as long
    as no name from an LMS comes before; `end` is the place of that one. The named folder itself may have anybody's
    name, such as the instructor's: it counts only for answers that lie directly in it.
    """
    top, is_folder = str(file.path), file.path.is_dir()
    names = [file.path.name, *file.parts[: file.outer_depth]]
    below = 2 if file.parts and modules.fullmatch(file.parts[0]) else 1
    for depth in [below] if is_folder else [0, below]:
        if depth < (len(names) if end is None else end):
            yield names[depth], (top, *names[1 : depth + 1])
    first = file.parts[0] if is_folder and file.parts else file.path.name
    is_lesson = modules.match(first) and (is_zip(first) or len(file.parts) <= 2)
    if end is None and (first == JOURNAL or is_lesson):
        yield (file.path if is_folder else file.path.parent).name, (top,)


def _from_lms(file: DownloadedFile) -> tuple[LmsName, LmsSender] | tuple[None, None]:
    """Return what the first name from an LMS says, and how the LMS tells its sender apart."""
    names = [file.path.name, *file.parts[: file.outer_depth]]
    lms_name = find_lms_name(names)
    if lms_name is None:
        return None, None
    about = lms_name.lms, lms_name.number, lms_name.late, names[lms_name.index]
    return lms_name, LmsSender((str(file.path), *names[: lms_name.index]), *about)


def _delivery(file: DownloadedFile) -> tuple[str, ...]:
    return (str(file.path), *file.parts[: min(1, file.outer_depth - 1)])


def _sender_by_lms(lms_name: LmsName, lms_sender: LmsSender, roster: Roster | None) -> Sender:
    learner, problem = roster.find_sender(lms_name.name, lms_name.number) if roster else ("", UNKNOWN)
    if not lms_name.name:
        learner, problem = "", "Canvas made it anonymous; download it again once names are shown"
    confirmed = bool(roster and learner and roster.has_number(learner, lms_name.number))
    return Sender(learner, problem, (*lms_sender.download, lms_sender.number), lms_sender, confirmed)


def _sender_by_layout(file: DownloadedFile, modules: re.Pattern[str]) -> Sender:
    """Find the sender by nbgrader's own layout, learner and module."""
    if file.outer_depth > 1 and modules.match(file.parts[1]) and not modules.match(file.parts[0]):
        learner = file.parts[0]
        if problem := learner_id_problem(learner):
            return Sender("", f"the id “{escape_controls(learner)}” {problem}", _delivery(file))
        return Sender(learner, "", _delivery(file))
    return Sender("", UNKNOWN, _delivery(file))
