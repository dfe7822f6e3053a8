"""Says who handed a file in, by where it was: a name that Moodle or Canvas gave, a folder's name, or a pattern.

Moodle (`mod/assign/classes/downloader.php`): `Full Name_123_assignsubmission_file/answers.jsonl`, before 4.1 with a
`_` after `file`; without folders `Full Name_123_assignsubmission_file_answers.jsonl`. The number is of one
assignment, and the roster for it is that assignment's grading worksheet. Canvas (`lib/content_zipper.rb`):
`lastnamefirstname_LATE_12345_678910_answers-1.jsonl`: the learner, late or not, the learner's number, the file's, the
file. Neither tells when a file was handed in: the times in their zips are those of the download.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wellfounded.grading.gathering import Item
from wellfounded.grading.names import harmless, learner_problem
from wellfounded.grading.roster import Roster
from wellfounded.journal import JOURNAL

# A name begins at the left, and ends at the first number that an LMS may have put there: the file's own name comes
# after, and whoever handed it in chose that.
MOODLE = re.compile(r"(?P<name>[^_]+)_(?P<lms_id>\d+)_assignsubmission_[a-z]+(_.*|)", re.DOTALL)
CANVAS = re.compile(r"(?P<name>\w+?)_(?P<late>LATE_)?(?P<lms_id>\d+)_(\d+_.+|text\.html|link\.html)", re.DOTALL)
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
        raise PatternError(f"--pattern {harmless(pattern)}: {error}.") from error
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
        learner, why = "", f"the id “{harmless(learner)}” {problem}"
    return Sender(learner, why, unit, stranger, late, said.get("module", ""))


def by_name(item: Item, roster: Roster | None, modules: re.Pattern[str]) -> Sender:
    """Say who handed in by the first name on the way to the file that an LMS gave, or that is in the roster."""
    found = _from_lms(item)
    if roster is None:
        return _by_lms(*found, roster) if found else _by_layout(item, modules)
    why = "no one in the roster fits"
    for word, unit in _words(item, modules, len(found[1]) - 2 if found else None):
        learner, doubt = roster.by_word(word.removesuffix(".zip").removesuffix(".jsonl"))
        if learner:
            return Sender(learner, "", unit)
        why = doubt if doubt.startswith("two") else why
    return _by_lms(*found, roster) if found else Sender("", why, _unit(item))


def _words(item: Item, modules: re.Pattern[str], lms: int | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each name that may be a learner's by itself, with the unit it names: the instructor gave those names.

    They are a file's own name, and what lies in a folder, by module or not, as long as no name that an LMS gave comes
    before; `lms` is the place of that. The folder itself may have anybody's name, the instructor's for one: it counts
    for answers that lie in it directly.
    """
    top, folder = str(item.path), item.path.is_dir()
    names = [item.path.name, *item.parts[: item.outer]]
    depth = 0 if not folder else 2 if item.parts and modules.fullmatch(item.parts[0]) else 1
    if depth < (len(names) if lms is None else lms):
        yield names[depth], (top, *names[1 : depth + 1])
    first = item.parts[0] if folder and item.parts else item.path.name
    lesson = modules.match(first) and (first.endswith(".zip") or len(item.parts) <= 2)
    if lms is None and (first == JOURNAL or lesson):
        yield (item.path if folder else item.path.parent).name, (top,)


def _from_lms(item: Item) -> tuple[dict[str, str | None], tuple[str, ...]] | None:
    """Return what the first name says that an LMS gave, and the place and number by which it tells senders apart."""
    names = [item.path.name, *item.parts[: item.outer]]
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
        why = f"the id “{harmless(item.parts[0])}” {problem}" if problem else ""
        return Sender("" if problem else item.parts[0], why, _unit(item))
    return Sender("", WHOSE, _unit(item))
