"""Learners' folders under `feedback/`: written beside their place, then moved there in one step."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from wellfounded.grading.batch.autograded_folder import remove_tree

GROUP = 0o2770  # what a group needs of a folder that it shares


@dataclass(frozen=True)
class FeedbackFolders:
    """The folders of a module under `feedback/`, which is `root`; files get `permissions`, as nbgrader's do."""

    root: Path
    module: str
    permissions: int
    groupshared: bool

    def page(self, learner: str) -> Path:
        """Return where a learner's page is."""
        return self.root / learner / self.module / f"{self.module}.html"

    def state(self, learner: str) -> tuple[int, int]:
        """Return when a learner's page was written, in ns, and its size; zeros if there is none."""
        try:
            status = self.page(learner).lstat()
        except OSError:
            return 0, 0
        return status.st_mtime_ns, status.st_size

    def new(self, learner: str) -> Path:
        """Return where a folder of a learner's may be written; `move_into_place` moves it, by its name."""
        return self._scratch(learner) / uuid4().hex  # a worker that was given up, but lives, may write the same page

    def write(self, learner: str, files: Mapping[str, bytes]) -> str:
        """Write a learner's folder whole, and return its name; of `files`, by their paths in it, the page is one."""
        folder = self.new(learner)
        # nbgrader makes the folder for the files beside a page, or else nbconvert for the page, with another mode.
        folder.mkdir(parents=True, mode=0o777 if len(files) > 1 else 0o755)
        for name, data in files.items():
            path = folder / name
            if path.parent != folder:
                path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            path.chmod(self.permissions)
        return folder.name

    def _share(self, folder: Path) -> None:
        """Let a group write to a folder and all in it, and to the root, where the course is shared by a group."""
        for path in (self.root, folder, *(each for each in folder.rglob("*") if each.is_dir())):
            if path.stat().st_mode & GROUP != GROUP:
                path.chmod((path.stat().st_mode | GROUP) & 0o2777)

    def move_into_place(self, learner: str, written: str) -> None:
        """Move a written folder to its place; the old one is moved aside first, so that none is ever half old."""
        folder = self._scratch(learner) / written
        if self.groupshared:
            self._share(folder)
        target = self.root / learner / self.module
        old = target.with_name(f".{self.module}.old")
        remove_tree(old)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() or target.is_symlink():
            target.rename(old)
        folder.rename(target)
        remove_tree(old)
        shutil.rmtree(self._scratch(learner), ignore_errors=True)

    def _scratch(self, learner: str) -> Path:
        return self.root / learner / f".{self.module}.new"


def folder_files(folder: Path) -> dict[str, os.stat_result]:
    """Return the state of every file and link in a folder, by paths in it."""
    found, waiting = {}, [("", str(folder))]
    while waiting:
        within, path = waiting.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{within}{entry.name}/", entry.path))
                else:
                    found[f"{within}{entry.name}"] = entry.stat(follow_symlinks=False)
    return dict(sorted(found.items()))
