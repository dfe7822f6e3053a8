"""Forgets a learner: finds every trace in a copy of the lessons, deletes it, and says what it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from wellfounded.i18n.messages import ENGLISH, later, phrase, phrase_many
from wellfounded.journal.file import replay
from wellfounded.learner.layout import released, restore
from wellfounded.learner.traces import ANSWERS, CHECKPOINTS, SHARED, LessonFolders, trace_in
from wellfounded.learner.workspace import HIDDEN, PAGE, RECORD, Workspace, open_workspace, write_record

ELSEWHERE = later(
    "What lies elsewhere stays: files in your downloads folder, prints, your browser's history, what you gave to an "
    "instructor. Delete those yourself."
)
LANGUAGE = later("which language you chose for the buttons")
# By event, which fields say what is answered by it.
ANSWERING = {"answer": ("case", "question"), "predict": ("activity", "row"), "play": ("activity",)}
UNASKED = later("your wish not to be asked how sure you are")


@dataclass
class CopyContents:
    """What lies in a copy: traces with what each is, and what we did not make; paths relative to the workspace."""

    traces: dict[PurePath, str] = field(default_factory=dict)
    own: list[str] = field(default_factory=list)  # in words: a file, or a folder with how much is in it
    language: str = ENGLISH
    asks_sure: bool = True
    answers: dict[PurePath, int] = field(default_factory=dict)  # how much each journal answers

    def named(self) -> list[str]:
        """Return the traces in words."""
        return self.in_words(self.traces) + self.choices()

    def in_words(self, paths: Collection[PurePath]) -> list[str]:
        """Return what some of the traces are: how many answers in how many lessons, then the others by kind."""
        kinds = Counter(self.traces[path] for path in paths)
        journals = [path for path in paths if path in self.answers]
        lessons = phrase_many("{n} lesson", "{n} lessons", kinds.pop(ANSWERS, 0))
        count = sum(self.answers[path] for path in journals)
        answers = phrase_many("{n} answer in {lessons}", "{n} answers in {lessons}", count, lessons=lessons)
        others = [f"{phrase(what)} ({n})" if n > 1 else phrase(what) for what, n in kinds.items()]
        return [answers] * bool(journals) + others

    def choices(self) -> list[str]:
        """Return in words what the learner chose once for all lessons."""
        return [phrase(LANGUAGE)] * (self.language != ENGLISH) + [phrase(UNASKED)] * (not self.asks_sure)


@dataclass
class Forgotten:
    """What was deleted, what could not be, what was left as the learner's own, which lessons are as released again."""

    deleted: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)


def contents_of(workspace: Workspace) -> CopyContents:
    """Find the traces of a learner, and the files that are neither such nor ours."""
    chosen = open_workspace(workspace.folder) or workspace  # by now, perhaps in another lesson
    contents, own = CopyContents(language=chosen.language, asks_sure=chosen.asks_sure), dict[PurePath, int]()
    ours = {workspace.folder / RECORD, workspace.folder / PAGE, *released(workspace)}
    known = {path: module for module in workspace.lessons for path in workspace.folders(module)}
    lessons = {PurePath(path.relative_to(workspace.folder)): module for path, module in known.items()}
    for path in sorted(workspace.folder.rglob("*")):
        relative = PurePath(path.relative_to(workspace.folder))
        if path.is_dir() and not path.is_symlink() and path.name not in (CHECKPOINTS, HIDDEN):
            continue
        trace = trace_in(path, relative, lessons)
        if trace:
            contents.traces.setdefault(*trace)
            if trace[1] == ANSWERS:
                contents.answers[relative] = _answered(path)
        elif path not in ours:
            top = _top(relative, lessons)
            own[top] = own.get(top, 0) + 1
    contents.own = [_in_words(workspace.folder, top, n) for top, n in own.items()]
    renamed = ((folder, module) for folder, module in lessons.items() if folder.name != module)
    message = later("{folder}: the name that you gave to lesson {module}")
    contents.own += [phrase(message, folder=folder, module=module) for folder, module in renamed]
    return contents


def _answered(journal: Path) -> int:
    """Return how much a journal answers: questions, rows that were predicted, days that were played.

    Of one that cannot be read, or that is a link, nobody knows: 0.
    """
    try:
        events = [] if journal.is_symlink() else replay(journal).events
    except (OSError, ValueError):
        return 0
    answering = [(event, ANSWERING[event["event"]]) for event in events if event["event"] in ANSWERING]
    return len({tuple(event[name] for name in fields) for event, fields in answering})


def _in_words(workspace: Path, top: PurePath, files: int) -> str:
    if (workspace / top).is_symlink():
        return phrase("{name}: a link, and whatever lies behind it", name=top)
    if (workspace / top).is_file():
        return f"{top}"
    return phrase_many("{folder}: {n} file", "{folder}: {n} files", files, folder=top)


def forget(workspace: Workspace) -> Forgotten:
    """Delete every trace of a learner, and make the lessons as they were released; what fails is named."""
    contents, done = contents_of(workspace), Forgotten()
    troubles = {path: _delete(workspace.folder / path) for path in contents.traces}
    done.deleted = contents.in_words([path for path, trouble in troubles.items() if not trouble])
    done.failed = [f"{path}: {trouble}" for path, trouble in troubles.items() if trouble]
    if contents.choices():
        _forget_choices(workspace, contents.choices(), done)
    for folder in (workspace.folder / name for name in SHARED):
        with suppress(OSError):  # it is not empty, or not a folder
            folder.rmdir()
    try:
        done.restored = sorted({path.relative_to(workspace.folder).parts[0] for path in restore(workspace)})
    except OSError as error:
        done.failed.append(phrase("The lessons could not be made as they were: {why}", why=error.strerror))
    if not released(workspace):
        gone = workspace.course / "release"
        done.failed.append(phrase("The lessons are as you left them: {folder} is gone", folder=gone))
    done.own = contents.own
    return done


def _forget_choices(workspace: Workspace, choices: list[str], done: Forgotten) -> None:
    """Forget what was chosen, the language too; what is said of it is still said in that language."""
    workspace.language, workspace.asks_sure = ENGLISH, True
    try:
        write_record(workspace)
        done.deleted += choices
    except OSError as error:
        done.failed += [f"{choice}: {error.strerror}" for choice in choices]


def _top(path: PurePath, lessons: LessonFolders) -> PurePath:
    """Return a file by itself, or the folder of the learner's own that it lies in."""
    holders = [*(PurePath(name) for name in SHARED), *lessons]
    depth = max((len(holder.parts) for holder in holders if holder in path.parents), default=0)
    return PurePath(*path.parts[: depth + 1])


def _delete(path: Path) -> str:
    """Delete a file, or a folder and all in it, without following links; return what is in the way, or ""."""
    inside = sorted(path.rglob("*"), reverse=True) if path.is_dir() and not path.is_symlink() else []
    for doomed in (*inside, path):
        try:
            doomed.rmdir() if doomed.is_dir() and not doomed.is_symlink() else doomed.unlink()
        except OSError as error:
            return phrase("{why}. Close the course, start it again, and forget once more", why=error.strerror)
    return ""
