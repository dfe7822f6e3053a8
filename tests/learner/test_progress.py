"""Progress is read from journals alone, counts what it should and no more, and says so where answers are few."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from tests.made_up_copy import RIGHT, WRONG, Copy, case
from tests.modules_read import every_module
from tests.variants_told import case_with_variants
from wellfounded.assessment.attempts import attempt_share
from wellfounded.assessment.handed_in import MARKED, marks, missing_marks
from wellfounded.content.case import CASES, Case
from wellfounded.content.questions import Question
from wellfounded.journal.file import JOURNAL, merge, parse, replay
from wellfounded.learner.progress import FEW, Mastery, ModuleProgress, Progress, read_progress
from wellfounded.render.progress_board import picture, state

ONE = "01-one"
PRACTISED = [
    pytest.param(case, question, id=f"{case.id}-{question.id}")
    for module in every_module()
    for case in module.cases.values()
    for question in case.questions
    if case.use == "practice" and not question.by_hand
]


def only(copy: Copy) -> ModuleProgress:
    (module,) = read_progress(copy.folder).modules
    return module


def aim(copy: Copy, name: str = "one") -> Mastery:
    (found,) = (each for each in only(copy).objectives if each.id == name)
    return found


def tries(*responses: Any, name: str = "one") -> list[tuple[str, str, str, Any]]:
    return [("try", name, f"q{number}", response) for number, response in enumerate(responses, 1)]


def test_a_module_is_not_begun_then_begun_then_handed_in(one_module: Copy) -> None:
    assert state(only(one_module)) == "not begun, 50 to 70 minutes"
    one_module.tell(ONE, ("answer", "one", "q1", WRONG))
    assert state(only(one_module)) == "begun, 0 of 6 practice questions tried"
    one_module.tell(ONE, ("try", "one", "q1", WRONG))
    assert state(only(one_module)) == "begun, 1 of 6 practice questions tried"
    one_module.tell(ONE, ("answer", "graded", "q1", RIGHT))
    one_module.hand_in(ONE)
    assert state(only(one_module)) == "handed in, 2 of 8 points"


def test_a_module_says_which_sitting_is_next_until_every_question_is_answered(one_module: Copy) -> None:
    path = one_module.folder / ONE / CASES
    cases = [[f"{ONE}-one"], [f"{ONE}-two", f"{ONE}-graded"]]
    sittings = [{"begins": f"cell-{n}", "minutes": 20 + n, "cases": names} for n, names in enumerate(cases)]
    path.write_text(json.dumps({**json.loads(path.read_text()), "sittings": sittings}))
    assert state(only(one_module)) == "not begun, 50 to 70 minutes, in 2 sittings"
    one_module.tell(ONE, *tries(WRONG, WRONG, RIGHT), *(("answer", "graded", f"q{n}", WRONG) for n in (1, 2, 3, 4)))
    begun = "begun, {} of 6 practice questions tried"
    assert state(only(one_module)) == begun.format(3) + "; next is sitting 1 of 2, about 20 minutes"
    one_module.tell(ONE, ("try", "one", "q4", RIGHT), ("try", "two", "q1", RIGHT))
    assert state(only(one_module)) == begun.format(5) + "; next is sitting 2 of 2, about 21 minutes"
    one_module.tell(ONE, ("try", "two", "q2", WRONG))
    assert state(only(one_module)) == begun.format(6)


def test_a_later_hand_in_is_shown_as_one_after_the_answers(one_module: Copy) -> None:
    one_module.hand_in(ONE)
    one_module.tell(ONE, *(("answer", "graded", f"q{n}", RIGHT) for n in (1, 2, 3, 4)))
    one_module.hand_in(ONE)
    assert state(only(one_module)) == "handed in, 0 of 8 points; later 8 of 8 points, after the answers had been shown"


def test_in_a_cohort_a_hand_in_shows_no_points(one_module: Copy) -> None:
    one_module.hand_in(ONE, marked=False)
    assert state(only(one_module)) == "handed in"


def test_practice_counts_by_the_last_try_at_each_question(one_module: Copy) -> None:
    one_module.tell(ONE, *tries(WRONG, WRONG, RIGHT), ("try", "one", "q1", RIGHT))
    assert (aim(one_module).right, aim(one_module).answers, aim(one_module).again) == (2, 3, 1)
    assert aim(one_module, "two").answers == 0


def test_an_answer_without_a_try_and_one_to_an_earlier_wording_count_nowhere(one_module: Copy) -> None:
    one_module.tell(ONE, ("answer", "one", "q1", RIGHT))
    one_module.tell(ONE, ("try", "one", "q2", RIGHT), wording="ffffffffffff")
    assert aim(one_module).answers == 0
    assert only(one_module).waiting == 6


def test_what_is_graded_counts_by_the_first_hand_in_and_by_what_was_answered(one_module: Copy) -> None:
    one_module.tell(ONE, ("answer", "graded", "q1", RIGHT), ("answer", "graded", "q2", WRONG))
    assert aim(one_module).answers == 0  # before the hand-in nobody knows
    one_module.hand_in(ONE)
    assert (aim(one_module).right, aim(one_module).answers) == (1, 2)
    one_module.tell(ONE, *(("answer", "graded", f"q{n}", RIGHT) for n in (1, 2, 3, 4)))
    one_module.hand_in(ONE)
    assert (aim(one_module).right, aim(one_module).answers) == (1, 2)
    one_module.tell(ONE, *tries(RIGHT, RIGHT))
    assert (aim(one_module).right, aim(one_module).answers) == (3, 4)


@pytest.mark.parametrize("answers", range(FEW + 1))
def test_few_answers_draw_no_bar_and_are_named_as_few(one_module: Copy, answers: int) -> None:
    one_module.tell(ONE, ("answer", "two", "q1", RIGHT), *tries(*[RIGHT] * answers))
    html = drawn(one_module)
    assert ("100% right, in 4 answers" in html) == (answers == FEW)
    assert ("wf-full" in html) == (answers == FEW)
    said = {0: "no answers yet", 1: "too few to tell: 1 answer<"}.get(answers, f"too few to tell: {answers} answers")
    assert (said in html) == (answers < FEW)


def test_only_what_was_said_before_the_answer_was_shown_counts_as_sure(one_module: Copy) -> None:
    one_module.tell(
        ONE, ("sure", "one", "q1", 1), ("sure", "one", "q1", 3), *tries(WRONG, RIGHT), ("sure", "one", "q1", 1)
    )
    one_module.tell(ONE, ("sure", "one", "q2", 3))  # after the try
    one_module.tell(ONE, ("try", "one", "q1", RIGHT))  # what was tried first is what they were sure of
    assert read_progress(one_module.folder).sure == {1: (0, 0), 2: (0, 0), 3: (0, 1)}


def test_sureness_of_graded_answers_counts_by_the_first_hand_in(one_module: Copy) -> None:
    one_module.tell(ONE, ("answer", "graded", "q1", RIGHT), ("answer", "graded", "q2", WRONG))
    one_module.tell(ONE, ("sure", "graded", "q1", 2), ("sure", "graded", "q2", 2), ("sure", "graded", "q3", 2))
    one_module.hand_in(ONE)
    one_module.tell(ONE, ("sure", "graded", "q1", 3), ("sure", "graded", "q3", 3))
    one_module.hand_in(ONE)
    assert read_progress(one_module.folder).sure == {1: (0, 0), 2: (1, 2), 3: (0, 0)}


@pytest.mark.parametrize(
    ("right", "words"),
    [((0, 4), "right more often where you are surer"), ((4, 1), "not right more often"), ((0, 0), "not right more")],
)
def test_the_picture_of_sureness_says_whether_more_sure_is_more_right(right: tuple[int, int], words: str) -> None:
    html = picture(Progress(sure={1: (right[0], 4), 2: (1, 1), 3: (right[1], 4)}), lambda *_: Markup(""))
    assert words in html
    assert "1 of 1 right" in html
    assert "too few answers" in picture(Progress(sure={1: (1, 1), 2: (0, 0), 3: (1, 4)}), lambda *_: Markup(""))


@pytest.mark.parametrize(("case", "question"), PRACTISED)
def test_the_key_of_each_practice_question_is_all_of_it_and_silence_is_none(case: Case, question: Question) -> None:
    assert case.points == 0
    assert attempt_share(question, {"response": question.key()}) == 1
    assert attempt_share(question, {"response": None}) == 0


def test_each_hand_in_is_noted_once_whatever_was_noted_before(one_module: Copy) -> None:
    graded = [each for each in one_module.cases[ONE] if each.use == "graded"]
    one_module.tell(ONE, ("answer", "graded", "q1", RIGHT))
    one_module.hand_in(ONE, marked=False)
    one_module.hand_in(ONE, marked=False)
    journal = replay(one_module.folder / ONE / JOURNAL)
    first, second = missing_marks(ONE, graded, journal)
    assert (first["number"], second["number"]) == (1, 2)
    assert first["questions"][f"{ONE}-graded/q1"] == [2, 2]
    assert first["objectives"] == {"one": [2, 2, 1]}
    noted = merge(journal.events, [{**each, "at": "2026-12-01"} for each in (first, second)])
    assert missing_marks(ONE, graded, noted) == []
    assert [each.points for each in marks(noted)] == [2, 2]


def test_a_case_left_out_for_its_note_is_neither_open_nor_counted(one_module: Copy) -> None:
    noted = [replace(each, content_note=Markup("Harsh.")) for each in one_module.cases[ONE]]
    one_module.write(ONE, noted, {"one": "Do it."})
    one_module.tell(ONE, ("skip", "one", "", True), ("skip", "graded", "", True))
    assert only(one_module).practice == only(one_module).waiting == 2
    one_module.hand_in(ONE)
    assert aim(one_module).answers == 0
    # Nothing else was graded, of which to take the share.
    assert state(only(one_module)) == "handed in, 0 of 0 points; 8 more were left out and are not counted"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["one", "c/q1", "x"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.fixed_dictionaries(dict.fromkeys(("points", "most", "questions", "objectives", "number"), json_values)))
def test_marks_from_anywhere_never_break_the_picture(told: dict[str, Any]) -> None:
    handin = {"id": "h", "at": "2026-11-23T09:00:00.000000Z", "event": "handin"}
    noted = {**handin, **told, "id": "m", "event": MARKED, "handin": "h"}
    for each in marks(parse(b"\n".join(json.dumps(each).encode() for each in (handin, noted)))):
        assert all(len(row) == 3 for row in each.objectives.values())
        standing = ModuleProgress("01-x", "X", 5, graded=True, state="handed in", handins=1, marks=[each])
        assert picture(Progress([standing]), lambda *_: Markup(""))


def test_a_share_is_never_more_than_all(one_module: Copy) -> None:
    one_module.hand_in(ONE, marked=False)
    (handin,) = replay(one_module.folder / ONE / JOURNAL).events
    about = {"event": MARKED, "id": "m", "handin": handin["id"], "points": 2, "most": 2, "questions": {}}
    one_module.put(ONE, {**about, "objectives": {"one": [9, 2, 5], "unknown": [1, 1, 1]}})
    assert aim(one_module).share == 1


@pytest.mark.parametrize("damage", ["", "[]", "{}", '{"cases": [{"id": "x"}]}', "\x00"])
def test_a_damaged_lesson_is_left_out_and_named(one_module: Copy, damage: str) -> None:
    one_module.module("02-two")
    (one_module.folder / "02-two" / CASES).write_text(damage)
    found = read_progress(one_module.folder)
    assert [each.name for each in found.modules] == [ONE]
    assert found.troubles == ["The folder 02-two could not be read, so it is left out here."]
    assert "The folder 02-two could not be read" in drawn(one_module)


def test_a_journal_that_cannot_be_read_is_named_and_a_torn_line_is_not_missed(one_module: Copy) -> None:
    one_module.tell(ONE, *tries(RIGHT))
    with (one_module.folder / ONE / JOURNAL).open("a") as file:
        file.write('{"torn')
    assert aim(one_module).answers == 1
    one_module.module("02-two")
    (one_module.folder / "02-two" / JOURNAL).mkdir()
    assert len(read_progress(one_module.folder).troubles) == 1


def test_a_cases_json_of_an_earlier_release_is_read_all_the_same(one_module: Copy) -> None:
    path = one_module.folder / ONE / CASES
    path.write_text(path.read_text().replace('"title"', '"was_title"', 1).replace('"objectives"', '"was"', 1))
    one_module.tell(ONE, *tries(RIGHT))
    assert (only(one_module).title, only(one_module).objectives) == ("One", [])


def test_nothing_in_a_title_or_an_aim_is_taken_for_html(one_module: Copy) -> None:
    one_module.module("02-two", title="<script>x</script>")
    one_module.tell("02-two", ("answer", "one", "q1", RIGHT))
    assert "<script>" not in drawn(one_module)
    assert "&lt;script&gt;x" in drawn(one_module)


def drawn(copy: Copy) -> str:
    return picture(read_progress(copy.folder), lambda _, words: escape(words))


def test_an_objective_is_mastered_by_two_variants_in_a_row_and_the_map_says_so(one_module: Copy) -> None:
    practice = replace(case_with_variants("practice"), id="02-two-two", objectives=["one"])
    practice = replace(
        practice, variants=[replace(variant, id=practice.id, objectives=["one"]) for variant in practice.variants]
    )
    one_module.write("02-two", [practice, case("graded", "graded", ["one"], 1)], {"one": "Do the one thing."})
    for question, response in (("q1", RIGHT), ("bq1", ["a"])):
        one_module.tell("02-two", ("try", "two", question, response), wording=f"wording {question[:-2]}")
    progress = read_progress(one_module.folder)
    (aim,) = next(module for module in progress.modules if module.name == "02-two").objectives
    assert aim.mastered
    assert "mastered: two versions in a row, without a hint" in picture(progress, lambda *_: Markup(""))
    one_module.tell("02-two", ("try", "two", "cq1", WRONG), wording="wording c")
    assert "mastered" not in picture(read_progress(one_module.folder), lambda *_: Markup(""))
