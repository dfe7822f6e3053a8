"""Says who handed a file in, by where it was: a name that Moodle or Canvas gave, a folder's name, or a pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wellfounded.grading.collect import lms
from wellfounded.grading.collect.class_list import NO_ONE, Roster
from wellfounded.grading.collect.downloads import Item, is_zip
from wellfounded.grading.names import escape_controls, learner_id_problem
from wellfounded.i18n.errors import UserError
from wellfounded.journal.file import JOURNAL

GROUPS = {"learner", "name", "lms_id", "email"}
WHOSE = "whose it is nothing says; name a --roster, or a --pattern with {learner}"


class PatternError(UserError):
    """Why a pattern cannot be used."""


@dataclass(frozen=True)
class Stranger:
    """A sender as an LMS names them; `download` is where that name stands."""

    download: tuple[str, ...]
    lms: str
    number: str
    late: bool


@dataclass(frozen=True)
class Sender:
    """Who handed a file in, or why that is not known.

    `unit` is the same for all files that came together. `stranger` is how an LMS tells senders apart, and in which
    download: two of them are never one learner. `sure` is whether the roster itself holds the LMS's number. `module`
    is what a pattern says.
    """

    learner: str
    why: str
    unit: tuple[str, ...]
    stranger: Stranger | None = None
    sure: bool = False
    module: str = ""


def compiled(pattern: str, roster: Roster | None) -> re.Pattern[str]:
    """Return a pattern; one without groups is a template: `{learner}_{lms_id}_*`. PatternError if it is of no use."""
    try:
        found = re.compile(pattern if "(?P<" in pattern else _template(pattern))
    except re.error as error:
        raise PatternError(f"--pattern {escape_controls(pattern)}: {error}.") from error
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
    found = _from_lms(item)
    unit = (*found[1].download, found[1].number) if found else _unit(item)
    match = pattern.match("/".join(item.parts) or item.path.name)
    if match is None:
        return Sender("", "the pattern does not fit", unit)
    said = {key: value or "" for key, value in match.groupdict().items()}
    learner, why = said.get("learner", ""), ""
    word = learner or said.get("email", "")
    if roster:
        by_word = roster.by_word(word)
        learner, why = by_word if word else roster.by_sender(said.get("name", ""), said.get("lms_id", ""))
    elif problem := learner_id_problem(learner):
        learner, why = "", f"the id “{escape_controls(learner)}” {problem}"
    number = said.get("lms_id") or (found[0].number if found else "")
    sure = bool(roster and learner and roster.numbered(learner, number))
    return Sender(learner, why, unit, found[1] if found else None, sure, said.get("module", ""))


def by_name(item: Item, roster: Roster | None, modules: re.Pattern[str]) -> Sender:
    """Say who handed in by the first name on the way to the file that an LMS gave, or that is in the roster."""
    found = _from_lms(item)
    if roster is None:
        return _by_lms(*found, roster) if found else _by_layout(item, modules)
    why = NO_ONE
    for word, unit in _words(item, modules, found[0].index if found else None):
        learner, doubt = roster.by_word(_stem(word))
        if learner:
            return Sender(learner, "", unit)
        why = doubt if doubt.startswith("two") else why
    return _by_lms(*found, roster) if found else Sender("", why, _unit(item))


def _stem(name: str) -> str:
    return name[: name.rindex(".")] if name.lower().endswith((".zip", ".jsonl")) else name


def _words(item: Item, modules: re.Pattern[str], end: int | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each name that may be a learner's by itself, with the unit it names: the instructor gave those names.

    They are a file's own name, and what lies in a folder or in a zip that was named, by module or not, as long as no
    name that an LMS gave comes before; `end` is the place of that. The folder itself may have anybody's name, the
    instructor's for one: it counts for answers that lie in it directly.
    """
    top, folder = str(item.path), item.path.is_dir()
    names = [item.path.name, *item.parts[: item.outer]]
    below = 2 if item.parts and modules.fullmatch(item.parts[0]) else 1
    for depth in [below] if folder else [0, below]:
        if depth < (len(names) if end is None else end):
            yield names[depth], (top, *names[1 : depth + 1])
    first = item.parts[0] if folder and item.parts else item.path.name
    lesson = modules.match(first) and (is_zip(first) or len(item.parts) <= 2)
    if end is None and (first == JOURNAL or lesson):
        yield (item.path if folder else item.path.parent).name, (top,)


def _from_lms(item: Item) -> tuple[lms.Named, Stranger] | None:
    """Return what the first name says that an LMS gave, and by what it tells senders apart."""
    names = [item.path.name, *item.parts[: item.outer]]
    found = lms.named(names)
    if found is None:
        return None
    return found, Stranger((str(item.path), *names[: found.index]), found.lms, found.number, found.late)


def _unit(item: Item) -> tuple[str, ...]:
    return (str(item.path), *item.parts[: min(1, item.outer - 1)])


def _by_lms(said: lms.Named, stranger: Stranger, roster: Roster | None) -> Sender:
    learner, why = roster.by_sender(said.name, said.number) if roster else ("", WHOSE)
    if not said.name:
        learner, why = "", "Canvas made it anonymous; download it again once names are shown"
    sure = bool(roster and learner and roster.numbered(learner, said.number))
    return Sender(learner, why, (*stranger.download, stranger.number), stranger, sure)


def _by_layout(item: Item, modules: re.Pattern[str]) -> Sender:
    """Take nbgrader's own layout, learner and module, as it is."""
    if item.outer > 1 and modules.match(item.parts[1]) and not modules.match(item.parts[0]):
        problem = learner_id_problem(item.parts[0])
        why = f"the id “{escape_controls(item.parts[0])}” {problem}" if problem else ""
        return Sender("" if problem else item.parts[0], why, _unit(item))
    return Sender("", WHOSE, _unit(item))
