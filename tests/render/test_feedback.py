"""Feedback: the verdict in one short line, then the reasons, then the sources, folded, each marked as it was read."""

import re
from dataclasses import replace
from typing import Any

import pytest
from markupsafe import Markup

from wellfounded.assessment.scoring import score_case
from wellfounded.content.case import Case, with_practised_places
from wellfounded.content.markdown import citation
from wellfounded.content.path_place import PathPlace
from wellfounded.content.questions import Question, kinds
from wellfounded.journal.file import Journal, new_event
from wellfounded.render.answers import answered_case
from wellfounded.render.feedback import SIGNS, feedback, sources, verdict
from wellfounded.render.review_page import review
from wellfounded.render.safe_html import safe

JUDGED = [
    pytest.param(kind, sample, id=f"{kind}-{sample.name}-{i}")
    for kind, c in kinds().items()
    for i, sample in enumerate(c.samples())
    if kind not in ("interview", "written")
]


def practised(**fields: Any) -> Case:
    about = {"jurisdiction": "any", "law_as_of": "2026-01-01", "facts": Markup(""), "questions": []}
    return Case(id="c", title="C", use="practice", **{**about, **fields})


def asked(kind: str = "choice", **fields: Any) -> Question:
    return replace(kinds()[kind].samples()[0].question, wording="1" * 12, **fields)


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", html).split())


@pytest.mark.parametrize(("kind", "sample"), JUDGED)
def test_a_verdict_is_right_for_all_the_points_and_none_is_spoken_of_nothing(kind: str, sample: Any) -> None:
    found = sample.question.verdict(sample.response)
    if sample.name in ("empty", "malformed"):
        assert found is None
    else:
        assert (found.word == "right") == (sample.name == "perfect"), kind
        assert 0 <= found.right <= found.all


@pytest.mark.parametrize(
    ("kind", "response", "said"),
    [
        ("choice", ["b"], "✓ Right."),
        ("choice", ["a"], "✗ Not right."),
        ("choices", ["a"], "◐ Partly right: 1 of 2."),
        ("choices", ["a", "b", "c"], "◐ Partly right: 2 of 3."),
        ("choices", ["c"], "✗ Not right."),
        ("highlight", ["p1", "p2"], "◐ Partly right: 1 of 3."),
        ("classify", {"c1": "a", "c4": "c"}, "◐ Partly right: 1 of 4."),
        ("order", ["c", "b", "a", "d"], "◐ Partly right: 2 of 4."),
        ("order", ["b", "c", "a", "d"], "◐ Partly right."),  # no item stands rightly to all others, most pairs do
        ("number", 60, "✗ Not right."),
        ("short", "", ""),
        ("written", "Because.", ""),
        ("interview", [["t1", "a"]], ""),
    ],
)
def test_the_verdict_is_one_short_line(kind: str, response: Any, said: str) -> None:
    assert words(verdict(asked(kind), response)) == said


def test_the_verdict_comes_first_the_reason_next_and_the_sources_are_folded_into_one_line() -> None:
    question = asked(authorities=[citation("ward-1993"), citation("ward-1993")])
    html = feedback(practised(), question, ["b"])
    assert re.fullmatch(r'<p data-verdict="right">.*?</p>About b\.<details><summary>Sources \(2\)</summary>.*', html)
    assert "Read more" not in html
    assert sources(asked()) == ""


def test_the_place_on_a_path_that_the_section_tells_of_is_named_after_the_reasons() -> None:
    case = practised(path_place=PathPlace(title="The gates", name="Fear & more", n=2, all=3))
    html = feedback(case, asked(authorities=[citation("ward-1993")]), ["b"])
    assert words(html).startswith("✓ Right. About b. The gates, 2 of 3: Fear &amp; more Source (1)")
    assert html.count('<span></span><span class="wf-lit"></span><span></span>') == 1
    assert "The gates, 2 of 3: Fear &amp; more" in safe(answered_case(case, Journal()))


def test_a_source_bears_one_small_mark_of_how_closely_it_was_read() -> None:
    link, mark = re.fullmatch(r'(<a href="[^"]*">[^<]*</a>)\u00a0(<small .*</small>)', citation("ward-1993")).groups()  # type: ignore[union-attr]
    read = r"we read a summary(?: \(.*\))?, \d{4}-\d\d-\d\d"  # where, if its register says so
    assert re.fullmatch(rf'<small class="wf-read-summary" title="{read}">\(summary\)</small>', mark)
    assert "we read" not in words(link)


@pytest.mark.parametrize(
    ("response", "marks"),
    [(["a"], [("wrong", "a"), ("missed", "b")]), (["b"], [("right", "b")]), ([], [("missed", "b")])],
)
def test_a_review_tells_on_each_option_what_was_chosen_and_what_is_right(response: Any, marks: Any) -> None:
    html = safe(asked().review(response))
    assert re.findall(r'<li data-verdict="(\w+)">Option (.)', html) == marks
    assert ("✗ your answer, not right" in html) == (response == ["a"])
    assert ("✓ your answer, right answer" in html) == (response == ["b"])


def test_the_review_of_a_case_tells_the_verdict_before_points_reasons_and_sources() -> None:
    question = asked(authorities=[citation("ward-1993")])
    case = Case(
        id="c", title="C", use="graded", jurisdiction="any", law_as_of="2026-01-01", facts=Markup(""),
        questions=[question],
    )  # fmt: skip
    events = [new_event("answer", "c", question.id, wording=question.wording, response=["a"])]
    html = safe(review(score_case(case, Journal(events))))
    places = [html.index(each) for each in ('<p data-verdict="wrong">', ">0 of 2 points.", "About a.", "Source (1)")]
    assert places == sorted(places)
    assert "Not right." not in review(score_case(case, Journal()))


def test_verdicts_and_marks_pass_the_gate_and_nothing_else_in_their_place() -> None:
    assert set(SIGNS) == {"right", "partly", "wrong"}
    kept = feedback(practised(), asked(authorities=[citation("ward-1993")]), ["b"])
    assert re.sub(' target="_blank" rel="noopener noreferrer"', "", safe(kept)) == kept
    assert safe('<p data-verdict="x">a</p><span aria-hidden="false">b</span>') == "<p>a</p><span>b</span>"


def test_a_review_names_the_place_on_a_path_where_an_objective_is_practised_or_the_case_itself_stands() -> None:
    fear, harm = (PathPlace(title="The gates", name=name, n=n, all=2) for n, name in ((1, "Fear"), (2, "Harm")))
    graded = [
        replace(practised(objectives=names), id=name, use="graded", questions=[asked(points=1)])
        for name, names in (("one", ["other", "fear"]), ("two", ["fear"]), ("three", ["other"]))
    ]
    practice = [practised(objectives=["fear"], path_place=place) for place in (fear, harm)]  # the first counts
    lesson = [*practice, replace(graded[1], objectives=[], path_place=harm)]
    one, two, three = (review(score_case(case, Journal([]))) for case in with_practised_places(graded, lesson))
    assert 'C: 0 of 1 points</h3><p class="wf-path-place">' in one
    assert '<span class="wf-lit"></span><span></span></span> <em>The gates, 1 of 2: Fear</em>' in safe(one)
    assert "The gates, 2 of 2: Harm" in two
    assert "The gates" not in three
