"""What an author of an interview may get wrong, and what simple strategies earn in one."""

from dataclasses import replace
from typing import Any

import pytest
from markupsafe import Markup, escape

from tests.content.questions.played_interviews import MARLOW, PRACTICE, SMALL
from wellfounded.content.questions.interview import Interview
from wellfounded.content.questions.script import Band, Fact, Gate, Reply, Standard, Step, Topic, Way
from wellfounded.content.questions.strategies import BOUNDS, by_chance, unreached


def problems(**changes: Any) -> str:
    return "\n".join(f"{place}: {problem}" for place, problem, _ in replace(SMALL, **changes).mistakes())


def topics_with(topic: int, step: int, way: int, **changes: Any) -> list[Topic]:
    """Return the small interview's topics, with one way changed."""
    topics = list(SMALL.topics)
    steps = list(topics[topic].steps)
    ways = list(steps[step].ways)
    ways[way] = replace(ways[way], **changes)
    steps[step] = replace(steps[step], ways=ways)
    topics[topic] = replace(topics[topic], steps=steps)
    return topics


def changed(topic: int, step: int, way: int, **changes: Any) -> dict[str, Any]:
    return {"topics": topics_with(topic, step, way, **changes)}


def replying(*replies: Reply) -> dict[str, Any]:
    return changed(1, 0, 1, replies=list(replies))


WELL = Reply(text=Markup("Well."))
TEXT = Markup("T")
FIRST, SECOND = SMALL.topics
ASIDE = SMALL.asides[0]
POINT = SMALL.decision[0]
MISTAKES = [
    ({"topics": [FIRST, FIRST, SECOND]}, "topics.1.id: the id 't1' stands twice"),
    ({"topics": [replace(FIRST, id="any"), SECOND]}, "topics.0.id: 'any' stands for what belongs to no topic"),
    (changed(1, 1, 0, id="a1"), "topics.1.steps.2.id: the id 'a1' stands twice"),
    ({"facts": [*SMALL.facts, *SMALL.facts]}, "facts.1.id: the id 'f1' stands twice"),
    ({"standards": [*SMALL.standards, *SMALL.standards]}, "standards.1.id: the id 's1' stands twice"),
    ({"asides": [ASIDE, ASIDE]}, "asides.1.id: the id 'r' stands twice"),
    ({"asides": [replace(ASIDE, trust=1)]}, "asides.0.trust: trust could be won by saying it again"),
    (changed(0, 0, 0, feedback=" "), "topics.0.steps.0.ways.0.feedback: way 'a1' has no feedback"),
    (changed(0, 0, 0, form=None), "topics.0.steps.0.ways.0.form: way 'a1' has no form"),
    (changed(0, 0, 0, minutes=0), "topics.0.steps.0.ways.0.minutes: way 'a1' takes no time"),
    (changed(0, 0, 0, meets=["s9"]), "topics.0.steps.0.ways.0.meets: there is no 's9'"),
    (changed(0, 0, 1, misses=["s9"]), "topics.0.steps.0.ways.1.misses: there is no 's9'"),
    (changed(0, 0, 1, meets=["s1"]), "topics.0.steps.0.ways.1.meets: way 'b1' both meets and misses 's1'"),
    (changed(1, 0, 1, partly=["f9"]), "topics.1.steps.0.ways.1.partly: there is no 'f9'"),
    (replying(replace(WELL, meets=["s9"])), "topics.1.steps.0.ways.1.replies: there is no 's9'"),
    (replying(), "topics.1.steps.0.ways.1.replies: on some path nothing is said in reply"),
    (replying(replace(WELL, when=Gate(trust_least=5))), "ways.1.replies: on some path nothing is said in reply"),
    ({"standards": [*SMALL.standards, Standard(id="s2", name=TEXT, text=TEXT)]}, "standards.1: no way meets or misses"),
    ({"facts": [*SMALL.facts, Fact(id="f2", text=TEXT, bears_on=TEXT)]}, "facts.1: no reply opens 'f2'"),
    (changed(1, 1, 1, when=Gate(after=["k7"])), "topics.1.steps.1.ways.1.when: nothing opens 'k7'"),
    (changed(1, 1, 1, when=Gate(without=["k7"])), "topics.1.steps.1.ways.1.when: nothing opens 'k7'"),
    (replying(replace(WELL, opens=["k2"])), "topics.1.steps.0.ways.1.replies.0.opens: nothing asks for 'k2'"),
    (replying(replace(WELL, opens=["f8"])), "topics.1.steps.0.ways.1.replies.0.opens: 'f8' is neither a fact nor"),
    (replying(replace(WELL, opens=["letter"])), "replies.0.opens: 'letter' is neither a fact nor a thread"),
    (
        {"topics": [FIRST, replace(SECOND, steps=[SECOND.steps[0], Step(ways=SECOND.steps[1].ways[1:])])]},
        "topics.1.steps.1.ways: some path may come here and find no way to speak",
    ),
    ({"decision": [replace(POINT, needs=["f9"])]}, "decision.0.needs: there is no 'f9' to need"),
    ({"decision": [replace(POINT, needs=[])]}, "decision.0.needs: the point needs nothing"),
    ({"reader": Markup("")}, "reader: nobody decides on the record"),
    ({"trust": 11}, "trust: trust cannot be 11"),
    ({"minutes": 0}, "minutes: there is no time"),
    ({"bands": [Band(least=3, text=TEXT)]}, "bands: the bands do not fit"),
    ({"bands": []}, "bands: the bands do not fit"),
    ({"bands": [Band(least=0, text=TEXT), Band(least=3, text=TEXT)]}, "bands: the bands do not fit"),
    ({"bands": [Band(least=101, text=TEXT), Band(least=0, text=TEXT)]}, "bands: the bands do not fit"),
    ({"sound": []}, "sound: it is no path of this script"),
    ({"sound": [["t1", "a1"], ["t2", "b2"]]}, "sound: it is no path of this script, from 't2 b2' on"),
    ({"sound": SMALL.sound[:2]}, "sound: the sound interview does not end"),
    (changed(1, 1, 1, form="leading"), "sound: the sound interview does not earn all: reliability 0.00"),
    (changed(0, 0, 0, trust=0), "sound: the sound interview does not earn all: trust 0.00"),
    ({"topics": []}, "sound: it is no path of this script"),
]


@pytest.mark.parametrize(("changes", "problem"), MISTAKES, ids=[problem for _, problem in MISTAKES])
def test_each_mistake_is_named(changes: dict[str, Any], problem: str) -> None:
    assert problem in problems(**changes)


@pytest.mark.parametrize("question", [MARLOW, PRACTICE, SMALL], ids=["marlow", "practice", "sample"])
def test_what_we_wrote_has_no_mistakes(question: Interview) -> None:
    assert list(question.mistakes()) == []


# Strategies


@pytest.mark.parametrize("question", [MARLOW, PRACTICE], ids=["marlow", "practice"])
def test_no_simple_strategy_earns_more_than_it_may_and_all_that_was_written_can_be_met(question: Interview) -> None:
    assert {name for name, share in question.strategies.items() if share > BOUNDS[name]} == set()
    assert set(question.strategies) == set(BOUNDS)
    assert list(unreached(question)) == []


def test_an_author_is_told_what_each_strategy_earns() -> None:
    (remark,) = MARLOW.remarks()
    for strategy in BOUNDS:
        assert f"{strategy} earns " in remark


def duel(good: dict[str, Any], poor: dict[str, Any]) -> Interview:
    """Return an interview of one question with a good way, which is the last, and a poor one."""

    def way(name: str, text: str = "Ask.", reply: str = "Yes.", **more: Any) -> Way:
        return Way(id=name, text=escape(text), replies=[Reply(text=escape(reply))], **{"form": "closed", **more})

    ways = [way("a1", **poor, misses=["s1"]), way("b1", **good, meets=["s1"])]
    topic = Topic(id="t1", title=TEXT, steps=[Step(ways=ways)])
    return replace(SMALL, topics=[topic], asides=[], facts=[], sound=[["t1", "b1"]])


@pytest.mark.parametrize(
    ("strategy", "good", "poor"),
    [
        ("the warmest way", {"trust": 2}, {"trust": 1}),
        ("the most open way", {"form": "open"}, {"form": "probing"}),
        ("the most open way", {"form": "closed"}, {"form": "leading"}),
        ("the longest way", {"text": "Ask at length."}, {}),
        ("the shortest way", {}, {"text": "Ask at length."}),
        ("the way with the longest reply", {"reply": "A long reply."}, {}),
        ("the way with the shortest reply", {}, {"reply": "A long reply."}),
        ("the last way", {}, {}),
    ],
)
def test_a_strategy_finds_the_good_way_by_its_sign_alone(
    strategy: str, good: dict[str, Any], poor: dict[str, Any]
) -> None:
    assert duel(good, poor).strategies[strategy] >= 0.4
    assert duel({}, {}).strategies["the first way"] == 0


def test_chance_is_the_same_each_time_and_earns_the_mean() -> None:
    question = duel({}, {})
    assert question.strategies["any way, by chance"] == pytest.approx(0.4 / 2, abs=0.03)
    first, second = ([[move.way.id for move in moves] for moves in by_chance(MARLOW, 20)] for _ in range(2))
    assert first == second
    assert len({tuple(each) for each in first}) == 20


def test_what_no_play_comes_to_is_named() -> None:
    shut = replace(SMALL, topics=topics_with(1, 0, 1, when=Gate(trust_least=9)))
    assert ("topics.1.steps.0.ways.1", "no play comes to this way") in [each[:2] for each in unreached(shut)]
    twice = replace(SMALL, topics=topics_with(1, 0, 1, replies=[WELL, replace(WELL)]))
    assert [each[:2] for each in unreached(twice)] == [
        ("topics.1.steps.0.ways.1.replies.1", "no play comes to this reply")
    ]
    asleep = replace(SMALL, topics=[replace(FIRST, when=Gate(trust_most=1)), SECOND])
    assert ("topics.0", "no play comes to this topic") in [each[:2] for each in unreached(asleep)]
