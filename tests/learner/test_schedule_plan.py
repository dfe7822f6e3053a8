"""What comes back is read from the journals of a workspace: home journals alone, whatever state they are in."""

import json
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from tests.effort import ON_DISK
from tests.learner.test_schedule import MONDAY, RIGHT, WORDING, WRONG, asked, on
from tests.variants_told import case_with_variants
from wellfounded.content.case import CASES, Case, public_part
from wellfounded.content.questions import Question, kinds
from wellfounded.journal.file import JOURNAL, append, new_event
from wellfounded.learner.schedule import due, plan


def lay(workspace: Path, *cases: Case, lesson: str = "01-one") -> Path:
    """Lay out a lesson with these cases, as the release does; return where its journal lies."""
    (workspace / lesson).mkdir()
    document = {"module": lesson, "cases": [public_part(case) for case in cases]}
    (workspace / lesson / CASES).write_text(json.dumps(document))
    return workspace / lesson / JOURNAL


def case(name: str = "c", use: Any = "practice", questions: list[Question] | None = None) -> Case:
    return Case(
        id=name,
        title=name.upper(),
        use=use,
        jurisdiction="any",
        law_as_of="2026-01-01",
        facts=Markup(""),
        questions=questions or [asked()],
    )


def write(path: Path, *told: tuple[float, str, Any], **about: Any) -> None:
    """Write events, each a day after Monday, its name and its response."""
    for day, event, response in told:
        at = f"{MONDAY + timedelta(days=day):%Y-%m-%dT%H:%M:%S.%fZ}"
        line = {"at": at, "event": event, "case": "c", "question": "q1", "wording": WORDING, "response": response}
        with path.open("a") as journal:
            journal.write(json.dumps({"v": 1, "id": str(uuid.uuid4()), **line, **about}) + "\n")


def test_days_are_those_of_the_learners_own_clock(tmp_path: Path) -> None:
    path = lay(tmp_path, case())
    write(path, (0.6, "try", WRONG))  # 23:24 in Greenwich, and the next morning in Auckland
    auckland = timezone(timedelta(hours=13))
    assert [each.day for each in plan(tmp_path, MONDAY + timedelta(days=1)).questions] == [on(1)]
    assert [each.day for each in plan(tmp_path, (MONDAY + timedelta(days=1)).astimezone(auckland)).questions] == [on(2)]


def test_times_written_in_another_way_keep_the_order_of_their_lines(tmp_path: Path) -> None:
    path = lay(tmp_path, case())
    write(path, (0, "hint", None))
    write(path, (0, "try", RIGHT), at="2026-11-23T01:00:00+14:00")
    write(path, (0, "try", WRONG), at="2026-11-22T20:00:00Z")
    assert [each.day for each in plan(tmp_path, MONDAY).questions] == [on(1)]


def test_what_is_due_says_case_day_and_wait_and_stays_due_until_it_is_answered(tmp_path: Path) -> None:
    path = lay(tmp_path, case())
    write(path, (0, "try", WRONG))
    assert due(tmp_path, MONDAY) == []
    for later in (1, 2, 400):
        (found,) = due(tmp_path, MONDAY + timedelta(days=later))
        assert (found.home, found.case.id, found.question.id) == (path.parent, "c", "q1")
        assert (found.day, found.interval) == (on(1), 1)
    write(path, (2, "try", RIGHT))
    assert due(tmp_path, MONDAY + timedelta(days=2)) == []


def test_of_a_case_with_variants_one_not_seen_yet_comes_back_and_all_are_one_card(tmp_path: Path) -> None:
    practice = case_with_variants("practice")
    path = lay(tmp_path, practice)
    about = {"case": "two"}
    write(path, (0, "try", WRONG), **about, question="q1", wording="wording ")
    (found,) = due(tmp_path, MONDAY + timedelta(days=1))
    assert (found.case.variant, found.question.id) == ("b", "bq1")
    write(path, (1, "try", ["a"]), **about, question="bq1", wording="wording b")
    assert due(tmp_path, MONDAY + timedelta(days=1)) == []
    (found,) = plan(tmp_path, MONDAY + timedelta(days=1)).later
    assert (found.case.variant, found.day, found.interval) == ("c", on(3), 2)
    write(path, (3, "try", WRONG), **about, question="cq1", wording="wording c")
    (found,) = due(tmp_path, MONDAY + timedelta(days=4))
    assert (found.case.variant, found.question.id) == ("", "q1")


def test_it_is_ordered_by_day_then_as_in_the_course(tmp_path: Path) -> None:
    second = lay(tmp_path, case("z"), case("a", questions=[asked(), asked("q2")]), lesson="02-two")
    first = lay(tmp_path, case(), lesson="01-one")
    write(second, (0, "try", WRONG), case="z")
    for name in ("q2", "q1"):
        write(second, (0.1, "try", WRONG), case="a", question=name)
    write(first, (0.2, "try", WRONG))
    write(first, (1, "try", WRONG))
    found = plan(tmp_path, MONDAY + timedelta(days=1)).questions
    assert [(each.case.id, each.question.id) for each in found] == [("z", "q1"), ("a", "q1"), ("a", "q2"), ("c", "q1")]


def test_the_same_journals_give_the_same_days_whatever_the_order_of_their_lines(tmp_path: Path) -> None:
    path = lay(tmp_path, case())
    write(
        path,
        (0, "try", WRONG),
        (1, "hint", None),
        (1.1, "try", RIGHT),
        (2, "try", RIGHT),
        (2, "sure", 3),
        (9, "try", WRONG),
    )
    now = MONDAY + timedelta(days=30)
    once = plan(tmp_path, now)
    path.write_text("\n".join(reversed(path.read_text().splitlines())))
    assert plan(tmp_path, now) == once
    assert once.due


@pytest.mark.parametrize(
    "about",
    [
        {"case": "other"},
        {"question": "q2"},
        {"wording": "0" * 12},
        {"wording": None},
        {"case": ["c"]},
        {"question": {}},
    ],
)
def test_other_cases_and_earlier_wordings_bring_nothing_back(tmp_path: Path, about: dict[str, Any]) -> None:
    write(lay(tmp_path, case()), (0, "try", WRONG), **about)
    assert plan(tmp_path, MONDAY + timedelta(days=9)).questions == []


def test_only_the_home_journal_of_a_case_counts(tmp_path: Path) -> None:
    lay(tmp_path, case())
    write(lay(tmp_path, case("other"), lesson="02-two"), (0, "try", WRONG))
    assert plan(tmp_path, MONDAY + timedelta(days=9)).questions == []


def test_what_is_graded_or_weighed_by_a_person_never_comes_back(tmp_path: Path) -> None:
    written = replace(kinds()["written"].samples()[0].question, points=0, wording=WORDING)
    path = lay(tmp_path, case(use="graded", questions=[replace(asked(), points=2)]), case("w", questions=[written]))
    write(path, (0, "try", WRONG))
    write(path, (0, "try", "because"), case="w")
    assert plan(tmp_path, MONDAY + timedelta(days=9)).questions == []


def test_a_damaged_journal_loses_what_is_damaged_alone(tmp_path: Path) -> None:
    path = lay(tmp_path, case())
    write(path, (0, "try", WRONG))
    path.write_bytes(b'{"torn\n\xff\xfe\n' + path.read_bytes() + b'{"id": "x", "at": "soon", "event": "try"}\n[]')
    for at in ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "not a time"):
        write(path, (5, "try", RIGHT), at=at)
    assert [each.day for each in due(tmp_path, MONDAY + timedelta(days=1))] == [on(1)]


def test_a_clock_that_was_wrong_once_stops_no_review(tmp_path: Path) -> None:
    path = lay(tmp_path, case())
    write(path, (0, "try", WRONG), (23_000, "try", WRONG))  # sixty years ahead
    event = append(path, new_event("try", "c", "q1", wording=WORDING, response=WRONG))
    again = datetime.fromisoformat(event["at"])
    assert [each.day for each in plan(tmp_path, again).questions] == [again.date() + timedelta(days=1)]


def test_a_journal_that_cannot_be_read_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    lay(tmp_path, case("other")).mkdir()
    write(lay(tmp_path, case(), lesson="02-two"), (0, "try", WRONG))
    found = plan(tmp_path, MONDAY + timedelta(days=1))
    assert found.unread == ["01-one"]
    assert [each.case.id for each in found.due] == ["c"]


def test_a_damaged_cases_json_and_an_empty_workspace_bring_nothing(tmp_path: Path) -> None:
    write(lay(tmp_path, case()), (0, "try", WRONG))
    (tmp_path / "01-one" / CASES).write_text("{")
    assert plan(tmp_path, MONDAY).questions == plan(tmp_path / "gone", MONDAY).questions == []


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["a", "b", 1, 3]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
times = st.sampled_from([f"2026-11-{day:02}T09:00:00.000000Z" for day in range(1, 29)])
odd_times = st.datetimes(timezones=st.just(UTC)).map(datetime.isoformat) | st.sampled_from(
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999999Z", "9999-12-31", "2026-11-20", "20261120T09"]
)
about = {"case": st.just("c"), "question": st.just("q1"), "wording": st.just(WORDING)}
told = {
    "id": st.uuids().map(str),
    "at": times,
    "event": st.sampled_from(["try", "hint", "sure"]),
    "response": st.sampled_from([RIGHT, WRONG, 1, 3]) | anything,
}
plausible = st.fixed_dictionaries({**about, **told})
odd = st.fixed_dictionaries({name: kind | anything for name, kind in {**about, **told, "at": odd_times}.items()})


@ON_DISK
@given(lines=st.lists(plausible | odd, max_size=12), torn=st.binary(max_size=20), kind=st.sampled_from(sorted(kinds())))
def test_no_journal_whatever_raises_or_is_read_in_two_ways(
    tmp_path_factory: pytest.TempPathFactory, lines: list[dict[str, Any]], torn: bytes, kind: str
) -> None:
    workspace = tmp_path_factory.mktemp("workspace")
    question = replace(kinds()[kind].samples()[0].question, id="q1", points=0, wording=WORDING)
    path = lay(workspace, case(questions=[question]))
    path.write_bytes(b"\n".join([*(json.dumps(each).encode() for each in lines), torn]))
    found = plan(workspace, MONDAY)
    assert plan(workspace, MONDAY) == found
    assert len(found.questions) <= 1
    assert all(each.interval >= 1 for each in found.questions)
    assert all(each.day - timedelta(days=each.interval) <= MONDAY.date() for each in found.questions)
