"""The contract for a kind: every kind's samples, and any response at all, through all it offers."""

import json
import re

import pytest
from dacite import from_dict
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from tests.javascript import QUESTIONS
from wellfounded.content.case import CHECKED
from wellfounded.content.questions import Question, kinds
from wellfounded.content.questions import kind as kind_of
from wellfounded.content.questions.question import Sample, digest, projection
from wellfounded.notebook.widgets.base import SCRIPT, View

SAMPLES = [
    pytest.param(each, id=f"{kind}-{each.name}-{i}")
    for kind, c in kinds().items()
    for i, each in enumerate(c.samples())
]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from("abcde")
ANY_JSON = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=3), inner))
HOSTILE = ['<script>alert("x")</script>', ["<img src=x onerror=alert(1)>"], {"<b>": "</section>"}]
KEY_WORDS = {
    *("correct", "feedback", "misconception", "hint", "authorities", "objectives"),
    *("right", "wrong", "why", "otherwise"),
    *("accepted", "bin", "misplaced", "place", "shows", "passages", "model", "rubric"),
    *("facts", "standards", "bands", "meets", "misses", "partly", "form", "misrendered", "decision", "reader", "sound"),
    *("marks", "misjudged", "near"),
}
FIRST = {kind: c.samples()[0].question for kind, c in kinds().items()}


def first_sample(kind: str) -> Sample:
    return kinds()[kind].samples()[0]


def test_kinds_are_found_by_scanning() -> None:
    assert {"choice", "choices"} <= set(kinds())


def test_every_kind_is_found_by_its_name_in_its_own_module() -> None:
    assert {name: kind_of(name) for name in kinds()} == kinds()
    for name in ("options", "no-such-kind", ""):
        with pytest.raises(KeyError):
            kind_of(name)


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_sample_is_graded_as_it_says(sample: Sample) -> None:
    assert sample.question.score(sample.response).points == pytest.approx(sample.points)


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_shows_perfect_empty_wrong_partial_and_malformed(kind: str) -> None:
    samples = kinds()[kind].samples()
    assert {"perfect", "empty", "wrong", "partial", "malformed"} == {each.name for each in samples}
    assert all(each.points == each.question.scored for each in samples if each.name == "perfect")
    assert all(each.points == 0 for each in samples if each.name in ("empty", "wrong", "malformed"))


@given(response=ANY_JSON)
def test_any_json_value_is_scored_within_zero_and_the_points_by_every_kind(response: object) -> None:
    for kind, question in FIRST.items():  # one value for all: to make it takes longer than to score it
        score = question.score(response)
        assert 0 <= score.points <= question.scored, kind
        assert isinstance(question.review(response), str), kind
        assert isinstance(question.feedback(response), str), kind
        assert isinstance(question.format_response(response), str), kind


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize("response", HOSTILE)
def test_what_a_learner_typed_is_escaped_in_review_and_feedback(kind: str, response: object) -> None:
    question = first_sample(kind).question
    shown = question.review(response) + question.feedback(response) + question.format_response(response)
    assert "<script" not in shown
    assert "<img" not in shown
    assert "</section>" not in shown


@pytest.mark.parametrize("kind", kinds())
def test_the_public_part_has_no_key(kind: str) -> None:
    def names(item: object) -> set[str]:
        if isinstance(item, list):
            return set().union(*map(names, item))
        return set(item) | set().union(*map(names, item.values())) if isinstance(item, dict) else set()

    assert not KEY_WORDS & names(projection(first_sample(kind).question))


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_was_given_is_told_from_public_fields_alone(sample: Sample) -> None:
    learners = from_dict(type(sample.question), projection(sample.question), CHECKED)
    told = learners.format_response(sample.response)
    assert told == sample.question.format_response(sample.response)
    assert "About " not in told  # what every sample's feedback begins with
    if sample.name in ("perfect", "wrong"):
        assert told
    if sample.name == "empty":
        assert told == ""


@pytest.mark.parametrize("kind", kinds())
def test_the_static_form_reads_without_script(kind: str) -> None:
    sample = first_sample(kind)
    html = sample.question.static()
    assert sample.question.prompt in html
    assert not re.search(r"<(script|input|style)", html)


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_has_a_view_that_draws_it(kind: str) -> None:
    module = kind.replace("-", "_")
    assert "export function draw(" in (QUESTIONS / f"{module}.js").read_text("utf-8")
    assert f"__export({module}_exports,{{draw:" in SCRIPT  # so esbuild says what a module in the bundle exports


def test_the_views_fetch_nothing() -> None:
    code = re.sub(r"/\*.*?\*/", "", SCRIPT, flags=re.DOTALL)
    assert re.search(r"export ?{\w+ as default}", View._esm)
    assert not re.search(r"https?://|\bfetch\(|XMLHttpRequest|\bimport\b", code)
    assert not re.search(r"https?://|\bfetch\(|XMLHttpRequest", View._esm)


@pytest.mark.parametrize("kind", kinds())
def test_samples_have_no_mistakes(kind: str) -> None:
    assert list(first_sample(kind).question.mistakes()) == []


def test_the_wording_changes_with_what_was_asked_and_not_with_key_or_points() -> None:
    from dataclasses import replace

    question = first_sample("choice").question
    options = question.options  # type: ignore[attr-defined]
    reworded = replace(question, options=[replace(options[0], text="Another"), *options[1:]])  # type: ignore[call-arg]
    rekeyed = replace(question, options=[replace(each, correct=not each.correct) for each in options])  # type: ignore[call-arg]
    assert digest(question) != digest(replace(question, prompt=Markup("What?")))
    assert digest(question) != digest(reworded)
    assert digest(question) == digest(rekeyed) == digest(replace(question, points=9, hint=Markup("x")))
    assert re.fullmatch(r"[0-9a-f]{12}", digest(question))


def test_a_perfect_response_survives_json() -> None:
    for kind in kinds():
        sample = first_sample(kind)
        assert sample.question.score(json.loads(json.dumps(sample.response))).points == sample.points


def test_ticking_everything_or_nothing_or_at_random_earns_nothing() -> None:
    from itertools import chain, combinations

    question: Question = first_sample("choices").question
    ids = [option.id for option in question.options]  # type: ignore[attr-defined]
    every = chain.from_iterable(combinations(ids, size) for size in range(len(ids) + 1))
    right = question.right()  # type: ignore[attr-defined]
    wrong = set(ids) - right
    youden = [len(set(pick) & right) / len(right) - len(set(pick) & wrong) / len(wrong) for pick in every]
    assert sum(youden) == pytest.approx(0)
    assert question.score(ids).points == question.score([]).points == 0
