"""Shows other machines which folders they must see: by a file that is there for as long as a run lasts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile


@contextmanager
def marked(folders: list[Path]) -> Iterator[list[Path]]:
    """Lay a file with a name of its own into each folder, and remove it at the end."""
    with ExitStack() as files:
        laid = [files.enter_context(NamedTemporaryFile(dir=folder.resolve(), prefix=".run-")) for folder in folders]
        yield [Path(file.name) for file in laid]


def unseen(marks: list[Path]) -> str:
    """Return which folders this machine does not see, by the files that were laid into them; "" for none."""
    return ", ".join(str(mark.parent) for mark in marks if not os.path.lexists(mark))
