"""nbgrader's collect, for an exchange into which everybody may write: it takes no submission that another person made.

Stock nbgrader warns, and collects all the same: whoever can run code on the machine could replace another's submission,
or leave a link there to a file that only instructors can read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.exchange.default.collect import ExchangeCollect

from wellfounded.grading.names import escape_controls
from wellfounded.grading.submission import UntrustedError, check_tree, read_plain

LESSON_FILES = (".ipynb", ".jsonl", ".txt")
REFUSED = ""  # in place of the learner's name


class CheckedCollect(ExchangeCollect):  # type: ignore[misc]  # nbgrader has no types
    """Collects the latest submission that each learner made, and names each that is refused."""

    src_records: list[dict[str, Any]]

    def init_src(self) -> None:
        """Look for submissions, as nbgrader does, and pass over those that are refused."""
        super().init_src()
        self.src_records = [record for record in self.src_records if record["username"] != REFUSED]

    def _path_to_record(self, path: str) -> dict[str, Any]:
        record: dict[str, Any] = super()._path_to_record(path)
        if problem := submission_problem(Path(path), record["username"]):
            self.log.error("Not collected: %s %s", escape_controls(path), problem)
            record["username"] = REFUSED
        return record

    def do_copy(self, src: str, dest: str, log: object = None) -> None:  # noqa: ARG002 (nbgrader's signature)
        """Copy a lesson's files, and no link; what cannot be copied is named and left out."""
        Path(dest).mkdir(parents=True)
        for path in sorted(Path(src).iterdir()):
            try:
                if path.suffix in LESSON_FILES:
                    (Path(dest) / path.name).write_bytes(read_plain(path))
            except (OSError, UntrustedError) as error:
                self.log.error("Left out of %s: %s", escape_controls(src), escape_controls(str(error)))


def submission_problem(folder: Path, learner: str) -> str:
    """Return why a folder in the exchange is not the learner's submission; "" if it is.

    Where learners have accounts of their own on this machine, whose it is can be known. In containers it cannot.
    """
    if folder.is_symlink() or not folder.is_dir():
        return "is no folder."
    owner = folder.stat().st_uid
    if (account := _account(learner)) not in (None, owner):
        return (
            f"bears the name of {escape_controls(learner)} and was written by account {owner}, not {account}. Ask both."
        )
    try:
        check_tree(folder)
    except UntrustedError as error:
        return f"{error}."
    return ""


def _account(learner: str) -> int | None:
    """Return the number of a learner's account on this machine; None where there is none."""
    import pwd  # Windows has none, and no exchange

    try:
        return pwd.getpwnam(learner).pw_uid
    except KeyError:
        return None
