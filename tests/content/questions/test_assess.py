"""The kind `assess`: what agreement with the marker earns, what an author may get wrong, what a learner is told."""

import re
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from dacite import from_dict
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from wellfounded.content.case import CHECKED
from wellfounded.content.questions.assess import Assess
from wellfounded.content.questions.assess_rubric import Level, MarkerMark, Misjudged, RubricLine, SampleText
from wellfounded.content.questions.question import projection
from wellfounded.render.safe_html import TAGS

ASKED: Assess = Assess.samples()[0].question  # type: ignore[assignment]  # t1 has c and b, t2 has a and a, of a, b, c
PERFECT = ASKED.key()
LEVELS = "abcd"


def asking(keys: list[str], levels: int = 3, near: float = 0.5, points: float = 6) -> Assess:
    """Return a question with a text for each key, whose letters are the marker's levels, criterion by criterion."""
    letters = LEVELS[:levels]
    criteria = [
        RubricLine(
            id=f"c{n}", text=escape(f"Criterion {n}"), levels=[Level(id=x, text=escape(f"Level {x}")) for x in letters]
        )
        for n in range(len(keys[0]))
    ]
    texts = [
        SampleText(
            id=f"t{n}",
            title=escape(f"Text {n}"),
            body=Markup("<p>Words.</p>"),
            marks=[MarkerMark(criterion=f"c{i}", level=x, feedback=Markup("Why.")) for i, x in enumerate(key)],
        )
        for n, key in enumerate(keys)
    ]
    settings = {"prompt": Markup("How good?"), "points": points, "near": near}
    return Assess(id="q1", kind="assess", criteria=criteria, texts=texts, **settings)  # type: ignore[arg-type]


def worth(question: Assess, marked: dict[str, str]) -> Fraction:
    """Return the share of the points before the floor, worked out the long way."""
    key, near = question.key(), Fraction(question.near)

    def agreement(marks: dict[str, str]) -> Fraction:
        away = [abs(ord(marks[line]) - ord(right)) if line in marks else 9 for line, right in key.items()]
        return (Fraction(away.count(0)) + near * away.count(1)) / len(key)

    letters = question.criteria[0].letters()
    best = max(agreement(dict.fromkeys(key, each)) for each in letters)
    return (agreement(marked) - best) / (1 - best)


def all_marked(question: Assess) -> list[dict[str, str]]:
    """Return every way to mark all lines."""
    letters = question.criteria[0].letters()
    return [dict(zip(question.key(), each, strict=True)) for each in product(letters, repeat=len(question.key()))]


KEYS = st.integers(1, 3).flatmap(lambda n: st.lists(st.text("abc", min_size=n, max_size=n), min_size=2, max_size=3))
QUESTIONS = st.builds(asking, KEYS, near=st.sampled_from([0, 0.25, 0.5])).filter(
    lambda q: len(set(q.key().values())) > 1
)
MARKED = st.dictionaries(st.sampled_from([f"t{t}-c{c}" for t in range(3) for c in range(3)]), st.sampled_from("abc"))


def fitting(question: Assess, marked: dict[str, str]) -> dict[str, str]:
    return {line: level for line, level in marked.items() if line in question.key()}


@given(question=QUESTIONS, marked=MARKED)
def test_marks_earn_what_the_formula_says(question: Assess, marked: dict[str, str]) -> None:
    marked = fitting(question, marked)
    score = question.score(marked)
    assert score.readable
    assert score.points == pytest.approx(6 * float(max(Fraction(0), worth(question, marked))))
    assert score.parts == {line: marked.get(line) == right for line, right in question.key().items()}
    assert question.score(question.key()).points == pytest.approx(6)


@given(question=QUESTIONS, marked=MARKED, which=st.integers(0, 8))
def test_one_more_line_as_the_marker_has_it_never_costs_anything(
    question: Assess, marked: dict[str, str], which: int
) -> None:
    marked = fitting(question, marked)
    line = list(question.key())[which % len(question.key())]
    assert question.score({**marked, line: question.key()[line]}).points >= question.score(marked).points


@pytest.mark.parametrize("keys", [["ca", "ab"], ["aa", "cc"], ["abc", "cba"], ["abc", "aac"], ["cc", "ca"]])
@pytest.mark.parametrize("near", [0, 0.5])
def test_guesses_and_one_level_for_all_earn_nothing(keys: list[str], near: float) -> None:
    question = asking(keys, near=near)
    assert sum(worth(question, each) for each in all_marked(question)) <= 0
    for level in "abc":
        assert question.score(dict.fromkeys(question.key(), level)).points == 0


def test_whoever_guesses_by_any_odds_of_their_own_earns_nothing_on_average() -> None:
    question = asking(["ab", "ca"])
    for odds in product((1, 2, 5), repeat=3):
        chance = dict(zip("abc", (Fraction(each, sum(odds)) for each in odds), strict=True))
        mean = Fraction(0)
        for marked in all_marked(question):
            likelihood = Fraction(1)
            for level in marked.values():
                likelihood *= chance[level]
            mean += likelihood * worth(question, marked)
        assert mean <= 0


@pytest.mark.parametrize(("near", "earned"), [(0.5, 4.5), (0.25, 3.75), (0, 3)])
def test_the_next_level_earns_half_of_a_line_or_what_the_rubric_says(near: float, earned: float) -> None:
    question = asking(["ac", "ca"], near=near)  # one level for all agrees by a half: so a whole line is worth 3 of 6
    assert question.score({**question.key(), "t0-c0": "b"}).points == pytest.approx(earned)
    assert question.score({**question.key(), "t0-c0": "c"}).points == pytest.approx(3)


def test_a_learners_side_without_a_key_gives_nothing_for_any_marks() -> None:
    learners = from_dict(Assess, projection(ASKED), CHECKED)
    for marked in (PERFECT, dict.fromkeys(PERFECT, "a")):
        assert learners.score(marked).points == 0
        assert not any(learners.score(marked).parts.values())


def test_practice_tells_the_learners_level_the_markers_and_why_of_marked_lines_alone() -> None:
    told = ASKED.feedback({"t1-c1": "b", "t1-c2": "b", "t2-c1": "c"})
    first, second, third = re.findall("<li .*?</li>", told)
    assert "<p>1 line is not marked yet.</p>" in told
    assert 'data-verdict="partly"' in first
    assert "◐ One level away. The marker: <strong>Level c</strong>" in first
    assert first.index("About b.") < first.index("About c.")
    assert 'data-reason="t1-c1"' in first
    assert 'data-verdict="right"' in second
    assert "✓ The marker agrees: <strong>Level b</strong>" in second
    assert second.count("About") == 1
    assert 'data-verdict="wrong"' in third
    assert "✗ The marker: <strong>Level a</strong>" in third
    assert "t2-c2" not in told


def test_after_a_try_the_markers_level_is_marked_beside_the_learners() -> None:
    assert ASKED.marks({"t1-c1": "b", "t1-c2": "b"}) == {"t1-c1-b": False, "t1-c1-c": True, "t1-c2-b": True}
    assert ASKED.marks({"t1-c1": "z"}) == {}


def test_a_review_sets_every_line_beside_the_markers() -> None:
    rows = re.findall("<li .*?</li>", ASKED.review({"t1-c1": "c", "t1-c2": "a", "t2-c1": "c"}))
    assert [re.findall('data-verdict="(\\w+)"', row)[0] for row in rows] == ["right", "partly", "wrong", "missed"]
    assert "<p>✓ The marker agrees: <strong>Level c</strong></p>" in rows[0]
    assert (
        "<p>Your mark: <strong>Level a</strong> ◐ One level away. The marker: <strong>Level b</strong></p>" in rows[1]
    )
    assert "<p>Your mark: <strong>Level c</strong> ✗ The marker: <strong>Level a</strong></p>" in rows[2]
    assert "Not marked. The marker: <strong>Level a</strong>" in rows[3]
    assert "About a." in rows[3]


def test_review_and_feedback_are_made_of_the_tags_a_review_may_hold() -> None:
    shown = ASKED.review({"t1-c1": "b"}) + ASKED.feedback(PERFECT)
    assert set(re.findall(r"<(\w+)", shown)) <= set(TAGS)
    assert "class=" not in shown


def test_what_a_cohort_marked_is_counted_line_by_line_with_its_misconceptions() -> None:
    mark = replace(ASKED.texts[0].marks[0], misjudged=[Misjudged(level="a", misconception="length-is-quality")])
    asked = replace(ASKED, texts=[replace(ASKED.texts[0], marks=[mark, ASKED.texts[0].marks[1]]), ASKED.texts[1]])
    assert len(asked.choices()) == 12
    (pick,) = asked.chosen({"t1-c1": "a"})
    assert (pick.id, pick.part, pick.right, pick.misconception) == ("t1-c1-a", "t1-c1", False, "length-is-quality")
    assert pick.text == "Text t1, Criterion 1: Level a"


LINE, TEXT = ASKED.criteria[0], ASKED.texts[0]
MARK = TEXT.marks[0]
SAID = MARK.misjudged[0]
MISTAKES: dict[str, tuple[dict[str, Any], str, str]] = {
    "a criterion twice": ({"criteria": [LINE, LINE]}, "criteria.1.id", "the id 'c1' stands twice"),
    "two levels": ({"levels": LINE.levels[:2]}, "criteria.0.levels", "not three different levels"),
    "one text": ({"texts": [TEXT]}, "texts", "fewer than two texts"),
    "a text twice": ({"texts": [TEXT, TEXT]}, "texts.1.id", "the id 't1' stands twice"),
    "too much for a near one": ({"near": 1.0}, "near", "cannot be worth 1"),
    "one level for all": (
        {"texts": [TEXT, replace(TEXT, id="t2")], "near": 0.9},
        "texts",
        "one level for all lines would agree with the marker by 95%",
    ),
    "no mark": ({"marks": [MARK]}, "texts.0.marks", "no mark for criterion 'c2'"),
    "an unknown criterion": (
        {"marks": [*TEXT.marks, replace(MARK, criterion="c9")]},
        "texts.0.marks.2.criterion",
        "'c9' does not belong here",
    ),
    "no level": ({"level": "z", "misjudged": [*MARK.misjudged, replace(SAID, level="c")]}, "level", "'z' is no level"),
    "no feedback": ({"feedback": Markup(" ")}, "feedback", "nothing says why"),
    "a level not spoken to": ({"misjudged": [SAID]}, "misjudged", "nothing is said to those who mark 'b'"),
    "the right level as a wrong one": (
        {"misjudged": [*MARK.misjudged, replace(SAID, level="c")]},
        "misjudged.2.level",
        "'c' does not belong here",
    ),
    "a wrong level without feedback": (
        {"misjudged": [replace(SAID, feedback=Markup("")), MARK.misjudged[1]]},
        "misjudged.0.feedback",
        "there is no feedback",
    ),
}


def broken(change: dict[str, Any]) -> Assess:
    """Return the question with a change of it, of its first text, its first criterion or its first mark."""
    if {"criteria", "texts", "near"} & set(change):
        return replace(ASKED, **change)
    if "levels" in change:
        return replace(ASKED, criteria=[replace(LINE, **change), ASKED.criteria[1]])
    text = replace(TEXT, **(change if "marks" in change else {"marks": [replace(MARK, **change), TEXT.marks[1]]}))
    return replace(ASKED, texts=[text, ASKED.texts[1]])


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_named_with_its_place_and_a_remedy(name: str) -> None:
    change, where, problem = MISTAKES[name]
    found = list(broken(change).mistakes())
    assert found[0][0].endswith(where)
    assert problem in found[0][1]
    assert all(remedy for *_, remedy in found)


def test_a_rubric_of_one_line_is_no_rubric() -> None:
    texts = [replace(text, marks=text.marks[:1]) for text in ASKED.texts]
    (mistake,) = replace(ASKED, criteria=[LINE], texts=texts).mistakes()
    assert mistake[:2] == ("criteria", "fewer than two criteria")


def test_levels_that_differ_between_criteria_are_named() -> None:
    other = replace(ASKED.criteria[1], levels=[replace(each, id=each.id.upper()) for each in LINE.levels])
    found = list(replace(ASKED, criteria=[LINE, other]).mistakes())
    assert ("criteria.1.levels", "the levels are other than those of criterion 'c1'") in [each[:2] for each in found]
