"""Says who handed a file in, by where it was: a name that Moodle or Canvas gave, a folder's name, or a pattern.

Moodle (`mod/assign/classes/downloader.php`): `Full Name_123_assignsubmission_file/answers.jsonl`, before 4.1 with a
`_` after `file`; without folders `Full Name_123_assignsubmission_file_answers.jsonl`. The number is of one
assignment, and the roster for it is that assignment's grading worksheet. Canvas (`lib/content_zipper.rb`):
`lastnamefirstname_LATE_12345_678910_answers-1.jsonl`: the learner, late or not, the learner's number, the file's, the
file. Neither tells when a file was handed in: the times in their zips are those of the download.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wellfounded.grading.gathering import Item
from wellfounded.grading.names import learner_problem, shown
from wellfounded.grading.roster import Roster

# A name begins at the left, and ends at the first number that an LMS may have put there: the file's own name comes
# after, and whoever handed it in chose that.
MOODLE = re.compile(r"(?P<name>[^_]+)_(?P<lms_id>\d+)_assignsubmission_[a-z]+(_.*|)", re.DOTALL)
CANVAS = re.compile(r"(?P<name>\w+?)_(?P<late>LATE_)?(?P<lms_id>\d+)_\d+_.+", re.DOTALL)
ANONYMOUS = re.compile(r"(?:LATE_)?anon_\w+?_\d+_.+", re.DOTALL)
GROUPS = {"learner", "name", "lms_id", "email"}
WHOSE = "whose it is nothing says; name a --roster, or a --pattern with {learner}"


class PatternError(Exception):
    """Why a pattern cannot be used."""


@dataclass(frozen=True)
class Sender:
    """Who handed a file in, or why that is not known.

    `unit` is the same for all files that came together. `stranger` is how an LMS tells senders apart, and in which
    download: two of them are never one learner. `module` is what a pattern says.
    """

    learner: str
    why: str
    unit: tuple[str, ...]
    stranger: tuple[tuple[str, ...], str] | None = None
    late: bool = False
    module: str = ""


def compiled(pattern: str, roster: Roster | None) -> re.Pattern[str]:
    """Return a pattern; one without groups is a template: `{learner}_{lms_id}_*`. PatternError if it is of no use."""
    try:
        found = re.compile(pattern if "(?P<" in pattern else _template(pattern))
    except re.error as error:
        raise PatternError(f"--pattern {shown(pattern)}: {error}.") from error
    if not GROUPS & found.groupindex.keys():
        raise PatternError("--pattern names no one. Put {learner}, {name}, {lms_id} or {email} where the learner is.")
    if roster is None and "learner" not in found.groupindex:
        raise PatternError("Without a --roster the pattern needs {learner}: what stands there becomes the id.")
    return found


def _template(text: str) -> str:
    parts = re.split(r"(\{\w+\}|\*)", text)
    groups = [f"(?P<{part[1:-1]}>[^/]+?)" if part.startswith("{") else re.escape(part) for part in parts]
    return "".join("[^/]*" if part == re.escape("*") else part for part in groups) + "(?=/|$)"


def by_pattern(item: Item, pattern: re.Pattern[str], roster: Roster | None) -> Sender:
    """Say who handed in by the path below what the instructor named."""
    unit, stranger, late = _unit(item), None, False
    if found := _from_lms(item):
        unit, stranger, late = found[1], (found[1][:-1], found[1][-1]), bool(found[0].get("late"))
    match = pattern.match("/".join(item.parts) or item.path.name)
    if match is None:
        return Sender("", "the pattern does not fit", unit)
    said = {key: value or "" for key, value in match.groupdict().items()}
    learner, why = said.get("learner", ""), ""
    word = learner or said.get("email", "")
    if roster:
        by_word = roster.by_word(word)
        learner, why = by_word if word else roster.by_sender(said.get("name", ""), said.get("lms_id", ""))
    elif problem := learner_problem(learner):
        learner, why = "", f"the id “{shown(learner)}” {problem}"
    return Sender(learner, why, unit, stranger, late, said.get("module", ""))


def by_name(item: Item, roster: Roster | None, modules: re.Pattern[str]) -> Sender:
    """Say who handed in by the first name on the way to the file that an LMS gave, or that is in the roster."""
    plain, doubt = _plain(item, modules), ""
    found = _from_lms(item)
    for index, name in enumerate(_names(item)):
        if found and len(found[1]) == index + 2:
            break
        if roster and index < plain:
            learner, why = roster.by_word(name.removesuffix(".zip").removesuffix(".jsonl"))
            if learner:
                return Sender(learner, "", (str(item.path), *_names(item)[: index + 1]))
            doubt = why if why.startswith("two") else doubt
    if found:
        return _by_lms(*found, roster)
    return Sender("", doubt or "no one in the roster fits", _unit(item)) if roster else _by_layout(item, modules)


def _names(item: Item) -> list[str]:
    """Return the names on the way to a file that no learner chose."""
    top = item.path.resolve()
    return [*([] if top.is_dir() else [top.parent.name]), top.name, *item.parts[: item.outer]]


def _plain(item: Item, modules: re.Pattern[str]) -> int:
    """Return how many of `_names` may be a learner's by themselves: the instructor named those, and no one else."""
    if not item.path.is_dir():
        return 2
    return 3 if item.parts and modules.fullmatch(item.parts[0]) else 2


def _from_lms(item: Item) -> tuple[dict[str, str | None], tuple[str, ...]] | None:
    """Return what the first name says that an LMS gave, and the place and number by which it tells senders apart."""
    names = _names(item)
    for index, name in enumerate(names):
        if match := MOODLE.fullmatch(name) or CANVAS.fullmatch(name):
            return match.groupdict(), (str(item.path), *names[:index], match["lms_id"])
        if ANONYMOUS.fullmatch(name):
            return {"name": None}, (str(item.path), *names[:index], name)
    return None


def _unit(item: Item) -> tuple[str, ...]:
    return (str(item.path), *item.parts[: min(1, item.outer - 1)])


def _by_lms(said: dict[str, str | None], unit: tuple[str, ...], roster: Roster | None) -> Sender:
    learner, why = roster.by_sender(said["name"] or "", unit[-1]) if roster else ("", WHOSE)
    if said["name"] is None:
        learner, why = "", "Canvas made it anonymous; download it again once names are shown"
    return Sender(learner, why, unit, (unit[:-1], unit[-1]), bool(said.get("late")))


def _by_layout(item: Item, modules: re.Pattern[str]) -> Sender:
    """Take nbgrader's own layout, learner and module, as it is."""
    if item.path.is_dir() and item.outer > 1 and modules.match(item.parts[1]) and not modules.match(item.parts[0]):
        problem = learner_problem(item.parts[0])
        why = f"the id “{shown(item.parts[0])}” {problem}" if problem else ""
        return Sender("" if problem else item.parts[0], why, _unit(item))
    return Sender("", WHOSE, _unit(item))
