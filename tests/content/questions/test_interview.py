"""The kind `interview`: how a script is walked, what a path earns, what an author may get wrong, what is told."""

import json
import random
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from dacite import from_dict
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from tests.javascript import QUESTIONS, evaluate
from tests.places import GALLERY
from wellfounded.content.case import CHECKED
from wellfounded.content.case_file import read_case, rendered
from wellfounded.content.questions.debrief import Band, Fact, Standard
from wellfounded.content.questions.interview import Interview
from wellfounded.content.questions.paths import extremes, guessed, one_sided
from wellfounded.content.questions.question import projection
from wellfounded.content.questions.script import Gate, Move, Reply, State, Turn, Way
from wellfounded.render.safe_html import ATTRIBUTES, TAGS

CASES = GALLERY / "source" / "01-gallery" / "cases"
MARLOW: Interview = rendered(read_case(CASES / "marlow.yaml")).questions[0]  # type: ignore[assignment]
PRACTICE: Interview = rendered(read_case(CASES / "interview-practice.yaml")).questions[0]  # type: ignore[assignment]
SMALL: Interview = Interview.samples()[0].question  # type: ignore[assignment]

# The interview was designed with ways A to D in each turn, the best one A. Here are their ids, mixed; their points;
# and what they do to trust.
WAYS = ["bdac", "cadb", "acbd", "dbca", "badc", "dcab", "cabd", "bcad", "dbca", "acdb"]
POINTS = [(4, -1, -2, 0), (3, -2, -1, -1), (4, -1, -3, -2), (3, -1, -3, -1), (4, 2, -3, -1),
          (4, 3, -3, -1), (4, -2, -3, -3), (3, -1, -3, -2), (3, -1, -2, -1), (4, -2, -1, -3)]  # fmt: skip
TRUST = [(2, -1, 1, 0), (1, 0, -1, 0), (1, 0, -2, 0), (1, 0, -2, 0), (2, 1, -2, -1),
         (0, 2, -3, 0), (0, 0, -3, 0), (1, 0, -2, 0), (0, -1, 0, 0), (0, 0, 0, 1)]  # fmt: skip


def way(turn: int, letter: str) -> str:
    return WAYS[turn - 1]["ABCD".index(letter)]


def path(letters: str, first: int = 1) -> list[list[str]]:
    """Return the path that takes, turn by turn, the ways that the design calls so; `6A6B` would not fit in it."""
    return [[f"t{turn}", way(turn, letter)] for turn, letter in enumerate(letters, start=first)]


def walked(question: Interview, response: Any) -> list[Move]:
    moves = question.walk(response)
    assert moves is not None, response
    return moves


def known(response: list[list[str]]) -> dict[str, float]:
    return MARLOW.learned(walked(MARLOW, response))


# The Marlow interview, as it was worked out


def test_every_way_has_the_points_and_the_trust_of_the_design() -> None:
    for number, turn in enumerate(MARLOW.turns, start=1):
        ways = {each.id: each for each in turn.ways}
        found = [ways[way(number, letter)] for letter in "ABCD"]
        assert tuple(each.points for each in found) == POINTS[number - 1]
        assert tuple(each.trust for each in found) == TRUST[number - 1]


@pytest.mark.parametrize(
    ("letters", "conduct", "trust"),
    [
        ("AAAAAAAAAA", 36, [6, 7, 8, 9, 10, 10, 10, 10, 10, 10]),
        ("DAAAAAAAAA", 32, [4, 5, 6, 7, 9, 9, 9, 10, 10, 10]),
        ("CAAAAAAAAD", 23, [5, 6, 7, 8, 10, 10, 10, 10, 10, 10]),
        ("BBADBBABAA", 15, [3, 3, 4, 4, 5, 7, 7, 7, 7, 7]),
        ("BBCBCCCCCD", -24, [3, 3, 1, 1, 0, 0, 0, 0, 0, 1]),
    ],
)
def test_the_worked_paths_earn_what_was_computed(letters: str, conduct: float, trust: list[int]) -> None:
    moves = walked(MARLOW, path(letters))
    assert MARLOW.conduct(moves) == conduct
    assert [move.after.trust for move in moves] == trust
    assert MARLOW.score(path(letters)).points == pytest.approx(12 * max(0, conduct) / 36)
    assert MARLOW.unfinished(path(letters)) == ""


def test_the_best_path_finds_every_fact_and_the_worst_none() -> None:
    assert set(known(path("AAAAAAAAAA")).values()) == {1.0}
    assert len(MARLOW.facts) == 9
    assert set(known(path("BBCBCCCCCD")).values()) == {0.0}


def test_warmth_that_promises_an_outcome_earns_less_than_a_dull_and_correct_opening() -> None:
    assert MARLOW.score(path("CAAAAAAAAD")).points < MARLOW.score(path("DAAAAAAAAA")).points


def test_the_best_and_the_worst_path_are_found() -> None:
    best, worst = extremes(MARLOW)
    assert (best.conduct, worst.conduct) == (36, -25)
    assert best.response() == MARLOW.key() == path("AAAAAAAAAA")
    assert MARLOW.conduct(walked(MARLOW, worst.response())) == -25


def test_guessing_and_keeping_to_one_place_earn_nothing() -> None:
    for question in (MARLOW, PRACTICE, SMALL):
        assert guessed(question) < 0
        assert all(one_sided(question, place) <= 0 for place in range(4))


def test_the_letter_can_be_taken_up_only_where_it_was_mentioned() -> None:
    for third, offered in (("A", "abcd"), ("B", "abcd"), ("C", "ab"), ("D", "ab")):
        state = walked(MARLOW, path(f"AA{third}"))[-1].after
        assert "".join(each.id for _, each in MARLOW.offered(state)) == offered


def test_a_leak_can_be_put_into_his_mouth_only_where_he_mentioned_a_complaint() -> None:
    assert MARLOW.walk(path("AAAAAAAD")) is not None
    assert MARLOW.walk(path("AABAAAAD")) is None


@pytest.mark.parametrize(
    ("letters", "trust", "facts", "again"),
    [
        ("AAAAAA", 10, {"f8", "f3"}, ()),
        ("DDAAAA", 8, {"f8", "f3"}, ()),
        ("DBADAA", 7, {"f8", "f3"}, ()),
        ("BBAAAA", 7, {"f8", "f3"}, ()),
        ("BBADAA", 6, {"f8"}, ("c",)),
        ("BBADBA", 5, {"f8"}, ("c",)),
        ("BBACBA", 3, set(), ()),
    ],
)
def test_what_the_phrase_means_is_told_as_far_as_trust_goes(
    letters: str, trust: int, facts: set[str], again: tuple[str, ...]
) -> None:
    after = walked(MARLOW, path(letters))[-1].after
    assert (after.trust, set(after.open & {"f3", "f8"}), after.again) == (trust, facts, again)


def test_one_more_move_may_follow_a_half_answer_and_earns_no_more_points() -> None:
    half = path("BBADAA")
    more = [*half, ["t6", way(6, "B")]]
    assert known(half)["f3"] == 0
    assert known(more)["f3"] == 1
    assert MARLOW.conduct(walked(MARLOW, half)) == MARLOW.conduct(walked(MARLOW, more)) == -1 - 2 + 4 - 1 + 4 + 4
    assert MARLOW.walk([*more, ["t6", way(6, "B")]]) is None
    assert MARLOW.walk([*half, ["t6", way(6, "D")]]) is None
    assert MARLOW.walk([*more, *path("A", 7)]) is not None
    assert MARLOW.walk([*half, *path("A", 7)]) is not None  # it may also be left unsaid
    assert MARLOW.walk([*half, *path("A", 7), ["t6", way(6, "B")]]) is None


def test_a_choice_of_how_to_tell_is_taken_only_with_some_trust() -> None:
    assert known(path("BBADBB"))["f3"] == 1  # trust 7
    assert known(path("BBACDB"))["f3"] == 0  # trust 3
    assert known(path("BBADDB"))["f3"] == 1  # trust 5, and the phrase was never said
    assert known(path("BBADDB"))["f8"] == 0


@pytest.mark.parametrize(
    ("letters", "fact", "worth"),
    [
        ("AAAAAABAAA", "f7", 1),
        ("AAAAAADAAA", "f7", 1),
        ("AAAAAACAAA", "f7", 0),
        ("AAAAAABAAC", "f7", 0),
        ("AAAAADAAAA", "f8", 1),
        ("AAAADDAAAA", "f8", 0),
        ("AAAAADAAAB", "f8", 0),
        ("AAAAACAAAA", "f3", 1),  # late, after a “No”
        ("AAAAADAAAA", "f3", 1),
        ("BBCBCCCCCA", "f3", 0),  # no trust
        ("ABAAAAAAAA", "f6", 0),
        ("ADAAAAAAAA", "f6", 0),
        ("AAABAAAAAA", "f9", 0),
        ("AAADAAAAAA", "f1", 0.5),
        ("AAAADDAAAA", "f2", 0.5),
        ("AAAAAAAABA", "f5", 0.5),
        ("AAAAAAAACA", "f5", 0),
    ],
)
def test_what_a_bad_turn_costs_and_what_reading_back_rescues(letters: str, fact: str, worth: float) -> None:
    assert known(path(letters))[fact] == worth


# Any path of any script


@st.composite
def interviews(draw: st.DrawFn) -> Interview:
    return scripted(draw(st.integers(0, 10_000)))


def scripted(seed: int) -> Interview:
    """Return an interview of one to four turns made up at random, with gates, rescues and ways to be said again."""
    chance = random.Random(seed)  # noqa: S311 (nothing secret)
    tokens = ["f1", "f2", "k1", "k2"]

    def gate() -> Gate:
        if chance.random() < 0.6:
            return Gate()
        least = chance.randint(0, 6)
        some = [chance.sample(tokens, chance.choice((0, 0, 1))) for _ in range(2)]
        return Gate(trust_least=least, trust_most=chance.randint(least, 10), after=some[0], without=some[1])

    def replies(most: int) -> list[Reply]:
        return [
            Reply(
                text=escape(f"reply {chance.random()}"),
                when=gate(),
                opens=chance.sample(tokens, chance.choice((0, 1, 2))),
                again=chance.sample("abc", chance.choice((0, 0, 1, 2))),
            )
            for _ in range(chance.randint(0, most))
        ]

    def one(letter: str) -> Way:
        return Way(
            id=letter,
            text=escape(letter),
            trust=chance.randint(-4, 4),
            when=gate(),
            replies=replies(3),
            adds=replies(2),
            points=chance.randint(-3, 4),
            meets=chance.choice(([], ["s1"])),
            partly=chance.choice(([], ["f1"])),
        )

    turns = [
        Turn(id=f"t{number}", title=escape(f"Turn {number}"), when=gate(), ways=[one(each) for each in "abc"])
        for number in range(1, chance.randint(1, 4) + 1)
    ]
    facts = [Fact(id=each, text=escape(each), bears_on=Markup("harm")) for each in ("f1", "f2")]
    return replace(SMALL, trust=chance.randint(0, 10), turns=turns, facts=facts, points=7)


def strolled(question: Interview, chance: random.Random) -> list[list[str]]:
    """Return a path of ways that were there to be taken, to the end or as far as there is one."""
    state, steps = State(question.trust), []
    while ways := question.offered(state):
        number, chosen = chance.choice(ways)
        state = question.say(state, number, chosen).after
        steps.append([question.turns[number].id, chosen.id])
    return steps


def every_path(question: Interview, state: State, steps: tuple[tuple[str, str], ...] = ()) -> list[list[list[str]]]:
    """Return every path to the end, the long way."""
    ways = question.offered(state)
    goes_on = any(number != state.turn for number, _ in ways)
    ends = [] if goes_on else [[list(step) for step in steps]]
    for number, chosen in ways:
        after = question.say(state, number, chosen).after
        ends += every_path(question, after, (*steps, (question.turns[number].id, chosen.id)))
    return ends


STROLLS = st.tuples(st.sampled_from([MARLOW, PRACTICE]) | interviews(), st.randoms(use_true_random=False)).map(
    lambda drawn: (drawn[0], strolled(*drawn))
)


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
        share = max(0, question.conduct(moves)) / question.best.conduct if question.best.conduct > 0 else 0
        assert score.points == pytest.approx(question.points * min(1, share))
        assert all(0 <= move.after.trust <= 10 for move in moves)
    learned = [sum(question.learned(whole[:length]).values()) for length in range(len(steps) + 1)]
    assert learned == sorted(learned)  # what came to light stays


@given(stroll=STROLLS, at=st.integers(0, 12), other=st.sampled_from([["t1", "z"], ["t9", "a"], ["t1"], "t1", None, 7]))
def test_a_step_that_was_not_there_makes_a_path_unreadable(
    stroll: tuple[Interview, list[list[str]]], at: int, other: object
) -> None:
    question, steps = stroll
    broken: list[Any] = [*steps[:at], other, *steps[at:]]
    if other != ["t9", "a"] or len(question.turns) < 9:
        assert not question.score(broken).readable
        assert question.score(broken).points == 0
        assert question.unfinished(broken)


@given(question=interviews())
def test_the_extremes_and_the_mean_are_those_of_all_paths(question: Interview) -> None:
    paths = every_path(question, State(question.trust))
    earned = [question.conduct(walked(question, steps)) for steps in paths]
    best, worst = extremes(question)
    assert question.conduct(walked(question, best.response())) == best.conduct
    assert question.conduct(walked(question, worst.response())) == worst.conduct
    assert best.conduct == max(earned)
    assert worst.conduct == min(earned)


def test_the_mean_of_guessing_is_that_of_the_worked_example() -> None:
    # First a, 2: then -2, 1 or 2. Or first b, -2: then -2 or 1, since c is closed.
    assert guessed(SMALL) == pytest.approx((2 + (-2 + 1 + 2) / 3 + -2 + (-2 + 1) / 2) / 2)
    assert one_sided(SMALL, 2) == -2 + 1


def test_a_turn_is_passed_over_while_its_gate_is_shut() -> None:
    between = Turn(id="t3", title=Markup("Between"), when=Gate(trust_least=5), ways=SMALL.turns[0].ways)
    longer = replace(SMALL, turns=[SMALL.turns[0], between, SMALL.turns[1]])
    assert longer.walk([["t1", "a"], ["t3", "a"], ["t2", "c"]])
    assert longer.walk([["t1", "a"], ["t2", "c"]]) is None
    assert longer.walk([["t1", "b"], ["t2", "a"]])


# The view walks as Python does

WALKED = """given.map(({ script, path }) => {
  const { moves, state } = module.walkScript(script, path);
  return {
    moves: moves.map(({ turn, way, replies, after }) =>
      [turn, way.id, replies.map(({ text }) => text), after.trust, [...after.open].sort(), after.again]),
    following: module.followingTurn(script, state),
    offered: module.offeredWays(script, state).map(({ turn, way }) => [turn, way.id]),
  };
})"""


def told(question: Interview, steps: list[list[str]]) -> dict[str, Any]:
    """Return what the view must know of a path."""
    moves = walked(question, steps)
    state = moves[-1].after if moves else State(question.trust)
    following = question.following(state)
    return {
        "moves": [
            [question.turns.index(move.turn), move.way.id, [reply.text for reply in move.replies],
             move.after.trust, sorted(move.after.open), list(move.after.again)]
            for move in moves
        ],
        "following": -1 if following is None else following,
        "offered": [[number, each.id] for number, each in question.offered(state)],
    }  # fmt: skip


def test_the_view_walks_every_script_as_python_does() -> None:
    chance = random.Random(8)  # noqa: S311 (nothing secret)
    asked = [(question, strolled(question, chance)) for question in [MARLOW] * 150 + [PRACTICE] * 20]
    asked += [(made, strolled(made, chance)) for made in map(scripted, range(300))]
    asked = [(question, steps[: chance.randint(0, len(steps))]) for question, steps in asked] + asked
    given = [{"script": projection(question), "path": steps} for question, steps in asked]
    walked_in_view = evaluate(QUESTIONS / "interview_walk.js", WALKED, given)
    assert walked_in_view == [told(question, steps) for question, steps in asked]
    assert any(move[5] for each in walked_in_view for move in each["moves"])  # ways to be said again came up


# What an author may get wrong


def problems(**changes: Any) -> str:
    return "\n".join(f"{place}: {problem}" for place, problem, _ in replace(SMALL, **changes).mistakes())


def turns_with(turn: int, number: int, **changes: Any) -> list[Turn]:
    """Return the small interview's turns, with one way changed."""
    ways = list(SMALL.turns[turn].ways)
    ways[number] = replace(ways[number], **changes)
    return [replace(each, ways=ways) if n == turn else each for n, each in enumerate(SMALL.turns)]


def replying(*replies: Reply, turn: int = 1, number: int = 1, **changes: Any) -> dict[str, Any]:
    return {"turns": turns_with(turn, number, replies=list(replies), **changes)}


WELL = Reply(text=Markup("Well."))
TEXT = Markup("T")
OPENS = "turns.0.ways.0.replies.0.opens"
FIRST, SECOND = SMALL.turns
POINTLESS = replace(FIRST, ways=[replace(each, points=0) for each in FIRST.ways])
MISTAKES = [
    ({"turns": [FIRST, FIRST, SECOND]}, "turns.1.id: the id 't1' stands twice"),
    ({"turns": turns_with(0, 1, id="a")}, "turns.0.ways.1.id: the id 'a' stands twice"),
    ({"facts": [*SMALL.facts, *SMALL.facts]}, "facts.1.id: the id 'f1' stands twice"),
    ({"standards": [*SMALL.standards, *SMALL.standards]}, "standards.1.id: the id 's1' stands twice"),
    ({"turns": turns_with(0, 0, feedback=" ")}, "turns.0.ways.0.feedback: way 'a' has no feedback"),
    ({"turns": turns_with(0, 0, meets=["s9"])}, "turns.0.ways.0.meets: there is no 's9'"),
    ({"turns": turns_with(0, 1, misses=["s9"])}, "turns.0.ways.1.misses: there is no 's9'"),
    ({"turns": turns_with(0, 1, meets=["s1"])}, "turns.0.ways.1.meets: way 'b' both meets and misses 's1'"),
    ({"turns": turns_with(1, 1, partly=["f9"])}, "turns.1.ways.1.partly: there is no 'f9'"),
    (replying(replace(WELL, again=["b"])), "turns.1.ways.1.replies: there is no 'b'"),
    (replying(replace(WELL, again=["z"])), "turns.1.ways.1.replies: there is no 'z'"),
    ({"standards": [*SMALL.standards, Standard(id="s2", name=TEXT, text=TEXT)]}, "standards.1: no way meets or misses"),
    ({"facts": [*SMALL.facts, Fact(id="f2", text=TEXT, bears_on=TEXT)]}, "facts.1: no reply opens 'f2'"),
    ({"turns": turns_with(1, 2, when=Gate(after=["k7"]))}, "turns.1.ways.2.when: nothing opens 'k7'"),
    ({"turns": turns_with(1, 2, when=Gate(without=["k7"]))}, "turns.1.ways.2.when: nothing opens 'k7'"),
    (replying(replace(WELL, opens=["k1", "k2"]), turn=0, number=0), f"{OPENS}: nothing asks for 'k2'"),
    (replying(replace(WELL, opens=["k1", "f8"]), turn=0, number=0), f"{OPENS}: 'f8' is neither a fact nor a thread"),
    (replying(replace(WELL, opens=["k1", "letter"]), turn=0, number=0), f"{OPENS}: 'letter' is neither a fact"),
    ({"turns": [replace(FIRST, when=Gate(trust_least=5)), SECOND]}, "turns.0: no path comes to this turn"),
    ({"turns": turns_with(1, 1, when=Gate(trust_least=9))}, "turns.1.ways.1: no path comes to this way"),
    (replying(WELL, replace(WELL)), "turns.1.ways.1.replies.1: no path comes to this reply"),
    (
        replying(WELL, adds=[replace(WELL, when=Gate(trust_most=1))]),
        "turns.1.ways.1.adds.0: no path comes to this reply",
    ),
    (replying(), "turns.1.ways.1: on some path nothing is said in reply"),
    (replying(replace(WELL, when=Gate(trust_least=5))), "turns.1.ways.1: on some path nothing is said in reply"),
    ({"turns": [FIRST, replace(SECOND, ways=SECOND.ways[2:])]}, "turns.1.ways: some path comes here and finds no way"),
    ({"turns": []}, "turns: no path earns any points"),
    ({"turns": [POINTLESS]}, "turns: no path earns any points"),
    ({"turns": turns_with(0, 1, points=0)}, "turns: guessing earns 0.92 conduct points on average"),
    ({"turns": turns_with(1, 0, points=1)}, "turns: always taking way 1 earns 3 conduct points"),
    ({"trust": 11}, "trust: trust cannot be 11"),
    ({"bands": [Band(least=3, text=TEXT)]}, "bands: the bands do not fit"),
    ({"bands": []}, "bands: the bands do not fit"),
    ({"bands": [Band(least=0, text=TEXT), Band(least=3, text=TEXT)]}, "bands: the bands do not fit"),
    ({"bands": [Band(least=5, text=TEXT), Band(least=0, text=TEXT)]}, "bands: the bands do not fit"),
]


@pytest.mark.parametrize(("changes", "problem"), MISTAKES, ids=[problem for _, problem in MISTAKES])
def test_each_mistake_is_named(changes: dict[str, Any], problem: str) -> None:
    assert problem in problems(**changes)


@pytest.mark.parametrize("question", [MARLOW, PRACTICE, SMALL], ids=["marlow", "practice", "sample"])
def test_what_we_wrote_has_no_mistakes(question: Interview) -> None:
    assert list(question.mistakes()) == []


# What is told


class Tags(HTMLParser):
    """Fails at a tag, or an attribute, that a feedback page would not let through."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        assert {name for name, _ in attrs} <= set(ATTRIBUTES.get(tag, []))


def plain(html: str) -> str:
    Tags().feed(html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_review_tells_conduct_record_transcript_and_what_was_never_learned() -> None:
    told = plain(MARLOW.review(path("CAAAAAABBD")))
    assert "How you asked: 15 of 36. A weak interview." in told
    assert "What you learned: 7.5 of 9 facts." in told
    assert "You: “In your own words, and as slowly as you like" in told
    assert "Met: A free account, then questions." in told
    assert "Missed: Neutral, and both sides." in told
    assert "But you have promised a result" in told
    assert "✗ Opening : lost here" in told
    assert "✓ The letter : 3 of 3" in told
    assert "A better way: You say who is in the room" in told
    assert re.search(r"What you learned in part By his account he lived in Port Selby.* at Elsewhere in Halvern", told)
    assert re.search(r"What you never learned By his account he complained.*It could come out at Protection \.", told)
    assert "This tells against the claim. It is good that you found it." in told  # the charts
    assert "Nothing here says whether the account is true." in told


def test_each_turn_says_whether_it_was_right() -> None:
    html = MARLOW.review([*path("CAAA"), ["t5", way(5, "B")]])
    verdicts = re.findall(r'<li data-verdict="(\w+)"><p>(.)', html)
    assert verdicts == [("wrong", "✗"), *[("right", "✓")] * 3, ("partly", "◐")]


def test_points_that_were_lost_are_told_in_words() -> None:
    told = plain(MARLOW.review(path("BBCBCCCCCD")))
    assert "The account : this cost trust" in told
    assert "Two dates : this cost trust" in told
    assert not re.search(r"-\d", told.split("What was said")[1].split("Standard by standard")[0])


def test_the_review_counts_each_standard() -> None:
    html = MARLOW.review(path("CAAAAAABBD"))
    counts = dict(re.findall(r"<strong>([^<]+)\.</strong>.*?</td>(<td>\d+</td><td>\d+</td>)", html))
    assert counts["Neutral, and both sides"] == "<td>2</td><td>2</td>"
    assert counts["No answer inside the question"] == "<td>0</td><td>1</td>"
    assert len(counts) == 8


def test_the_review_names_a_better_way_that_was_closed_by_then() -> None:
    told = plain(MARLOW.review(path("AADB")))
    assert "A better way, but closed to you by then: “You mentioned a letter." in told
    assert "The interview is not finished." in told


def test_an_adverse_fact_that_was_not_found_belongs_on_the_record_too() -> None:
    assert "It belongs on the record all the same." in plain(MARLOW.review(path("AAABAAAAAA")))


def test_conduct_below_zero_is_shown_as_none() -> None:
    assert "How you asked: 0 of 36. An unsafe record." in plain(MARLOW.review(path("BBCBCCCCCD")))


def test_practice_tells_all_but_the_better_ways() -> None:
    steps = [["t1", "a"], ["t2", "a"], ["t3", "c"]]
    review, feedback = plain(PRACTICE.review(steps)), plain(PRACTICE.feedback(steps))
    assert "A better way" in review
    assert "A better way" not in feedback
    for words in (
        "How you asked: 5 of 10.",
        "You want him to do well",
        "What you never learned",
        "Standard by standard",
    ):
        assert words in feedback


@pytest.mark.parametrize("response", [None, [], "t1a", [["t1", "z"]], {"t1": "a"}])
def test_where_nothing_was_said_the_review_shows_a_sound_interview(response: object) -> None:
    assert "A sound interview" in plain(MARLOW.review(response))
    assert "Help me see how they fit." in plain(MARLOW.review(response))
    assert plain(MARLOW.feedback(response)).strip() == "Nothing is said yet."
    assert MARLOW.unfinished(response) == "The interview is not finished."


def test_nothing_that_is_told_judges_whether_he_is_truthful() -> None:
    written = (CASES / "marlow.yaml").read_text("utf-8") + MARLOW.review(path("AAAAAAAAAA"))
    assert not re.search(r"\b(truthful|credible|genuine|he lied|is lying|told the truth)\b", written)


def test_a_learner_can_play_from_the_public_part_and_reads_in_it_no_points_or_names() -> None:
    public = json.loads(json.dumps(projection(MARLOW)))
    rebuilt = from_dict(Interview, public, CHECKED)
    assert rebuilt.unfinished(path("AAAAAAAAAA")) == ""
    assert rebuilt.unfinished(path("AAAAAAAAA")) == "The interview is not finished."
    assert rebuilt.score(path("AAAAAAAAAA")).points == 0  # there is no key to mark it by
    assert rebuilt.static() == MARLOW.static()
    public.pop("points")
    names = set(re.findall(r'"(\w+)":', json.dumps(public)))
    assert not names & {"points", "meets", "misses", "partly", "standards", "facts", "bands", "bears_on", "adverse"}


def test_the_static_form_shows_turns_and_ways_and_no_reply() -> None:
    told = plain(MARLOW.static())
    assert "Interview Mr Marlow. (12 points)" in told
    assert "You are the officer, and speak with Mr Marlow." in told
    assert "Forty seconds go by." in told
    assert "Were you raped?" in told
    assert "Marenna" not in told


def test_an_author_is_told_the_best_path_and_the_worst() -> None:
    best, worst = MARLOW.remarks()
    assert re.fullmatch(r"best path 36: (t\d+[a-d] ?){10}", best)
    assert re.fullmatch(r"worst path -25: (t\d+[a-d] ?){10}", worst)
