"""Packs a lesson for the instructor: one zip file with the answers, the notebook and the time of handing in."""

from __future__ import annotations

import os
import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from wellfounded.journal.durable_append import make_private_folder
from wellfounded.journal.file import JOURNAL, Event, append, replay
from wellfounded.learner.lessons import module_of, notebook_of
from wellfounded.learner.receipt import Receipt
from wellfounded.learner.receipt_file import hand_in_for_receipt
from wellfounded.learner.workspace import HAND_INS, Workspace


def write_submission(workspace: Workspace, folder: Path) -> tuple[Path, Receipt]:
    """Hand in the lesson in `folder`, and return the file to give to the instructor, and the receipt.

    OSError or ValueError where that fails; then there is neither the file nor the event.
    """
    packed: list[Path] = []
    try:
        _, receipt = hand_in_for_receipt(
            workspace, folder, "file", lambda data, event: packed.append(pack(workspace, folder, data, event))
        )
    except BaseException:
        for path in packed:
            path.unlink(missing_ok=True)
        raise
    return packed[-1], receipt


def ask_to_look_again(workspace: Workspace, folder: Path, request: Event) -> Path:
    """Write a request for another look at a mark into the journal; return a file with it, to give to the instructor.

    It is the file of the last hand-in, with its name and its time: what was answered since counts no more than before.
    ValueError where nothing was handed in, OSError where that fails; then there is no request.
    """
    handins = [event for event in replay(folder / JOURNAL).events if event["event"] == "handin"]
    if not handins:
        raise ValueError("nothing was handed in")
    packed: list[Path] = []
    append(folder / JOURNAL, request, lambda data, _: packed.append(pack(workspace, folder, data, handins[-1])))
    return packed[-1]


def pack(workspace: Workspace, folder: Path, data: bytes, event: Event) -> Path:
    """Write a hand-in as a zip file and return its path. `data` is the journal with the hand-in, `event`, in it.

    The same hand-in is packed under the same name. A notebook, which is not graded, comes along: nbgrader looks for it.
    """
    module, at = module_of(folder), _time(event)
    target = workspace.folder / HAND_INS
    make_private_folder(target)
    path = target / f"{module}-{at:%Y%m%d-%H%M%S-%f}.zip"
    scratch = path.with_suffix(".part")
    try:
        with scratch.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(f"{module}/{JOURNAL}", data)
                archive.writestr(f"{module}/timestamp.txt", f"{at:%Y-%m-%d %H:%M:%S.%f} UTC")
                if notebook := notebook_bytes(workspace, folder, module):
                    archive.writestr(f"{module}/{module}.ipynb", notebook)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    finally:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)
    return path


def notebook_bytes(workspace: Workspace, folder: Path, module: str) -> bytes:
    """Return the learner's notebook, whatever it is called now, or the released one; b"" where neither can be read."""
    for path in (notebook_of(folder, module), workspace.course / "release" / module / f"{module}.ipynb"):
        with suppress(OSError):
            return path.read_bytes()
    return b""


def _time(event: Event) -> datetime:
    """Return when a lesson was handed in. An event is never dated before the last one, whatever the clock says."""
    now = datetime.now(UTC)
    with suppress(ValueError):
        return min(now, datetime.fromisoformat(event["at"]).astimezone(UTC))
    return now
