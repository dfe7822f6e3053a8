"""Almost-right events by the thousand, through the reader of journals: whatever it lets through, all may rely on."""

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import FULL, ON_DISK
from wellfounded.journal import clock, events
from wellfounded.journal.file import JOURNAL, append, merge, new_event, replay
from wellfounded.journal.history import Journal, build, events_by_id, parse
from wellfounded.journal.lines import parse_lines

# A strategy draws a few values for each field; events are then put together of those, right and wrong, by the thousand.
EXAMPLES, EVENTS = (250, 2000) if FULL else (25, 100)  # half a million events in full
PRESENT = datetime(2026, 11, 29, tzinfo=UTC)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-3, 2000)
    | st.sampled_from([10**400, float("inf"), float("nan"), 1e308, -0.0, "", "a", "q1", "\ud800", "\0", "x" * 300])
)
ODD = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "\ud800"]), inner)
)
TIMES = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda each: f"{each:%Y-%m-%dT%H:%M:%S.%fZ}")
EDGES = [f"{year}-01-01T00:00:00.000000Z" for year in ("0001", "1000", "1969", "1970")]
RIGHT: dict[str, st.SearchStrategy[Any]] = {
    "v": st.just(1),
    "id": st.sampled_from([f"id-{n}" for n in range(40)]),
    "at": TIMES
    | st.sampled_from(["2090-01-01T00:00:00.000000Z", "8999-12-31T23:59:59.999999Z", "noon", "2026", *EDGES]),
    "event": st.sampled_from([*events.FIELDS]),
    "case": st.sampled_from(["c", "d"]),
    "question": st.sampled_from(["q1", "q2"]),
    "wording": st.just("0" * 12),
    "response": st.sampled_from([["a"], True, 2, {"a": 1}, None]),
    "clock": TIMES,
    "module": st.just("01-one"),
    "number": st.integers(0, 9),
    "handin": st.sampled_from(["id-1", "id-2"]),
    "points": st.integers(0, 9),
    "most": st.just(9),
    "questions": st.just({"c/q1": [1, 2]}),
    "objectives": st.just({"a": [1, 2, 3]}),
}
VALUES = st.fixed_dictionaries(
    {name: st.tuples(st.lists(right, min_size=2, max_size=6), ODD) for name, right in RIGHT.items()}
)


def made(values: dict[str, Any], chance: random.Random) -> bytes:
    """Return the line of an event, most of whose fields are right; perhaps torn, or with a byte of its own."""
    event = {}
    for name, (right, odd) in values.items():
        share = chance.random()
        if share > 0.03:
            event[name] = odd if share < 0.06 else chance.choice(right)
    text = json.dumps(event).encode()
    if chance.random() < 0.02:
        cut = chance.randrange(len(text))
        return text[:cut] + bytes([chance.randrange(256)]) + text[cut + chance.randrange(2) :]
    return text


def relied_on(journal: Journal) -> None:
    """Read every field of every event as those who use a journal do; what they rely on is so."""
    assert [events.is_valid(each) and events.is_known(each) for each in journal.events] == [True] * len(journal.events)
    times = [datetime.fromisoformat(each["at"]) for each in journal.events]
    assert times == sorted(times)
    assert len({each["id"] for each in journal.events}) == len(journal.events)
    b"".join(map(events.to_line, journal.events)).decode()
    for each in journal.events:
        assert journal.find(each["id"]) is each
        last = journal.latest(each["event"], each.get("case", ""), each.get("question", ""))
        assert last is not None
        assert last["at"] >= each["at"]
    assert all(part.last and part.last["event"] == "handin" for part in journal.handins())


@settings(max_examples=EXAMPLES)
@given(VALUES, st.integers(0, 2**32))
def test_whatever_a_journal_lets_through_all_may_rely_on(values: dict[str, Any], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (chance, not secrets)
    data = b"\n".join(made(values, chance) for _ in range(EVENTS))
    found = parse_lines(data)
    journal = parse(data)
    relied_on(journal)
    assert len(found.events) + found.skipped + len(found.newer) == sum(bool(each.strip()) for each in data.split(b"\n"))
    live = build(events_by_id(found.events), found, PRESENT)
    relied_on(live)
    assert all(clock.is_plausible_time(each["at"], PRESENT) for each in live.events)
    assert parse(b"".join(map(events.to_line, journal.events))) == Journal(journal.events)
    assert merge(journal.events, journal.events).events == journal.events


@ON_DISK
@given(VALUES, st.integers(0, 2**32))
def test_after_whatever_journal_an_answer_is_the_last(tmp_path_factory: Any, values: dict[str, Any], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    path: Path = tmp_path_factory.mktemp("fuzz") / JOURNAL
    path.write_bytes(b"\n".join(made(values, chance) for _ in range(50)))
    before = replay(path)
    written = append(path, new_event("answer", "c", "q1", wording="w", response=["mine"]))
    after = replay(path)
    assert after.last == written
    assert {each["id"] for each in after.events} == {*(each["id"] for each in before.events), written["id"]}
    assert parse(path.read_bytes()) == after, "it would be marked otherwise than it is shown"
    assert datetime.fromisoformat(written["at"]) < datetime.now(UTC) + timedelta(days=1, seconds=1)
