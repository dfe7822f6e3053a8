"""Journals: append, replay, merge; lines that are torn, foreign or no text; clocks that go back."""

import errno
import fcntl
import json
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import ON_DISK
from wellfounded.journal import events
from wellfounded.journal import file as journal
from wellfounded.journal import lines as journal_lines
from wellfounded.journal.file import (
    JOURNAL,
    Event,
    Journal,
    TooLargeError,
    append,
    merge,
    merge_into,
    new_event,
    parse,
    replay,
    to_line,
)

NAMES = st.text("abc", min_size=1, max_size=2)
EVENTS = st.builds(
    lambda name, at, event, response: {
        "v": 1,
        "id": name,
        "at": at,
        "event": event,
        "case": "c",
        "question": "q1",
        "wording": "w",
        "response": response,
    },
    NAMES,
    st.sampled_from(["2026-01-01T00:00:00.000001Z", "2026-01-01T00:00:00.000002Z", "2026-10-01T00:00:00.000000Z"]),
    st.sampled_from(["answer", "try", "handin"]),
    st.lists(st.sampled_from("abcd")),
)
# An id names one event: two that share it are the same one.
JOURNALS = st.lists(EVENTS, unique_by=lambda event: event["id"]).map(
    lambda events: [{**e, "case": e["id"]} for e in events]
)


def answered(response: object, question: str = "q1") -> Event:
    return new_event("answer", "c", question, wording="w", response=response)


def test_what_was_appended_is_replayed_in_order(journal_path: Path) -> None:
    written = [append(journal_path, answered([letter])) for letter in "abcabc"]
    assert replay(journal_path).events == written
    assert replay(journal_path).skipped == 0
    last = replay(journal_path).latest("answer", "c", "q1")
    assert last is not None
    assert last["response"] == ["c"]


def test_an_absent_journal_is_an_empty_one(journal_path: Path) -> None:
    assert replay(journal_path) == Journal()


def test_a_line_has_the_fields_of_the_format(journal_path: Path) -> None:
    append(journal_path, answered(["b"]))
    (text,) = journal_path.read_text().splitlines()
    assert list(json.loads(text)) == ["v", "id", "event", "case", "question", "wording", "response", "at"]


def test_a_torn_last_line_costs_only_itself(journal_path: Path) -> None:
    first = append(journal_path, answered(["a"]))
    with journal_path.open("ab") as file:
        file.write(b'{"v": 1, "id": "torn", "at": "2026')
    second = append(journal_path, answered(["b"]))
    assert replay(journal_path).events == [first, second]
    assert replay(journal_path).skipped == 1


@pytest.mark.parametrize(
    "odd",
    [b"\xff\xfe\x00", b"not json", b"[1, 2]", b'{"id": 1, "at": "x", "event": "answer"}', b'{"event": "answer"}',
     b'{"id": "x", "at": "y", "event": "answer", "response": NaN}', b"[" * 100_000, b"9" * 10_000],
    ids=["no-utf8", "no-json", "no-object", "odd-id", "no-id", "nan", "deep", "huge-number"],
)  # fmt: skip
def test_a_line_that_is_no_event_is_skipped_and_counted(journal_path: Path, odd: bytes) -> None:
    event = append(journal_path, answered(["a"]))
    with journal_path.open("ab") as file:
        file.write(odd + b"\n")
    assert replay(journal_path).events == [event]
    assert replay(journal_path).skipped == 1


@pytest.mark.parametrize("newer", [{"event": "dance"}, {"v": 2}, {"v": 9, "response": 7}], ids=repr)
def test_an_event_of_a_newer_release_is_kept_apart_and_no_mistake(journal_path: Path, newer: dict[str, object]) -> None:
    event = append(journal_path, {**answered(["a"]), "more": {"a": 1}})
    other = {**event, "id": "x", **newer}
    with journal_path.open("ab") as file:
        file.write(to_line(other))
    found = replay(journal_path)
    assert (found.events, found.newer, found.skipped) == ([event], [other], 0)


ODD: dict[str, list[object]] = {
    "id": [None, 1, "", "x" * 201, ["x"]],
    "at": [None, 7, "x" * 65, ["2026"]],
    "case": [None, 7, "", ["c"], {"c": 1}, "c" * 201],
    "question": [None, 7, [], {}],
    "wording": [None, 7, [], "w" * 65],
    "clock": [None, 7, "x" * 65],
    "module": [None, 7, ["01"]],
    "number": [None, "1", -1, True, 1.5, 10**9],
}
FIELDS: list[tuple[str, str, list[object]]] = [
    ("sure", "response", [0, 4, True, 2.0, "2", [2], {}]),
    ("skip", "response", [None, 0, 1, "true", [], {}]),
    (
        "selfmark",
        "response",
        [None, [], 3, {"a": "1"}, {"a": True}, {"a": -1}, {"a": [1]}, {str(n): 1 for n in range(1001)}],
    ),
    ("regrade", "response", [None, 7, [], "", "  ", "x" * 2001]),
    ("marked", "handin", [None, 7, [], {}]),
    ("marked", "points", [None, "7", True, -1, 10**9]),
    ("marked", "questions", [None, [], {"a": None}, {"a": [1]}, {"a": [1, 2, 3]}, {"a": [1, "2"]}, {"a": {"b": 1}}]),
    ("marked", "objectives", [None, [], {"a": [1, 2]}, {"a": [1, 2, True]}]),
]
SOUND: dict[str, dict[str, object]] = {
    "answer": {"response": None}, "try": {"response": {}}, "hint": {}, "sure": {"response": 3},
    "skip": {"response": True},
    "selfmark": {"response": {"a": 1.5}}, "handin": {"number": 1},
    "regrade": {"response": "My second reason was not counted."},
    "marked": {"handin": "h", "points": 1, "most": 2.5},
}  # fmt: skip


@pytest.mark.parametrize(
    ("event", "name", "value"),
    [(event, name, value) for name, values in ODD.items() for value in values for event in ("answer", "handin")]
    + [(event, name, value) for event, name, values in FIELDS for value in values],
)
def test_an_event_with_a_field_that_is_none_is_skipped_and_counted(event: str, name: str, value: object) -> None:
    sound = {**new_event(event, "c", "q1", wording="w", **SOUND[event]), "at": "2026-01-01T00:00:00.000000Z"}
    assert parse(to_line(sound)).events == [sound]
    assert parse(to_line({**sound, name: value})) == Journal(skipped=1)


@pytest.mark.parametrize("event", [each for each in SOUND if each != "handin"])
def test_an_event_without_a_field_that_it_must_have_is_skipped_and_counted(event: str) -> None:
    sound = {**new_event(event, "c", "q1", wording="w", **SOUND[event]), "at": "2026-01-01T00:00:00.000000Z"}
    for name in {*events.FIELDS[event], "id", "at"}:
        assert parse(to_line({key: value for key, value in sound.items() if key != name})) == Journal(skipped=1)


@pytest.mark.parametrize(
    "odd", [{"event": "dance"}, {"response": [float("inf")]}, {"response": "x" * 2**18}, {"case": ""}]
)
def test_what_would_not_be_read_again_is_not_written(journal_path: Path, odd: dict[str, object]) -> None:
    before = append(journal_path, answered(["a"]))
    with pytest.raises(ValueError, match=r"JSON|not a valid event"):
        append(journal_path, {**answered(["b"]), **odd})
    assert replay(journal_path) == Journal([before])


def test_a_response_may_be_deep_but_not_endlessly(journal_path: Path) -> None:
    deep: list[object] = ["a"]
    for _ in range(15):
        deep = [deep, "]]]]]]]]]]]]]]]]]]]]]]"]
    append(journal_path, answered(deep))
    for _ in range(500):
        deep = [deep]
    data = journal_path.read_bytes() + to_line({**answered(deep), "at": "2026-01-01T00:00:00.000000Z"})
    assert parse(data) == Journal(replay(journal_path).events, skipped=1)


def wrong(number: int, year: int = 2090, **more: object) -> Event:
    return {**answered([f"{number}"]), "id": f"wrong-{number}"} | {"at": f"{year}-01-01T00:00:00.{number:06}Z", **more}


@pytest.mark.parametrize(
    "at",
    ["2999-01-01T00:00:00.000000Z", "8999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z", "noon", "",
     "2026-01-01", "2026-02-30T00:00:00.000000Z", "0001-01-01T00:00:00.000000Z", "1000-01-01T00:00:00.000000Z"],
)  # fmt: skip
def test_a_clock_that_was_wrong_stops_no_answer_and_carries_no_time_along(journal_path: Path, at: str) -> None:
    first = append(journal_path, answered(["first"]))
    with journal_path.open("ab") as file:
        file.write(to_line({**answered(["wrong"]), "at": at}))
    before = datetime.now(UTC)
    after = append(journal_path, answered(["after"]))
    assert (
        before - timedelta(seconds=1) < datetime.fromisoformat(after["at"]) < datetime.now(UTC) + timedelta(seconds=1)
    )
    kept = replay(journal_path)
    assert [event["response"] for event in kept.events] == [["first"], ["wrong"], ["after"]]
    assert kept.events[1]["clock"] == at
    assert first["at"] < kept.events[1]["at"] < after["at"]
    assert (kept.clock_errors, kept.skipped) == (1, 0)


def test_once_put_right_a_journal_says_so_by_itself_and_is_read_alike_on_every_day(journal_path: Path) -> None:
    append(journal_path, answered(["first"]))
    with journal_path.open("ab") as file:
        file.write(b"".join(to_line(wrong(n)) for n in range(50)))
    append(journal_path, new_event("handin", module="01-one", number=1))
    append(journal_path, answered(["after"]))
    graded = parse(journal_path.read_bytes())  # which knows no day
    assert graded == replay(journal_path)
    counted = graded.counted().latest("answer", "c", "q1")
    assert counted is not None
    assert counted["response"] == ["49"]
    length = len(journal_path.read_bytes())
    append(journal_path, answered(["later"]))
    assert journal_path.read_bytes()[length:].count(b"\n") == 1, "it was put right twice"


def test_what_is_no_time_comes_before_the_earliest_of_times(journal_path: Path) -> None:
    earliest = wrong(2, 1970, at="1970-01-01T00:00:01.000000Z")
    journal_path.write_bytes(b"".join(to_line(wrong(n, at="noon")) for n in range(2)) + to_line(earliest))
    assert [event["id"] for event in parse(journal_path.read_bytes()).events] == ["wrong-0", "wrong-1", "wrong-2"]


def test_a_wrong_clock_before_all_others_comes_first(journal_path: Path) -> None:
    journal_path.write_bytes(to_line(wrong(1)) + to_line(wrong(2)) + to_line(wrong(0, 2025)))
    assert [event["id"] for event in replay(journal_path).events] == ["wrong-1", "wrong-2", "wrong-0"]
    journal_path.write_bytes(to_line(wrong(1)) + to_line(wrong(2)))
    assert [event["id"] for event in replay(journal_path).events] == ["wrong-1", "wrong-2"]
    assert replay(journal_path).events[-1]["at"] < datetime.now(UTC).isoformat()


def test_nobody_rewrites_an_answer_by_saying_that_its_clock_was_wrong(journal_path: Path) -> None:
    event = append(journal_path, answered(["a"]))
    earlier = {**event, "at": "2001-01-01T00:00:00.000000Z", "clock": event["at"]}
    later = {**event, "at": "2027-01-01T00:00:00.000000Z", "clock": event["at"]}
    other = {**earlier, "response": ["b"]}
    for forged, kept in ((later, event), (other, event), ({**earlier, "clock": "x"}, event), (earlier, earlier)):
        assert parse(to_line(event) + to_line(forged)).events == [kept]


def test_two_hours_of_another_computers_clock_are_waited_for(journal_path: Path) -> None:
    ahead = f"{datetime.now(UTC) + timedelta(hours=2):%Y-%m-%dT%H:%M:%S.%fZ}"
    merge_into(journal_path, [{**new_event("handin"), "at": ahead}])
    assert append(journal_path, answered(["after"]))["at"] > ahead
    assert replay(journal_path).clock_errors == 0


def test_only_what_stood_at_the_last_hand_in_counts(journal_path: Path) -> None:
    append(journal_path, answered(["a"]))
    append(journal_path, new_event("handin", "c"))
    append(journal_path, answered(["b"]))
    counted = replay(journal_path).counted().latest("answer", "c", "q1")
    assert counted is not None
    assert counted["response"] == ["a"]


def test_without_a_hand_in_the_last_answer_counts(journal_path: Path) -> None:
    append(journal_path, answered(["a"]))
    append(journal_path, answered(["b"]))
    assert replay(journal_path).counted() == replay(journal_path)


def test_an_event_sent_twice_counts_once(journal_path: Path) -> None:
    event = answered(["a"])
    append(journal_path, event)
    append(journal_path, event)
    assert len(replay(journal_path).events) == 1


def test_nan_is_refused_before_it_reaches_the_disk(journal_path: Path) -> None:
    with pytest.raises(ValueError, match="JSON"):
        append(journal_path, answered(float("nan")))
    assert replay(journal_path).events == []


@given(JOURNALS, JOURNALS)
def test_merging_is_the_union_by_id_in_the_order_of_time(ours: list[Event], theirs: list[Event]) -> None:
    merged = merge(ours, theirs).events
    assert {event["id"] for event in merged} == {event["id"] for event in ours + theirs}
    assert merged == sorted(merged, key=lambda event: (event["at"], event["id"]))


@given(JOURNALS)
def test_merging_with_itself_changes_nothing(events: list[Event]) -> None:
    assert merge(events, events) == merge(events)


@ON_DISK
@given(JOURNALS, JOURNALS)
def test_merging_into_a_file_is_the_same_union_and_a_second_time_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, ours: list[Event], theirs: list[Event]
) -> None:
    path = tmp_path_factory.mktemp("journal") / JOURNAL
    path.write_text("".join(f"{json.dumps(event)}\n" for event in merge(ours).events))
    new = merge_into(path, theirs)
    assert {event["id"] for event in new} == {each["id"] for each in theirs} - {each["id"] for each in ours}
    assert replay(path) == merge(ours, theirs)
    before = path.read_bytes()
    assert merge_into(path, theirs) == []
    assert path.read_bytes() == before


@pytest.mark.parametrize("clock", ["2997", "2999"], ids=["behind ours", "ahead of ours"])
def test_an_answer_after_a_merge_is_the_last_whatever_the_clocks_said(journal_path: Path, clock: str) -> None:
    journal_path.write_text(json.dumps({**answered(["ours"]), "at": "2998-01-01T00:00:00.000000Z"}) + "\n")
    merge_into(journal_path, [{**answered([f"{n}"]), "at": f"{clock}-01-01T00:00:00.{n:06}Z"} for n in range(500)])
    after = append(journal_path, answered(["after"]))
    assert replay(journal_path).events[-1] == after
    assert len(replay(journal_path).events) == 502


def test_merging_after_a_torn_line_loses_nothing(journal_path: Path) -> None:
    first = append(journal_path, answered(["a"]))
    with journal_path.open("ab") as file:
        file.write(b'{"v": 1, "id": "torn", "at": "2026')
    other = {**answered(["b"]), "at": f"{datetime.now(UTC) + timedelta(hours=1):%Y-%m-%dT%H:%M:%S.%fZ}"}
    assert merge_into(journal_path, [other]) == [other]
    assert replay(journal_path) == Journal([first, other], skipped=1)


def test_merging_nothing_makes_no_file(journal_path: Path) -> None:
    assert merge_into(journal_path, []) == []
    assert list(journal_path.parent.iterdir()) == []


def test_a_journal_that_could_not_be_handed_in_is_not_made(journal_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(journal_path, answered(["a"]))
    before = journal_path.read_bytes()
    monkeypatch.setattr(journal, "MAX_BYTES", len(before) + 10)
    with pytest.raises(TooLargeError, match="would be larger"):
        merge_into(journal_path, [{**answered(["b"]), "at": "2026-01-01T00:00:00.000000Z"}])
    assert journal_path.read_bytes() == before


ENCODINGS = {"mark": ("utf-8-sig", "\n"), "windows": ("utf-8", "\r\n"), "utf-16": ("utf-16", "\n"),
             "utf-16 windows": ("utf-16", "\r\n"), "utf-16 big": ("utf-16-be", "\n")}  # fmt: skip


@pytest.mark.parametrize(("encoding", "end"), ENCODINGS.values(), ids=ENCODINGS)
def test_a_journal_that_an_editor_saved_in_another_way_is_read_and_written_on(
    journal_path: Path, encoding: str, end: str
) -> None:
    given = [append(journal_path, answered([text])) for text in ("a", "é 笊 🙂", "{")]
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    journal_path.write_bytes((mark + journal_path.read_text("utf-8").replace("\n", end)).encode(encoding))
    assert replay(journal_path) == Journal(given)
    given += [append(journal_path, answered([text])) for text in ("b", "ü")]
    assert replay(journal_path) == Journal(given)


def test_a_journal_too_large_to_be_one_is_refused_by_name_and_not_made(
    journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_lines, "MAX_LINES", 20)
    monkeypatch.setattr(journal, "MAX_LINES", 20)
    with pytest.raises(TooLargeError, match="longer than 10 lines"):
        merge_into(journal_path, [wrong(n, 2025) for n in range(11)])
    merge_into(journal_path, [wrong(n, 2025) for n in range(10)])
    for _ in range(10):
        append(journal_path, answered(["a"]))
    with pytest.raises(TooLargeError, match="longer than 20 lines"):
        append(journal_path, answered(["b"]))
    assert len(replay(journal_path).events) == 20
    with journal_path.open("ab") as file:
        file.write(b"\n")
    with pytest.raises(TooLargeError, match=re.escape(f"{journal_path} is larger than any")):
        replay(journal_path)
    monkeypatch.setattr(journal_lines, "MAX_BYTES", 10)
    with pytest.raises(TooLargeError, match=r"answers\.jsonl is larger than any"):
        parse(journal_path.read_bytes())


def test_twenty_thousand_hand_ins_are_told_apart() -> None:
    lines = [
        to_line({**new_event("handin"), "id": f"{n}", "at": f"2026-01-01T00:00:00.{n:06}Z"}) for n in range(20_000)
    ]
    parts = parse(b"".join(lines)).handins()
    assert [part.last["id"] for part in parts if part.last] == [f"{n}" for n in range(20_000)]
    assert parts[19_999].find("19999") and not parts[50].find("51")  # noqa: PT018


def test_a_part_of_a_journal_knows_what_stood_in_it_alone(journal_path: Path) -> None:
    a = append(journal_path, answered(["a"]))
    handed = append(journal_path, new_event("handin", module="m", number=1))
    b = append(journal_path, answered(["b"]))
    append(journal_path, new_event("handin", module="m", number=2))
    whole = replay(journal_path)
    first, second = whole.handins()
    assert first == Journal([a, handed])
    assert (first.latest("answer", "c", "q1"), second.latest("answer", "c", "q1")) == (a, b)
    assert (list(first.about("answer", "c", "q1")), first.find(b["id"]), len(first.handins())) == ([a], None, 1)
    assert whole.before(b) == first
    assert whole.counted() == whole.handins()[-1] == second


def test_only_the_learner_can_read_a_journal(journal_path: Path) -> None:
    append(journal_path, answered(["a"]))
    assert {each.stat().st_mode & 0o777 for each in journal_path.parent.iterdir()} == {0o600}


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL])
def test_a_file_system_without_locks_keeps_answers(
    journal_path: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flock(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", flock)
    event = append(journal_path, answered(["a"]))
    assert replay(journal_path).events == [event]


@given(st.binary())
def test_any_bytes_can_be_read(data: bytes) -> None:
    assert isinstance(parse(data), Journal)
