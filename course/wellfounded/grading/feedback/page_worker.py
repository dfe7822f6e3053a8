"""Writes one learner's feedback, in a worker."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from wellfounded.grading.batch.autograded_folder import AutogradedNotebook
from wellfounded.grading.batch.graded_files import graded_files
from wellfounded.grading.batch.ledger import LedgerEntry
from wellfounded.grading.batch.module_template import ModuleTemplate
from wellfounded.grading.batch.submission_files import submission_files
from wellfounded.grading.feedback import nbgrader_feedback
from wellfounded.grading.feedback.feedback_folder import FeedbackFolders, folder_files
from wellfounded.grading.feedback.feedback_ledger import LEDGER
from wellfounded.grading.feedback.feedback_page import FeedbackPages, LearnerMarks, ModulePoints, OtherNotebookError
from wellfounded.grading.feedback.page_mould import OtherTemplateError
from wellfounded.grading.submission import TIMESTAMP, UntrustedError, read_plain
from wellfounded.grading.workers.job import OnlyHereError
from wellfounded.i18n.errors import UserError
from wellfounded.learner.dates import SECRET

CRASHED = "it took down the process that made it, perhaps for want of memory"


@dataclass(frozen=True)
class FeedbackTask:
    """A page, and a digest of what it is to be made of. Unless `in_parts`, nbgrader itself makes it."""

    module: str
    learner: str
    marks: LearnerMarks = field(default_factory=LearnerMarks)
    made_of: str = ""
    entry: LedgerEntry = field(
        default_factory=LedgerEntry
    )  # by which its graded notebook is made again; an empty one if it was kept
    in_parts: bool = True
    same: bool = False  # it is as it should be
    refused: str = ""  # why it cannot be written


@dataclass(frozen=True)
class WrittenFeedback:
    """What became of a page: whether nbgrader itself made it, or why there is none; its time in ns, and size.

    `written` names the folder that a worker elsewhere wrote, and that is to be moved into place here.
    """

    task: FeedbackTask
    by_nbgrader: bool = False
    refused: str = ""
    written: str = ""
    mtime: int = 0
    size: int = 0


@dataclass(frozen=True)
class ModuleFeedback:
    """One module, ready to be sent to workers; `blank` is `blank_page` on the machine with the course, if known."""

    course: Path
    template: ModuleTemplate
    points: ModulePoints
    folders: FeedbackFolders
    blank: str = ""

    def __getstate__(self) -> dict[str, Any]:
        """Return what is sent to a worker: not what each process makes of it."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @cached_property
    def copy(self) -> AutogradedNotebook:
        """Return the module's notebook, once in each process."""
        return AutogradedNotebook(self.template)

    @cached_property
    def pages(self) -> FeedbackPages:
        """Return what makes the module's pages, once in each process."""
        exporter = nbgrader_feedback.exporter(nbgrader_feedback.configured_feedback(self.course))
        graded = self.copy.text(self.copy.notebook())
        return FeedbackPages(exporter, self.template.module, graded, self.points)

    @property
    def course_is_here(self) -> bool:
        """Return whether this machine sees the course itself, and so its gradebook and templates of its own."""
        return (self.course / LEDGER).exists()

    @cached_property
    def makes_same_pages(self) -> bool:
        """Return whether pages come out on this machine as on the one with the course."""
        return self.blank_page() == self.blank

    def blank_page(self) -> str:
        """Return a digest of the page of a learner who has neither answers nor marks."""
        marks = LearnerMarks(grades=defaultdict(float), comments=defaultdict(lambda: None))
        return hashlib.sha256(self.pages.page(self.copy.text(self.copy.notebook()), marks)).hexdigest()

    def files(self, task: FeedbackTask) -> dict[str, bytes]:
        """Return a learner's page and what lies beside it, by paths; two errors say that only nbgrader can make it."""
        files = self.made_again(task) or self._kept_files(task.learner)
        graded = files.pop(f"{self.template.module}.ipynb")
        return {self.folders.page(task.learner).name: self.pages.page(graded, task.marks), **files}

    def made_again(self, task: FeedbackTask) -> dict[str, bytes]:
        """Return the files of a graded folder that was not kept; none where it was."""
        return graded_files(self.copy, task.learner, task.entry) if task.entry.setting else {}

    def _kept_files(self, learner: str) -> dict[str, bytes]:
        folder = self.template.autograded / learner / self.template.module
        return {path.relative_to(folder).as_posix(): data for path, data in self.kept_files(learner).items()}

    def kept_files(self, learner: str) -> dict[Path, bytes]:
        """Return the files of a graded folder by their paths; OtherNotebookError where others lie among them."""
        folder = self.template.autograded / learner / self.template.module
        names = list(folder_files(folder))
        if set(names) - {f"{self.template.module}.ipynb", *self.template.pictures, TIMESTAMP, SECRET}:
            raise OtherNotebookError
        return {folder / name: read_plain(folder / name) for name in names}


def task_files(modules: dict[str, ModuleFeedback], task: FeedbackTask) -> dict[Path, bytes] | None:
    """Return the files that are read for a page, for a machine that lacks them; None where it must be made here."""
    if task.same or task.refused:
        return {}
    if not task.in_parts:  # nbgrader itself makes it, and reads the gradebook
        return None
    module = modules[task.module]
    if task.entry.setting:
        return submission_files(module.template.submitted / task.learner / task.module)
    try:
        return module.kept_files(task.learner)
    except (OSError, UntrustedError, OtherNotebookError):
        return None


def prepare_modules(modules: list[ModuleFeedback]) -> dict[str, ModuleFeedback]:
    """Return every module by its name, which a worker keeps."""
    return {module.template.module: module for module in modules}


def write_feedback(modules: dict[str, ModuleFeedback], task: FeedbackTask) -> WrittenFeedback:
    """Write a learner's feedback. Whatever goes wrong with it, the others are written."""
    if task.same or task.refused:
        return WrittenFeedback(task, refused=task.refused)
    module = modules[task.module]
    try:
        return _write(module, task)
    except Exception as error:
        if not module.course_is_here:  # where it is, this may go well, or what is wrong is said in its words
            raise OnlyHereError from error
        return WrittenFeedback(task, refused=_reason(error))


def move_into_place(module: ModuleFeedback, page: WrittenFeedback) -> WrittenFeedback:
    """Move a page that was written beside its place, and return when that was, and how large the page is."""
    learner = page.task.learner
    try:
        module.folders.move_into_place(learner, page.written)
    except OSError as error:
        return WrittenFeedback(page.task, refused=_reason(error))
    return WrittenFeedback(page.task, page.by_nbgrader, "", "", *module.folders.state(learner))


def crashed(task: FeedbackTask) -> WrittenFeedback:
    """Return what stands for a page that took down its worker."""
    return WrittenFeedback(task, refused=CRASHED)


def _write(module: ModuleFeedback, task: FeedbackTask) -> WrittenFeedback:
    files = _files(module, task)
    if not module.course_is_here and not (files and module.makes_same_pages):
        raise OnlyHereError
    if files:
        written = module.folders.write(task.learner, files)
    else:
        written = nbgrader_feedback.generate(module.course, module.folders, task.learner, module.made_again(task))
    page = WrittenFeedback(task, not files, written=written)
    return move_into_place(module, page) if module.course_is_here else page


def _files(module: ModuleFeedback, task: FeedbackTask) -> dict[str, bytes]:
    """Return the files of a learner's feedback; none where only nbgrader itself can make it."""
    try:
        return module.files(task) if task.in_parts else {}
    except (OtherNotebookError, OtherTemplateError):
        return {}


def _reason(error: Any) -> str:
    if isinstance(error, OSError):
        return f"{error.filename or 'a file'}: {error.strerror or error}"
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, KeyError):
        return f"the gradebook has no mark for {error.args[0]}; run 'wellfounded grade' first"
    return f"it could not be made ({type(error).__name__}: {error})"
