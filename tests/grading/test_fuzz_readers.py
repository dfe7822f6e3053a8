"""Any bytes, any JSON and any answer, through the readers of submissions and every question of two courses."""

import json
import multiprocessing
import os
import random
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import FULL, ON_DISK
from tests.places import TESTS
from wellfounded.assessment.calibration import by_key, ratings, tallies
from wellfounded.assessment.scoring import score_lesson
from wellfounded.content.case import Case
from wellfounded.content.case_file import read_module, rendered
from wellfounded.content.questions import kinds
from wellfounded.grading.names import escape_controls, folder_name_problem
from wellfounded.grading.nbgrader.guard import check_submission
from wellfounded.grading.submission import UntrustedError, check_names, read_journal
from wellfounded.journal.file import JOURNAL, Journal, parse
from wellfounded.render.calibration_table import tally_table
from wellfounded.render.review_page import review, reviews, written_answer

SOME = settings(max_examples=500 if FULL else 40)  # each goes through every graded question of two courses
MODULES = ("sample-course/source/01-sample", "gallery-course/source/01-gallery")
# Numbers that no float holds, or that hold no place on a line; half characters are what no file may hold.
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -(10**4000), float("inf"), float("-inf"), float("nan"), 1e308, 5e-324, -0.0])
    | st.floats()
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    | st.sampled_from(
        ["a", "b", "c1", "2026-01-31", "1951", "12,5", "½", "１２", "٣", "\0", "0/0", "1e999", "=1+1", "<b>"]
    )
)
KEYS = st.sampled_from(
    ["a", "b", "c", "q1", "day", "month", "year", "bin", "place", "text", "value", "start", "end", "turns", "marks"]
)
SHAPED = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=6) | st.dictionaries(KEYS | st.text(max_size=3), inner)
)
LINES = st.dictionaries(
    st.sampled_from(["v", "id", "at", "event", "case", "question", "wording", "response"]),
    st.sampled_from(["answer", "handin", "skip", "sure", "q1", "q2", "choice-graded", "graded-this", "2026"]) | SHAPED,
)


@cache
def graded() -> list[Case]:
    """Return every graded case of the two courses, with its key."""
    cases = [case for each in MODULES for case in read_module(TESTS / each).values()]
    return [rendered(case) for case in cases if case.use == "graded"]


def deep(response: Any, levels: int) -> Any:
    for level in range(levels):
        response = {"a": response} if level % 2 else [response]
    return response


def answered(case: Case, responses: list[Any]) -> Journal:
    """Return a journal with one event of each sort about every question, whatever the response."""
    events: list[dict[str, Any]] = []
    for question, response in zip(case.questions, responses * len(case.questions), strict=False):
        about = {"at": "2026", "case": case.id, "question": question.id, "wording": question.wording}
        kept = [{**about, "event": each, "response": response} for each in ("answer", "sure", "selfmark")]
        events += [{**each, "id": f"{question.id}-{number}"} for number, each in enumerate(kept)]
    return Journal(events)


def test_every_kind_is_among_the_graded_cases() -> None:
    assert {question.kind for case in graded() for question in case.questions} == set(kinds())


@SOME
@given(st.lists(SHAPED, min_size=1, max_size=4))
def test_any_answer_to_any_graded_case_is_reviewed(responses: list[Any]) -> None:
    for case in graded():
        journal = answered(case, responses)
        scores = score_lesson([case], journal)
        points = scores[case.id].points
        assert points is not None
        assert 0 <= points <= case.points
        told = reviews(scores.values())[case.id] + tally_table(tallies(ratings([case], journal, by_key)))
        told += "".join(written_answer(case, each, journal) for each in case.written)
        assert "<script" not in told
        told.encode()


@pytest.mark.parametrize("levels", [100, 400])
def test_deep_answers_are_reviewed(levels: int) -> None:
    for case in graded():
        (score,) = score_lesson([case], answered(case, [deep("a", levels)])).values()
        assert score.points is not None
        assert score.points <= case.points
        assert review(score)


@SOME
@given(st.lists(LINES, max_size=8), st.randoms(use_true_random=False))
def test_any_lines_torn_anywhere_make_a_journal_that_is_reviewed(
    lines: list[dict[str, Any]], chance: random.Random
) -> None:
    data = b"\n".join(json.dumps(each).encode() for each in lines)
    cut = chance.randrange(len(data) + 1)
    journal = parse(data[:cut] + bytes(chance.randrange(256) for _ in range(chance.randrange(4))) + data[cut:])
    for each in reviews(score_lesson(graded(), journal).values()).values():
        each.encode()


@ON_DISK
@given(st.binary(max_size=200), st.binary(max_size=40))
def test_any_files_are_read_or_refused_by_name(
    tmp_path_factory: pytest.TempPathFactory, journal: bytes, time: bytes
) -> None:
    folder = tmp_path_factory.mktemp("fuzz") / "ada" / "01-sample"
    folder.mkdir(parents=True)
    (folder / JOURNAL).write_bytes(journal)
    (folder / "timestamp.txt").write_bytes(time)
    kept, trouble = read_journal(folder)
    assert kept.skipped == 0 or JOURNAL in trouble
    try:
        check_submission(folder, [])
    except UntrustedError as error:
        assert "timestamp.txt" in str(error)  # noqa: PT017 (whether it is refused is nbgrader's to say)


@given(st.text(max_size=20))
def test_any_name_is_plain_or_refused_and_prints_without_effect(name: str) -> None:
    assert not any(ord(each) < 32 or "\u202a" <= each <= "\u202e" for each in escape_controls(name))
    fit = not folder_name_problem(name, sqlite=True)
    assert not (fit and name[:1] in "=+-@\t\r.*[?<")
    assert not (fit and set(name) & set('\n\0\x1b/\\*?[]<>&"`$%{},;\u202e\u200b'))


def test_a_folder_that_cannot_be_opened_is_refused_by_name() -> None:
    root = Path(tempfile.mkdtemp())  # pytest's own folders are closed to others
    folder = root / "ada" / "01-sample"
    (folder / "closed").mkdir(parents=True)
    root.chmod(0o755)
    (folder / "closed").chmod(0)
    child = multiprocessing.get_context("fork").Process(target=_refused_by_name, args=(folder,))
    child.start()
    child.join()
    (folder / "closed").chmod(0o755)
    shutil.rmtree(root)
    assert child.exitcode == 0


def _refused_by_name(folder: Path) -> None:
    if os.geteuid() == 0:
        os.setuid(65534)  # nothing is closed to root
    try:
        check_submission(folder, [])
    except UntrustedError as error:
        os._exit("closed could not be opened" not in str(error))
    os._exit(2)


@pytest.mark.parametrize("name", ["ada", "0-ada", "Zoë", "e\u0301ve", "نورا", "O'Neil", "a.b+c@example", "निशा"])
def test_peoples_names_are_plain(name: str, tmp_path: Path) -> None:
    check_names(tmp_path / name / "01-sample")
