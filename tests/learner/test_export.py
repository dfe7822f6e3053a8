"""Answers travel: all of a copy as one file, merged into any other copy; a hostile file writes nothing but journals."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import ON_DISK
from tests.two_lesson_copy import ONE, TWO, answer, copy_in, files, kept
from wellfounded.content.case import Case, public_part
from wellfounded.content.questions import kinds
from wellfounded.journal.file import JOURNAL, TooLargeError, append, merge, new_event, replay, to_line
from wellfounded.learner.bookmark import keep_bookmark, read_bookmark
from wellfounded.learner.export import export_answers, export_in_words
from wellfounded.learner.import_file import HANDINS, Import, import_answers, import_in_words, replaces
from wellfounded.learner.workspace import RECORD, Workspace, find_workspace

AT = "2026-03-04T05:06:07.{:06}Z"
WORDS = st.text(st.characters(codec="utf-8"), max_size=5)
# Two machines: each appends some of the answers, in any order, with times of its own clock; a few were on both.
EVENTS = st.lists(
    st.tuples(
        st.integers(0, 30), st.integers(0, 3), st.sampled_from([ONE, TWO]), st.sampled_from(["answer", "try"]), WORDS
    ),
    max_size=12,
    unique_by=lambda each: each[0],
)


@pytest.fixture
def there(tmp_path: Path) -> Workspace:
    return copy_in(tmp_path / "there")


def line(**more: Any) -> bytes:
    event = {"v": 1, "id": "x", "at": AT.format(1), "event": "answer", "case": "c", "question": "q1", "in": ONE}
    event |= {"wording": "", "response": None}
    return json.dumps({**event, **more}).encode() + b"\n"


def tomorrow(hours: float) -> str:
    """Return the time in so many hours, as events have it."""
    return f"{datetime.now(UTC) + timedelta(hours=hours):%Y-%m-%dT%H:%M:%S.%fZ}"


def test_what_was_saved_in_one_copy_is_in_the_other_and_the_same(here: Workspace, there: Workspace) -> None:
    answer(here, ONE, ["a"])
    answer(here, TWO, {"text": "é 🙂 <b>"})
    answer(here, TWO, None, "hint")
    taken = export_answers(here)
    assert (taken.answers, taken.lessons, taken.unread) == (2, 2, 0)
    assert import_answers(there, taken.data) == Import(new=2, beside=1)
    for lesson in (ONE, TWO):
        assert kept(there, lesson) == kept(here, lesson)
    assert import_answers(there, taken.data) == Import(known=2)
    assert import_answers(here, taken.data) == Import(known=2)
    assert export_answers(there).data == taken.data


@ON_DISK
@given(EVENTS, EVENTS, st.lists(st.booleans(), min_size=1, max_size=6))
def test_two_copies_hold_the_same_after_any_to_and_fro(
    tmp_path_factory: pytest.TempPathFactory, left: list[Any], right: list[Any], journeys: list[bool]
) -> None:
    folder = tmp_path_factory.mktemp("journey")
    copies = copy_in(folder / "left"), copy_in(folder / "right")
    # An id names one event, on whatever machine: those of both take the words of the left.
    every = {each[0]: each for each in (*right, *left)}
    for workspace, events in zip(copies, (left, right), strict=True):
        for lesson in (ONE, TWO):
            mine = [every[number] for number, *_ in events if every[number][2] == lesson]
            lines = [
                line(id=f"{number}", at=AT.format(tick), event=event, response=words)
                for number, tick, _, event, words in mine
            ]
            (workspace.folder / lesson / JOURNAL).write_bytes(
                b"".join(each.replace(b', "in": ', b', "was": ') for each in lines)
            )
    union = {lesson: merge(kept(copies[0], lesson), kept(copies[1], lesson)).events for lesson in (ONE, TWO)}
    for there in journeys:
        import_answers(copies[there], export_answers(copies[not there]).data)
    import_answers(copies[0], export_answers(copies[1]).data)
    import_answers(copies[1], export_answers(copies[0]).data)
    for workspace in copies:
        assert {lesson: kept(workspace, lesson) for lesson in union} == union
    before = files(copies[0])
    import_answers(copies[0], export_answers(copies[1]).data)
    assert files(copies[0]) == before


def test_an_answer_given_after_a_journey_counts_before_all_that_came(here: Workspace, there: Workspace) -> None:
    answer(here, ONE, ["old"])
    answer(there, ONE, ["older"])
    import_answers(here, export_answers(there).data)
    answer(here, ONE, ["new"])
    latest = replay(here.folder / ONE / JOURNAL).latest("answer", "c", "q1")
    assert latest is not None
    assert latest["response"] == ["new"]


@pytest.mark.parametrize(
    "lesson",
    ["../out", "..", ".", "", "/out", "03-three", f"{ONE}/a", f"{ONE}/..", [ONE], {"a": 1}, None, 7, f"{ONE}\x00"],
    ids=repr,
)  # fmt: skip
def test_nothing_is_written_but_journals_of_lessons_that_are_here(here: Workspace, lesson: object) -> None:
    before = files(here)
    assert import_answers(here, line(**{"in": lesson})) == Import(elsewhere=1)
    assert files(here) == before


def test_no_lesson_is_made_of_a_name_in_the_record_alone(here: Workspace) -> None:
    record = here.folder / RECORD
    record.write_text(record.read_text().replace(TWO, ".."))
    found = find_workspace(here.folder / ONE)
    assert found is not None
    assert ".." not in found.lessons
    assert import_answers(found, line(**{"in": ".."})) == Import(elsewhere=1)


BAD = {
    "words": b"not json\n",
    "list": b"[1]\n",
    "no utf-8": b"\xff\xfe\n",
    "deep list": b"[" * 100_000 + b"\n",
    "deep object": b'{"a": ' * 100_000 + b"\n",
    "no time": line(at="yesterday"),
    "odd time": line(at=7),
    "no such day": line(at="2026-02-30T00:00:00.000000Z"),
    "other digits": line(at="٢٠٢٦-02-03T00:00:00.000000Z"),
    "the end of time": line(at="9999-12-31T23:59:59.999999Z"),
    "no id": line(id=None),
    "nan": line(response=float("nan")),
    "infinity": line(response=float("inf")),
    "a number that overflows": line(response="X").replace(b'"X"', b"1e999"),
    "half a character": line(response="\ud800"),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_line_that_is_no_answer_is_counted_and_the_others_arrive(here: Workspace, bad: bytes) -> None:
    data = line(id="before") + bad + line(id="after", at=AT.format(2))
    assert import_answers(here, data) == Import(new=2, unread=1)
    assert [event["id"] for event in kept(here, ONE)] == ["before", "after"]
    assert append(here.folder / ONE / JOURNAL, new_event("handin"))["at"] < "9"


def test_what_a_clock_wrote_that_is_ahead_is_left_out_and_said_so(here: Workspace) -> None:
    data = line(id="a", at="8999-12-31T23:59:59.000000Z") + line(id="b", at=tomorrow(hours=30)) + line(id="c")
    assert import_answers(here, data) == Import(new=1, ahead=2)
    assert "Left out: 2 entries dated later than tomorrow." in import_in_words(Import(new=1, ahead=2))
    assert append(here.folder / ONE / JOURNAL, new_event("handin"))["at"] < tomorrow(hours=1)


def test_answers_of_a_clock_that_was_wrong_travel_with_their_times_put_right(here: Workspace, there: Workspace) -> None:
    answer(here, ONE, ["a"])
    with (here.folder / ONE / JOURNAL).open("ab") as file:
        file.write(line(id="wrong", at="2090-01-01T00:00:00.000000Z"))
    assert import_answers(there, export_answers(here).data) == Import(new=2)
    assert [event["id"] for event in kept(there, ONE)] == [event["id"] for event in kept(here, ONE)]


def test_what_a_newer_release_wrote_travels_and_is_left_out_where_it_is_not_known(here: Workspace) -> None:
    answer(here, ONE, ["a"])
    with (here.folder / ONE / JOURNAL).open("ab") as file:
        file.write(line(id="new", event="dance"))
    assert b'"dance"' in export_answers(here).data
    assert import_answers(here, export_answers(here).data) == Import(known=1, newer=1)
    assert "Left out: 1 entry that a newer release" in import_in_words(Import(newer=1, unread=1))


def test_too_many_hand_ins_are_refused_before_anything_is_written(here: Workspace) -> None:
    before = files(here)
    with pytest.raises(TooLargeError, match="more than 1000 hand-ins"):
        import_answers(here, line() + b"".join(line(id=f"{n}", event="handin") for n in range(HANDINS + 1)))
    assert files(here) == before


def test_how_many_answers_would_be_replaced_is_known_before(here: Workspace) -> None:
    answer(here, ONE, ["mine"])
    older = line(id="older", response=["theirs"])
    newer = line(id="newer", at=tomorrow(hours=2), response=["theirs"])
    same = line(id="same", at=tomorrow(hours=2), response=["mine"], wording="w" * 12)
    other = line(id="other", at=tomorrow(hours=2), question="q2")
    before = files(here)
    assert [replaces(here, data) for data in (older, newer, same, other, newer + older)] == [0, 1, 0, 0, 1]
    assert files(here) == before


ANSWERS = {kind: kinds()[kind].samples() for kind in kinds()}


@pytest.mark.parametrize("kind", ANSWERS)
def test_only_answers_that_their_question_allows_are_taken_in(kind: str, here: Workspace) -> None:
    asked = replace(ANSWERS[kind][0].question, id="q1")
    object.__setattr__(asked, "wording", "1" * 12)
    about = {"title": "C", "jurisdiction": "any", "law_as_of": "2026-01-01", "facts": ""}
    case = Case(id="c", use="graded", questions=[asked], **about)  # type: ignore[arg-type]
    (here.folder / ONE / "cases.json").write_text(json.dumps({"module": ONE, "cases": [public_part(case)]}))
    key, odd = {"wording": "1" * 12, "response": ANSWERS[kind][0].response}, [[[]], {"<": {}}, True]
    assert import_answers(here, line(**key)) == Import(new=1)
    bad = [line(id=f"{n}", wording="1" * 12, response=each) for n, each in enumerate(odd)]
    assert import_answers(here, b"".join(bad)) == Import(unread=len(odd))


@ON_DISK
@given(st.binary() | st.lists(st.sampled_from([line(), b"{", b'"in"', b"\n", b"\x00"])).map(b"".join))
def test_any_file_at_all_is_dealt_with(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    here = copy_in(tmp_path_factory.mktemp("any"))
    assert import_in_words(import_answers(here, data))


def test_a_journal_that_was_saved_by_itself_finds_its_lesson(here: Workspace, there: Workspace) -> None:
    path = here.folder / TWO / JOURNAL
    append(path, new_event("answer", f"case-{TWO}", "q1", wording="", response=["a"]))
    append(path, new_event("handin", module=TWO, number=1))
    append(path, new_event("answer", "of-nowhere", "q1", wording="", response=["a"]))
    assert import_answers(there, path.read_bytes()) == Import(new=1, beside=1, elsewhere=1)
    assert len(kept(there, TWO)) == 2


def test_a_damaged_line_of_a_journal_stays_and_is_told(here: Workspace, there: Workspace) -> None:
    answer(here, ONE, ["a"])
    with (here.folder / ONE / JOURNAL).open("ab") as file:
        file.write(b'torn\n{"id": "x", "at": "2026", "event": "answer", "response": 1e999}\n')
    taken = export_answers(here)
    assert taken.unread == 2
    assert "2 damaged lines could not be taken along" in export_in_words(taken)
    assert import_answers(there, taken.data) == Import(new=1)


def test_an_empty_copy_has_nothing_to_take(here: Workspace) -> None:
    assert export_answers(here).data == b""
    assert "nothing to save" in export_in_words(export_answers(here))


@pytest.mark.parametrize(
    ("brought", "words"),
    [
        (Import(new=1), "1 new answer; 0 were here already. A lesson that is open shows them once you reload it."),
        (Import(new=2, known=1), "2 new answers; 1 was here already."),
        (Import(beside=3), "3 other entries, such as hints and hand-ins, came along."),
        (Import(new=1, unread=1, elsewhere=2), "Left out: 1 line that could not be read. Left out: 2 entr"),
        (Import(unread=4), "Nothing in this file could be read."),
        (Import(), "0 new answers; 0 were here already."),
    ],
)  # fmt: skip
def test_what_came_is_said_in_words(brought: Import, words: str) -> None:
    assert words in import_in_words(brought)


def test_a_large_file_is_brought_whole(here: Workspace) -> None:
    data = b"".join(line(id=f"{n}", at=AT.format(n), response="x" * 100) for n in range(50_000))
    assert import_answers(here, data) == Import(new=50_000)
    assert import_answers(here, data) == Import(known=50_000)


def test_a_lesson_opens_where_it_was_left_unless_it_is_known_where_it_was_left_here(
    here: Workspace, there: Workspace
) -> None:
    answer(here, ONE, ["b"])
    for lesson, page in ((ONE, "eleven-small-things"), (TWO, "hand-in")):
        keep_bookmark(here.folder, lesson, page)
    keep_bookmark(there.folder, TWO, "its-first-case")
    brought = import_answers(there, export_answers(here).data)
    assert (brought.new, brought.newer, brought.beside) == (1, 0, 0)
    assert [read_bookmark(there.folder, lesson) for lesson in (ONE, TWO)] == ["eleven-small-things", "its-first-case"]


@pytest.mark.parametrize("page", ["", 5, None, "x" * 65])
def test_a_bookmark_that_names_no_page_is_left_out(here: Workspace, page: object) -> None:
    answer(here, ONE, ["b"])
    line = to_line({**new_event("stopped", page=page), "at": "2026-01-02T03:04:05.000000Z", "in": ONE})
    import_answers(here, line)
    assert read_bookmark(here.folder, ONE) == ""
