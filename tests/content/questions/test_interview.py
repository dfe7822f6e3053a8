"""The kind `interview`: how topics, the clock, the interpreter and repairs are played, and what a play earns."""

import json
import random
import re
from dataclasses import replace
from typing import Any

import pytest
from dacite import from_dict
from hypothesis import given
from hypothesis import strategies as st

from tests.content.questions.played_interviews import CASES, MARLOW, PRACTICE, SMALL, path, scripted, strolled, walked
from tests.javascript import QUESTIONS, evaluate
from wellfounded.assessment.scoring import score_case
from wellfounded.content.case import CHECKED
from wellfounded.content.case_file import read_case, rendered
from wellfounded.content.questions.debrief import counted
from wellfounded.content.questions.interview import Interview
from wellfounded.content.questions.question import projection
from wellfounded.journal.file import Journal, new_event

OPENING = "t1b1 t1c2 "
TO_THE_WEEKEND = OPENING + "t2b1 t2b2 t3c1 t3a2 t5c1 "


def known(steps: str) -> dict[str, float]:
    return MARLOW.learned(walked(MARLOW, path(steps)))


def offered(question: Interview, steps: str) -> list[str]:
    moves = walked(question, path(steps))
    state = moves[-1].after if moves else question.beginning()
    return ["".join(question.step_of(offer)) for offer in question.offered(state)]


# Topics


def test_topics_are_taken_in_any_order_left_and_taken_up_again() -> None:
    left = path("t4a1 t7a1 t1b1 t4c2")
    assert [move.offer.topic for move in walked(MARLOW, left)] == [3, 6, 0, 3]
    assert known("t4a1 t7a1 t1b1 t4c2")["f9"] == 1


def test_a_topic_is_a_funnel_its_second_question_waits_for_the_first() -> None:
    assert MARLOW.walk(path("t2b2")) is None
    assert MARLOW.walk(path("t2b1 t2b2")) is not None


def test_a_topic_ends_where_the_first_answer_brought_nothing_to_ask_about() -> None:
    assert "t2b2" in offered(MARLOW, "t2b1")
    assert not [step for step in offered(MARLOW, "t2a1") if step.startswith("t2")]


def test_a_complaint_can_be_taken_up_only_where_he_mentioned_it() -> None:
    assert "t7d1" in offered(MARLOW, "t3c1")
    assert "t7d1" not in offered(MARLOW, "t3b1")


def test_after_the_closing_nothing_more_can_be_said() -> None:
    assert offered(MARLOW, "t9d1 t9a2") == []
    assert MARLOW.unfinished(path("t9d1 t9a2")) == ""
    assert MARLOW.unfinished(path("t9d1")) == "The interview is not finished."


# The clock


def test_the_clock_runs_and_ends_the_interview() -> None:
    short = replace(MARLOW, minutes=9)
    assert [move.after.minutes for move in walked(short, path("t1b1 t1c2"))] == [4, 1]
    late = walked(short, path("t1b1 t1c2 t3c1"))
    assert late[-1].after.minutes == -5
    assert short.offered(late[-1].after) == []
    assert short.unfinished(path("t1b1 t1c2 t3c1")) == ""
    assert short.walk(path("t1b1 t1c2 t3c1 t4a1")) is None


def test_open_lines_alone_run_out_of_time() -> None:
    slow = path("t1c1 t1c2 t2b1 t2a2 t3c1 t3b2 t4a1 t4b2 t5c1 t5c2 t6b1 t7a1 t7a2 t8b1 t8b2")
    assert walked(MARLOW, slow)[-1].after.minutes < 9


# The interpreter


def test_what_was_rendered_wrongly_is_unsure_until_it_is_asked_for_again() -> None:
    assert known("t7a1 t7c2")["f4"] == 0.5
    assert known("t7a1 t7c2 any-a")["f4"] == 1
    assert known("t7a1 t7c2 any-b")["f4"] == 1
    assert known("t7a1 t7c2 t9d1")["f4"] == 1  # he puts it right when it is read back
    assert known("t7a1 t7c2 t9a1")["f4"] == 0.5  # he signs it as it is


def test_another_interpreter_makes_no_such_mistake() -> None:
    assert known("any-b t7a1 t7c2")["f4"] == 1


def test_to_doubt_the_interpreter_meets_a_standard_only_where_there_is_a_reason() -> None:
    assert walked(MARLOW, path("t7a1 any-a"))[-1].meets == []
    assert walked(MARLOW, path("t7a1 t7c2 any-a"))[-1].meets == ["s7"]
    once, twice = (walked(MARLOW, path(f"t7a1 t7c2 any-a {more}")) for more in ("", "any-a"))
    assert MARLOW.conduct(once) == MARLOW.conduct(twice)


# Trust and repair


@pytest.mark.parametrize(
    ("before", "facts"),
    [
        (TO_THE_WEEKEND, {"f8", "f3"}),
        ("t1b1 t1c2 t5c1 ", {"f8", "f3"}),
        ("t1b1 t5c1 ", {"f8"}),
        ("t5c1 ", set()),
        (f"{TO_THE_WEEKEND}t7c1 t8a1 ", {"f8", "f3"}),
    ],
)
def test_what_the_phrase_means_is_told_as_far_as_trust_goes(before: str, facts: set[str]) -> None:
    told = known(before + "t5c2")
    assert {fact for fact in ("f3", "f8") if told[fact]} == facts


def test_an_apology_is_there_only_after_a_turn_that_cost_trust() -> None:
    assert "anyr" not in offered(MARLOW, "t4a1")
    assert "anyr" in offered(MARLOW, "t4a1 t7c1")
    assert "anyr" not in offered(MARLOW, "t4a1 t7c1 any-r")


def test_an_apology_gives_half_back_and_the_same_may_be_asked_in_another_way() -> None:
    moves = walked(MARLOW, path("t5c1 t5a2 any-r t5c2"))
    assert [move.after.trust for move in moves] == [5, 3, 4, 4]
    assert "t5a2" not in offered(MARLOW, "t5c1 t5a2 any-r")
    assert "t5c2" in offered(MARLOW, "t5c1 t5a2 any-r")
    assert MARLOW.walk(path("t5c1 t5a2 t5c2")) is None
    assert MARLOW.conduct(moves) < MARLOW.conduct(walked(MARLOW, path("t5c1 t5c2")))


def test_disclosure_opens_what_follows_from_it() -> None:
    assert not [step for step in offered(MARLOW, "t5c1 t5c2") if step.startswith("t5")]
    assert [step for step in offered(MARLOW, TO_THE_WEEKEND + "t5c2") if step.startswith("t5")] == [
        "t5a3",
        "t5b3",
        "t5c3",
    ]


# What a play earns


@pytest.mark.parametrize("question", [MARLOW, PRACTICE, SMALL], ids=["marlow", "practice", "sample"])
def test_the_sound_interview_earns_all_and_ends_in_time(question: Interview) -> None:
    moves = walked(question, question.sound)
    assert question.earned(moves) == 1
    assert question.score(question.sound).points == question.points
    assert question.is_over(moves[-1].after)
    assert moves[-1].after.minutes >= 0
    assert question.unfinished(question.sound) == ""


def test_a_fact_in_borrowed_words_counts_as_there_but_not_as_sure() -> None:
    assert known("t8b1 t8c2")["f5"] == 0.5
    assert known("t8b1 t8a2")["f5"] == 1
    own, borrowed = (walked(MARLOW, path(f"t8b1 {way}")) for way in ("t8a2", "t8c2"))
    assert MARLOW.shares(own)["facts"] == MARLOW.shares(borrowed)["facts"]
    assert MARLOW.shares(own)["reliability"] > MARLOW.shares(borrowed)["reliability"]


def test_a_play_earns_by_its_four_parts() -> None:
    steps = path("t1b1 t1c2 t2b1 t2b2 t3c1 t3a2 t4a1 t4c2 t5c1 t6c1 t7a1")
    assert MARLOW.shares(walked(MARLOW, steps)) == {
        "facts": 5 / 9,
        "reliability": 5 / 9,
        "trust": 1,
        "conduct": pytest.approx(11 / 21),
    }
    assert MARLOW.score(steps).points == pytest.approx(12 * (0.5 * 5 / 9 + 0.1 + 0.4 * 11 / 21))


def test_a_balance_below_nothing_is_said_in_words() -> None:
    steps = path("t1a1 t2a1")
    assert MARLOW.conduct(walked(MARLOW, steps)) < 0
    feedback = MARLOW.feedback(steps)
    assert re.search(r"You missed (one|\d+) more standards? than you met\. Once you meet 11 more", feedback)
    assert not re.search(r"[^\w][-−]\d", re.sub(r"<[^>]*>", " ", feedback))


def test_what_was_heard_counts_only_with_conduct_evenly_from_a_quarter_to_a_half() -> None:
    few = path("t1b1 t1c2 t2b1 t2b2")  # 4 of 21
    assert MARLOW.score(few).points == 0
    assert "come to 4. From 11 on" in MARLOW.feedback(few)
    assert "From 11 on" not in MARLOW.feedback(MARLOW.sound)
    some = path("t1b1 t1c2 t2b1 t2b2 t3c1 t4a1")  # 6 of 21
    whole = 0.5 * 2 / 9 + 0.1 * 5 / 6 + 0.4 * 6 / 21
    assert MARLOW.score(some).points == pytest.approx(12 * whole * (6 / 21 - 0.25) / 0.25)
    assert [counted(share) for share in (-1, 0.25, 0.375, 0.5, 1)] == pytest.approx([0, 0, 0.5, 1, 1])


@given(chance=st.randoms(use_true_random=False))
def test_to_miss_no_standard_never_costs_points(chance: random.Random) -> None:
    moves = walked(MARLOW, strolled(MARLOW, chance))
    better = [replace(move, offer=move.offer._replace(way=replace(move.way, misses=[]))) for move in moves]
    assert MARLOW.earned(better) >= MARLOW.earned(moves)


STROLLS = st.tuples(
    st.sampled_from([MARLOW, PRACTICE]) | st.integers(0, 10_000).map(scripted), st.randoms(use_true_random=False)
).map(lambda drawn: (drawn[0], strolled(*drawn)))


@given(stroll=STROLLS)
def test_a_path_of_ways_that_were_there_can_be_given_and_so_can_each_beginning_of_it(
    stroll: tuple[Interview, list[list[str]]],
) -> None:
    question, steps = stroll
    whole = walked(question, steps)
    for length in range(len(steps) + 1):
        moves, score = walked(question, steps[:length]), question.score(steps[:length])
        assert moves == whole[:length]
        assert score.readable
        assert 0 <= score.points <= question.points
        assert all(0 <= move.after.trust <= 10 for move in moves)
    learned = [sum(question.learned(whole[:length]).values()) for length in range(len(steps) + 1)]
    assert learned == sorted(learned)  # what came to light stays
    minutes = [question.minutes, *(move.after.minutes for move in whole)]
    assert minutes == sorted({*minutes}, reverse=True)  # so every play ends
    assert question.is_over(whole[-1].after if whole else question.beginning())


@given(stroll=STROLLS)
def test_reliability_never_exceeds_facts_and_no_part_exceeds_one(stroll: tuple[Interview, list[list[str]]]) -> None:
    question, steps = stroll
    shares = question.shares(walked(question, steps))
    assert 0 <= shares["reliability"] <= shares["facts"] <= 1
    assert 0 <= shares["trust"] <= 1
    assert -1 <= shares["conduct"] <= 1


@given(stroll=STROLLS, at=st.integers(0, 12), other=st.sampled_from([["t1", "z"], ["t9", "z"], ["t1"], "t1", None, 7]))
def test_a_step_that_was_not_there_makes_a_path_unreadable(
    stroll: tuple[Interview, list[list[str]]], at: int, other: object
) -> None:
    question, steps = stroll
    broken: list[Any] = [*steps[:at], other, *steps[at:]]
    assert not question.score(broken).readable
    assert question.score(broken).points == 0
    assert question.unfinished(broken)
    assert question.chosen(broken) == []


# What was said to the first edition of a script: a turn and a way, in their order


FIRST_EDITION = [["t1", "b"], ["t2", "c"], ["t3", "a"], ["t4", "d"]]


def test_an_answer_to_the_first_edition_counts_as_none_and_is_shown_as_none() -> None:
    assert not MARLOW.readable(FIRST_EDITION)
    assert MARLOW.score(FIRST_EDITION).points == 0
    assert MARLOW.format_response(FIRST_EDITION) == ""
    assert "A sound interview" in MARLOW.review(FIRST_EDITION)


@pytest.mark.parametrize("wording", ["present", "0123456789ab"])
def test_a_journal_with_such_an_answer_is_read_and_a_new_answer_counts(wording: str) -> None:
    case = rendered(read_case(CASES / "marlow.yaml"))
    (question,) = case.questions

    def event(response: object, wording: str, minute: int) -> dict[str, object]:
        at = f"2026-11-23T09:{minute:02}:00.000000Z"
        return {**new_event("answer", "marlow", "q1", wording=wording, response=response), "at": at}

    old = event(FIRST_EDITION, question.wording if wording == "present" else wording, 1)
    (score,) = score_case(case, Journal([old])).questions
    assert score.state in ("unreadable", "earlier wording")
    assert score.points == 0
    (score,) = score_case(case, Journal([old, event(question.key(), question.wording, 2)])).questions
    assert score.points == 12


# The view walks as Python does

WALKED = """given.map(({ script, path }) => {
  const { moves, state } = module.walkScript(script, path);
  return {
    moves: moves.map(({ topic, step, way, replies, after }) =>
      [topic, step, way.id, replies.map(({ text }) => text), after.trust, after.minutes, [...after.open].sort(),
       after.reached, after.lost]),
    over: module.isOver(script, state),
    offered: module.offeredWays(script, state).map((offer) => module.stepOf(script, offer)),
  };
})"""


def told(question: Interview, steps: list[list[str]]) -> dict[str, Any]:
    """Return what the view must know of a path."""
    moves = walked(question, steps)
    state = moves[-1].after if moves else question.beginning()
    return {
        "moves": [
            [move.offer.topic, move.offer.step, move.way.id, [reply.text for reply in move.replies], move.after.trust,
             move.after.minutes, sorted(move.after.open), list(move.after.reached), move.after.lost]
            for move in moves
        ],
        "over": question.is_over(state),
        "offered": [question.step_of(offer) for offer in question.offered(state)],
    }  # fmt: skip


def test_the_view_walks_every_script_as_python_does() -> None:
    chance = random.Random(8)  # noqa: S311 (nothing secret)
    asked = [(question, strolled(question, chance)) for question in [MARLOW] * 40 + [PRACTICE] * 20]
    asked += [(made, strolled(made, chance)) for made in map(scripted, range(300))]
    asked = [(question, steps[: chance.randint(0, len(steps))]) for question, steps in asked] + asked
    given = [{"script": projection(question), "path": steps} for question, steps in asked]
    walked_in_view = evaluate(QUESTIONS / "interview_walk.js", WALKED, given)
    assert walked_in_view == [told(question, steps) for question, steps in asked]
    repaired = [steps for _, steps in asked if ["any", "r"] in steps]
    assert len(repaired) > 20


def test_a_learner_can_play_from_the_public_part_and_reads_in_it_no_marks_or_names() -> None:
    public = json.loads(json.dumps(projection(MARLOW)))
    rebuilt = from_dict(Interview, public, CHECKED)
    assert rebuilt.unfinished(MARLOW.sound) == ""
    assert rebuilt.unfinished(MARLOW.sound[:-1]) == "The interview is not finished."
    assert rebuilt.score(MARLOW.sound).points == 0  # there is no key to mark it by
    assert rebuilt.static() == MARLOW.static()
    names = set(re.findall(r'"(\w+)":', json.dumps(public)))
    key = {"meets", "misses", "partly", "form", "standards", "facts", "bands", "decision", "reader", "sound"}
    assert not names & {*key, "bears_on", "adverse", "misrendered", "feedback"}
