"""The completion record says what the journals say, and that it is self-study and nobody's certificate."""

import json
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.every_kind_copy import MODULE, case, copy, say
from tests.standalone_page import Page, assert_stands_alone
from wellfounded.content.case import Case
from wellfounded.journal import clock
from wellfounded.journal.file import JOURNAL, Journal, append, new_event, replay, to_line
from wellfounded.learner.workspace import HIDDEN, REVIEW
from wellfounded.render.answers import day
from wellfounded.render.completion_record import in_words, print_record, worked

GRADED, PRACTICE = case("choice", "graded"), case("short", "practice")


def words(lesson: Path, name: str = "") -> str:
    html = print_record(lesson.parent, name=name).read_text(encoding="utf-8")
    assert_stands_alone(html)
    return " ".join(Page(html.replace("</t", " </t").replace("</p>", " </p>")).words.split())


def copied(tmp_path: Path, *cases: Case) -> Path:
    return copy(tmp_path, title="Exclusion & after", cases=[*cases])


def marked(lesson: Path, points: Any, most: Any = 26, **more: Any) -> None:
    handed = append(lesson / JOURNAL, new_event("handin", module=MODULE))
    told = {"module": MODULE, "handin": handed["id"], "points": points, "most": most, **more}
    with (lesson / JOURNAL).open("ab") as file:
        file.write(to_line({**new_event("marked", **told), "at": clock.next_time([handed["at"]], clock.now())}))


def test_it_says_in_plain_words_that_it_is_self_study(tmp_path: Path) -> None:
    told = words(copied(tmp_path, GRADED))
    for said in ("a record of self-study, and not of an examination", "It is no certificate", "Time is an estimate"):
        assert said in told
    assert "Completion record of self-study" in told


def test_a_module_goes_from_not_begun_to_begun_to_handed_in(tmp_path: Path) -> None:
    lesson = copied(tmp_path, GRADED, PRACTICE)
    assert "01 Exclusion & after not begun – – – 25 June 2026" in _row(words(lesson))
    say(lesson, "answer", GRADED, ["a"])
    assert "begun: 1 of 2 answered" in words(lesson)
    append(lesson / JOURNAL, new_event("handin", module=MODULE))
    assert "handed in – " in words(lesson)
    append(lesson / JOURNAL, new_event("handin", module=MODULE))
    assert "handed in 2 times" in words(lesson)


def test_points_are_those_of_the_latest_hand_in_and_of_the_first(tmp_path: Path) -> None:
    lesson = copied(tmp_path, GRADED)
    marked(lesson, 15)
    assert "handed in 15 of 26 " in words(lesson)
    marked(lesson, 20.5)
    marked(lesson, 26)
    assert "26 of 26, first 15 of 26" in words(lesson)


@pytest.mark.parametrize("points", ["<b>", None, True, -1, 1e308, 10**400, [1], {}])
def test_marks_that_are_none_are_left_out(points: Any, tmp_path: Path) -> None:
    lesson = copied(tmp_path, GRADED)
    marked(lesson, points)
    assert "handed in (some answers could not be read) – " in words(lesson)


@pytest.mark.parametrize("handin", ["another", None, [], {}])
def test_marks_of_no_hand_in_are_not_counted(handin: Any, tmp_path: Path) -> None:
    lesson = copied(tmp_path, GRADED)
    marked(lesson, 15, handin=handin)
    assert "15" not in _row(words(lesson))


def test_a_hand_in_that_was_noted_twice_is_one(tmp_path: Path) -> None:
    lesson = copied(tmp_path, GRADED)
    marked(lesson, 15)
    noted = replay(lesson / JOURNAL).events[-1]
    append(lesson / JOURNAL, {**noted, **new_event("marked")})
    assert "15 of 26 " in _row(words(lesson))
    assert "first" not in _row(words(lesson))


def test_what_was_left_out_and_is_not_counted_is_told(tmp_path: Path) -> None:
    lesson = copied(tmp_path, GRADED)
    marked(lesson, 15, uncounted=8)
    assert "15 of 26 (8 left out)" in _row(words(lesson))


def test_without_marks_in_the_journal_a_review_shows_that_it_was_marked(tmp_path: Path) -> None:
    lesson = copied(tmp_path, GRADED)
    append(lesson / JOURNAL, new_event("handin", module=MODULE))
    review = lesson.parent / HIDDEN / MODULE / REVIEW
    review.parent.mkdir(parents=True)
    review.write_text("<p>Your review</p>")
    assert "marked, see the review" in words(lesson)


@pytest.mark.parametrize(
    ("at", "told"), [("2025-03-05T02:00:00.000000Z", "4 March 2025"), ("2025-03-05", "5 March 2025")]
)
def test_a_day_is_the_learners_own(at: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        with monkeypatch.context() as patch:
            patch.setenv("TZ", "America/Los_Angeles")
            time.tzset()
            assert day(at) == told
    finally:
        time.tzset()


def test_a_module_of_practice_has_no_points_and_one_without_cases_no_row(tmp_path: Path) -> None:
    lesson = copied(tmp_path, PRACTICE)
    assert "practice only" in words(lesson)
    (tmp_path / "release" / MODULE / "cases.json").unlink()
    (lesson / "cases.json").unlink()
    assert "Exclusion" not in words(lesson)


def state(lesson: Path, **fields: Any) -> None:
    """Write what a lesson says of itself into the release's `cases.json`, which the record goes by."""
    path = next(lesson.parents[1].glob(f"release/{lesson.name}/cases.json"))
    path.write_text(json.dumps({**json.loads(path.read_text()), **fields}))


def test_the_pass_mark_is_named_and_said_to_be_reached_by_the_latest_hand_in(tmp_path: Path) -> None:
    lesson = copied(tmp_path, GRADED)
    marked(lesson, 18)
    assert "pass mark reached" not in words(lesson)
    assert "The pass mark of a module is 70% of its points." in words(lesson)
    marked(lesson, 18.2)
    assert "handed in 2 times, pass mark reached 18.2 of 26" in words(lesson)
    marked(lesson, 0)
    assert "pass mark reached" not in words(lesson)


def test_no_points_at_all_are_no_pass(tmp_path: Path) -> None:
    lesson = copied(tmp_path, GRADED)
    marked(lesson, 0, most=0)
    assert "pass mark reached" not in words(lesson)


def test_hours_and_objectives_are_those_that_the_lesson_states(tmp_path: Path) -> None:
    lesson = copied(tmp_path, GRADED)
    assert "Planned in all" not in words(lesson)
    assert "What the modules teach" not in words(lesson)
    state(lesson, minutes=126, objectives={"a": "Tell <one> thing.", "b": "Weigh another."})
    told = words(lesson)
    assert "(planned: 126 min)" in _row(told)
    assert "Planned in all: 2 h 06 min." in told
    taught = told[told.index("What the modules teach") :]
    assert "01 Exclusion & after" in taught
    assert "Tell <one> thing." in taught
    assert taught.index("Tell <one> thing.") < taught.index("Weigh another.")


def test_a_module_of_practice_states_no_objectives_there(tmp_path: Path) -> None:
    lesson = copied(tmp_path, PRACTICE)
    state(lesson, objectives={"a": "Tell one thing."})
    assert "Tell one thing." not in words(lesson)


def test_a_name_stands_there_only_if_it_is_given_and_is_only_text(tmp_path: Path) -> None:
    lesson = copied(tmp_path, GRADED)
    assert "wf-name" not in print_record(lesson.parent).read_text(encoding="utf-8").split("</style>")[1]
    assert "<script>Ada \udce9" not in words(lesson)
    assert "<script>Ada ?" in words(lesson, name="<script>Ada \udce9")


def test_a_module_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    lesson = copied(tmp_path, GRADED)
    copy(tmp_path / "more", module="02-other", title="Other", cases=[GRADED])
    (tmp_path / "more" / "my-course" / "02-other").rename(lesson.parent / "02-other")
    (lesson.parent / "02-other" / "cases.json").write_text("{")
    (lesson / JOURNAL).write_bytes(b"{\n")
    told = words(lesson)
    assert "02-other cannot be read" in told
    assert "not begun (some answers could not be read)" in told


def at(*minutes: float) -> Journal:
    """Return a journal with an event at each of these minutes after nine."""
    times = [f"2026-11-23T{9 + int(m // 60):02}:{int(m % 60):02}:{round(m % 1 * 60):02}.000000Z" for m in minutes]
    return Journal([{"id": str(i), "at": time, "event": "answer"} for i, time in enumerate(times)])


@pytest.mark.parametrize(
    ("journal", "minutes"),
    [
        (at(), 0),
        (at(0), 0),
        (at(0, 2, 4.5), 4.5),
        (at(0, 5), 5),
        (at(0, 5.5), 0),
        (at(0, 2, 90, 91), 3),
    ],
)
def test_time_is_the_sum_of_pauses_of_at_most_five_minutes(journal: Journal, minutes: float) -> None:
    assert worked(journal) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(0, "–"), (0.2, "under a minute"), (1, "about 1 min"), (59.4, "about 59 min"), (59.6, "about 1 h 00 min")],
)
def test_time_is_told_in_words(minutes: float, told: str) -> None:
    assert in_words(timedelta(minutes=minutes)) == told


def _row(told: str) -> str:
    return told[told.index("Law as of") : told.index("Time in all")]
