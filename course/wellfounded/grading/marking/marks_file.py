"""Reads the file of marks that a marker's page saved, and trusts no line of it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from wellfounded.content.questions.written import Written
from wellfounded.grading.marking.marking_folder import Mark, MarkingFolder
from wellfounded.grading.marking.marking_page import steps
from wellfounded.grading.marking.written_answers import MarkingError, Writing
from wellfounded.grading.submission import UntrustedError, read_plain

MAX_BYTES, MAX_COMMENT = 32 * 2**20, 5000
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]{0,8}Z")


@dataclass(frozen=True)
class MarksFile:
    """A file of marks: whose, the marks that can be taken, how many have lines left to choose, what is refused."""

    marker: str
    marks: list[Mark]
    unfinished: int
    refused: list[str]


def read_marks(path: Path, folder: MarkingFolder, writing: Writing) -> MarksFile:
    """Read a file; MarkingError where it is none of a marker's."""
    try:
        data = json.loads(read_plain(path, MAX_BYTES))
        if data["wellfounded"] != "marks" or data["v"] != 1 or not isinstance(data["marks"], list):
            raise ValueError("another kind of file")
        marker = data["marker"]
    except FileNotFoundError as error:
        raise MarkingError(f"{path}: there is no such file.") from error
    except (UntrustedError, ValueError, KeyError, TypeError, RecursionError) as error:
        problem = f"{path}: is not a file of marks ({error}). Take the one that a marker's page saved."
        raise MarkingError(problem) from error
    if not isinstance(marker, str) or marker not in folder.shares.rule.markers:
        known = ", ".join(folder.shares.rule.markers)
        raise MarkingError(f"{path}: is of a marker who has nothing to mark here; those who have are {known}.")
    result = MarksFile(marker, [], 0, [])
    unfinished = 0
    for entry in data["marks"]:
        problem, mark = _mark(entry, marker, folder, writing)
        if mark:
            result.marks.append(mark)
        elif problem:
            result.refused.append(problem)
        else:
            unfinished += 1
    return MarksFile(marker, result.marks, unfinished, result.refused)


def _mark(entry: Any, marker: str, folder: MarkingFolder, writing: Writing) -> tuple[str, Mark | None]:
    """Return what is wrong with an entry, and its mark; neither where lines are left to choose."""
    if not isinstance(entry, dict) or not isinstance(entry.get("code"), str):
        return "an entry without a code", None
    code = entry["code"][:20]
    key = folder.shares.key_of(code)
    if key is None or marker not in folder.shares.answers[key].markers:
        return f"{code}: {marker} was not given this answer", None
    answer = writing.answers.get(key)
    if answer is None or answer.digest != entry.get("answer"):
        return f"{code}: the learner has handed in another text since; it is marked anew", None
    points = _points(entry.get("points"), writing.question(key))
    comment, at = entry.get("comment"), entry.get("at")
    if points is None or not isinstance(comment, str) or len(comment) > MAX_COMMENT:
        return f"{code}: its points are none of its rubric's, or its comment is too long", None
    if not isinstance(at, str) or not TIME.fullmatch(at):
        return f"{code}: it does not say when it was marked", None
    if len(points) < len(writing.question(key).rubric):
        return "", None
    text = comment.encode("utf-8", "replace").decode().strip()
    return "", Mark("mark", key, answer.digest, sum(points.values()), marker, points, text, at)


def _points(value: Any, question: Written) -> dict[str, float] | None:
    """Return the points by line of the rubric; None where they are not such as the page offers."""
    allowed = {line.id: [*steps(line)] for line in question.rubric}
    if not isinstance(value, dict) or not all(name in allowed for name in value):
        return None
    numbers = {name: points for name, points in value.items() if type(points) in (int, float) and isfinite(points)}
    if len(numbers) < len(value) or any(points not in allowed[name] for name, points in numbers.items()):
        return None
    return {name: float(numbers[name]) for name in allowed if name in numbers}
