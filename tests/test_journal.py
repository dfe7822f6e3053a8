"""Journals: append, replay, merge; lines that are torn, foreign or no text; clocks that go back."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellfounded import journal
from wellfounded.journal import (
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
        "response": response,
    },
    NAMES,
    st.sampled_from(["2026-01-01T00:00:00.000001Z", "2026-01-01T00:00:00.000002Z", "2027-01-01T00:00:00Z"]),
    st.sampled_from(["answer", "try", "handin", "something-new"]),
    st.lists(st.sampled_from("abcd")),
)
# An id names one event: two that share it are the same one.
JOURNALS = st.lists(EVENTS, unique_by=lambda event: event["id"]).map(
    lambda events: [{**e, "case": e["id"]} for e in events]
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / JOURNAL


def answered(response: object, question: str = "q1") -> Event:
    return new_event("answer", "c", question, wording="w", response=response)


def test_what_was_appended_is_replayed_in_order(path: Path) -> None:
    written = [append(path, answered([letter])) for letter in "abcabc"]
    assert replay(path).events == written
    assert replay(path).skipped == 0
    last = replay(path).latest("answer", "c", "q1")
    assert last is not None
    assert last["response"] == ["c"]


def test_an_absent_journal_is_an_empty_one(path: Path) -> None:
    assert replay(path) == Journal()


def test_a_line_has_the_fields_of_the_format(path: Path) -> None:
    append(path, answered(["b"]))
    (line,) = path.read_text().splitlines()
    assert list(json.loads(line)) == ["v", "id", "event", "case", "question", "wording", "response", "at"]


def test_a_torn_last_line_costs_only_itself(path: Path) -> None:
    first = append(path, answered(["a"]))
    with path.open("ab") as file:
        file.write(b'{"v": 1, "id": "torn", "at": "2026')
    second = append(path, answered(["b"]))
    assert replay(path).events == [first, second]
    assert replay(path).skipped == 1


@pytest.mark.parametrize(
    "line",
    [b"\xff\xfe\x00", b"not json", b"[1, 2]", b'{"id": 1, "at": "x", "event": "answer"}', b'{"event": "answer"}',
     b'{"id": "x", "at": "y", "event": "answer", "response": NaN}', b"[" * 100_000, b"9" * 10_000],
    ids=["no-utf8", "no-json", "no-object", "odd-id", "no-id", "nan", "deep", "huge-number"],
)  # fmt: skip
def test_a_line_that_is_no_event_is_skipped_and_counted(path: Path, line: bytes) -> None:
    event = append(path, answered(["a"]))
    with path.open("ab") as file:
        file.write(line + b"\n")
    assert replay(path).events == [event]
    assert replay(path).skipped == 1


def test_unknown_events_and_fields_are_kept() -> None:
    line = b'{"v": 9, "id": "x", "at": "2030-01-01T00:00:00Z", "event": "dance", "more": {"a": 1}}'
    (event,) = parse(line).events
    assert event["more"] == {"a": 1}


def test_a_clock_set_back_does_not_reorder_answers(path: Path) -> None:
    ahead = {**answered(["a"]), "at": "2999-01-01T00:00:00.000000Z"}
    path.write_text(json.dumps(ahead) + "\n")
    after = append(path, answered(["b"]))
    assert after["at"] == "2999-01-01T00:00:00.000001Z"
    assert replay(path).events[-1]["response"] == ["b"]


def test_only_what_stood_at_the_last_hand_in_counts(path: Path) -> None:
    append(path, answered(["a"]))
    append(path, new_event("handin", "c"))
    append(path, answered(["b"]))
    counted = replay(path).counted().latest("answer", "c", "q1")
    assert counted is not None
    assert counted["response"] == ["a"]


def test_without_a_hand_in_the_last_answer_counts(path: Path) -> None:
    append(path, answered(["a"]))
    append(path, answered(["b"]))
    assert replay(path).counted() == replay(path)


def test_an_event_sent_twice_counts_once(path: Path) -> None:
    event = answered(["a"])
    append(path, event)
    append(path, event)
    assert len(replay(path).events) == 1


def test_nan_is_refused_before_it_reaches_the_disk(path: Path) -> None:
    with pytest.raises(ValueError, match="JSON"):
        append(path, answered(float("nan")))
    assert replay(path).events == []


@given(JOURNALS, JOURNALS)
def test_merging_is_the_union_by_id_in_the_order_of_time(ours: list[Event], theirs: list[Event]) -> None:
    merged = merge(ours, theirs).events
    assert {event["id"] for event in merged} == {event["id"] for event in ours + theirs}
    assert merged == sorted(merged, key=lambda event: (event["at"], event["id"]))


@given(JOURNALS)
def test_merging_with_itself_changes_nothing(events: list[Event]) -> None:
    assert merge(events, events) == merge(events)


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
def test_an_answer_after_a_merge_is_the_last_whatever_the_clocks_said(path: Path, clock: str) -> None:
    path.write_text(json.dumps({**answered(["ours"]), "at": "2998-01-01T00:00:00.000000Z"}) + "\n")
    merge_into(path, [{**answered([f"{n}"]), "at": f"{clock}-01-01T00:00:00.{n:06}Z"} for n in range(500)])
    after = append(path, answered(["after"]))
    assert replay(path).events[-1] == after
    assert len(replay(path).events) == 502


def test_merging_after_a_torn_line_loses_nothing(path: Path) -> None:
    first = append(path, answered(["a"]))
    with path.open("ab") as file:
        file.write(b'{"v": 1, "id": "torn", "at": "2026')
    other = {**answered(["b"]), "at": "2030-01-01T00:00:00.000000Z"}
    assert merge_into(path, [other]) == [other]
    assert replay(path) == Journal([first, other], skipped=1)


def test_merging_nothing_makes_no_file(path: Path) -> None:
    assert merge_into(path, []) == []
    assert list(path.parent.iterdir()) == []


def test_a_journal_that_could_not_be_handed_in_is_not_made(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(path, answered(["a"]))
    before = path.read_bytes()
    monkeypatch.setattr(journal, "LIMIT", len(before) + 10)
    with pytest.raises(TooLargeError, match="would be larger"):
        merge_into(path, [{**answered(["b"]), "at": "2026-01-01T00:00:00.000000Z"}])
    assert path.read_bytes() == before


def test_a_time_at_the_end_of_all_times_stops_no_answer(path: Path) -> None:
    path.write_text(json.dumps({**answered(["a"]), "at": "9999-12-31T23:59:59.999999Z"}) + "\n")
    assert append(path, answered(["b"]))["at"] < "9999"


@given(st.binary())
def test_any_bytes_can_be_read(data: bytes) -> None:
    assert isinstance(parse(data), Journal)
