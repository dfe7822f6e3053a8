"""A case with a content note can be left out, at no cost up to a third of the points; no other case can."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellfounded.assessment.scoring import left_out, score_case, score_lesson, worth
from wellfounded.content.case import Case, from_public, public_part
from wellfounded.content.questions import kinds
from wellfounded.journal.file import JOURNAL, Journal
from wellfounded.learner.workspace import RECORD
from wellfounded.notebook.widgets.before_hand_in import looked
from wellfounded.notebook.widgets.case import CaseView
from wellfounded.notebook.widgets.content_note import marked_by_a_person
from wellfounded.render.case import static
from wellfounded.render.review_page import reviews, written_answer

NOTE = "A killing is mentioned."
RIGHT, WRONG = ["b"], ["a"]


def case(name: str, note: str = "", kind: str = "choice", points: float = 4) -> Case:
    question = replace(kinds()[kind].samples()[0].question, id="q1", points=points)
    about = {"use": "graded", "jurisdiction": "any", "law_as_of": "2026-01-01", "facts": "<p>Facts.</p>"}
    return Case(id=name, title=name, content_note=note, questions=[question], **about)  # type: ignore[arg-type]


def journal(*told: tuple[str, str, Any]) -> Journal:
    asked = {"answer": {"question": "q1", "wording": ""}, "skip": {}, "handin": {}}
    return Journal(
        [
            {"id": str(i), "at": f"{i:03}", "event": e, "case": c, "response": r, **asked[e]}
            for i, (e, c, r) in enumerate(told)
        ]
    )


CASES = [case("first"), case("second"), case("hard", NOTE)]  # of 12 points, a third is 4


@pytest.mark.parametrize(("second", "points"), [(RIGHT, 4), (WRONG, 2)])
def test_what_is_left_out_earns_what_the_rest_earned_on_average(second: list[str], points: float) -> None:
    found = score_lesson(
        CASES, journal(("answer", "first", RIGHT), ("answer", "second", second), ("skip", "hard", True))
    )
    assert found["hard"].points == points
    assert "You left this case out" in reviews(found.values())["hard"]
    assert "Facts." not in reviews(found.values())["hard"]


def test_taken_up_again_it_is_marked_like_any_other() -> None:
    told = journal(
        ("answer", "first", RIGHT), ("skip", "hard", True), ("skip", "hard", False), ("answer", "hard", WRONG)
    )
    assert score_lesson(CASES, told)["hard"].points == 0


MANY = [case("easy"), *(case(f"hard{n}", NOTE) for n in range(1, 6))]  # of 24 points, a third is 8


def test_beyond_a_third_what_is_left_out_waits_for_a_person_in_the_order_in_which_it_was_left_out() -> None:
    skips = [("skip", f"hard{n}", True) for n in (4, 2, 5, 1, 3)]
    found = score_lesson(MANY, journal(("answer", "easy", RIGHT), *skips))
    points = {name: each.points for name, each in found.items()}
    assert points == {"easy": 4, "hard4": 4, "hard2": 4, "hard5": None, "hard1": None, "hard3": None}
    assert "A person decides what the 4 points of this case count" in reviews(found.values())["hard5"]
    alone = reviews(score_lesson(MANY, journal(("answer", "easy", RIGHT), *skips)).values(), alone=True)
    assert "not counted, neither for you nor against you" in alone["hard5"]


def test_what_is_worth_more_than_a_third_waits_and_one_that_fits_is_still_excused() -> None:
    cases = [case("easy", points=10), case("long", NOTE, points=9), case("short", NOTE, points=2)]
    found = score_lesson(cases, journal(("answer", "easy", RIGHT), ("skip", "long", True), ("skip", "short", True)))
    assert (found["long"].points, found["short"].points) == (None, 2)


def test_where_nothing_else_has_points_there_is_no_rest_to_go_by_and_a_person_decides() -> None:
    assert score_lesson([CASES[2]], journal(("skip", "hard", True)))["hard"].points is None
    written = case("essay", kind="written", points=40)
    assert score_lesson([CASES[2], written], journal(("skip", "hard", True)))["hard"].points is None


def test_a_case_without_a_note_cannot_be_left_out() -> None:
    told = journal(("skip", "second", True), ("answer", "first", RIGHT), ("answer", "second", WRONG))
    assert score_lesson(CASES, told)["second"].points == 0


@pytest.mark.parametrize("said", ["true", 1, None, [True], {"a": True}])
def test_only_true_leaves_a_case_out(said: object) -> None:
    assert not left_out(CASES[2], journal(("skip", "hard", said)))


cases = st.lists(
    st.tuples(st.sampled_from(["", NOTE]), st.sampled_from(["choice", "choice", "written"]), st.integers(1, 9)),
    min_size=1,
    max_size=8,
).map(lambda rows: [case(f"c{n}", *row) for n, row in enumerate(rows)])
responses = st.sampled_from([True, True, False, RIGHT, WRONG, None, "true"])
events = st.lists(st.tuples(st.sampled_from(["answer", "skip", "handin"]), st.integers(0, 9), responses), max_size=40)


@given(cases, events)
def test_no_way_of_leaving_out_lifts_a_mark_above_what_was_earned_and_that_third(
    noted_lesson: list[Case], told: list[tuple[str, int, Any]]
) -> None:
    kept = journal(*((event, f"c{n}", response) for event, n, response in told))
    counted = kept.counted()
    taken = [each for each in noted_lesson if not left_out(each, counted)]
    earned, most = sum(score_case(each, counted).points or 0 for each in taken), sum(each.points for each in taken)
    points = {name: each.points for name, each in score_lesson(noted_lesson, kept).items()}
    share = earned / most if most else 0
    assert sum(each or 0 for each in points.values()) <= earned + share * sum(map(worth, noted_lesson)) / 3 + 1e-6
    assert all(points[each.id] == score_case(each, counted).points for each in taken)
    assert all(
        points[each.id] in (None, pytest.approx(share * each.points)) for each in noted_lesson if each not in taken
    )


@pytest.mark.parametrize(("excused", "words"), [(True, "to cost no marks"), (False, "Please decide what it counts")])
def test_who_marks_by_hand_is_told_what_becomes_of_it(excused: bool, words: str) -> None:
    written = case("hard", NOTE, "written")
    assert words in written_answer(written, written.questions[0], journal(("skip", "hard", True)), excused=excused)


@pytest.fixture(params=["home", "cohort"])
def noted_lesson(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / "01-lesson"
    folder.mkdir()
    (folder / "cases.json").write_text(json.dumps({"cases": [public_part(each) for each in MANY]}))
    about = {"kind": request.param, "course": str(tmp_path), "root": str(tmp_path), "shipped": {folder.name: []}}
    (tmp_path / RECORD).write_text(json.dumps(about))
    return folder


def test_a_learner_is_told_before_choosing_and_before_handing_in_what_leaving_out_costs(noted_lesson: Path) -> None:
    notes = [CaseView(each, noted_lesson / JOURNAL) for each in MANY[1:4]]
    room = "You may leave it out. 8 points of this lesson may be left out at no cost; {} of them are left"
    assert notes[0].note["said"].startswith(room.format(8))
    assert "and this case is worth 4. If you leave it out, it counts as the rest" in notes[0].note["said"]
    for note in notes[:2]:
        note._receive(note, {"id": "1", "event": "skip", "response": True}, [])
        assert (
            note.note["said"]
            == "You left this case out. It costs no marks: it counts as the rest of the lesson does on average."
        )
    assert notes[2].note["said"].startswith(room.format(0))
    cohort = marked_by_a_person(noted_lesson)
    assert ("a person decides what it counts" if cohort else "not counted, neither for you nor against") in notes[
        2
    ].note["said"]
    assert looked(noted_lesson)["beyond"] == ""
    notes[2]._receive(notes[2], {"id": "1", "event": "skip", "response": True}, [])
    assert notes[2].note["said"].startswith("You left this case out. It is beyond what may be left out at no cost, so")
    beyond = looked(noted_lesson)["beyond"]
    assert beyond.startswith("8 points of this lesson may be left out at no cost. You left out more:")
    assert ("a person decides" if cohort else "not counted, neither for you nor against you: hard3.") in beyond
    notes[0]._receive(notes[0], {"id": "1", "event": "skip", "response": False}, [])
    assert "It costs no marks" in notes[2].note["said"]


def test_without_a_kernel_the_note_comes_before_what_it_warns_of() -> None:
    html = static(from_public(public_part(CASES[2])))
    assert html.index(NOTE) < html.index("<details>") < html.index("Facts.")
