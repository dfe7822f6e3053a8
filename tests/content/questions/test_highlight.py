"""The kind `highlight`: its score by hand and by enumeration, its mistakes, its words."""

from dataclasses import replace
from itertools import chain, combinations
from pathlib import Path
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from wellfounded.content.case_file import read_case
from wellfounded.content.mistakes import MistakesError
from wellfounded.content.questions.highlight import Highlight, Passage

SIZES = [(right, wrong) for right in range(1, 5) for wrong in range(1, 6)]


def asked(right: int, wrong: int, points: float = 12) -> Highlight:
    """Return a question with so many right passages, which come first, and so many wrong ones."""
    ids = [f"p{n}" for n in range(1, right + wrong + 1)]
    text = Markup("<p>{}</p>").format(" ".join(f"[[{each}: Words {each}.]]" for each in ids))
    said = Markup("<p>On {}.</p>")
    passages = [Passage(id=each, shows=n < right, feedback=said.format(each)) for n, each in enumerate(ids)]
    return Highlight(id="q1", kind="highlight", prompt=Markup("Where?"), points=points, text=text, passages=passages)


def before_the_floor(question: Highlight, marks: tuple[str, ...]) -> float:
    """Work out, independently of `score`, what marks are worth if less than nothing can be had."""
    right = question.right()
    wrong = {each.id for each in question.passages} - right
    debit = max(1 / len(right), 1 / len(wrong))
    return question.points * (len(right & {*marks}) / len(right) - len(wrong & {*marks}) * debit)


@st.composite
def questions_and_marks(draw: st.DrawFn) -> tuple[Highlight, list[str]]:
    question = asked(*draw(st.sampled_from(SIZES)))
    return question, draw(st.lists(st.sampled_from([each.id for each in question.passages])))


@pytest.mark.parametrize(
    ("sizes", "marks", "points"),
    [
        ((2, 3), ["p1", "p2"], 12),
        ((2, 3), ["p1"], 6),
        ((2, 3), ["p1", "p3"], 0),  # a wrong mark costs what a right one earned
        ((2, 3), ["p1", "p2", "p5"], 6),
        ((4, 2), ["p1", "p2", "p3", "p4", "p6"], 6),  # more than a right one earns, where wrong ones are few
        ((4, 2), ["p1", "p2", "p6"], 0),
        ((4, 1), ["p1", "p2", "p3", "p4", "p5"], 0),
        ((2, 3), ["p1", "p1", "p1"], 6),  # the same passage again is the same passage
    ],
)
def test_marks_are_worth_what_was_worked_out_by_hand(sizes: tuple[int, int], marks: list[str], points: float) -> None:
    assert asked(*sizes).score(marks).points == pytest.approx(points)


@pytest.mark.parametrize("sizes", SIZES)
def test_marking_everything_nothing_or_at_random_earns_nothing_on_average(sizes: tuple[int, int]) -> None:
    question = asked(*sizes)
    ids = [each.id for each in question.passages]
    of_size = [[*combinations(ids, size)] for size in range(len(ids) + 1)]
    for same_size in of_size:  # a guesser who marks so many; one who tosses any coin is a mixture of these
        assert mean(before_the_floor(question, each) for each in same_size) <= 1e-9
    for each in chain.from_iterable(of_size):
        assert question.score([*each]).points == pytest.approx(max(0, before_the_floor(question, each)))
    assert question.score(ids).points == question.score([]).points == 0


@given(questions_and_marks())
def test_a_right_mark_more_never_costs_and_a_wrong_one_never_pays(drawn: tuple[Highlight, list[str]]) -> None:
    question, marks = drawn
    points = question.score(marks).points
    assert 0 <= points <= question.points
    for each in question.passages:
        more = question.score([*marks, each.id]).points
        assert more >= points if each.shows else more <= points


@given(questions_and_marks())
def test_full_points_are_had_by_the_key_alone(drawn: tuple[Highlight, list[str]]) -> None:
    question, marks = drawn
    assert (question.score(marks).points == question.points) == ({*marks} == {*question.key()})
    assert question.score(question.key()).points == question.points


@pytest.mark.parametrize("response", [None, "p1", {"p1": True}, ["p1", 2], ["p1", ["p2"]], ["p99"], 1.5, True])
def test_what_cannot_be_given_is_unreadable(response: object) -> None:
    score = asked(2, 3).score(response)
    assert (score.points, score.readable) == (0, False)


def test_parts_say_how_each_passage_was_dealt_with() -> None:
    assert asked(1, 2).score(["p2"]).parts == {"p1": False, "p2": False, "p3": True}


def test_a_learners_side_without_a_key_scores_nothing_and_knows_what_is_lacking() -> None:
    public = replace(asked(2, 3), passages=[])
    assert public.score(["p1"]).points == 0
    assert public.unfinished([]) == public.unfinished(None) == "No passage is marked yet."
    assert public.unfinished(["p4"]) == ""


def test_the_same_words_twice_are_two_passages() -> None:
    question = Highlight.samples()[0].question
    assert isinstance(question, Highlight)
    assert question.score(["p1"]).points == question.score(["p3"]).points == 2
    assert "“The officer wrote nothing.” (place 2 of 2 where this stands)" in question.feedback(["p3"])


# Mistakes


def changed(question: Highlight, number: int, **values: object) -> Highlight:
    passages = [*question.passages]
    passages[number] = replace(passages[number], **values)  # type: ignore[arg-type]
    return replace(question, passages=passages)


GOOD = asked(2, 3)
WRONG = {
    "there is no text to mark": replace(GOOD, text=Markup(" \n")),
    "where no passage is": replace(GOOD, text=GOOD.text + "[[p6 x]]"),
    "'p2' marks two passages": replace(GOOD, text=GOOD.text + "[[p2: x]]"),
    "the text marks 'p6', which is not listed": replace(GOOD, text=GOOD.text + "[[p6: x]]"),
    "the text marks no passage 'p9'": changed(GOOD, 4, id="p9"),
    "'p1' is listed twice": replace(GOOD, passages=[*GOOD.passages, GOOD.passages[0]]),
    "passage 'p3' has no feedback": changed(GOOD, 2, feedback="  "),
    "a right passage names a misconception": changed(GOOD, 0, misconception="all-is-proof"),
    "no passage shows what is asked": replace(asked(1, 3), passages=[replace(e, shows=False) for e in GOOD.passages]),
    "every passage shows what is asked": replace(GOOD, passages=[replace(e, shows=True) for e in GOOD.passages]),
}


@pytest.mark.parametrize("words", WRONG)
def test_each_mistake_is_named(words: str) -> None:
    assert [*GOOD.mistakes()] == []
    assert any(words in problem for _, problem, _ in WRONG[words].mistakes())


CASE = """
title: One letter
use: practice
jurisdiction: any
law_as_of: 2026-06-25
facts: A story.
documents:
  - {id: d1, title: A letter, form: letter, body: "[[p1: I saw it.]] [[p2: So they say.]]"}
questions:
  - id: q1
    kind: highlight
    prompt: What did the writer see?
    authorities: [convention-1a2]
    documents: [d1]
    passages:
      - {id: p1, shows: true, feedback: Yes.}
      - {id: p2, feedback: Hearsay.}
"""


def test_a_text_that_is_left_out_is_that_of_the_document(tmp_path: Path) -> None:
    (tmp_path / "one-letter.yaml").write_text(CASE)
    question = read_case(tmp_path / "one-letter.yaml").questions[0]
    assert question.score(["p1"]).readable
    (tmp_path / "one-letter.yaml").write_text(CASE.replace("    documents: [d1]\n", ""))
    with pytest.raises(MistakesError, match="there is no text to mark"):
        read_case(tmp_path / "one-letter.yaml")


# What learners read


def test_the_review_parts_right_wrong_and_missed_and_leaves_out_what_was_rightly_left() -> None:
    told = asked(2, 2).review(["p1", "p3"])
    places = [
        told.index(each) for each in ("and they are right", "On p1", "are not right", "On p3", "did not mark", "On p2")
    ]
    assert places == sorted(places)
    assert "On p4" not in told
    assert "[[" not in told


@pytest.mark.parametrize("response", [None, [], {"p1": 1}])
def test_a_review_of_nothing_shows_what_was_missed(response: object) -> None:
    told = asked(2, 2).review(response)
    assert "did not mark" in told
    assert "You marked these" not in told
    assert asked(2, 2).feedback(response) == "<p>No passage is marked yet.</p>"


def test_practice_tells_of_what_is_marked_and_counts_what_is_left_without_naming_it() -> None:
    told = asked(3, 2).feedback(["p1", "p4"])
    assert "<strong>Right.</strong> <em>“Words p1.”</em>" in told
    assert "<strong>Not this one.</strong> <em>“Words p4.”</em>" in told
    assert "2 right passages are not marked yet." in told
    assert [each for each in ("p2", "p3", "p5") if each in told] == []
    assert "1 right passage is not marked yet." in asked(2, 1).feedback(["p1"])
    assert "Every right passage is marked." in asked(2, 1).feedback(["p1", "p2"])


def test_the_static_form_has_the_words_and_no_marks() -> None:
    html = asked(1, 1).static()
    assert "Words p1. Words p2." in html
    assert "[[" not in html
