"""The folder `marking/` of a course: who has what, and every mark that markers gave, which is never rewritten."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from wellfounded.grading.marking.shares import Rule, Share, Shares
from wellfounded.grading.marking.written_answers import AnswerKey, MarkingError
from wellfounded.grading.reports.csv_files import make_output_folder, write_whole

FOLDER, SHARES, RECORD = "marking", "shares.json", "marks.jsonl"


@dataclass(frozen=True)
class Mark:
    """A line of the record: `mark`, a marker's; `settled`, who decided between two; `written`, into the gradebook.

    `answer` is the digest of the text that was marked: a mark counts for no other text.
    """

    kind: Literal["mark", "settled", "written"]
    key: AnswerKey
    answer: str
    total: float
    marker: str = ""
    points: dict[str, float] = field(default_factory=dict)
    comment: str = ""
    at: str = ""


@dataclass
class MarkingFolder:
    """What lies in `marking/`: the shares, and all lines of the record in their order."""

    path: Path
    shares: Shares
    record: list[Mark]

    def __post_init__(self) -> None:
        """Sort the record by what is looked for."""
        self._by_key: dict[tuple[str, AnswerKey], list[Mark]] = {}
        self._sort(self.record)

    def _sort(self, marks: list[Mark]) -> None:
        for mark in marks:
            self._by_key.setdefault((mark.kind, mark.key), []).append(mark)

    def mark_of(self, marker: str, key: AnswerKey, digest: str) -> Mark | None:
        """Return the last mark that a marker gave this text."""
        return self._last("mark", key, digest, marker)

    def settled(self, key: AnswerKey, digest: str) -> Mark | None:
        """Return the last decision on this text."""
        return self._last("settled", key, digest)

    def written(self, key: AnswerKey) -> Mark | None:
        """Return what was last written into the gradebook for an answer, whatever its text was then."""
        return self._last("written", key)

    def _last(self, kind: str, key: AnswerKey, digest: str = "", marker: str = "") -> Mark | None:
        lines = self._by_key.get((kind, key), [])
        return next((m for m in reversed(lines) if digest in ("", m.answer) and marker in ("", m.marker)), None)

    def save_shares(self, shares: Shares) -> None:
        """Write who has what, whole or not at all."""
        make_output_folder(self.path)
        rule = {**asdict(shares.rule), "v": 1}
        rows = [{**key._asdict(), "code": s.code, "markers": s.markers} for key, s in sorted(shares.answers.items())]
        head = json.dumps(rule, ensure_ascii=False)[:-1]
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        write_whole(self.path / SHARES, f'{head}, "answers": [\n{lines}\n]}}\n')
        self.shares = shares

    def add(self, marks: Iterable[Mark]) -> None:
        """Add lines to the record, on disk before this returns."""
        marks = list(marks)
        make_output_folder(self.path)
        lines = (json.dumps({**asdict(mark), "key": list(mark.key)}, ensure_ascii=False) for mark in marks)
        descriptor = os.open(self.path / RECORD, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "rb+") as file:
            file.truncate(file.read().rfind(b"\n") + 1)  # a line that was torn: nobody was told that it was taken
            file.seek(0, os.SEEK_END)
            file.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
        self.record += marks
        self._sort(marks)


def read_marking(course: Path) -> MarkingFolder:
    """Read the folder of a course; an empty one where nothing was shared out. MarkingError where it is damaged."""
    path = course / FOLDER
    shares, record = path / SHARES, path / RECORD
    try:
        return MarkingFolder(path, _read_shares(shares), _read_record(record))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MarkingError(
            f"{path}: {SHARES} or {RECORD} cannot be read ({error}). Take them from a backup."
        ) from error


def _read_shares(path: Path) -> Shares:
    if not path.is_file():
        return Shares()
    data = json.loads(path.read_text("utf-8"))
    rule = Rule(tuple(data["markers"]), data["by"], data["twice"], data["seed"], data["blind"])
    return Shares(rule, {_key(row): Share(row["code"], tuple(row["markers"])) for row in data["answers"]})


def _read_record(path: Path) -> list[Mark]:
    if not path.is_file():
        return []
    whole_lines = path.read_text("utf-8", errors="replace").split("\n")[:-1]
    rows: list[Any] = [json.loads(line) for line in whole_lines]
    return [Mark(**{**row, "key": AnswerKey(*row["key"])}) for row in rows]


def _key(row: dict[str, Any]) -> AnswerKey:
    return AnswerKey(*(row[name] for name in AnswerKey._fields))
