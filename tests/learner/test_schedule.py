"""A question comes back at growing intervals, and the day after a miss: what FSRS makes of what was tried and said."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.modules_read import every_module
from wellfounded.content.case import Case
from wellfounded.content.case_file import rendered
from wellfounded.content.questions import Question, kinds
from wellfounded.learner.schedule import comes_back

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
RIGHT, WRONG, WORDING = ["b"], ["a"], "1" * 12
MODULES = every_module()
PRACTICE = [case for module in MODULES for case in module.cases.values() if case.use == "practice"]


def asked(name: str = "q1") -> Question:
    return replace(kinds()["choice"].samples()[0].question, id=name, points=0, wording=WORDING)


def after(*told: tuple[float, str, Any]) -> tuple[date, int] | None:
    """Return when the question comes back after these events, and how long it waits."""
    events = [(MONDAY + timedelta(days=day), {"event": e, "question": "q1", "response": r}) for day, e, r in told]
    return comes_back([asked()], events)


def on(day: int) -> date:
    return (MONDAY + timedelta(days=day)).date()


def answered_when_due(*ratings: Any) -> list[int]:
    """Answer on each day it is due; return how long each answer makes it wait."""
    told: list[tuple[float, str, Any]] = []
    waits, day = [], 0
    for response in ratings:
        told.append((day, "try", response))
        found = after(*told)
        assert found
        waits.append(found[1])
        day = (found[0] - MONDAY.date()).days
    return waits


def test_who_is_right_each_time_waits_longer_each_time() -> None:
    assert answered_when_due(WRONG, *[RIGHT] * 6) == [1, 2, 6, 17, 44, 102, 220]  # as FSRS-6 has it


def test_a_miss_brings_it_back_the_next_day_however_long_it_had_waited() -> None:
    waits = answered_when_due(WRONG, RIGHT, RIGHT, RIGHT, WRONG, RIGHT, RIGHT)
    assert waits[:5] == [1, 2, 6, 17, 1]
    assert waits[4] < waits[5] < waits[6] < 17  # and it is learnt anew, not from nothing


BACK: dict[str, list[tuple[float, str, Any]]] = {
    "missed": [(0, "try", WRONG)],
    "missed at last": [(-9, "try", RIGHT), (0, "try", WRONG)],
    "a hint": [(0, "hint", None), (0, "try", RIGHT)],
    "a hint of yesterday": [(-1, "hint", None), (0, "try", RIGHT)],
    "a guess": [(0, "try", RIGHT), (0, "sure", 1)],
    "a guess, said before": [(0, "sure", 1), (0, "try", RIGHT)],
    "a guess in the end": [(0, "sure", 3), (0, "sure", 1), (0, "try", RIGHT)],
    "two where one is right": [(0, "try", ["a", "b"])],
    "no answer of this kind": [(0, "try", {"not": "an answer"})],
}
GONE: dict[str, list[tuple[float, str, Any]]] = {
    "nothing": [],
    "never checked": [(0, "answer", WRONG)],
    "a hint alone": [(0, "hint", None)],
    "a guess alone": [(0, "sure", 1)],
    "right": [(0, "try", RIGHT)],
    "right and fairly sure": [(0, "try", RIGHT), (0, "sure", 2)],
    "right and sure": [(0, "try", RIGHT), (0, "sure", 3)],
    "a guess, taken back": [(0, "try", RIGHT), (0, "sure", 1), (0, "sure", None)],
    "right, then looked around": [(0, "try", RIGHT), (0.1, "hint", None), (0.2, "try", WRONG)],
    "a guess said of the next try of the day": [(0, "sure", 3), (0, "try", RIGHT), (0, "sure", 1), (0, "try", RIGHT)],
    "a guess, said another day": [(0, "try", RIGHT), (9, "sure", 1)],
}


@pytest.mark.parametrize("first", BACK.values(), ids=BACK)
def test_what_was_missed_hinted_at_or_guessed_comes_back_the_next_day(first: list[tuple[float, str, Any]]) -> None:
    assert after(*first) == (on(1), 1)


@pytest.mark.parametrize("first", GONE.values(), ids=GONE)
def test_what_was_right_at_once_or_never_checked_does_not(first: list[tuple[float, str, Any]]) -> None:
    assert after(*first) is None


def test_a_guess_waits_least_and_who_is_sure_waits_longest() -> None:
    said = [after((0, "try", WRONG), (1, "try", RIGHT), (1, "sure", level)) for level in (1, 2, 3)]
    hinted = after((0, "try", WRONG), (1, "hint", None), (1, "try", RIGHT))
    plain = after((0, "try", WRONG), (1, "try", RIGHT))
    assert all((*said, hinted, plain))
    guess, fairly, sure = (found[1] for found in said if found)
    assert guess < fairly < sure
    assert (hinted, plain) == (said[0], said[1])


def test_a_guess_said_of_an_earlier_try_is_not_said_of_this_one() -> None:
    assert after((0, "try", WRONG), (0, "sure", 1), (1, "try", RIGHT)) == after((0, "try", WRONG), (1, "try", RIGHT))


def test_only_the_first_try_of_a_day_counts() -> None:
    missed = after((0, "try", WRONG))
    assert after((0, "try", WRONG), (0.1, "try", RIGHT), (0.2, "try", WRONG), (0.3, "try", RIGHT)) == missed
    assert after((0, "try", WRONG), (1, "try", RIGHT), (1.1, "try", WRONG)) == (on(3), 2)


@pytest.mark.parametrize("practised", PRACTICE, ids=lambda practised: practised.id)
def test_each_practice_question_here_is_right_by_its_key_and_wrong_by_nothing(practised: Case) -> None:
    for each in rendered(practised).questions:
        key, nothing = ([(MONDAY, {"event": "try", "question": each.id, "response": r})] for r in (each.key(), None))
        assert comes_back([each], key) is None
        assert comes_back([each], nothing) == (None if each.by_hand else (on(1), 1))


def test_the_scheduler_is_loaded_by_the_review_alone_and_brings_nothing_heavy() -> None:
    probe = "import sys, wellfounded.learner.schedule; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout.split()
    assert "fsrs" in loaded
    assert not {"torch", "pandas", "numpy", "nbgrader", "yaml", "pydantic"} & set(loaded)
