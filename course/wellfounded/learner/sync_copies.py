"""Answers that lie in copies: those that sync clients make of a journal, and of lessons that a learner copied."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wellfounded.i18n.messages import later, phrase, phrase_many
from wellfounded.journal import file as journal
from wellfounded.journal.file import JOURNAL, MAX_BYTES, Event
from wellfounded.learner.lessons import case_ids, find_lessons, module_of
from wellfounded.learner.workspace import ALL_ANSWERS, Workspace

MERGED = ".merged"  # after the name of a copy whose answers were brought into the journal
SAVED = ALL_ANSWERS.partition("{")[0]  # how files begin that the desk saved: they are opened there
UNMERGED = later("{name}, a copy of your answers, could not be brought into this lesson: {why}.")


@dataclass(frozen=True)
class Merged:
    """A copy of a journal that was found: how many answers it added, and under which name it is kept."""

    name: str
    answers: int = 0
    kept: str = ""
    trouble: str = ""

    def said(self) -> str:
        """Say so to the learner."""
        if self.trouble:
            return phrase(UNMERGED, name=self.name, why=self.trouble)
        message = phrase_many(
            "{name}, a copy of your answers, lay in this lesson's folder. {n} new answer in it was added to yours.",
            "{name}, a copy of your answers, lay in this lesson's folder. {n} new answers in it were added to yours.",
            self.answers,
            name=self.name,
        )
        return f"{message} {phrase('The copy is kept as {name}.', name=self.kept)}"


def is_copy(path: Path) -> bool:
    """Return whether a file has a name that programs give to a copy of a journal: sync clients, browsers, Explorer."""
    name = path.name.casefold()
    named = "answers" in name and name.endswith(".jsonl") and not name.startswith((".", SAVED))
    return named and path.name != JOURNAL and path.is_file() and not path.is_symlink()


def is_set_aside(path: Path) -> bool:
    """Return whether a file has the name of a copy that was merged."""
    name, merged, number = path.name.casefold().partition(f".jsonl{MERGED}")
    return bool(merged) and "answers" in name and (not number or number.isdigit())


def merge_copies(folder: Path) -> list[Merged]:
    """Bring what copies of a lesson's journal hold into it, and set them aside under another name; return them.

    Only events of this lesson are brought. A file without any is not touched. OSError where the folder cannot be read.
    """
    copies = []
    for path in sorted(filter(is_copy, folder.iterdir())) if case_ids(folder) else ():
        if (folder / JOURNAL).exists() and path.samefile(folder / JOURNAL):  # on a disk that ignores case
            continue
        if merged := _merged(path, folder):
            copies.append(merged)
    return copies


def merge_all(workspace: Path) -> Iterator[str]:
    """Do so in every lesson of a workspace, and say what was found; what cannot be read says so in the lesson."""
    for folder in (folder for folders in find_lessons(workspace).values() for folder in folders):
        with suppress(OSError):
            yield from (merged.said() for merged in merge_copies(folder))


def gather(workspace: Workspace, folder: Path) -> tuple[Path, list[Merged]]:
    """Bring what all copies of a lesson hold into its own journal; return its folder, and the copies of journals.

    `folder` holds the lesson, or one of its copies.
    OSError or `journal.TooLargeError` where that journal cannot be written.
    """
    module = module_of(folder)
    home = workspace.home(module) if workspace.folders(module) else folder
    merged = []
    for copy in dict.fromkeys([home, *workspace.folders(module), folder]):
        merged += merge_copies(copy)
        if copy.resolve() != home.resolve():
            journal.merge_into(home / JOURNAL, journal.replay(copy / JOURNAL).events)
    return home, merged


def other_copies(workspace: Workspace, folder: Path) -> str:
    """Say, to a learner, which folders hold this lesson besides the one that is open; "" where none does."""
    folders = workspace.folders(module_of(folder))
    others = [other for other in folders if other.resolve() != folder.resolve()]
    if not others:
        return ""
    names = ", ".join(str(other.relative_to(workspace.folder)) for other in others)
    return phrase(
        "This lesson lies here more than once: you have opened the one in {folder}, and there is also {others}. Each "
        "keeps the answers that you give in it. When you hand in, or save your answers at the desk, those of all are "
        "taken together.",
        folder=folder.name,
        others=names,
    )


def _merged(path: Path, folder: Path) -> Merged | None:
    if path.stat().st_size > MAX_BYTES:
        return None
    try:
        events = [event for event in journal.replay(path).events if _belongs(event, folder)]
        if not events:
            return None
        new = journal.merge_into(folder / JOURNAL, events)
    except (OSError, journal.TooLargeError) as error:
        return Merged(path.name, trouble=getattr(error, "strerror", None) or str(error))
    aside = _set_aside(path)
    if aside == path and not new:
        return None
    return Merged(path.name, sum(event["event"] == "answer" for event in new), aside.name)


def _belongs(event: Event, folder: Path) -> bool:
    """Return whether an event is of the lesson in a folder: by its case, or else by the module it names."""
    module = module_of(folder)
    return str(event["case"]) in case_ids(folder) if "case" in event else event.get("module", module) == module


def _set_aside(path: Path) -> Path:
    """Return the new name of a copy; its own, where it can have no other: merged again, it adds nothing."""
    names = (path.with_name(f"{path.name}{MERGED}{number}") for number in ("", *range(2, 1000)))
    aside = next(name for name in names if not name.exists())
    with suppress(OSError):
        return path.rename(aside)
    return path
