"""Learners' requests for another look at a mark, from their journals, and the answers that an instructor gave them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from wellfounded.content.mistakes import nearest
from wellfounded.grading.reports.csv_files import make_output_folder
from wellfounded.grading.reports.gradebook import ReportError, course_directory
from wellfounded.grading.submission import read_journal
from wellfounded.journal.file import Journal

REQUEST_COLUMNS = ["module", "case", "question", "learner", "at", "reason", "answer"]
ANSWERS = Path("marking", "request-answers.jsonl")
MAX_ANSWER = 5000  # characters
Row = tuple[str, str, str, str, str, str, str]


def requests_in(module: str, learner: str, journal: Journal, answers: dict[str, str]) -> Iterator[Row]:
    """Yield a row of REQUEST_COLUMNS for each request in a journal. `answers` are those given, by the request's id."""
    for event in journal.events:
        if event["event"] == "regrade":
            about = (module, event["case"], event["question"], learner, event["at"][:16].replace("T", " "))
            yield (*about, event["response"], answers.get(event["id"], ""))


def read_answers(course: Path) -> dict[str, str]:
    """Return the answers that were given to requests, by the request's id; of several to one, the last."""
    try:
        lines = (course / ANSWERS).read_text("utf-8", errors="replace").split("\n")[:-1]
        return {row["request"]: row["answer"] for row in map(json.loads, lines)}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReportError(f"{course / ANSWERS}: cannot be read ({error}). Take it from a backup.") from error


def answer_request(course: Path, learner: str, place: str, words: str) -> None:
    """Answer the requests of a learner about the question at `place` ("case/question") that have no answer yet.

    ReportError where there is none.
    """
    directory = course_directory(course)
    submitted = Path(directory.root, directory.submitted_directory)
    folders = sorted(
        path for path in (submitted / learner).glob("*") if path.is_dir() and not path.name.startswith(".")
    )
    if not folders or not words.strip() or len(words) > MAX_ANSWER:
        raise ReportError(f"{learner}: has handed in nothing, or the answer is empty or over {MAX_ANSWER} characters.")
    answered = read_answers(course)
    requests = [event for folder in folders for event in read_journal(folder)[0].events if event["event"] == "regrade"]
    asked = [event["id"] for event in requests if f"{event['case']}/{event['question']}" == place]
    if not asked:
        places = sorted({f"{event['case']}/{event['question']}" for event in requests})
        remedy = nearest(place, places) if places else "there is no request of theirs"
        raise ReportError(f"{learner} asked for no other look at {place}; {remedy}.")
    _append(course / ANSWERS, [name for name in asked if name not in answered] or asked[-1:], words.strip())


def _append(path: Path, requests: Iterable[str], words: str) -> None:
    make_output_folder(path.parent)
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    lines = (json.dumps({"request": name, "answer": words, "at": now}, ensure_ascii=False) for name in requests)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "ab") as file:
        file.write("".join(f"{line}\n" for line in lines).encode("utf-8", "replace"))
        file.flush()
        os.fsync(file.fileno())
