"""On a hub: gives a lesson to the course, and fetches the marks and feedback that it gives back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wellfounded.journal.durable_append import make_private_folder
from wellfounded.journal.file import JOURNAL, Event
from wellfounded.learner.exchange_process import ask
from wellfounded.learner.lessons import module_of
from wellfounded.learner.receipt import Receipt
from wellfounded.learner.receipt_file import hand_in_for_receipt, kept_receipt
from wellfounded.learner.submission_file import notebook_bytes
from wellfounded.learner.whole_file import replace_private_file
from wellfounded.learner.workspace import FEEDBACK, HIDDEN, Workspace


def give_to_course(workspace: Workspace, folder: Path) -> tuple[Event, Receipt]:
    """Hand in the lesson in `folder`; ExchangeProblemError or OSError where it did not arrive, and then it is not said.

    The answers are read back from the course before the hand-in is an event. What has arrived is not sent again while
    nothing was answered since: its time would become later.
    """
    module = module_of(folder)

    def give(data: bytes, event: Event) -> None:
        kept = kept_receipt(workspace, module, "exchange")
        if kept and kept.at == event["at"]:
            return
        with _scratch(workspace) as scratch:
            lesson = scratch / module
            lesson.mkdir()
            (lesson / JOURNAL).write_bytes(data)
            (lesson / f"{module}.ipynb").write_bytes(notebook_bytes(workspace, folder, module))
            ask(workspace.folder, {"do": "submit", "folder": str(scratch), "module": module})

    return hand_in_for_receipt(workspace, folder, "exchange", give)


def fetch_feedback(workspace: Workspace, module: str) -> Path | None:
    """Fetch the feedback on a module; return its page, on the latest hand-in that has one; None where there is none."""
    with _scratch(workspace) as scratch:
        (scratch / module).mkdir()
        ask(workspace.folder, {"do": "fetch", "folder": str(scratch), "module": module})
        pages = sorted((scratch / module / "feedback").glob(f"*/{module}.html"))  # in folders named by time
        if not pages:
            return feedback_page(workspace, module)
        target = workspace.folder / FEEDBACK
        make_private_folder(target)
        replace_private_file(target / f"{module}.html", pages[-1].read_bytes())
    return feedback_page(workspace, module)


def feedback_page(workspace: Workspace, module: str) -> Path | None:
    """Return the page of feedback that was fetched before; None where none was."""
    page = workspace.folder / FEEDBACK / f"{module}.html"
    return page if page.is_file() and not page.is_symlink() else None


@contextmanager
def _scratch(workspace: Workspace) -> Iterator[Path]:
    """Make a folder for the time of an exchange, for the learner alone; what one that was killed left goes first."""
    folder = workspace.folder / HIDDEN / "exchange"
    shutil.rmtree(folder, ignore_errors=True)
    make_private_folder(folder.parent)
    make_private_folder(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
